"""A round of public goods to its stored results, beside oTree 6 in the same run: 30, 300 and 1,200 players.

Groups of three, two decisions each. Ours: every player joins, sits down and decides through the service, as from a
chat; each of these commands is durable (SQLite file, synchronous=FULL) before it is answered. Theirs: `otree test`
plays its own bots and exports the results; it keeps its database in memory. Neither counts its start or the making of
its tables; both have played a round of three players before. Both count from the first player to the stored results,
which must be equal to the last digit; ours is the best of three, and since other programs may be busy on the same
machine, processor time is shown beside. The raw limit is bare sqlite3 writing the same statements with the same values
in the same groups as ours.
"""

import asyncio
import csv
import shutil
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterable, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from core.requests.game import Act, StartGame
from core.rows import Score
from tests.bench import raw
from tests.bench.classroom import Classroom, Player, opened
from tests.bench.environments import python_of
from tests.bench.otree_project.decisions import GROUP, decision
from tests.bench.public_goods import STAGES, catalogue
from tests.bench.target import Target, at_least, none

HERE = Path(__file__).parent
PLAYERS = (30, 300, 1_200)
ROUNDS = 3
LEAST = 30
"""How many times as long oTree is to take."""
PATIENCE = 1_800
"""Seconds that oTree may take."""

Results = Mapping[tuple[int, int], float]
"""What everybody got, by group and place in it."""


@dataclass(frozen=True, slots=True)
class Played:
    """One side's round: how long it took in all and on the processor, in seconds, and what everybody got."""

    seconds: float
    results: Results
    cpu: float = 0.0
    raw: float = 0.0
    """How long bare SQLite takes to write the same."""


@dataclass(frozen=True, slots=True)
class Row:
    """A round with this many players on both sides."""

    players: int
    ours: Played
    otree: Played

    @property
    def same(self) -> bool:
        """Whether everybody got the same on both sides."""
        return len(self.ours.results) == self.players and self.ours.results == self.otree.results

    @property
    def ratio(self) -> float:
        """How many times as long oTree took, by the wall clock."""
        return self.otree.seconds / self.ours.seconds


def measure(sizes: Sequence[int] = PLAYERS) -> list[Row]:
    """Return a row for each number of players; ours is the best of a few rounds, since machines are shared."""
    return [
        Row(size, min((ours(size) for _ in range(ROUNDS)), key=lambda one: one.seconds), otree(size)) for size in sizes
    ]


def ours(players: int) -> Played:
    """Play the round through the service on a new file."""
    with tempfile.TemporaryDirectory() as folder:
        return asyncio.run(_ours(Path(folder) / "bench.sqlite", players))


async def _ours(path: Path, players: int) -> Played:
    async with await opened(path, catalogue()) as service:
        await _round(Classroom(service, "warm-up"), GROUP)
        with closing(sqlite3.connect(path)) as connection:
            connection.execute("VACUUM INTO ?", (str(empty := path.with_name("before.sqlite")),))
        with raw.recorded(service.store) as written:
            processor, begun = time.process_time(), time.perf_counter()
            room = Classroom(service)
            seated = await _round(room, players)
            took, busy = time.perf_counter() - begun, time.process_time() - processor
        results = await _stored(room, seated)
    return Played(took, results, busy, min(raw.seconds(empty, written.commits) for _ in range(ROUNDS)))


async def _round(room: Classroom, players: int) -> Sequence[Player]:
    """Play a round to its end; the last decision is acknowledged when every score is stored."""
    seated = await room.sit_down(await room.enrol(players), StartGame(scenario="public-goods"))
    for stage, _ in enumerate(STAGES, start=1):
        await room.together((player.who, _gives(player, stage)) for player in seated)
    return seated


async def _stored(room: Classroom, seated: Sequence[Player]) -> Results:
    numbers = {player.table: player.number for player in seated}
    scores = await room.rows(Score, workspace=room.teacher.workspace)
    return {(numbers[score.table], int(score.seat[1:])): score.payoff for score in scores}


def _gives(player: Player, stage: int) -> Act:
    units = decision(player.number, int(player.seat[1:]), stage)
    return Act(move="give", values={"units": str(units)}, table=player.table)


def otree(players: int) -> Played:
    """Let oTree play the round in an environment and a folder of its own."""
    with tempfile.TemporaryDirectory() as folder:
        project = shutil.copytree(HERE / "otree_project", Path(folder) / "project")
        done = subprocess.run(
            [python_of("otree"), HERE / "otree_peer.py", str(players)],
            cwd=project, timeout=PATIENCE, capture_output=True, check=True, text=True,
        )  # fmt: skip
        with (project / "results" / "public_goods.csv").open(newline="") as table:
            took, busy = map(float, done.stdout.splitlines()[-1].split())
            return Played(took, read(csv.DictReader(table)), busy)


def read(rows: Iterable[Mapping[str, str]]) -> Results:
    """Return what everybody got, from oTree's own export."""
    return {
        (int(row["group.id_in_subsession"]), int(row["player.id_in_group"])): float(row["player.points"])
        for row in rows
    }


def main() -> Sequence[Target]:
    """Print the rows as a table; return the targets."""
    rows = measure()
    line = "{:>8} {:>8} {:>8} {:>7} {:>9} {:>11} {:>9} {:>7} {:>7}  {}\n"
    heads = (
        "players",
        "ours s",
        "oTree s",
        "ratio",
        "our CPU s",
        "oTree CPU s",
        "CPU ratio",
        "raw s",
        "of raw",
        "same",
    )
    sys.stdout.write(line.format(*heads))
    for row in rows:
        ours, theirs = row.ours, row.otree
        took = (f"{ours.seconds:.3f}", f"{theirs.seconds:.2f}", f"{row.ratio:.0f}x")
        busy = (f"{ours.cpu:.3f}", f"{theirs.cpu:.2f}", f"{theirs.cpu / ours.cpu:.0f}x")
        limit = (f"{ours.raw:.3f}", f"{100 * ours.raw / ours.seconds:.0f} %")
        sys.stdout.write(line.format(f"{row.players:,}", *took, *busy, *limit, "yes" if row.same else "NO"))
    return (
        *(at_least(LEAST, f"oTree's time over ours, {row.players:,} players", row.ratio) for row in rows),
        none("rounds in which oTree and the service come to other results", sum(not row.same for row in rows)),
    )
