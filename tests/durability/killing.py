"""Kills the playing process at seeded moments, opens what it left behind, and looks at everything in it."""

import asyncio
import json
import os
import select
import shutil
import sqlite3
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Sequence
from contextlib import closing
from dataclasses import dataclass, fields
from pathlib import Path
from random import Random

from core.catalogue import Catalogue
from core.kit.refusals import Refused
from core.play.replay import retell
from core.requests import codec
from core.store.engine import url_of
from core.store.store import Store
from core.stored_results import dump
from tests.durability.school import OPEN, WORKSPACE, delivery, everything, lay_out, service_on
from tests.import_rules import ROOT

_KILLS_A_FILE = 10
"""The killed file is played on, and killed again; then a new one begins, since each look goes through all of it."""
_MOST_ACKNOWLEDGED, _LATEST_MS = 300, 60
"""The moment: so many acknowledgements have come, then so many milliseconds, a commit or several, have passed."""
_PATIENCE_S = 60.0


@dataclass(frozen=True, slots=True)
class Acknowledged:
    """A delivery whose answer came through the pipe before the kill."""

    once: str
    user: str
    request: str
    answer: str


@dataclass(frozen=True, slots=True)
class Tally:
    """What was done, and what was wrong afterwards."""

    kills: int = 0
    acknowledged: int = 0
    stored: int = 0
    """Answered deliveries in the file at each look, added up: also those whose acknowledgement the kill cut off."""
    journal_lines: int = 0
    tables_replayed: int = 0
    lost: int = 0
    """Acknowledged, but not stored, or not with that answer."""
    torn: int = 0
    """Files that SQLite finds fault with, tables with a gap in their journal or a snapshot of another length."""
    disagreeing: int = 0
    """Tables whose journal does not lead to their snapshot."""
    twice: int = 0
    """Open moves with another number of journal lines than one, and files that a second delivery changed."""

    def __add__(self, other: "Tally") -> "Tally":
        return Tally(*(getattr(self, f.name) + getattr(other, f.name) for f in fields(Tally)))

    def __str__(self) -> str:
        return ", ".join(f"{f.name}={getattr(self, f.name)}" for f in fields(Tally))

    @property
    def clean(self) -> bool:
        """Whether nothing was wrong."""
        return not (self.lost or self.torn or self.disagreeing or self.twice)


def kill_often(folder: Path, kills: int, seed: int, *, early: bool = False) -> Tally:
    """Return the tally of so many kills; `early` plants the fault in the child. Stops at the first thing wrong."""
    template, path, tally = folder / "template.sqlite", folder / "killed.sqlite", Tally()
    asyncio.run(lay_out(template))
    for number in range(kills):
        if number % _KILLS_A_FILE == 0:
            for end in ("", "-wal", "-shm"):
                Path(f"{path}{end}").unlink(missing_ok=True)
            shutil.copy(template, path)
        told = killed(path, f"{seed}:{number}", early=early)
        tally += Tally(kills=1, acknowledged=len(told)) + look(path, told)
        if not tally.clean:
            break
    return tally


def killed(path: Path, run: str, *, early: bool = False) -> list[Acknowledged]:
    """Let a process play on this file, kill it at the moment that `run` seeds, return what it had acknowledged."""
    chance = Random(run)
    most, wait_s = chance.randint(1, _MOST_ACKNOWLEDGED), chance.random() * _LATEST_MS / 1000
    inlet, outlet = os.pipe()
    command = [sys.executable, "-m", "tests.durability.child", str(path), run, str(outlet), *(["early"] * early)]
    with subprocess.Popen(command, pass_fds=[outlet], cwd=ROOT) as child, open(inlet, "rb", 0) as pipe:  # noqa: PTH123 (a pipe has no path)
        os.close(outlet)
        try:
            received = _read_until(pipe.fileno(), most)
            received += _read_for(pipe.fileno(), wait_s)
        finally:
            child.kill()
        received += pipe.read()
    assert child.returncode == -9, "the child ended by itself"
    return [Acknowledged(*json.loads(line)) for line in received.split(b"\n")[:-1]]


def look(path: Path, told: Sequence[Acknowledged]) -> Tally:
    """Open what is left and look at all of it; then deliver again what had been acknowledged."""
    return _stored(path, told) + asyncio.run(_replayed(path)) + asyncio.run(delivered_again(path, told))


def _read_until(pipe: int, lines: int) -> bytes:
    received = b""
    while received.count(b"\n") < lines:
        ready, _, _ = select.select([pipe], [], [], _PATIENCE_S)
        chunk = os.read(pipe, 1 << 16) if ready else b""
        assert chunk, "the child has died or hangs"
        received += chunk
    return received


def _read_for(pipe: int, seconds: float) -> bytes:
    received, until = b"", time.monotonic() + seconds
    while (left := until - time.monotonic()) > 0:
        if select.select([pipe], [], [], left)[0]:
            received += os.read(pipe, 1 << 16)
    return received


def _stored(path: Path, told: Sequence[Acknowledged]) -> Tally:
    with closing(sqlite3.connect(path)) as connection:
        whole = connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        answers = dict(connection.execute("SELECT id, result FROM once"))
        lengths = connection.execute(
            "SELECT t.seq, s.seq, (SELECT count(*) FROM journal j WHERE j.'table' = t.id),"
            " (SELECT max(seq) + 1 FROM journal j WHERE j.'table' = t.id) FROM tables t JOIN snapshots s ON s.id = t.id"
        ).fetchall()
        by_people = connection.execute("SELECT count(*) FROM journal WHERE kind = 'move' AND person != ''").fetchone()
        (lines,) = connection.execute("SELECT count(*) FROM journal").fetchone()
    moved = sum(1 for once, answer in answers.items() if _is_open_move(once) and not json.loads(answer)["refused"])
    return Tally(
        stored=len(answers),
        journal_lines=lines,
        lost=sum(1 for one in told if answers.get(f"{WORKSPACE}:{one.once}") != one.answer),
        torn=(not whole) + sum(1 for row in lengths if len(set(row)) != 1),
        twice=abs(by_people[0] - moved),
    )


def _is_open_move(once: str) -> bool:
    return once.startswith(f"{WORKSPACE}:{OPEN}-")


async def _replayed(path: Path) -> Tally:
    store = Store(url_of(path), games := everything())
    try:
        with closing(sqlite3.connect(path)) as connection:
            tables = [row[0] for row in connection.execute("SELECT id FROM tables")]
        agree = [await _agrees(store, games, table) for table in tables]
    finally:
        await store.close()
    return Tally(tables_replayed=len(agree), disagreeing=agree.count(False))


async def _agrees(store: Store, games: Catalogue, table: str) -> bool:
    try:
        return (await retell(store, games, table)).agrees
    except Refused:  # a journal whose moves cannot be made in its order
        return False


async def delivered_again(path: Path, told: Sequence[Acknowledged]) -> Tally:
    """Send the same deliveries to a new process; each is answered as before and changes nothing."""
    before = _content(path)
    async with await service_on(path) as service:
        commands = [delivery(one.user, one.once, codec.load(one.request)) for one in told]
        answers = [dump(result) for result in await asyncio.gather(*map(service.decide, commands))]
    differing = sum(1 for one, answer in zip(told, answers, strict=True) if answer != one.answer)
    after = _content(path)
    return Tally(twice=differing + (before - after).total() + (after - before).total())


def _content(path: Path) -> Counter[str]:
    """Return every row of a file but the clock's mark, as SQL."""
    with closing(sqlite3.connect(path)) as connection:
        return Counter(line for line in connection.iterdump() if not line.startswith('INSERT INTO "marks"'))
