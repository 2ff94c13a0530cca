"""Backups: how old the last scheduled one is."""

from collections.abc import Sequence
from datetime import timedelta

from bot.cli.checks.place import Place
from bot.run.backups import of_file
from core.finding import Finding

_GRACE = 2
"""Intervals without a backup before something is wrong: one may be due just now."""


async def backups(place: Place) -> Sequence[Finding]:
    """Return how old the last scheduled backup of a file is."""
    settings, live = place.config.backup, place.database
    if live is None:
        mend = "Let the server's own tool do it every night, such as pg_dump."
        return (Finding("Backups", well=True, found="A server's database is not backed up by Entente.", mend=mend),)
    if not settings.every:
        mend = "Set backup.every, or see to it otherwise: entente db backup"
        return (Finding("Backups", well=True, found="None are scheduled.", mend=mend),)
    try:
        last = await of_file(place.url, live, settings, lambda: place.wall, lambda _outcome: None).find()
    except OSError as error:
        mend = "Mend that disk or set another backup.folder."
        return (Finding("Backups", well=False, found=f"{error.filename}: {error.strerror}.", mend=mend),)
    if last is None:
        return (Finding("Backups", well=True, found="None yet; entente run makes the first at its start."),)
    found = f"The last was made at {last:%Y-%m-%d %H:%M} UTC."
    if place.wall - last > _GRACE * timedelta(hours=settings.every):
        mend = "entente run makes up for it at its start; while it runs, its log says why there is none."
        return (Finding("Backups", well=False, found=found, mend=mend),)
    return (Finding("Backups", well=True, found=found),)
