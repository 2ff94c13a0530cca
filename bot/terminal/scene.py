"""What is on stage while a class plays by itself."""

from collections.abc import Sequence
from dataclasses import dataclass

from bot.terminal.cast import INSTRUCTOR
from bot.terminal.crowd import Crowd
from bot.terminal.door import Door
from bot.terminal.stage import Stage
from core.blocks import Block, Facts
from core.clock import VirtualTicks
from core.command import Who
from core.replies import Reply
from core.requests import Request
from core.striker import strike_due


class BrokenDemo(Exception):
    """Something that the script relies on was refused; a defect of the program, never of whoever runs it."""


@dataclass(frozen=True, slots=True)
class Scene:
    """The people, their way through the door, the stage they are shown on, and time, which passes when told to."""

    scenario: str
    seed: str
    stage: Stage
    door: Door
    crowd: Crowd
    people: tuple[Who, ...]
    ticks: VirtualTicks

    async def ask(self, who: Who, request: Request) -> Reply:
        """Return the answer to a request that must not be refused."""
        reply = await self.door.ask(who, request)
        if not reply.ok:
            raise BrokenDemo(f"{type(request).__name__} of {who.name} was refused: {reply.blocks}")
        return reply

    async def ask_all(self, request: Request) -> list[Reply]:
        """Return the answers to a request that all students make within a few seconds; none may be refused."""
        self.ticks.advance(1_500 * len(self.people))
        replies = await self.door.ask_together([(who, request) for who in self.people])
        if refused := [reply for reply in replies if not reply.ok]:
            raise BrokenDemo(f"{type(request).__name__} was refused: {refused[0].blocks}")
        return replies

    async def teach(self, request: Request) -> Reply:
        """Return the answer to what the instructor types, and show that it was typed."""
        self.stage.typed(INSTRUCTOR, request)
        return await self.ask(INSTRUCTOR, request)

    async def let_pass(self, milliseconds: int, deadlines: Sequence[int]) -> None:
        """Let time pass (0: until the first deadline), and strike what has come due."""
        now = self.door.service.clock.now()
        first = min(deadlines, default=None)
        if not milliseconds and first is None:
            raise BrokenDemo("Nobody wants to act, and no deadline will come.")
        self.ticks.advance(milliseconds or max(0, (first or 0) - now))
        if first is not None and first <= self.door.service.clock.now():
            await strike_due(self.door.service)


def fact(blocks: tuple[Block, ...], name: str) -> str:
    """Return a fact of a reply by its name."""
    pairs = {key: value for block in blocks if isinstance(block, Facts) for key, value in block.pairs}
    if name not in pairs:
        raise BrokenDemo(f"A reply was expected to tell its “{name}”.")
    return pairs[name]
