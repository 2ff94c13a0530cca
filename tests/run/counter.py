"""A chat of one counter window, for processes: each line on standard input makes a section of that name.

`taken NAME` is printed when the service has it, `answered NAME` when the answer is there.
"""

import asyncio
import contextlib
import sys
from collections.abc import AsyncIterator, Sequence
from pathlib import Path

from bot import config as configuration
from bot.cli import serving
from bot.config import Config
from core.command import Command, Where
from core.outgoing.chat import Chat
from core.requests.section import CreateSection
from core.service import Service
from tests.desk import TEACHER
from tests.run.nowhere import NOWHERE


class Counter:
    """Takes in lines until it is hung up on; then finishes what it began. `stubborn` never finishes."""

    name = "counter"

    def __init__(self, service: Service, *, stubborn: bool) -> None:
        self.ready = asyncio.Event()
        self._service = service
        self._stubborn = stubborn
        self._asked: set[asyncio.Task[None]] = set()

    @property
    def chat(self) -> Chat:
        return NOWHERE

    async def serve(self) -> None:
        self.ready.set()
        try:
            async for line in _lines():
                self._asked.add(asyncio.create_task(self._answer(line)))
            await asyncio.Event().wait()
        finally:
            await asyncio.gather(*self._asked)
            while self._stubborn:
                with contextlib.suppress(asyncio.CancelledError):
                    await asyncio.Event().wait()

    async def _answer(self, name: str) -> None:
        command = Command(TEACHER, Where(), f"delivery-{name}", CreateSection(name=name))
        answer = asyncio.create_task(self._service.handle(command))
        sys.stdout.write(f"taken {name}\n")
        sys.stdout.flush()
        verdict = "answered" if (await answer).ok else "refused"
        sys.stdout.write(f"{verdict} {name}\n")
        sys.stdout.flush()


async def _lines() -> AsyncIterator[str]:
    reader = asyncio.StreamReader()
    loop = asyncio.get_running_loop()
    await loop.connect_read_pipe(lambda: asyncio.StreamReaderProtocol(reader), sys.stdin)
    while line := await reader.readline():
        yield line.decode().strip()


def main(file: str, stubborn: str = "") -> None:
    def adapters(_config: Config, service: Service) -> Sequence[Counter]:
        return [Counter(service, stubborn=bool(stubborn))]

    serving.serve_logged(configuration.load(Path(file)), adapters)


if __name__ == "__main__":
    main(*sys.argv[1:])
