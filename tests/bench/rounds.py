"""Rounds of moves: players of one class who each make the next move as soon as the last one is acknowledged."""

import asyncio
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from core.requests.game import Act
from tests.bench.classroom import Classroom, Player

MOVES = 30
"""Moves of each player in one round."""

Choice = Callable[[Player, int], Act]
"""What a player does as the move with this number."""


@dataclass(frozen=True, slots=True)
class Round:
    """One round: moves a second, waiting in milliseconds, processor time a move in microseconds."""

    per_second: float
    p50_ms: float
    p99_ms: float
    cpu_us: float


async def timed(room: Classroom, players: Sequence[Player], choose: Choice) -> Round:
    """Play a round and time it."""
    processor, started = time.process_time(), time.perf_counter()
    waits = sorted(await played(room, players, choose))
    took, busy, count = time.perf_counter() - started, time.process_time() - processor, len(waits)
    return Round(count / took, 1000 * waits[count // 2], 1000 * waits[count * 99 // 100], 1e6 * busy / count)


async def played(room: Classroom, players: Sequence[Player], choose: Choice) -> list[float]:
    """Let all play at once; return how long each move waited for its acknowledgement, in seconds."""

    async def play(player: Player) -> list[float]:
        waits = []
        for number in range(MOVES):
            started = time.perf_counter()
            await room.ask(player.who, choose(player, number))
            waits.append(time.perf_counter() - started)
        return waits

    return [wait for waits in await asyncio.gather(*map(play, players)) for wait in waits]


async def voters_at_talks(room: Classroom, seated: Sequence[Player], players: int) -> Sequence[Player]:
    """End the warm-up and put an offer on each table; return the first so many voters, who may now move in the open."""
    await room.go_on()
    for player in seated:
        if player.role == "negotiator":
            await room.ask(player.who, Act(move="offer", values={"share": "60"}, table=player.table))
    return [player for player in seated if player.role == "voter"][:players]


def open_move(player: Player, number: int) -> Act:
    """Tell a red line or a straw vote, in turn."""
    if number % 2:
        return Act(move="straw", values={"share": str(30 + number % 40), "yes": "yes"}, table=player.table)
    return Act(move="red_line", values={"least": str(20 + number % 50)}, table=player.table)


def sealed_move(player: Player, number: int) -> Act:
    """Seal a prediction, or change it."""
    return Act(move="predict", values={"chance": str(number % 101)}, table=player.table)
