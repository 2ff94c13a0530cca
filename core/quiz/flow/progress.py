"""One's own progress by topic, for nobody else's eyes."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import fsum

from core.blocks import Choose, Picture, Press, Table, Text
from core.context import Context
from core.kit.figure import Axis, Bar, Figure
from core.quiz.flow.memory import cards
from core.quiz.flow.shelf import study_bank, topic_of, topics
from core.quiz.flow.standing import GO_ON
from core.quiz.flow.words import counted, percent
from core.quiz.plan import UNASKABLE
from core.quiz.schedule import retrievability
from core.replies import Reply
from core.requests.quiz import ShowDue, ShowProgress, StudyQuiz
from core.rows import Attempt

_BARS = 6


@dataclass(frozen=True, slots=True)
class Topic:
    """A topic: how many of its `of` questions were met, and the first answers' and the memory's shares (0..1)."""

    name: str
    of: int
    seen: int
    right: float
    retrievability: float

    @property
    def row(self) -> tuple[str, str, str, str]:
        """Return the topic as a line of a table."""
        met = f"{self.seen} of {self.of}"
        return (
            (self.name, met, percent(self.right), percent(self.retrievability)) if self.seen else _unmet(self.name, met)
        )


def show_progress(ctx: Context, _ask: ShowProgress) -> Reply:
    """Draw what the asker has met, knew at the first try, and is likely to recall now, topic by topic."""
    found = by_topic(ctx)
    met = [topic for topic in found if topic.seen]
    begin = Press(GO_ON.label, GO_ON.request, main=True)
    if not met:
        return Reply(blocks=(Text("You have not met any question yet. Five a day is plenty."), Choose((begin,))))
    weakest = sorted(met, key=lambda topic: (topic.retrievability, topic.name))
    first = weakest[0].name
    return Reply(
        blocks=(
            Text(_summary(found)),
            Table(_HEADER, tuple(topic.row for topic in found)),
            Picture(figure(weakest[:_BARS])),
            Choose((begin, Press(f"Quiz me on {first}", StudyQuiz(first)), Press("What is due", ShowDue()))),
        )
    )


def by_topic(ctx: Context) -> tuple[Topic, ...]:
    """Return every topic of the bank with the asker's numbers, in the order of the course."""
    section, person = ctx.my_section.id, ctx.me.id
    rights = {a.question: a.right for a in ctx.find(Attempt, section=section, person=person) if a.first}
    recalled = {card.question: retrievability(card, ctx.world.wall) for card in cards(ctx) if card.reps}
    asked = [question for question in study_bank().questions if question.kind not in UNASKABLE]
    own = {name: [q.id for q in asked if topic_of(q) == name] for name in topics(study_bank())}
    return tuple(_topic(name, ids, rights, recalled) for name, ids in own.items())


def _topic(name: str, ids: Sequence[str], rights: dict[str, bool], recalled: dict[str, float]) -> Topic:
    seen = [one for one in ids if one in recalled]
    first = [rights[one] for one in seen if one in rights]
    return Topic(name, len(ids), len(seen), _mean(first), _mean([recalled[one] for one in seen]))


def figure(shown: Sequence[Topic]) -> Figure:
    """Return a lying bar a topic, the weakest memory on top; `shown` is not empty."""
    places = range(len(shown) - 1, -1, -1)
    values = [round(100 * topic.retrievability) for topic in shown]
    return Figure(
        key="quiz-progress",
        title="What you are likely to recall now",
        alt="Bars, in per cent: "
        + "; ".join(f"{topic.name} {value}" for topic, value in zip(shown, values, strict=True))
        + ".",
        x=Axis("Retrievability (%)", 0, 100),
        y=Axis("", -0.5, len(shown) - 0.5, tuple(zip(places, (topic.name for topic in shown), strict=True))),
        marks=tuple(
            Bar(label="Retrievability", at=at, value=value, text=f"{value} %", lying=True)
            for at, value in zip(places, values, strict=True)
        ),
        twin=(("Topic", "Likely recalled"), tuple((t.name, f"{v} %") for t, v in zip(shown, values, strict=True))),
        caption="Your weakest topics first; only you see this.",
    )


_HEADER = ("Topic", "Met", "Right first time", "Likely recalled now")


def _unmet(name: str, met: str) -> tuple[str, str, str, str]:
    return (name, met, "–", "–")


def _summary(found: Sequence[Topic]) -> str:
    seen, of = sum(topic.seen for topic in found), sum(topic.of for topic in found)
    right = fsum(topic.right * topic.seen for topic in found) / seen
    return f"You have met {seen} of {counted(of, 'question')} and were right first time in {percent(right)} of them."


def _mean(values: Sequence[float]) -> float:
    return fsum(values) / len(values) if values else 0.0
