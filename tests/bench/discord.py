"""Interactions a second through the socket, and how long a click waits for its acknowledgement.

People in a live quiz press an answer, then [My desk], all at the same instant, again and again. The bot is
`entente run` as its own process with a SQLite file; Discord is the loopback of the tests. Beside it, in the same run, a
bot of discord.py alone that answers each click with one constant sentence and keeps nothing: the raw limit of library
and loopback. Entente makes two calls a click where that one makes one: it acknowledges first and answers when the
answer is stored. Bot and loopback share the machine's processors, so the bot's own processor time stands beside.
"""

import asyncio
import os
import sys
import tempfile
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from tests.bench.target import Target, at_most, none
from tests.discord_wire import reading
from tests.discord_wire.lesson import Lesson
from tests.discord_wire.people import Answer, Person
from tests.discord_wire.process import ECHO, ENTENTE, Entente
from tests.discord_wire.server import Discord

WAVES = {1: 60, 30: 6, 200: 3}
"""People who press at the same instant, and how often; a lone presser is somebody else each time."""
CROWD = max(WAVES)
MOST = 1_000
"""Milliseconds within which a click is to be acknowledged; Discord gives up after three times as many."""
_TICKS = os.sysconf("SC_CLK_TCK")

Press = Callable[[int, int], Awaitable[Answer]]
"""Let somebody press, by number, in a wave."""


@dataclass(frozen=True, slots=True)
class Row:
    """One size of crowd: answers a second, acknowledgements in milliseconds, the bot's processor time a click."""

    people: int
    per_second: float
    p50_ms: float
    p99_ms: float
    cpu_ms: float
    missed: int


def measure() -> tuple[list[Row], list[Row]]:
    """Return the rows of Entente and those of the bare bot."""
    with tempfile.TemporaryDirectory() as folder:
        return asyncio.run(_entente(Path(folder))), asyncio.run(_echo(Path(folder)))


async def _entente(folder: Path) -> list[Row]:
    async with Discord(rates=False) as discord:
        lesson = Lesson(discord, people=CROWD)
        async with Entente(discord, folder, command=ENTENTE) as bot:
            await lesson.assemble()
            await lesson.open_quiz(1)
            await lesson.begin()
            opened = await asyncio.gather(*(pupil.person.slash("game desk") for pupil in lesson.pupils))
            desks = [answer.message for answer in opened]

            async def press(number: int, _: int) -> Answer:
                card = desks[number]
                assert card is not None
                first = reading.labels([discord.world.messages[card.id]])[0]
                return await lesson.pupils[number].person.press(first, card)

            return [await _row(discord, bot, people, press) for people in WAVES]


async def _echo(folder: Path) -> list[Row]:
    async with Discord(rates=False) as discord:
        school = discord.server("POL 210")
        crowd: Sequence[Person] = [school.member(f"Person {n}") for n in range(CROWD)]
        async with Entente(discord, folder, command=ECHO) as bot:
            await crowd[0].slash("say board")
            board = await school.board("The board")

            async def press(number: int, wave: int) -> Answer:
                return await crowd[(number + wave) % CROWD].press("Answer", board)

            return [await _row(discord, bot, people, press) for people in WAVES]


async def _row(discord: Discord, bot: Entente, people: int, press: Press) -> Row:
    now, waves = discord.world.hours.now, WAVES[people]
    begun, busy, answers = now(), _processor(bot.pid), list[Answer]()
    for wave in range(waves):
        numbers = range(people) if people > 1 else [wave]
        answers += await asyncio.gather(*(press(number, wave) for number in numbers))
    took, busy, count = now() - begun, _processor(bot.pid) - busy, len(answers)
    waits = sorted(1000 * (one.interaction.answered_at - one.interaction.at) for one in answers)
    missed = len(discord.interactions.late)
    return Row(people, count / took, waits[count // 2], waits[count * 99 // 100], 1000 * busy / count, missed)


def _processor(pid: int) -> float:
    """Return the processor seconds that a process has used."""
    fields = Path(f"/proc/{pid}/stat").read_text(encoding="utf-8").rsplit(")", 1)[1].split()
    return (int(fields[11]) + int(fields[12])) / _TICKS


def main() -> Sequence[Target]:
    """Print the rows as a table; return the targets."""
    line = "{:>7} {:>14} {:>11} {:>11} {:>13} {:>7} {:>13} {:>12} {:>8}\n"
    heads = ("people", "interactions/s", "p50 ack ms", "p99 ack ms", "CPU ms/click", "missed")
    sys.stdout.write(line.format(*heads, "bare bot/s", "its CPU ms", "of bare"))
    ours, bare = measure()
    for row, raw in zip(ours, bare, strict=True):
        speeds = (f"{row.per_second:,.0f}", f"{row.p50_ms:.0f}", f"{row.p99_ms:.0f}", f"{row.cpu_ms:.2f}", row.missed)
        limit = (f"{raw.per_second:,.0f}", f"{raw.cpu_ms:.2f}", f"{100 * row.per_second / raw.per_second:.0f} %")
        sys.stdout.write(line.format(row.people, *speeds, *limit))
    return (
        *(at_most(MOST, f"p99 ms until an acknowledgement, {row.people} at once", row.p99_ms) for row in ours),
        none("acknowledgements missed", ours[-1].missed),
    )
