"""Backups that nobody has to think of: made by the wall clock, made up for at the start, and cleared out.

Which is due is told by the names of the files alone, so a restart forgets nothing and makes nothing twice. Only files
that are named as these are, are ever deleted: what `entente db backup` wrote stays.
"""

import asyncio
import logging
import re
from collections.abc import Awaitable, Callable, Iterable
from datetime import UTC, datetime, timedelta
from pathlib import Path

from bot.settings import Backup
from core.store.backup import backup
from core.store.trouble import StoreTrouble

_LOG = logging.getLogger(__name__)
_LOOK_S = 60.0
TRIED_AGAIN = timedelta(minutes=10)
"""How long after a backup that failed it is tried again."""
_STAMP = "%Y%m%d-%H%M%S"


def last_due(now: datetime, settings: Backup) -> datetime:
    """Return the latest moment, not after now, for which a backup is planned: `at` and every so many hours from it."""
    hour, minute = (int(part) for part in settings.at.split(":"))
    first = datetime(1970, 1, 1, hour, minute, tzinfo=UTC)
    every = timedelta(hours=settings.every)
    return first + (now - first) // every * every


def expired(made: Iterable[datetime], now: datetime, settings: Backup) -> set[datetime]:
    """Return which backups go: all but the newest `keep`, and the first of each of the last `weeks` weeks."""
    ordered = sorted(set(made), reverse=True)
    firsts = {moment.isocalendar()[:2]: moment for moment in ordered}
    oldest = now - timedelta(weeks=settings.weeks)
    weekly = {moment for moment in firsts.values() if moment > oldest}
    return set(ordered[settings.keep :]) - weekly


class Backups:
    """The scheduled backups of one SQLite file."""

    def __init__(
        self,
        live: Path,
        settings: Backup,
        wall: Callable[[], datetime],
        make: Callable[[Path], Awaitable[None]],
        tell: Callable[[str], None] = lambda _outcome: None,
    ) -> None:
        """`make` writes a backup to a file that is not there; `tell` hears "made" or "failed"."""
        self._folder = settings.path or live.parent
        self._live = live
        self._settings = settings
        self._wall = wall
        self._make = make
        self._tell = tell
        self._failed: datetime | None = None
        self.trouble = ""
        """What the last backup failed from; empty when it did not."""

    @property
    def last(self) -> datetime | None:
        """Return when the last backup was made, None if there is none."""
        now = self._wall()
        return max((moment for moment in self._made() if moment <= now), default=None)

    async def keep(self) -> None:
        """Look once a minute until cancelled. A disk that fails is told and tried again; it is no reason to stop."""
        while True:
            await self.look()
            await asyncio.sleep(_LOOK_S)

    async def look(self) -> None:
        """Make the backup that is due, if one is, and clear out."""
        now = self._wall()
        if self._is_due(now):
            await self._back_up(now)

    def _is_due(self, now: datetime) -> bool:
        if self._failed is not None and now < self._failed + TRIED_AGAIN:
            return False
        last = self.last
        return last is None or last < last_due(now, self._settings)

    async def _back_up(self, now: datetime) -> None:
        try:
            await self._make(self._file(now))
            self._clear_out(now)
        except (StoreTrouble, OSError) as trouble:
            self._failed, self.trouble = now, str(trouble)
            self._tell("failed")
            _LOG.error("the scheduled backup failed: %s", trouble)
            return
        self._failed, self.trouble = None, ""
        self._tell("made")
        _LOG.info("backed up to %s", self._file(now))

    def _clear_out(self, now: datetime) -> None:
        for moment in expired(self._made(), now, self._settings):
            self._file(moment).unlink(missing_ok=True)

    def _made(self) -> list[datetime]:
        name = re.compile(rf"{re.escape(self._live.stem)}-scheduled-(\d{{8}}-\d{{6}})\.sqlite")
        if not self._folder.is_dir():
            return []
        found = (name.fullmatch(file.name) for file in self._folder.iterdir())
        return [moment for match in found if match is not None and (moment := _moment(match[1])) is not None]

    def _file(self, moment: datetime) -> Path:
        return self._folder / f"{self._live.stem}-scheduled-{moment:{_STAMP}}.sqlite"


def of_file(
    url: str, live: Path, settings: Backup, wall: Callable[[], datetime], tell: Callable[[str], None]
) -> Backups:
    """Return the scheduled backups of the database that is this file."""
    return Backups(live, settings, wall, lambda target: backup(url, target), tell)


def _moment(stamp: str) -> datetime | None:
    try:
        return datetime.strptime(stamp, _STAMP).replace(tzinfo=UTC)
    except ValueError:
        return None
