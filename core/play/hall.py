"""A table with what belongs to it: its session, its game, where it stands, who holds its chairs."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from operator import attrgetter
from typing import Any

from core.context import Context
from core.game import Phase, Seat, Style
from core.kit.refusals import Illegal, NotAllowed
from core.referee import AnyGame, Position
from core.rows import Chair, Place, Session, Snapshot, Table, Unreadable

OUTDATED = "This table was played by an earlier version of the game, which cannot be opened any more."
_BY_PLACE = attrgetter("place")
_NO_TABLE = "You are not at a table. Press Join on the lobby card, or try /game practice."


@dataclass(frozen=True, slots=True)
class Hall:
    """A running table. Chairs and places are read when somebody asks: a sealed move needs neither."""

    ctx: Context
    session: Session
    table: Table
    game: AnyGame
    position: Position[Any]

    @property
    def phase(self) -> Phase:
        """What the table waits for; only while it runs."""
        if self.position.phase is None:
            raise Illegal("The game is over. Open the debrief to see how every table ended.")
        return self.position.phase

    @property
    def chairs(self) -> tuple[Chair, ...]:
        """All seats, in the game's order."""
        return seats_in_order(self.ctx, self.table.id)

    @property
    def places(self) -> tuple[Place, ...]:
        """The people at the table."""
        return people_at(self.ctx, self.table.id)

    @property
    def bots(self) -> Mapping[str, Style]:
        """The seats that bots hold, with their styles."""
        return {chair.key: "naive" if chair.bot == "naive" else "theory" for chair in self.chairs if chair.bot}

    def chair(self, key: str) -> Chair:
        """Return the chair of a seat."""
        found = self.ctx.get(Chair, f"{self.table.id}:{key}")
        if found is None:
            raise NotAllowed("There is no such seat at this table.")
        return found

    @property
    def heads(self) -> Mapping[str, Place]:
        """Who signs for each seat that somebody holds."""
        return {place.seat: place for place in self.places if place.part == "head"}

    def head(self, seat: str) -> Place | None:
        """Return who signs for a seat; for many seats ask for all heads at once."""
        return self.heads.get(seat)


def people_at(ctx: Context, table: str) -> tuple[Place, ...]:
    """Return who holds the seats of a table."""
    return tuple(place for place in ctx.find(Place, table=table) if place.live)


def title_of(hall: Hall) -> str:
    """Return what a table is called: "The Sound of Vell, Table 3"."""
    kind = "Practice" if hall.session.kind == "practice" else f"Table {hall.table.number}"
    return f"{hall.session.title}, {kind}"


def seats_in_order(ctx: Context, table: str) -> tuple[Chair, ...]:
    """Return a table's chairs in the game's order."""
    return tuple(sorted(ctx.find(Chair, table=table), key=_BY_PLACE))


def seats_of(chairs: tuple[Chair, ...]) -> tuple[Seat, ...]:
    """Return the kit's seats that these chairs stand for."""
    return tuple(Seat(chair.key, chair.title, chair.role, chair.team) for chair in chairs)


def hall_of(ctx: Context, table_id: str) -> Hall:
    """Return a table of this workspace; the same refusal whether it is absent or another's."""
    table = ctx.get(Table, table_id)
    session = ctx.get(Session, table.session) if table else None
    snapshot = ctx.get(Snapshot, table_id)
    if table is None or session is None or snapshot is None:
        raise NotAllowed(_NO_TABLE)
    if isinstance(snapshot.position, Unreadable):
        raise Illegal(OUTDATED)
    return Hall(ctx, session, table, ctx.world.catalogue.games[session.game], snapshot.position)


def readable(ctx: Context, tables: Iterable[Table]) -> tuple[Table, ...]:
    """Return the tables that this program's version of their game can still open."""
    found = ctx.each(tables, lambda table: (table, ctx.get(Snapshot, table.id)))
    return tuple(table for table, snapshot in found if snapshot and not isinstance(snapshot.position, Unreadable))


def my_places(ctx: Context) -> tuple[Place, ...]:
    """Return where the asker sits now, latest last."""
    return ctx.find(Place, person=ctx.me.id, live=True)


def my_hall(ctx: Context, table_id: str) -> tuple[Hall, Place]:
    """Return the asker's table and place: the one named, else their class table, else their practice."""
    places = my_places(ctx)
    if table_id:
        mine = next((place for place in places if place.table == table_id), None)
        if mine is None:
            raise NotAllowed(_gone(ctx, table_id))
        return hall_of(ctx, table_id), mine
    mine_here = [place for place in places if place.section == ctx.my_section.id]
    halls = ctx.each(mine_here, lambda place: (hall_of(ctx, place.table), place))
    if not halls:
        raise NotAllowed(_NO_TABLE)
    return max(halls, key=lambda pair: (pair[0].session.kind != "practice", pair[0].table.id))


def _gone(ctx: Context, table_id: str) -> str:
    table = ctx.get(Table, table_id)
    held = table is not None and any(p.person == ctx.me.id for p in ctx.find(Place, table=table_id))
    if held and table is not None and table.status != "running":
        return "The game is over. Open the debrief to see how every table ended."
    return "You do not hold a seat at that table. Open your own with [My desk]."
