"""The process that is killed while it posts: `python -m tests.outgoing.postman FILE SHIFT_MS SEED [uncounted]`.

Whatever it says stands on its standard output before it is answered, as on a platform that has taken it. Now and then
a message has been deleted when it is to be edited, so that there is always something to post. With `uncounted` it has
the fault that the proof must catch: it forgets how often it has tried.
"""

import asyncio
import json
import os
import sys
from dataclasses import replace
from datetime import datetime, timedelta
from itertools import count
from pathlib import Path
from random import Random

from core.blocks import plain
from core.clock import SystemTicks
from core.command import Command, Where
from core.ids import Ids
from core.outgoing import boards
from core.outgoing.bucket import Budget, Rate
from core.outgoing.chat import Gone
from core.outgoing.delivery import Delivery
from core.replies import Reply
from core.requests.game import JoinGame, PostAgain
from core.room import Room
from core.rows import Board
from core.service import Service
from core.store.engine import url_of
from tests.desk import CHANNEL, MONDAY, TEACHER
from tests.hall import everything_to_play
from tests.outgoing.class_outside import CLASS

_PATIENCE = 20
"""Presses after which the instructor presses Try again, should the board be stuck."""
PLENTY = Rate(per_second=500, burst=500)


class Shifted(SystemTicks):
    """The machine's clock, as if it were so many milliseconds later on a Monday in September."""

    def __init__(self, shift: int) -> None:
        self._since = self.monotonic() - shift

    def wall(self) -> datetime:
        """Return the moment."""
        return MONDAY + timedelta(milliseconds=self.monotonic() - self._since)


class Wall:
    """A chat that is written on."""

    platform = "discord"

    def __init__(self, chance: Random, *, deleted: float) -> None:
        self._chance, self._deleted = chance, deleted
        self._posted = 0

    def serves(self, channel_or_account: str) -> bool:
        return True

    async def post(self, channel: str, reply: Reply, nonce: str) -> str:
        self._posted += 1
        message = f"{os.getpid()}-{self._posted}"
        await self._write(message, reply, nonce)
        return message

    async def tell(self, account: str, reply: Reply, nonce: str) -> str:
        return await self.post(account, reply, nonce)

    async def arrange(self, channel: str, room: Room, known: str) -> str:
        return known

    async def edit(self, channel: str, message: str, reply: Reply) -> None:
        if self._chance.random() < self._deleted:
            raise Gone("Somebody has deleted it.")
        await self._write(message, reply, "")

    async def _write(self, message: str, reply: Reply, nonce: str) -> None:
        os.write(1, f"{json.dumps([message, nonce, plain(reply.blocks)])}\n".encode())
        await asyncio.sleep(self._chance.uniform(0, 0.02))


async def opened(path: Path, shift: int) -> Service:
    """Return a service on the file, so much later; the caller enters it."""
    return await Service.open(url_of(path), everything_to_play(), Shifted(shift), lambda clock: Ids.secure(clock.now))


async def _work(path: Path, shift: int, seed: str) -> None:
    chance = Random(seed)
    async with await opened(path, shift) as service:
        delivery = Delivery(service, [Wall(chance, deleted=0.3)], Budget(PLENTY, PLENTY))
        for number in count():
            await service.handle(Command(chance.choice(CLASS), Where(CHANNEL), f"{seed}-{number}", JoinGame()))
            await delivery.look()
            await asyncio.sleep(0.002)
            if number % _PATIENCE == _PATIENCE - 1:
                await service.handle(Command(TEACHER, Where(CHANNEL), f"{seed}-again-{number}", PostAgain()))


def _uncounted(board: Board, now: int) -> Board:
    return replace(_SOUND(board, now), tries=1)


_SOUND = boards.taken

if __name__ == "__main__":
    file, later, name, *fault = sys.argv[1:]
    if fault == ["uncounted"]:
        boards.taken = _uncounted
    asyncio.run(_work(Path(file), int(later), name))
