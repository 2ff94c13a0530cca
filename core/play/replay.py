"""A table's journal told step by step, and whether it leads to the snapshot."""

from dataclasses import dataclass

from core import referee
from core.catalogue import Catalogue
from core.game import Move, Step
from core.kit.refusals import Illegal, NotAllowed
from core.ledger import Ledger
from core.play.flow import step_of
from core.play.hall import OUTDATED, seats_of
from core.rows import Chair, Entry, Session, Snapshot, Table, Unreadable
from core.store.store import Store


@dataclass(frozen=True, slots=True)
class Retold:
    """A table told again: its title, its journal in order, and whether replaying it gives the stored state."""

    title: str
    lines: tuple[tuple[int, int, str], ...]
    """(seq, milliseconds since the deal, what happened)"""
    agrees: bool


async def retell(store: Store, catalogue: Catalogue, table_id: str) -> Retold:
    """Return a table's story; NotAllowed when there is no such table."""
    return await store.view(lambda ledger: retold(ledger, catalogue, table_id))


def retold(ledger: Ledger, catalogue: Catalogue, table_id: str) -> Retold:
    """Return a table's story as a ledger has it; NotAllowed when there is no such table."""
    table, snapshot = ledger.get(Table, table_id), ledger.get(Snapshot, table_id)
    session = ledger.get(Session, table.session) if table else None
    if table is None or snapshot is None or session is None:
        raise NotAllowed(f'There is no table "{table_id[:40]}" in this database.')
    if isinstance(snapshot.position, Unreadable):
        raise Illegal(OUTDATED)
    game = catalogue.games[session.game]
    chairs = tuple(sorted(ledger.find(Chair, table=table_id), key=lambda chair: chair.place))
    entries = sorted(ledger.find(Entry, table=table_id), key=lambda entry: entry.seq)
    steps = [step_of(entry) for entry in entries]
    dealt = [seat for seat in seats_of(chairs) if seat.key not in {s.seat for s in steps if s.kind == "admit"}]
    params = game.Params.model_validate(session.params)
    end = referee.replay(game, params, tuple(dealt), steps, session.seed)
    titles = {chair.key: chair.title for chair in chairs}
    start = entries[0].time if entries else 0
    lines = [(e.seq, e.time - start, _words(step, titles)) for e, step in zip(entries, steps, strict=True)]
    return Retold(f"{session.title}, table {table.number}", tuple(lines), end.state == snapshot.position.state)


def _words(step: Step, titles: dict[str, str]) -> str:
    who = titles.get(step.seat, step.seat)
    match step.kind:
        case "deal":
            return "The cards are dealt."
        case "move" if step.move is not None:
            return f"{who}: {_told(step.move)}"
        case "close":
            sealed = [
                f"{titles.get(seat, seat)}: {_told(one.move)}" + ("" if one.source == "person" else f" [{one.source}]")
                for seat, one in step.sealed.items()
            ]
            return f"The phase closes. {'; '.join(sealed)}".strip()
        case "admit":
            return f"{who} comes late and is admitted."
        case "renew":
            return "The game has a new version; the table goes on with it."
        case _:
            return "The table is ended."


def _told(move: Move) -> str:
    pairs = ", ".join(f"{name} {value}" for name, value in move.values.items())
    return f"{move.name} ({pairs})" if pairs else move.name
