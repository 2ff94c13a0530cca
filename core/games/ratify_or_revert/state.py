"""The state of one table, and small questions to it."""

from dataclasses import dataclass
from typing import Literal

from core.game import Seat, Source
from core.games.ratify_or_revert.cards import Cards, Home, accepts, share_of
from core.games.ratify_or_revert.params import PIE, Params, Side

Step = Literal["check", "talk", "final", "vote", "end"]


@dataclass(frozen=True, slots=True)
class Offer:
    """A negotiator's open offer: X's share."""

    seat: str
    share: int


@dataclass(frozen=True, slots=True)
class RedLine:
    """What a voter told its negotiator in a round: the least its own side must get. It may be a bluff."""

    round: int
    seat: str
    least: int


@dataclass(frozen=True, slots=True)
class Straw:
    """A voter's straw vote to its negotiator on a share of X. It may be a bluff."""

    seat: str
    share: int
    yes: bool


@dataclass(frozen=True, slots=True)
class Prediction:
    """The chance, in per cent, that a seat gave in a phase to a ratified treaty in that round."""

    round: int
    phase: str
    seat: str
    chance: int


@dataclass(frozen=True, slots=True)
class Ballot:
    """One vote on a treaty; secret, only the counts are public."""

    seat: str
    yes: bool
    source: Source


@dataclass(frozen=True, slots=True)
class Result:
    """How a round ended. `finals` and `treaty` are shares of X; without a treaty nobody voted."""

    finals: tuple[int, int]
    treaty: int | None
    yes_x: int = 0
    yes_y: int = 0
    ratified: bool = False
    ballots: tuple[Ballot, ...] = ()

    @property
    def share(self) -> int | None:
        """X's share if the treaty came into force."""
        return self.treaty if self.ratified else None

    @property
    def defected(self) -> bool:
        """Whether it was signed abroad and refused at home: involuntary defection (Putnam, 1988)."""
        return self.treaty is not None and not self.ratified

    def yes(self, side: Side) -> int:
        """Return the votes for the treaty in one parliament."""
        return self.yes_x if side == "x" else self.yes_y


@dataclass(frozen=True, slots=True)
class State:
    """One table. `offers` and `straws` are those of the current round."""

    params: Params
    seats: tuple[Seat, ...]
    cards: tuple[Cards, ...]
    step: Step = "check"
    round: int = 1
    offers: tuple[Offer, ...] = ()
    red_lines: tuple[RedLine, ...] = ()
    straws: tuple[Straw, ...] = ()
    finals: tuple[int, int] | None = None
    answers: tuple[tuple[str, bool], ...] = ()
    predictions: tuple[Prediction, ...] = ()
    results: tuple[Result, ...] = ()

    @property
    def now(self) -> Cards:
        """The cards of the current round."""
        return self.cards[self.round - 1]

    @property
    def key(self) -> str:
        """The key of the current phase."""
        return "check" if self.step == "check" else f"r{self.round}.{self.step}"


def seat_of(state: State, key: str) -> Seat:
    """Return the seat with this key."""
    return next(seat for seat in state.seats if seat.key == key)


def keys(state: State, *roles: str) -> tuple[str, ...]:
    """Return the seats with these roles."""
    return tuple(seat.key for seat in state.seats if seat.role in roles)


def side_of(key: str) -> Side:
    """Return the side of a negotiator's or voter's seat."""
    return "x" if key.startswith("x") else "y"


def index_of(voter: str) -> int:
    """Return a voter's place in its parliament, from 0."""
    return int(voter[1:]) - 1


def ideal_of(state: State, voter: str, number: int | None = None) -> int:
    """Return a voter's ideal concession in a round (the current one if none is named)."""
    return state.cards[(number or state.round) - 1].of(side_of(voter)).ideals[index_of(voter)]


def red_line_of(state: State, voter: str, number: int | None = None) -> int:
    """Return the least that a voter's side must get for the voter to ratify."""
    return max(0, PIE - 2 * ideal_of(state, voter, number))


def votes_yes(state: State, voter: str, share: int) -> bool:
    """Return how a voter's card votes on X's share."""
    return accepts(ideal_of(state, voter), PIE - share_of(side_of(voter), share))


def home_of(state: State, seat: str) -> Home:
    """Return the current home of a negotiator's or voter's side."""
    return state.now.of(side_of(seat))


def lines_now(state: State) -> tuple[RedLine, ...]:
    """Return the red lines told in this round."""
    return tuple(line for line in state.red_lines if line.round == state.round)


def last_offer(state: State, seat: str) -> int | None:
    """Return X's share in a negotiator's last offer of this round."""
    return next((offer.share for offer in reversed(state.offers) if offer.seat == seat), None)


def treaty_of(finals: tuple[int, int]) -> int | None:
    """Return X's share in the treaty that two finals make: half of what is left over each, an odd unit to Y."""
    low, high = finals
    return None if low > high else (low + high) // 2


def treaty_now(state: State) -> int:
    """Return X's share in the treaty that the parliaments vote on; only in the vote."""
    treaty = None if state.finals is None else treaty_of(state.finals)
    if treaty is None:
        raise ValueError("No treaty has been signed in this round.")
    return treaty
