"""Backups that nobody has to think of: made by the wall clock, made up for at the start, and cleared out.

Which is due is told by the names of the files alone, so a restart forgets nothing and makes nothing twice. Only files
that are named as these are, are ever deleted, and halves that were left by who was killed: what `entente db backup`
wrote stays.
"""

import asyncio
import logging
import re
from collections.abc import Awaitable, Callable, Iterable
from datetime import UTC, datetime, timedelta
from pathlib import Path

from bot.run.leftovers import sweep
from bot.settings import Backup
from core.store.backup import backup
from core.store.trouble import StoreTrouble

_LOG = logging.getLogger(__name__)
_LOOK_S = 60.0
TRIED_AGAIN = timedelta(minutes=10)
"""How long after a backup that failed it is tried again."""
TOO_LONG = timedelta(minutes=30)
"""How long a look, with the backup that it makes, may take before that is trouble: a folder may never answer."""
_STAMP = "%Y%m%d-%H%M%S"


def last_due(now: datetime, settings: Backup) -> datetime:
    """Return the latest moment, not after now, for which a backup is planned: `at` and every so many hours from it."""
    hour, minute = (int(part) for part in settings.at.split(":"))
    first = datetime(1970, 1, 1, hour, minute, tzinfo=UTC)
    every = timedelta(hours=settings.every)
    return first + (now - first) // every * every


def expired(made: Iterable[datetime], now: datetime, settings: Backup) -> set[datetime]:
    """Return which backups go: all but the newest `keep`, and the first of each of the last `weeks` weeks.

    What a clock that was ahead has stamped takes nobody's place, and stays until its moment has come.
    """
    ordered = sorted({moment for moment in made if moment <= now}, reverse=True)
    firsts = {moment.isocalendar()[:2]: moment for moment in ordered}
    oldest = now - timedelta(weeks=settings.weeks)
    weekly = {moment for moment in firsts.values() if moment > oldest}
    return set(ordered[settings.keep :]) - weekly


class Backups:
    """The scheduled backups of one SQLite file. Their folder is only touched in a thread: it may be far away."""

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
        self._begun: datetime | None = None
        self._trouble = ""
        self._swept = False
        self.last: datetime | None = None
        """When the last backup was made, as far as the folder has been looked at; None if there is none."""

    @property
    def trouble(self) -> str:
        """Return what the last look failed from, or that it does not end; empty when all is well."""
        if self._begun is not None and self._wall() > self._begun + TOO_LONG:
            return f"{self._folder} has not answered since {self._begun:%H:%M} UTC. Check the disk that it is on."
        return self._trouble

    async def find(self) -> datetime | None:
        """Return when the last backup was made, None if there is none. Raises OSError when the folder is unreadable."""
        self._see(await asyncio.to_thread(self._made), self._wall())
        return self.last

    async def keep(self) -> None:
        """Look once a minute until cancelled. A disk that fails is told and tried again; it is no reason to stop."""
        while True:
            await self.look()
            await asyncio.sleep(_LOOK_S)

    async def look(self) -> None:
        """Make the backup that is due, if one is, and clear out."""
        now = self._wall().replace(microsecond=0)
        if self._failed is not None and self._failed <= now < self._failed + TRIED_AGAIN:
            return
        self._begun = now
        try:
            await self._keep_up(now)
        except (StoreTrouble, OSError) as trouble:
            self._failed, self._trouble = now, self._in_words(trouble)
            self._tell("failed")
            _LOG.error("the scheduled backup failed: %s", self._trouble)
        else:
            self._failed, self._trouble = None, ""
        finally:
            self._begun = None

    async def _keep_up(self, now: datetime) -> None:
        made = await asyncio.to_thread(self._made)
        self._see(made, now)
        if not self._swept:  # by its first look, for nobody else makes scheduled ones while this process lives
            self._swept = True
            await asyncio.to_thread(self._sweep, now)
        if self.last is None or self.last < last_due(now, self._settings):
            await self._make(self._file(now))
            made.append(now)
            self._see(made, now)
            self._tell("made")
            _LOG.info("backed up to %s", self._file(now))
        await asyncio.to_thread(self._delete, expired(made, now, self._settings))

    def _see(self, made: Iterable[datetime], now: datetime) -> None:
        self.last = max((moment for moment in made if moment <= now), default=None)

    def _sweep(self, now: datetime) -> None:
        for folder in {self._folder, self._live.parent}:
            sweep(folder, self._live.stem, now, lambda name: self._moment_of(name) is not None)

    def _delete(self, moments: Iterable[datetime]) -> None:
        for moment in moments:
            self._file(moment).unlink(missing_ok=True)

    def _made(self) -> list[datetime]:
        try:
            files = list(self._folder.iterdir())
        except FileNotFoundError:  # the first backup makes it
            return []
        moments = (self._moment_of(file.name) for file in files)
        return [moment for moment in moments if moment is not None]

    def _moment_of(self, name: str) -> datetime | None:
        """Return when a scheduled backup of this name was made; None for another file's name."""
        match = re.fullmatch(rf"{re.escape(self._live.stem)}-scheduled-(\d{{8}}-\d{{6}})\.sqlite", name)
        return None if match is None else _moment(match[1])

    def _file(self, moment: datetime) -> Path:
        return self._folder / f"{self._live.stem}-scheduled-{moment:{_STAMP}}.sqlite"

    def _in_words(self, trouble: StoreTrouble | OSError) -> str:
        if isinstance(trouble, StoreTrouble):
            return str(trouble)
        return f"{trouble.filename or self._folder}: {trouble.strerror}. Mend that disk or set another backup.folder."


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
