"""A class whose channel is watched from outside: a lesson, the chat it is held in, and who delivers."""

from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

from core.command import Who
from core.outgoing.delivery import Delivery
from core.rows import Board, Letter
from tests.desk import CHANNEL, TEACHER
from tests.hall import SECOND, Lesson, crowd
from tests.outgoing.chatroom import Chatroom, Message

POL_210 = f"{TEACHER.workspace}:{CHANNEL}"
CLASS = crowd(6)


@dataclass
class Outside:
    """What happens outside, and what was said there."""

    lesson: Lesson
    chat: Chatroom
    delivery: Delivery

    @property
    def channel(self) -> list[Message]:
        """What stands in the class's channel."""
        return self.chat.at(POL_210)

    def told(self, who: Who) -> list[Message]:
        """What a person was told by direct message."""
        return self.chat.at(who.account)

    async def boards(self) -> tuple[Board, ...]:
        """Return the rows of boards that are posted, in the order in which they came to be."""
        return tuple(board for board in await self.lesson.rows(Board) if board.kind != "rooms")

    async def board(self) -> Board:
        """Return the only board."""
        (board,) = await self.boards()
        return board

    async def letters(self) -> tuple[Letter, ...]:
        """Return the rows of letters."""
        return await self.lesson.rows(Letter)

    async def tend(self) -> int:
        """Say what is due and may be said now."""
        return await self.delivery.tend()

    async def later(self, seconds: int) -> None:
        """Let time pass, second by second, and say in each what is due."""
        for _ in range(seconds):
            await self.lesson.let_pass(SECOND)
            await self.tend()

    def another(self) -> Delivery:
        """Return a second process that delivers what this lesson owes."""
        return Delivery(self.lesson.service, [self.chat])


@asynccontextmanager
async def outside(
    folder: Path, students: Sequence[Who] = CLASS, chat: Chatroom | None = None
) -> AsyncIterator[Outside]:
    """Begin a lesson that is watched from outside."""
    chat = chat or Chatroom()
    async with await Lesson.begin(folder, students) as lesson:
        yield Outside(lesson, chat, Delivery(lesson.service, [chat]))
