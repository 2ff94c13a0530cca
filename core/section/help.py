"""Help: what the asker can do right now, first; then the topics. Adapters append the table of all commands."""

from dataclasses import dataclass

from rapidfuzz import process

from core.blocks import Block, Bullets, Choose, Heading, Press, Text
from core.context import Context
from core.kit.moves import MoveSpec
from core.kit.refusals import NotAMove
from core.replies import Next, Reply, drawn, refusal
from core.requests.base import inputs
from core.requests.section import Help
from core.section.now import right_now


@dataclass(frozen=True, slots=True)
class Topic:
    """A page of help: the word people type, what it is about, and its lines."""

    word: str
    about: str
    lines: tuple[str, ...]


TOPICS: tuple[Topic, ...] = (
    Topic(
        "class", "Sections: making, joining, leaving",
        (
            "An instructor makes a section with /class create and shows the class its join code.",
            "Students type /class join and the code in the class's channel. Each gets an alias.",
            "/class leave lets you go; Undo brings you back for ten minutes, the join code at any time.",
            "/class show says who is here. Staff change settings and roles with /class settings and /class assistant.",
        ),
    ),
    Topic(
        "game", "Games: a lobby, tables, a debrief",
        (
            "An instructor starts a game; press Join in the lobby, and you are dealt a seat.",
            "My desk is your private card: your role, your interests, what you may do now. Nobody else sees it.",
            "Press Ready when you are done with a phase; it closes early when all are. Silence never breaks a game.",
            "The debrief shows what theory predicts and what every table did.",
            "/game practice lets you play alone against bots, as often as you like; it counts for nothing.",
        ),
    ),
    Topic(
        "quiz", "Quizzes: alone or all together",
        (
            "/quiz me asks you a few questions; each comes back when you are about to forget it.",
            "/quiz due says how many wait; /quiz progress shows where you stand by topic.",
            "In a live quiz the whole class answers; nobody sees who was right or wrong.",
        ),
    ),
    Topic(
        "board", "Standings",
        (
            "/board show has four tabs: games, quiz, participation, the last session.",
            "Games are ranked by duplicate score: you against the same seat with the same cards at other tables.",
            "The board shows the first five by alias; your own rank is shown to you alone.",
        ),
    ),
    Topic(
        "me", "Your alias, pictures, reminders",
        (
            "/me settings changes your alias, dark or light pictures, plain text instead of pictures, and reminders.",
            "An alias says nothing about you; write new to have another one drawn.",
        ),
    ),
    Topic(
        "privacy", "What others can see",
        (
            "Answers come to you alone; the channel gets the lobby, phase changes and results.",
            "Classmates see your alias. Staff also see the name you have in this chat.",
            "Your desk, your drafts and your quiz answers are yours; notes may be shown in the debrief.",
        ),
    ),
)  # fmt: skip


def show_help(ctx: Context, ask: Help) -> Reply:
    """Draw a topic, or what can be done right now with the list of topics."""
    if not ask.topic:
        return _first_page(ctx)
    try:
        return _page(_topic(ask.topic))
    except NotAMove as unknown:
        meant = tuple(Next(word, Help(topic=word)) for word in unknown.suggestions)
        return drawn(refusal(unknown, meant or (Next("Help", Help()),)))


def as_press(step: Next) -> Press:
    """Return the button of a next step; one that lacks a needed input opens its form."""
    request = step.request
    fields = inputs(type(request))
    if not any(getattr(request, field.name) == "" for field in fields if not field.optional):
        return Press(step.label, request)
    return Press(step.label, request, form=MoveSpec(name=type(request).__name__, label=step.label, fields=fields))


def _first_page(ctx: Context) -> Reply:
    now = right_now(ctx)
    blocks: list[Block] = [
        Heading("Right now"),
        Text(now.sentence),
        Choose(tuple(as_press(step) for step in now.steps)),
        Heading("More help"),
        Bullets(tuple(f"/help {topic.word}: {topic.about}" for topic in TOPICS)),
    ]
    return Reply(blocks=tuple(blocks))


def _page(topic: Topic) -> Reply:
    others = tuple(Press(t.word, Help(topic=t.word)) for t in TOPICS if t.word != topic.word)
    return Reply(blocks=(Heading(topic.about), Bullets(topic.lines), Choose((Press("Right now", Help()), *others))))


def _topic(typed_word: str) -> Topic:
    word = typed_word.casefold().removeprefix("/").strip()
    words = {topic.word: topic for topic in TOPICS}
    for candidate in (word, word.split(" ")[0], word.removesuffix("s"), word.removesuffix("zes")):
        if candidate in words:
            return words[candidate]
    near = tuple(found for found, _, _ in process.extract(word, tuple(words), limit=1, score_cutoff=60))
    raise NotAMove(f'There is no help on "{typed_word}". Topics: {", ".join(words)}.', suggestions=near)
