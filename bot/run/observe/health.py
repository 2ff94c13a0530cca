"""Is it well? Asked by whatever watches over the process, every few seconds."""

from collections.abc import Sequence
from dataclasses import dataclass

from bot.adapter import Adapter
from bot.run.backups import Backups
from bot.run.loops import Loops
from bot.run.observe.lag import Lag
from bot.run.observe.probe import Probe, Unanswered
from core.finding import Finding

_LAG_S = 1.0


@dataclass(frozen=True, slots=True)
class Health:
    """Everything that was looked at."""

    findings: Sequence[Finding]

    @property
    def well(self) -> bool:
        """Return whether all is well."""
        return all(finding.well for finding in self.findings)


class Examination:
    """What is looked at in one process."""

    def __init__(
        self, stores: Probe[None], adapters: Sequence[Adapter], loops: Loops, lag: Lag, backups: Backups | None
    ) -> None:
        """Look at these; `stores` stores something, as every command does: a full or read-only disk shows."""
        self._stores = stores
        self._adapters = adapters
        self._loops = loops
        self._lag = lag
        self._backups = backups

    async def health(self) -> Health:
        """Look at everything."""
        findings = [await self._database(), self._loop(), self._broken(), *map(_ready, self._adapters)]
        if self._backups is not None:
            findings.append(_backed_up(self._backups))
        return Health(findings)

    async def _database(self) -> Finding:
        try:
            await self._stores.answer()
        except Unanswered as why:
            return Finding("database", well=False, found=str(why))
        return Finding("database", well=True, found="stores")

    def _loop(self) -> Finding:
        late = self._lag.seconds
        return Finding("loop", well=late < _LAG_S, found=f"{round(late * 1000)} ms late")

    def _broken(self) -> Finding:
        broken = ", ".join(f"{name} (error {error_id})" for name, error_id in self._loops.broken.items())
        return Finding("loops", well=not broken, found=f"broken: {broken}" if broken else "all going")


def _ready(adapter: Adapter) -> Finding:
    ready = adapter.ready.is_set()
    return Finding(adapter.name, well=ready, found="ready" if ready else "not connected")


def _backed_up(backups: Backups) -> Finding:
    last = backups.last
    found = f"last at {last:%Y-%m-%d %H:%M} UTC" if last else "none yet"
    return Finding("backup", well=not backups.trouble, found=backups.trouble or found)
