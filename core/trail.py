"""Where a command leads: the section, session, table and step that a log line about it names."""

from dataclasses import dataclass

from core.context import Context
from core.rows import Place, Table


@dataclass(frozen=True, slots=True)
class Trail:
    """Ids, empty where unknown; `seq` is the table's last step."""

    section: str = ""
    session: str = ""
    table: str = ""
    seq: int | None = None


NOWHERE = Trail()


def trail_of(ctx: Context) -> Trail:
    """Return where a command leads: the table that it names, else the one where the asker sits."""
    request = ctx.command.request
    section = ctx.section.id if ctx.section else ""
    table = ctx.get(Table, getattr(request, "table", "") or _my_table(ctx))
    if table is not None:
        return Trail(table.section, table.session, table.id, table.seq)
    return Trail(section, getattr(request, "session", ""))


def _my_table(ctx: Context) -> str:
    """Return the table of the asker's latest seat, for requests about tables that do not name one."""
    if ctx.person is None or not hasattr(ctx.command.request, "table"):
        return ""
    places = ctx.find(Place, person=ctx.person.id, live=True)
    return max(places, key=lambda place: place.at).table if places else ""
