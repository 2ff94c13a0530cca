"""Class time beside the machine's clock."""

from collections.abc import Sequence

from bot.cli.checks.place import Place
from core.admin.doctor import clock as judged
from core.finding import Finding
from core.store import migrate
from core.store.clock_repair import stored_mark
from core.store.trouble import StoreTrouble


async def clock(place: Place) -> Sequence[Finding]:
    """Return how they agree; nothing where there is no database at this program's version."""
    try:
        if await migrate.standing(place.url) != "current":
            return ()
        return (judged(await stored_mark(place.url), place.milliseconds),)
    except StoreTrouble:  # the database's own finding says so
        return ()
