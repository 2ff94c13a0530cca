"""Somebody in the class: what is on their screen, and how they press and fill in what is there."""

import asyncio
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from random import Random
from typing import Any

from core import handlers
from core.blocks import Choose, Press
from core.command import Command, Where, Who
from core.context import authorise, enter
from core.game import MoveSpec
from core.kit.fields import Field, Pick, Whole, YesNo
from core.kit.refusals import Refused
from core.ledger import Ledger
from core.replies import Result
from core.requests import Request
from core.requests.game import Act, SendNote
from core.requests.quiz import Answer
from core.rows import Table
from tests.simulation.machine import POISON
from tests.simulation.network import Network
from tests.simulation.stage import Stage

_HANDLERS = handlers.every()
NOTE = "psst: would 48 do?"
"""What students write to each other, and to nobody else."""
_LOOKS = 0.2  # of what only shows: reading costs a run more than it finds
_REMEMBERED = 30  # buttons of earlier cards that somebody may still press


@dataclass
class Person:
    """A person at a chat's window, in one channel."""

    stage: Stage
    network: Network
    asked: dict[str, Command]
    """Every delivery of the run by the name it is stored under."""
    who: Who
    channel: str
    seen: list[Press] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.rng = self.stage.rng(f"person:{self.who.account}:{self.channel}")

    async def ask(self, request: Request) -> Result | None:
        """Ask until answered; remember the buttons of the answer. What only shows is asked for now and then."""
        if not request.writes:
            if self.rng.random() < _LOOKS:
                self.look_at(request)
            return None
        command = self._delivery(request)
        result = await self.network.ask(command)
        if result is not None:
            self.remember([Press(step.label, step.request) for step in result.next])
        return result

    async def think(self, seconds: float | None = None, *, punctual: bool = False) -> None:
        """Let some time go by: on average the class's haste, or the seconds given; or act just when time is up."""
        mean = self.stage.shape.haste if seconds is None else seconds
        wait = min(4 * mean, self.rng.expovariate(1 / mean))
        if punctual and self.rng.random() < 0.7:
            wait = self._until_time_is_up() or wait
        await asyncio.sleep(wait)

    def look_at(self, request: Request) -> None:
        """Ask the program to show something."""
        self.network.look(Command(self.who, Where(self.channel), "", request))

    def screen(self, request: Request) -> list[Press]:
        """Return the buttons of what somebody who looks now would see."""
        command = Command(self.who, Where(self.channel), "", request)
        presses = self.stage.memory.view(lambda ledger: self._presses(ledger, command))
        self.remember(presses)
        return presses

    def filled(self, press: Press) -> Request:
        """Return the request that a press makes, its form filled in by chance."""
        request, rng = press.request, self.rng
        if press.form is None:
            return request
        values = raw_values(press.form, rng)
        if isinstance(request, Act):
            return replace(request, values=values)
        text = next(iter(values.values()), "")
        if isinstance(request, SendNote):
            return replace(request, text=text)
        return replace(request, answer=text) if isinstance(request, Answer) else request

    def remember(self, presses: Sequence[Press]) -> None:
        """Keep the buttons of a card: they stay in the chat, and can be pressed much later."""
        self.seen = [*self.seen, *presses][-_REMEMBERED:]

    def _until_time_is_up(self) -> float:
        """Return how long it is to some deadline: a millisecond before it, on it, after it, or while it is struck."""
        now = self.stage.class_now()
        later = [t.deadline - now for t in self.stage.memory.all(Table) if t.deadline is not None and t.deadline > now]
        if not later:
            return 0.0
        about = self.rng.choice((-1, 0, 1, self.rng.randrange(300), self.rng.randrange(300)))
        return max(0, min(later) + about) / 1000

    def _delivery(self, request: Request) -> Command:
        workspace = self.who.workspace
        self.stage.tally[f"deliveries of {workspace}"] += 1
        number = self.stage.tally[f"deliveries of {workspace}"]
        sick = self.rng.random() < self.stage.shape.poison and not self.stage.calm
        command = Command(self.who, Where(self.channel), f"{POISON if sick else 'd'}-{number}", request)
        self.asked[f"{workspace}:{command.once}"] = command
        return command

    def _presses(self, ledger: Ledger, command: Command) -> list[Press]:
        try:
            context = enter(self.stage.world(), ledger, command)
            reply = _HANDLERS.show[type(command.request)](context, authorise(context))
        except Refused:
            return []
        return [press for block in reply.blocks if isinstance(block, Choose) for press in block.presses]


def raw_values(spec: MoveSpec, rng: Random) -> Mapping[str, str]:
    """Return words for the fields of a form; a few of them do not fit, and some that may be missing are."""
    wanted = [one for one in spec.fields if not one.optional or rng.random() < 0.5]
    return {one.name: "quite a lot" if rng.random() < 0.02 else _raw(one, rng) for one in wanted}


def _raw(one: Field, rng: Random) -> str:
    match one:
        case Whole(low=low, high=high):
            return str(rng.choice((low, high, rng.randint(low, high), rng.randint(low, high))))
        case Pick(options=options):
            return rng.choice(options).key
        case YesNo():
            return rng.choice(("yes", "no"))
        case _:
            return NOTE


def chosen(rng: Random, weighted: Mapping[Any, float]) -> Any:
    """Return one of the keys, by weight."""
    return rng.choices(list(weighted), list(weighted.values()))[0]
