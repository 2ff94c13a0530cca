"""The new process of `tests.bench.live`: opens the file as a bot does, lets everybody move, and tells how that went."""

import asyncio
import gc
import json
import os
import sys
import time
from collections.abc import Sequence
from pathlib import Path

from bot.app import running
from core.requests.game import Act
from core.store.engine import url_of
from core.striker import Striker, look
from tests.bench.classroom import Classroom


async def main(path: Path, born: float, number: str) -> None:
    async with running(url_of(path)) as service:
        room = Classroom(service, lesson=f"restart-{number}")
        await look(Striker(service))
        people = json.load(sys.stdin)
        await _move(room, people[:1], number)
        ready, cpu, base = time.monotonic() - born, time.process_time(), _resident()
        await _move(room, people[1:], number)
        gc.collect()
        json.dump({"ready": ready, "cpu": cpu, "base": base, "grown": _resident() - base}, sys.stdout)


async def _move(room: Classroom, people: Sequence[tuple[str, str, str]], number: str) -> None:
    """Let everybody move, one after the other at a table, so that no more is in flight than a class sends."""
    for start in range(0, len(people), 64):
        await room.together(
            (room.person(user), _move_of(table, role, number)) for user, table, role in people[start : start + 64]
        )


def _move_of(table: str, role: str, number: str) -> Act:
    if role == "negotiator":
        return Act(move="offer", values={"share": str(40 + int(number))}, table=table)
    return Act(move="red_line", values={"least": str(40 + int(number))}, table=table)


def _resident() -> int:
    """Return the memory of this process that is in use, in bytes."""
    return int(Path("/proc/self/statm").read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE")


if __name__ == "__main__":
    asyncio.run(main(Path(sys.argv[1]), float(sys.argv[2]), sys.argv[3]))
