"""S2 "Treaty Table": two to four states negotiate several issues at once, and each must ratify at home.

Putnam (1988) with discrete issues: win-sets, the reversion point, linkage, side payments, institutions, and voluntary
defection told apart from involuntary defection. Solvers: `core.theory.treaties`.
"""

from collections.abc import Sequence
from dataclasses import replace
from random import Random

from core.game import (
    Block,
    Debrief,
    History,
    Illegal,
    Move,
    MoveSpec,
    Older,
    Outcome,
    Phase,
    Renewed,
    Sealed,
    Seat,
    Style,
    TableSize,
    Viewer,
)
from core.games.treaty_table import bots, cards, debrief, phases, ratify, scores, specs, talk, views
from core.games.treaty_table.params import TreatyTableParams
from core.games.treaty_table.state import Said, TableState, group_seats

_RULES = (
    "Chiefs agree on one text: one option for each issue. When all chiefs have signed it, the groups of each state "
    "vote by that state's institution. If a vote fails, return to the table once: pay a group or change the "
    "institution. Then each chief honours or breaks the treaty. No treaty: everybody gets the reversion point. "
    "Example: a pledge brings you 250 points, one harbour 180: a text with both is worth 430."
)


class TreatyTable:
    """The rules of the Treaty Table."""

    key = "treaty-table"
    version = 1
    title = "Treaty Table"
    rules = _RULES
    talk = "Talk in the room, in the channel or by private notes. You may bluff about your card; only signatures bind."
    Params = TreatyTableParams
    State = TableState

    def size_for(self, params: TreatyTableParams) -> TableSize:
        """Return how many people fit a table of this scenario; two more may observe and predict."""
        chiefs = len(params.states)
        if params.groups_by == "bots":
            return TableSize(least=min(2, chiefs), ideal=chiefs, most=chiefs + 1)
        whole = chiefs + len(group_seats(params))
        return TableSize(least=chiefs, ideal=whole, most=whole + 2)

    def seats(self, params: TreatyTableParams, people: int) -> tuple[Seat, ...]:
        """Return the chiefs, then the groups if people play them, then observers for whoever is left."""
        chiefs = [Seat(country.key, country.name, "negotiator", country.key) for country in params.states]
        groups = _group_seats(params) if params.groups_by == "people" else []
        spare = range(1, people - len(chiefs) - len(groups) + 1)
        observers = [Seat(f"observer-{number}", f"Observer {number}", "observer") for number in spare]
        return (*chiefs, *groups, *observers)

    def deal(self, seats: tuple[Seat, ...], params: TreatyTableParams, rng: Random) -> TableState:
        """Return the first state: the scenario's cards with a little noise."""
        given, shifts, gains = cards.dealt(params, rng)
        observers = tuple(seat.key for seat in seats if seat.role == "observer")
        return TableState(dealt=given, shifts=shifts, gains=gains, observers=observers)

    def phase(self, state: TableState) -> Phase:
        """Return what the table waits for."""
        return phases.phase_of(state)

    def moves(self, state: TableState, seat: str) -> Sequence[MoveSpec]:
        """Return what this seat may do now."""
        return specs.specs_of(state, seat)

    def apply(self, state: TableState, seat: str, move: Move, rng: Random) -> TableState:
        """Return the table after an open move."""
        if move.name not in {spec.name for spec in specs.specs_of(state, seat) if not spec.sealed}:
            raise Illegal("That is not open to you now. Open your desk to see what you may do.")
        return talk.apply(state, seat, move)

    def default(self, state: TableState, seat: str) -> Move | None:
        """Return what silence stands for: a vote by card, a treaty honoured."""
        if state.stage in {"vote-1", "vote-2"} and seat in state.groups:
            return Move("for" if ratify.favours(state, seat) else "against")
        return Move("honour") if state.stage == "honour" and seat in state.chiefs else None

    def close(self, state: TableState, sealed: dict[str, Sealed], rng: Random) -> TableState:
        """Return the table after this phase."""
        match state.stage:
            case "check":
                said = (Said(seat, str(sealed[seat].move.values["choice"])) for seat in state.seats if seat in sealed)
                return replace(state, stage="talk-1", checks=tuple(said))
            case "talk-1" | "talk-2":
                return ratify.without_treaty(state)
            case "honour":
                return ratify.carry_out(state, sealed)
            case _:
                return ratify.count(state, sealed)

    def view(self, state: TableState, viewer: Viewer) -> tuple[Block, ...]:
        """Return what this viewer may see now."""
        return views.view_of(state, viewer)

    def outcome(self, state: TableState) -> Outcome | None:
        """Return scores and result, or None while the table plays."""
        return scores.outcome_of(state)

    def autoplay(self, state: TableState, seat: str, rng: Random, style: Style) -> Move | None:
        """Return what a bot on this seat does now, or None to wait."""
        return bots.play(state, seat, rng, style)

    def redeal(self, state: TableState, observer: str, rng: Random) -> TableState:
        """Return a table that this observer cannot tell from its own."""
        return cards.redealt(state, observer, rng)

    def renew(self, old: Older) -> Renewed[TreatyTableParams, TableState] | None:
        """Return None: nothing older than version 1 was ever played."""
        return None

    def debrief(self, params: TreatyTableParams, tables: Sequence[History[TableState]]) -> Debrief:
        """Return the pages that lay all tables beside the theory."""
        return debrief.debrief(params, tables)


def _group_seats(params: TreatyTableParams) -> list[Seat]:
    titles = {f"{c.key}.{g.key}": (f"{c.name}: {g.name}", c.key) for c in params.states for g in c.groups}
    return [Seat(key, titles[key][0], "voter", titles[key][1]) for key in group_seats(params)]


GAME = TreatyTable()
