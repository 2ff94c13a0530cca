"""Students: they join, play what their desk offers, and do what else this run's students are given to."""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field

from core.blocks import Press
from core.requests.game import (
    Act,
    JoinGame,
    LeaveGame,
    OpenDesk,
    Practice,
    SaveDraft,
    SendNote,
    ShowDesk,
    ShowStatus,
)
from core.requests.quiz import ShowProgress, ShowQuestion, StudyQuiz, UndoAnswer
from core.requests.section import ChangeMe, JoinSection, LeaveSection, ShowBoard, UndoLeave
from core.rows import Account, Chair, Place
from tests.simulation.person import NOTE, Person, chosen

Habit = Callable[["Student"], Awaitable[None]]
_WEIGHTS = {
    "play": 10.0, "leave": 0.7, "stale": 1.0, "practice": 0.3, "quiz": 2.0, "notes": 2.0, "drafts": 1.0, "fidget": 1.5,
    "looks": 1.0, "undo": 0.4, "standing": 0.0,
}  # fmt: skip

_DOUBTS = 0.15  # of the looks at a round of one's own take its last answer back


@dataclass
class Student(Person):
    """A student of one section, whose code they have by heart."""

    code: str = ""
    comes: float = 0.0
    class_is_over: Callable[[], bool] = field(default=lambda: True)

    def __post_init__(self) -> None:
        super().__post_init__()
        self.doubts = self.stage.rng(f"doubts:{self.who.account}")

    async def live(self) -> None:
        """Come, take part until the class is over, go."""
        await asyncio.sleep(self.comes)
        await self.ask(JoinSection(code=self.code))
        weights = {name: weight for name, weight in _WEIGHTS.items() if name in self.stage.shape.habits | {"play"}}
        while not self.class_is_over():
            await HABITS[chosen(self.rng, weights)](self)
            await self.think(punctual="punctual" in self.stage.shape.habits)

    async def press(self, press: Press) -> None:
        """Press a button, and fill in its form."""
        await self.ask(self.filled(press))


async def play(me: Student) -> None:
    """Do something that the desk offers: a move above all."""
    presses = [press for press in me.screen(ShowDesk()) if _is_played(me, press)]
    moves = [press for press in presses if isinstance(press.request, Act)]
    if moves and me.rng.random() < 0.7:
        await me.press(me.rng.choice(moves))
    elif presses:
        await me.press(me.rng.choice(presses))


def _is_played(me: Student, press: Press) -> bool:
    if isinstance(press.request, Practice):
        return "practice" in me.stage.shape.habits
    if isinstance(press.request, Act) and press.request.standing:
        return "standing" in me.stage.shape.habits
    return True


async def leave(me: Student) -> None:
    """Leave the seat, or the whole section, and mostly come back."""
    if me.rng.random() < 0.7:
        await me.ask(LeaveGame())
        await me.think()
        if me.rng.random() < 0.7:
            await me.ask(JoinGame())
        return
    await me.ask(LeaveSection())
    await me.think()
    await me.ask(me.rng.choice((UndoLeave(), JoinSection(code=me.code))))


async def stale(me: Student) -> None:
    """Press a button of some earlier card."""
    if me.seen:
        await me.press(me.rng.choice(me.seen))


async def practise(me: Student) -> None:
    """Play alone."""
    await me.ask(Practice(me.rng.choice(("", "treaty-table"))))


async def study(me: Student) -> None:
    """Begin a round of the self-quiz, or go on with it, or take the last answer back."""
    if me.doubts.random() < _DOUBTS:
        await me.ask(UndoAnswer())
        return
    presses = me.screen(ShowQuestion())
    await (me.press(me.rng.choice(presses)) if presses and me.rng.random() < 0.8 else me.ask(StudyQuiz(count=3)))


async def write(me: Student) -> None:
    """Send a note."""
    account = me.stage.memory.get(Account, me.who.account)
    places = me.stage.memory.all(Place, person=account.person, live=True) if account else []
    if places:
        chairs = me.stage.memory.all(Chair, table=places[-1].table)
        await me.ask(SendNote(to=me.rng.choice(chairs).key, text=NOTE, table=places[-1].table))


async def draft(me: Student) -> None:
    """Fill in one field of a move."""
    forms = [press for press in me.screen(ShowDesk()) if isinstance(press.request, Act) and press.form is not None]
    if forms:
        press = me.rng.choice(forms)
        act = me.filled(press)
        assert isinstance(act, Act)
        name, value = next(iter(act.values.items()), ("", ""))
        await me.ask(SaveDraft(act.move, name, value, act.table))


async def fidget(me: Student) -> None:
    """Press twice before the first answer, or two things at once."""
    presses = me.screen(ShowDesk())
    if presses:
        first = me.rng.choice(presses)
        second = me.rng.choice((first, me.rng.choice(presses)))
        await asyncio.gather(me.press(first), me.press(second))


async def look(me: Student) -> None:
    """Look at something, and open the desk."""
    me.look_at(me.rng.choice((ShowDesk(), ShowStatus(), ShowBoard(), ShowProgress(), ShowQuestion())))
    await me.ask(me.rng.choice((OpenDesk(), ChangeMe(alias="new"))))


async def undo(me: Student) -> None:
    """Take something back that may never have been done."""
    await me.ask(me.rng.choice((UndoLeave(), Act(standing=True), JoinGame())))


HABITS: dict[str, Habit] = {
    "play": play, "leave": leave, "stale": stale, "practice": practise, "quiz": study, "notes": write, "drafts": draft,
    "fidget": fidget, "looks": look, "undo": undo, "standing": play,
}  # fmt: skip
