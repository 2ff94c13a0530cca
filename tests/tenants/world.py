"""Two workspaces in one database, the first with a row of every kind; and a second full of people who try."""

from dataclasses import dataclass, fields
from pathlib import Path
from random import Random

from core.command import Command, Where, Who
from core.context import Context, enter
from core.requests import Request
from core.requests import game as g
from core.requests import quiz as q
from core.requests import section as s
from core.rows import Binding, Board, Letter, Mark, Note, Row, Session, Study
from tests.desk import TEACHER, facts, student
from tests.hall import Lesson, crowd
from tests.memory import Memory, Rows, rows_of

OURS, THEIRS = "discord:guild-1", "discord:guild-2"
ELSEWHERE, TUESDAY = "elsewhere", "tuesday"
ANA, BO = crowd(2)
RIVAL = Who("discord", "guild-2", "rival", "Dr. Rival", may_teach=True, may_administer=True)
OONA = student("Oona", place="guild-2")
LOOKERS = (RIVAL, OONA)
"""An instructor of the other workspace, who administers it too, and a student there who sits at a table."""
NOBODYS = (Mark,)
"""Kinds that belong to no workspace: the clock's mark says nothing about anybody."""
SHARED = {
    "workspace", "kind", "status", "platform", "role", "part", "zone", "theme", "scenario", "game", "title", "bots",
    "bot", "key", "team", "phase", "ready", "seat", "sender", "receiver", "move", "question", "queue", "state",
    "before", "rating", "result", "answer", "answered",
}  # fmt: skip
"""Columns that say what the program itself says to everybody; whatever is not named here is taken for private."""


@dataclass(frozen=True)
class TwoWorkspaces:
    """The lesson, and all that is stored of both."""

    lesson: Lesson
    rows: Rows

    def of(self, workspace: str) -> list[Row]:
        """Return the rows of a workspace."""
        return [row for some in self.rows.values() for row in some if row.workspace == workspace]

    def entered(self, who: Who, memory: Memory) -> Context:
        """Return the context in which somebody of the other workspace asks."""
        return enter(self.lesson.world(), memory, Command(who, Where(ELSEWHERE), "", Request()))


async def begin(folder: Path) -> TwoWorkspaces:
    """Let both classes play; ours leaves something of every kind behind."""
    lesson = await Lesson.begin(folder, [ANA, BO])
    await _ours(lesson)
    await _theirs(lesson)
    await _posted(lesson)
    rows = await rows_of(lesson.service.store)
    return TwoWorkspaces(lesson, rows)


def texts_of(row: Row) -> list[str]:
    """Return the texts that stand in the columns of a row and are its workspace's alone."""
    found = (getattr(row, field.name) for field in fields(row) if field.name not in SHARED)
    return [value for value in found if isinstance(value, str) and value]


def absent(text: str, chance: Random) -> str:
    """Return another text of the same shape: letters for letters, digits for digits."""
    same = {True: "0123456789", False: "ABCDEFGHJKMNPQRSTVWXYZ"}
    return "".join(chance.choice(same[c.isdigit()]) if c.isascii() and c.isalnum() else c for c in text)


async def _ours(lesson: Lesson) -> None:
    await lesson.deal("ratify-or-revert", [ANA, BO])
    await lesson.play()
    await lesson.deal("ratify-or-revert", [ANA, BO])
    (seat,) = [seat for seat, who in (await lesson.seats()).items() if who.user == ANA.user]
    await lesson.say(ANA, g.Act(move="check", values={"1": "yes"}))
    await lesson.say(BO, g.Act(move="check", values={"1": "ofcoursenot"}))
    await lesson.say(BO, g.SendNote(to=seat, text="Ourwhisper: fortyeight"))
    await lesson.say(ANA, q.StudyQuiz())
    (study,) = await lesson.rows(Study)
    await lesson.say(ANA, q.Answer("A", study.queue[0]))
    await lesson.say(ANA, q.Grade("good", study.queue[0]))
    await lesson.say(TEACHER, s.CreateSection(name="Ourtuesday"), channel=TUESDAY)
    await lesson.say(TEACHER, g.StartGame(scenario="treaty-table", lobby=3_600), channel=TUESDAY)
    await lesson.say(TEACHER, g.JoinGame(), channel=TUESDAY)


async def _theirs(lesson: Lesson) -> None:
    code = facts(await lesson.say(RIVAL, s.CreateSection(name="INR 301"), channel=ELSEWHERE))["Join code"]
    await lesson.say(OONA, s.JoinSection(code=code), channel=ELSEWHERE)
    await lesson.say(RIVAL, g.StartGame(scenario="prespa-2018"), channel=ELSEWHERE)
    await lesson.say(OONA, g.JoinGame(), channel=ELSEWHERE)
    await lesson.say(RIVAL, g.Advance(), channel=ELSEWHERE)
    await lesson.say(OONA, q.StudyQuiz(), channel=ELSEWHERE)


async def _posted(lesson: Lesson) -> None:
    """Store what an adapter's chat would have had posted."""
    session = (await lesson.rows(Session))[0]
    binding = (await lesson.rows(Binding))[0]
    (note,) = await lesson.rows(Note)
    section = session.section
    board = Board(
        id=f"{session.id}:session:{binding.id}", workspace=OURS, section=section, session=session.id, kind="session",
        platform="discord", address=binding.id, message="70017001",
    )  # fmt: skip
    letter = Letter(
        id=f"note:{note.id}", workspace=OURS, section=section, session=session.id, person=session.started_by,
        kind="note", about=note.id, platform="discord", address=TEACHER.account, at=session.at,
    )  # fmt: skip
    await lesson.change(board)
    await lesson.change(letter)
