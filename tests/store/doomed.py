"""A process that will be killed: it says on its output which deliveries were acknowledged, as fast as it can.

`python -m tests.store.doomed FILE [early]`; with `early` it says so of what comes in while the delivery before is still
being stored, which is the planted fault: whenever it is killed, something that was acknowledged has not been stored.
"""

import asyncio
import os
import sys
from itertools import count
from pathlib import Path

from core.service import Service
from tests.store.office import delivery, office

PLAYERS = 16


async def play(service: Service, player: int, *, early: bool) -> None:
    for number in count():
        if early:
            acknowledge(f"{player}-{number + 1}")
        once = f"{player}-{number}"
        result = await service.decide(delivery(once))
        if not early and not result.refused:
            acknowledge(once)


def acknowledge(once: str) -> None:
    os.write(1, f"{once}\n".encode())


async def main(path: Path, *, early: bool) -> None:
    async with office(path) as service:
        await asyncio.gather(*(play(service, player, early=early) for player in range(PLAYERS)))


if __name__ == "__main__":
    asyncio.run(main(Path(sys.argv[1]), early=sys.argv[2:] == ["early"]))
