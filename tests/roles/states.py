"""The states that a section passes through, with everybody who might ask in each of them."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from core.command import Who
from core.requests import game as g
from core.requests import quiz as q
from core.requests import section as s
from core.rows import Note, Section
from tests.desk import CHANNEL, TEACHER, student
from tests.hall import Lesson, crowd
from tests.memory import Rows, rows_of

ANA, BO, WIM, CY, LEA = *crowd(2), student("Wim"), student("Cy"), student("Lea")
ELSEWHERE = Who("discord", "guild-2", "rival", "Dr. Rival", may_teach=True)
DEAN = Who("discord", "guild-1", "dean", "The Dean", may_administer=True)
ASKERS: Mapping[str, Who] = {
    "o": ELSEWHERE, "d": DEAN, "g": student("Gil"), "l": LEA, "m": WIM, "s": ANA, "a": CY, "i": TEACHER,
}  # fmt: skip
"""Everybody who might ask, by the letter that stands for them in the table."""
WHO_THEY_ARE = (
    "**o** an instructor of another workspace with our ids; **d** whoever administers this one, not in the section; "
    "**g** a guest; **l** somebody who left less than ten minutes ago; **m** a member without a seat; **s** a student "
    "with one (in the lobby: signed up); **a** an assistant; **i** the instructor. "
    "Elsewhere is a channel that no section is linked to, before any session: whoever belongs to one section is "
    "answered for it."
)
STATES = ("elsewhere", "no session", "lobby", "running", "paused", "over")


@dataclass(frozen=True)
class State:
    """A moment of a section: all that is stored, the channel asked in, and ids of what there is, by field."""

    name: str
    lesson: Lesson
    rows: Rows
    channel: str
    ids: Mapping[str, str] = field(default_factory=dict)


async def begin(folder: Path, name: str) -> State:
    """Bring a section to a state. "elsewhere" is asked in a channel that has none; "over": a page is turned."""
    lesson = await Lesson.begin(folder, [ANA, BO, WIM, CY, LEA])
    await lesson.say(TEACHER, s.MakeAssistant(person="Cy"))
    ids = await _play_up_to(lesson, STATES.index(name))
    for who in (ANA, WIM, CY, TEACHER):
        await lesson.say(who, q.StudyQuiz())
    await lesson.say(LEA, s.LeaveSection())
    (section,) = await lesson.rows(Section)
    rows = await rows_of(lesson.service.store)
    channel = "another-channel" if name == STATES[0] else CHANNEL
    return State(name, lesson, rows, channel, {"code": section.code, **ids})


async def _play_up_to(lesson: Lesson, stage: int) -> dict[str, str]:
    if stage < STATES.index("lobby"):
        return {}
    session = await lesson.lobby("ratify-or-revert", [ANA, BO])
    if stage == STATES.index("lobby"):
        return {"session": session.id}
    await lesson.say(TEACHER, g.Advance())
    while (table := (await lesson.tables())[0]).phase != "r1.talk":
        await lesson.to_the_next_deadline()
    seats = {who.user: seat for seat, who in (await lesson.seats()).items()}
    await lesson.say(BO, g.SendNote(to=seats[ANA.user], text="Would 48 do?"))
    (note,) = await lesson.rows(Note)
    ids = {"session": session.id, "table": table.id, "phase": table.phase, "note": note.id, "to": seats[BO.user]}
    if stage == STATES.index("paused"):
        await lesson.say(TEACHER, g.Pause())
    if stage == STATES.index("over"):
        await lesson.play()
        await lesson.say(TEACHER, g.TurnPage())
    return ids
