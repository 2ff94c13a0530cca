"""The game as the kit sees it."""

from collections.abc import Sequence
from dataclasses import replace
from random import Random
from typing import Any

from core.game import (
    Block,
    Debrief,
    History,
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
from core.games.ratify_or_revert import bots, moves, redeal, rules, scores, views
from core.games.ratify_or_revert.cards import deal_cards
from core.games.ratify_or_revert.debrief import debrief
from core.games.ratify_or_revert.params import SIDES
from core.games.ratify_or_revert.params import Params as Settings
from core.games.ratify_or_revert.state import State as Position


class RatifyOrRevert:
    """Two negotiators split 100 units abroad; two parliaments ratify at home (Putnam, 1988; Schelling, 1960)."""

    key = "ratify-or-revert"
    version = 1
    title = "Ratify or Revert"
    rules = (
        "Two negotiators share 100. Talk, then each seals the least its side must get. If both fit into 100, a treaty "
        "is signed and the rest is halved (an odd unit goes to the second side). Both parliaments must ratify, or "
        "there is no treaty. Example: 50 and 40 leave 10, so the treaty says 55 to 45."
    )
    talk = (
        "Talk in the room or by private note. Words, offers, red lines and straw votes bind "
        "nobody and may be bluffs; only sealed final offers and votes count."
    )
    Params = Settings
    State = Position

    def size_for(self, params: Settings) -> TableSize:
        """Return two negotiators with a few voters a side; two more than all its seats may watch and predict."""
        whole = 2 + 2 * params.voters
        return TableSize(least=2, ideal=6, most=whole + 2)

    def seats(self, params: Settings, people: int) -> tuple[Seat, ...]:
        """Return negotiators, then voters in turn from both sides, then observers if people are left over."""
        negotiators = [Seat(side, f"{params.name(side)}'s negotiator", "negotiator", side) for side in SIDES]
        voters = [
            Seat(f"{side}{i}", f"{params.name(side)}'s voter {i}", "voter", side)
            for i in range(1, params.voters + 1)
            for side in SIDES
        ]
        spare = people - len(negotiators) - len(voters)
        return (*negotiators, *voters, *(Seat(f"o{i}", f"Observer {i}", "observer") for i in range(1, spare + 1)))

    def deal(self, seats: tuple[Seat, ...], params: Settings, rng: Random) -> Position:
        """Return the table before the warm-up."""
        return Position(params, seats, deal_cards(params, rng))

    def phase(self, state: Position) -> Phase:
        """Return what the table waits for."""
        return rules.phase(state)

    def moves(self, state: Position, seat: str) -> Sequence[MoveSpec]:
        """Return what this seat may do now."""
        return moves.moves(state, seat)

    def apply(self, state: Position, seat: str, move: Move, rng: Random) -> Position:
        """Return the state after an offer, a red line or a straw vote."""
        changes: dict[str, Any] = moves.apply_open(state, seat, move)
        return replace(state, **changes)

    def default(self, state: Position, seat: str) -> Move | None:
        """Return what silence stands for."""
        return moves.default(state, seat)

    def close(self, state: Position, sealed: dict[str, Sealed], rng: Random) -> Position:
        """Return the state after this phase."""
        return rules.close(state, sealed)

    def view(self, state: Position, viewer: Viewer) -> tuple[Block, ...]:
        """Return what a seat, the public or the instructor may see now."""
        return views.view(state, viewer)

    def outcome(self, state: Position) -> Outcome | None:
        """Return scores and result, or None while it runs."""
        return scores.outcome(state)

    def autoplay(self, state: Position, seat: str, rng: Random, style: Style) -> Move | None:
        """Return what a bot does now, or None to wait."""
        return bots.autoplay(state, seat, rng, style)

    def redeal(self, state: Position, observer: str, rng: Random) -> Position:
        """Return a state that the observer cannot tell from this one."""
        return redeal.redeal(state, observer, rng)

    def renew(self, old: Older) -> Renewed[Settings, Position] | None:
        """Return None: nothing older than version 1 was ever played."""
        return None

    def debrief(self, params: Settings, tables: Sequence[History[Position]]) -> Debrief:
        """Return the pages that lay all tables beside the theory."""
        return debrief(params, tables)
