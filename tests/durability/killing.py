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
from pathlib import Path
from random import Random

from core.requests import codec
from core.store.engine import url_of
from core.store.store import Store
from core.stored_results import dump
from tests.durability.looking import Acknowledged, Tally, looked_at
from tests.durability.school import delivery, everything, lay_out, service_on
from tests.import_rules import ROOT

_KILLS_A_FILE = 10
"""The killed file is played on, and killed again; then a new one begins, since each look goes through all of it."""
_MOST_ACKNOWLEDGED, _LATEST_MS = 300, 60
"""The moment: so many acknowledgements have come, then so many milliseconds, a commit or several, have passed."""
_PATIENCE_S = 60.0


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
    return _whole(path) + asyncio.run(_looked_at(path, told)) + asyncio.run(delivered_again(path, told))


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


def _whole(path: Path) -> Tally:
    with closing(sqlite3.connect(path)) as connection:
        return Tally(torn=int(connection.execute("PRAGMA integrity_check").fetchone() != ("ok",)))


async def _looked_at(path: Path, told: Sequence[Acknowledged]) -> Tally:
    store = Store(url_of(path), games := everything())
    try:
        return await looked_at(store, games, told)
    finally:
        await store.close()


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
