"""A database that is there and at this program's version before anybody is answered.

An absent one is made: nothing can be lost by that, and a newcomer has one command less to know. An older one is
refused unless the configuration says `[database] upgrade = true`: an upgrade cannot be taken back but by restoring a
backup, so it is a decision, and whoever takes it once for all (a container that is replaced by a newer one) gets that
backup made first.
"""

from datetime import datetime

from core.store import migrate
from core.store.address import plain_file, without_password
from core.store.backup import backup, named_for
from core.store.trouble import StoreTrouble


async def prepare(url: str, now: datetime, *, upgrade: bool) -> str:
    """Make or upgrade the database if need be; return what was done in a sentence, empty if nothing.

    Raises StoreTrouble with a sentence.
    """
    found = await migrate.standing(url)
    if found == "current":
        return ""
    if found == "older":
        if not upgrade:
            raise StoreTrouble(f"{migrate.OLDER} (or set database.upgrade = true)")
        return await _upgrade(url, now)
    await migrate.upgrade(url)
    return f"A new database was made: {without_password(url)}"


async def _upgrade(url: str, now: datetime) -> str:
    if plain_file(url) is None:
        raise StoreTrouble(
            "The database server holds an older database. Back it up with its own tool (pg_dump), then run: "
            "entente db upgrade"
        )
    kept = named_for(url, now)
    await backup(url, kept)
    await migrate.upgrade(url)
    return f"The database was upgraded to this program's version; as it was before it is kept in {kept}"
