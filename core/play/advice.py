"""What a bot of some style would do on a seat: for simulated students, who then act through the door like everybody."""

from random import Random

from core.context import World
from core.game import Move, Style
from core.ledger import Ledger
from core.rows import Snapshot, Table


def advise(world: World, ledger: Ledger, table_id: str, seat: str, style: Style, rng: Random) -> Move | None:
    """Return a seat's move, sealed or open, or None to wait; it uses only what the seat may know."""
    table, snapshot = ledger.get(Table, table_id), ledger.get(Snapshot, table_id)
    if table is None or snapshot is None or table.status != "running":
        return None
    game = world.catalogue.games[snapshot.game]
    if seat not in snapshot.position.phase.actors:
        return None
    move: Move | None = game.autoplay(snapshot.position.state, seat, rng, style)
    return move
