"""A class in the middle of a lesson, where every request would be granted if its texts were good."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from core.command import Command, Who
from core.kit.phases import Phase
from core.requests import Request
from core.requests import game as g
from core.requests import quiz as q
from core.requests import section as s
from core.rows import Note, Study
from tests.desk import CHANNEL, TEACHER, facts, student
from tests.hall import Lesson, crowd

HEAD, *OTHERS = CLASS = crowd(6)
STRANGER = student("Zacharias")
DEAN = Who("discord", "guild-1", "dean", "The Dean", may_teach=True)


@dataclass(frozen=True)
class Ask:
    """Somebody's request, from somewhere."""

    who: Who
    request: Request
    channel: str = CHANNEL
    once: str = ""

    def delivered_to(self, lesson: Lesson) -> Command:
        """Return a new delivery of it."""
        return lesson.command(self.who, self.request, self.channel, self.once)


@dataclass(frozen=True)
class Scene:
    """The lesson, and for every kind of request one that fits."""

    lesson: Lesson
    asks: Mapping[type[Request], Ask]
    code: str


async def begin(folder: Path) -> Scene:
    """Seat a class at a table that talks; somebody studies, a note has been sent."""
    lesson = await Lesson.begin(folder, CLASS)
    code = facts(await lesson.say(DEAN, s.CreateSection(name="Dean"), channel=""))["Join code"]
    await lesson.deal("ratify-or-revert", CLASS, lobby=86_400)
    table = (await lesson.tables())[0]
    while (phase := (await lesson.hall(table.id)).phase).key != "r1.talk":
        await lesson.to_the_next_deadline()
    seats = await lesson.seats()
    await lesson.say(seats["x"], g.SendNote(to="y", text="52?"))
    await lesson.say(OTHERS[-1], q.StudyQuiz())
    return Scene(lesson, await _asks(lesson, phase, seats), code)


async def _asks(lesson: Lesson, phase: Phase, seats: Mapping[str, Who]) -> dict[type[Request], Ask]:
    table, session = (await lesson.tables())[0], await lesson.session()
    (note,) = await lesson.rows(Note)
    (study,) = await lesson.rows(Study)
    x, y = seats["x"], seats["y"]
    hall = await lesson.hall(table.id)
    spec = next(spec for spec in hall.game.moves(hall.position.state, "x") if spec.fields)
    blank = dict.fromkeys((field.name for field in spec.fields), "50")
    asked = {
        TEACHER: (
            g.StartGame(scenario="ratify-or-revert", options={"voters": "3"}), g.ShowPanel(session.id),
            g.Pause(session.id), g.Resume(session.id), g.Extend(session=session.id), g.TurnPage(session.id),
            g.Advance(session=session.id, phase=phase.key), g.Substitute(number=1, seat="x3", person="Ana"),
            g.End(session=session.id), q.StartQuiz(), s.MakeAssistant(person="Bo"), s.ChangeSection(),
            g.PostAgain(session.id),
        ),
        x: (
            g.Act(move=spec.name, values=blank, table=table.id, phase=phase.key), g.OpenForm(table.id, spec.name),
            g.SaveDraft(move=spec.name, field=spec.fields[0].name, value="50", table=table.id),
            g.SendNote(to="y", text="52?", table=table.id), g.ShowDebrief(session=session.id), g.Practice(),
            g.OpenDesk(table.id), g.ShowDesk(table.id), g.ShowStatus(table.id), g.Ready(table.id, phase.key),
            g.JoinGame(session.id), g.LeaveGame(table.id), q.StudyQuiz(), q.ShowQuestion(), s.ShowBoard(), s.ChangeMe(),
            s.Help(),
        ),
        y: (g.ReportNote(note.id),),
        OTHERS[-1]: (q.Answer("A", study.queue[0]), q.Grade("good", study.queue[0])),
        STRANGER: (s.JoinSection(code="000000"), s.UndoLeave(section=session.section)),
    }  # fmt: skip
    made = {type(request): Ask(who, request) for who, requests in asked.items() for request in requests}
    return made | {s.CreateSection: Ask(DEAN, s.CreateSection(name="Dean"), channel="")}


def from_outside(scene: Scene, text: str) -> dict[str, Ask]:
    """Return requests with a text in what a platform says: who asks, from where, under which delivery."""
    join = s.JoinSection(code=scene.code)
    teach = s.CreateSection(name="Elsewhere")
    return {
        "Who.user": Ask(replace(STRANGER, user=text), join, channel=""),
        "Who.name": Ask(replace(STRANGER, user=f"named-{hash(text)}", name=text), join, channel=""),
        "Who.place": Ask(replace(DEAN, place=text), teach, channel=""),
        "Who.platform": Ask(replace(DEAN, platform=text), teach, channel=""),
        "Where.channel": Ask(DEAN, join, channel=text),
        "Where.channel (reading)": Ask(HEAD, s.ShowSection(), channel=text),
        "Command.once": Ask(HEAD, g.OpenDesk(), once=text),
    }
