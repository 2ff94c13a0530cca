"""Is it well? Asked by whatever watches over the process, every few seconds."""

import asyncio
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass

from bot.adapter import Adapter
from bot.run.backups import Backups
from bot.run.loops import Loops
from bot.run.observe.lag import Lag
from core.service import Service
from core.store.trouble import StoreTrouble

_ANSWERS_WITHIN_S = 2.0
_LAG_S = 1.0


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that was looked at."""

    well: bool
    says: str


Look = Callable[[], Awaitable[Finding]]


@dataclass(frozen=True, slots=True)
class Health:
    """Everything that was looked at, by name."""

    findings: Mapping[str, Finding]

    @property
    def well(self) -> bool:
        """Return whether all is well."""
        return all(finding.well for finding in self.findings.values())


class Examination:
    """What is looked at in one process."""

    def __init__(
        self, service: Service, adapters: Sequence[Adapter], loops: Loops, lag: Lag, backups: Backups | None
    ) -> None:
        self._service = service
        self._adapters = adapters
        self._loops = loops
        self._lag = lag
        self._backups = backups

    async def health(self) -> Health:
        """Look at everything."""
        findings = {"database": await self._database(), "loop": self._loop(), "loops": self._broken()}
        findings |= {adapter.name: _ready(adapter) for adapter in self._adapters}
        if self._backups is not None:
            findings["backup"] = _backed_up(self._backups)
        return Health(findings)

    async def _database(self) -> Finding:
        """Store the class time, as every command does: a full or read-only disk shows."""
        try:
            async with asyncio.timeout(_ANSWERS_WITHIN_S):
                await self._service.store_time()
        except TimeoutError:
            return Finding(well=False, says=f"did not store anything within {_ANSWERS_WITHIN_S:.0f} s")
        except StoreTrouble as trouble:
            return Finding(well=False, says=str(trouble))
        return Finding(well=True, says="stores")

    def _loop(self) -> Finding:
        late = self._lag.seconds
        return Finding(well=late < _LAG_S, says=f"{round(late * 1000)} ms late")

    def _broken(self) -> Finding:
        broken = ", ".join(f"{name} (error {error_id})" for name, error_id in self._loops.broken.items())
        return Finding(well=not broken, says=f"broken: {broken}" if broken else "all going")


def _ready(adapter: Adapter) -> Finding:
    ready = adapter.ready.is_set()
    return Finding(well=ready, says="ready" if ready else "not connected")


def _backed_up(backups: Backups) -> Finding:
    trouble = backups.trouble
    last = backups.last
    return Finding(well=not trouble, says=trouble or (f"last at {last:%Y-%m-%d %H:%M} UTC" if last else "none yet"))
