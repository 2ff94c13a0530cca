"""Entente itself, unmodified, as its own process: `entente run`, killed and started again as a story wants it.

A bot of discord.py alone (`echo.py`) can be run in the same way.
"""

import asyncio
import os
import signal
import sys
from collections.abc import Sequence
from pathlib import Path
from types import TracebackType
from typing import Self

from core.store.engine import url_of
from tests.discord_wire.bell import PATIENCE
from tests.discord_wire.server import Discord
from tests.import_rules import ROOT

ENTENTE = ("-c", "import sys; from bot.cli import run; sys.exit(run(sys.argv[1:]))", "run")
ECHO = ("-m", "tests.discord_wire.echo")
_ENDS_WITHIN = 20.0


class Entente:
    """A running bot. Its log is kept in the folder; settings are ENTENTE_ variables, by their last words."""

    def __init__(
        self, discord: Discord, folder: Path, database: str = "", command: Sequence[str] = ENTENTE, **settings: str
    ) -> None:
        self._discord = discord
        self._folder = folder
        self._url = database or url_of(folder / "entente.sqlite")
        self._command = command
        self._settings = settings
        self._process: asyncio.subprocess.Process | None = None
        self.said: list[str] = []
        """What it printed, over all its lives."""

    async def __aenter__(self) -> Self:
        await self.start()
        return self

    async def __aexit__(self, kind: type[BaseException] | None, what: object, trace: TracebackType | None) -> None:
        if self._process is not None:
            await self.kill()
        if kind is not None:
            sys.stderr.write(self.log()[-20_000:])

    @property
    def pid(self) -> int:
        """Return the number of the process."""
        assert self._process is not None
        return self._process.pid

    async def start(self) -> None:
        """Start it, and wait until it says that it is ready."""
        with (self._folder / "entente.log").open("ab") as log:
            self._process = await asyncio.create_subprocess_exec(
                sys.executable,
                *self._command,
                cwd=self._folder,
                env=self._environment(),
                stdout=asyncio.subprocess.PIPE,
                stderr=log,
            )
        try:
            async with asyncio.timeout(PATIENCE):
                while (line := await self._line()) != "ready discord":
                    assert line is not None, f"It ended before it was ready:\n{self.log()[-5_000:]}"
        except BaseException:
            await self.kill()
            raise

    async def kill(self) -> None:
        """Kill it as a power cut would."""
        await self._end(signal.SIGKILL)

    async def stop(self) -> int:
        """Ask it to end; return its exit code."""
        return await self._end(signal.SIGTERM)

    def log(self) -> str:
        """Return what it has logged."""
        return (self._folder / "entente.log").read_text(encoding="utf-8", errors="replace")

    async def _end(self, how: signal.Signals) -> int:
        process, self._process = self._process, None
        assert process is not None, "It does not run."
        if process.returncode is None:
            process.send_signal(how)
        async with asyncio.timeout(_ENDS_WITHIN):
            assert process.stdout is not None
            self.said += (await process.stdout.read()).decode().splitlines()
            return await process.wait()

    async def _line(self) -> str | None:
        assert self._process is not None
        assert self._process.stdout is not None
        raw = await self._process.stdout.readline()
        if not raw:
            return None
        self.said.append(raw.decode().rstrip("\n"))
        return self.said[-1]

    def _environment(self) -> dict[str, str]:
        inherited = {name: os.environ[name] for name in ("PATH", "HOME", "TMPDIR", "LANG") if name in os.environ}
        mine = {
            "DISCORD__TOKEN": self._discord.token,
            "DISCORD__API_URL": self._discord.api,
            "DATABASE__URL": self._url,
            **self._settings,
        }
        return {**inherited, "PYTHONPATH": str(ROOT), **{f"ENTENTE_{name}": value for name, value in mine.items()}}
