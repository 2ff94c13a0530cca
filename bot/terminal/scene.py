"""What is on stage while a class plays by itself."""

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

    async def teach(self, request: Request) -> Reply:
        """Return the answer to what the instructor types, and show that it was typed."""
        self.stage.typed(INSTRUCTOR, request)
        return await self.ask(INSTRUCTOR, request)

    async def wait(self, milliseconds: int) -> None:
        """Let time pass, and strike what has come due."""
        self.ticks.advance(milliseconds)
        await strike_due(self.door.service)

    async def wait_for_deadline(self) -> bool:
        """Let time pass to the next deadline; False if there is none."""
        deadline = await self.door.service.store.next_deadline()
        if deadline is None:
            return False
        await self.wait(max(0, deadline - self.door.service.clock.now()))
        return True


def fact(blocks: tuple[Block, ...], name: str) -> str:
    """Return a fact of a reply by its name."""
    pairs = {key: value for block in blocks if isinstance(block, Facts) for key, value in block.pairs}
    if name not in pairs:
        raise BrokenDemo(f"A reply was expected to tell its “{name}”.")
    return pairs[name]
