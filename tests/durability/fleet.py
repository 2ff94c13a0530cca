"""Four bot processes on one server, each delivery three times to any of them, and kill -9 in the middle of it all."""

import asyncio
import json
import sys
from asyncio.subprocess import PIPE
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import timedelta
from random import Random

from core.catalogue import Catalogue
from core.clock import SystemTicks
from core.command import Command
from core.replies import Result
from core.requests import codec
from core.store.store import Store
from core.stored_results import load
from core.striker import strike_due
from tests.durability.bot import FastTicks, origin
from tests.durability.looking import Acknowledged, Tally, looked_at
from tests.durability.punctual import Deadlines, deadlines
from tests.durability.school import BY_THE_CLOCK, School, everything, lay_out_at, service_at
from tests.import_rules import ROOT

BOTS, COPIES = 4, 3
_FEWEST, _MOST = 20, 60
"""Answers between one kill and the next."""


@dataclass(frozen=True, slots=True)
class Report:
    """What four processes did together, and what was wrong afterwards."""

    tally: Tally
    deadlines: Deadlines
    deliveries: int
    differing: int
    """Deliveries of one command that were answered differently."""

    def __str__(self) -> str:
        return f"{self.tally}, deliveries={self.deliveries}, differing={self.differing}, {self.deadlines}"

    @property
    def clean(self) -> bool:
        """Whether nothing was wrong."""
        return self.tally.clean and self.deadlines.clean and not self.differing


class Bot:
    """One process: asked, killed, and started again."""

    def __init__(self, name: str, *args: str) -> None:
        self._command = (sys.executable, "-m", "tests.durability.bot", args[0], name, *args[1:])
        self._waiting: dict[int, asyncio.Future[tuple[str, str] | None]] = {}
        self._process: asyncio.subprocess.Process
        self._listening: asyncio.Task[None]
        self._lives = asyncio.Event()
        self._asked = 0

    async def start(self) -> None:
        """Start it; what is delivered from now on waits until it listens."""
        self._process = await asyncio.create_subprocess_exec(*self._command, stdin=PIPE, stdout=PIPE, cwd=ROOT)
        self._listening = asyncio.create_task(self._listen(self._process))
        self._lives.set()

    @property
    def lives(self) -> bool:
        """Whether it runs."""
        return self._lives.is_set()

    async def kill(self) -> None:
        """Kill it with -9; whoever waits for an answer gets none."""
        self._lives.clear()
        self._process.kill()
        await self._gone()

    async def stop(self) -> None:
        """Let it end by itself: it has heard all there is."""
        assert self._process.stdin is not None
        self._lives.clear()
        self._process.stdin.close()
        await self._gone()
        assert self._process.returncode == 0, "a bot ended with an error"

    async def deliver(self, command: Command) -> tuple[str, str] | None:
        """Return the answer and what it was refused as; None if the process dies first. Waits for one that starts."""
        await self._lives.wait()
        self._asked += 1
        told = [self._asked, command.who.user, command.once, codec.dump(command.request)]
        answer = self._waiting[self._asked] = asyncio.get_running_loop().create_future()
        assert self._process.stdin is not None
        self._process.stdin.write(json.dumps(told).encode() + b"\n")
        found: tuple[str, str] | None = await answer
        return found

    async def _gone(self) -> None:
        await self._process.wait()
        await self._listening

    async def _listen(self, process: asyncio.subprocess.Process) -> None:
        assert process.stdout is not None
        while line := await process.stdout.readline():
            if not line.endswith(b"\n"):
                break
            number, answer, refused = json.loads(line)
            self._waiting.pop(number).set_result((answer, refused))
        waiting, self._waiting = self._waiting, {}
        for future in waiting.values():
            if self._lives.is_set():
                future.set_exception(RuntimeError("a bot died by itself"))
            else:
                future.set_result(None)


@dataclass
class Fleet:
    """Several bots behind one door. A platform delivers until it is answered; here at least three times, anywhere."""

    store: Store
    bots: Sequence[Bot]
    chance: Random
    kills: int
    """How many are still to come."""
    catalogue: Catalogue = field(default_factory=everything)
    told: list[Acknowledged] = field(default_factory=list)
    deliveries: int = 0
    differing: int = 0
    _answers: int = 0
    _next_kill: int = _FEWEST

    async def decide(self, command: Command) -> Result:
        """Deliver a command three times at once to any bots, again until it is answered; compare the answers."""
        answers: list[str] = []
        while not answers:
            copies = [self._delivered(command) for _ in range(COPIES)]
            answers = [answer for answer in await asyncio.gather(*copies) if answer is not None]
        self.differing += len(set(answers)) - 1
        self.told.append(Acknowledged(command.once, command.who.user, codec.dump(command.request), answers[0]))
        await self._kill_when_it_is_time()
        return load(answers[0])

    async def _delivered(self, command: Command) -> str | None:
        self.deliveries += 1
        answer = await self.chance.choice(self.bots).deliver(command)
        return None if answer is None or answer[1] == "trouble" else answer[0]

    async def _kill_when_it_is_time(self) -> None:
        self._answers += 1
        if self.kills and self._answers >= self._next_kill:
            self.kills -= 1
            self._next_kill = self._answers + self.chance.randint(_FEWEST, _MOST)
            victim = self.chance.choice([bot for bot in self.bots if bot.lives])
            await victim.kill()
            await victim.start()


@dataclass(frozen=True, slots=True)
class Evening:
    """How long a fleet plays, however fast the machine: so many kills, commands, and minutes by the fast clock."""

    kills: int
    commands: int
    minutes: int


async def play_together(url: str, evening: Evening, seed: int, fault: str = "") -> Report:
    """Lay a database out, let the fleet play on it, and look at all that it left behind."""
    begun = f"{SystemTicks().wall().timestamp()}"
    ticks = FastTicks(origin(begun))
    await lay_out_at(url, ticks)
    end = ticks.wall() + timedelta(minutes=evening.minutes)
    async with _fleet(url, evening.kills, seed, begun, fault) as fleet:

        def is_over() -> bool:
            return not fleet.kills and len(fleet.told) >= evening.commands and ticks.wall() >= end

        await School(fleet, f"{seed}", _say_nothing, at_once=2, tempo=BY_THE_CLOCK, is_over=is_over).play()
    async with await service_at(url, ticks) as service:
        await strike_due(service)  # what came due while they stopped
        tally = await looked_at(service.store, service.catalogue, fleet.told)
        about = Tally(kills=evening.kills - fleet.kills, acknowledged=len(fleet.told)) + tally
        return Report(about, await deadlines(service.store, service.catalogue), fleet.deliveries, fleet.differing)


@asynccontextmanager
async def _fleet(url: str, kills: int, seed: int, begun: str, fault: str) -> AsyncIterator[Fleet]:
    bots = [Bot(f"bot-{n}", url, begun, *([fault] if fault else [])) for n in range(BOTS)]
    store = Store(url, everything())
    try:
        for bot in bots:
            await bot.start()
        yield Fleet(store, bots, Random(seed), kills)
        await asyncio.gather(*(bot.stop() for bot in bots))
    except BaseException:
        await asyncio.gather(*(bot.kill() for bot in bots if bot.lives), return_exceptions=True)
        raise
    finally:
        await store.close()


def _say_nothing(_command: Command, _result: Result) -> None:
    """Take no note: the fleet has."""
