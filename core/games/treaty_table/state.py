"""The state of one Treaty Table: the cards as dealt, and everything that has happened since.

What has happened is stored as it was seen (ballots, tallies), never worked out again from cards.
"""

from dataclasses import dataclass
from typing import Literal

from core.game import Source
from core.games.treaty_table.params import Country, Group, Institution, TreatyTableParams

Stage = Literal["check", "talk-1", "vote-1", "talk-2", "vote-2", "honour", "over"]
Ending = Literal["", "deadlock", "unratified", "ratified"]


@dataclass(frozen=True, slots=True)
class Draft:
    """A proposed text: `options` has the chosen option's place for each issue; numbers run from 1."""

    number: int
    by: str
    options: tuple[int, ...]
    stage: Stage


@dataclass(frozen=True, slots=True)
class Ballot:
    """How a group voted on a text, and who cast its vote."""

    group: str
    favour: bool
    source: Source


@dataclass(frozen=True, slots=True)
class Ratification:
    """One state's vote on the signed text: the roll call and whether its institution was satisfied."""

    stage: Stage
    text: int
    country: str
    ballots: tuple[Ballot, ...]
    votes_for: int
    needed: int
    passed: bool


@dataclass(frozen=True, slots=True)
class Payment:
    """Points that a chief pays one of its own groups once the treaty is ratified."""

    country: str
    group: str
    points: int


@dataclass(frozen=True, slots=True)
class Signal:
    """What a group has told its chief about a text."""

    seat: str
    text: int
    favour: bool


@dataclass(frozen=True, slots=True)
class Said:
    """A private answer of one seat: the check question's option, or a prediction in per cent."""

    seat: str
    value: str


@dataclass(frozen=True, slots=True)
class Conduct:
    """Whether a chief honoured the treaty in force."""

    country: str
    honoured: bool
    source: Source


@dataclass(frozen=True, slots=True, kw_only=True)
class TableState:
    """Everything about one table. `dealt` is the scenario with the cards as dealt at this session."""

    dealt: TreatyTableParams
    shifts: tuple[tuple[int, ...], ...]
    """By state and group: how far the true reversion point lies from the chief's briefing."""
    gains: tuple[int, ...]
    """By state: what its chief would gain by reneging."""
    observers: tuple[str, ...] = ()
    stage: Stage = "check"
    ending: Ending = ""
    drafts: tuple[Draft, ...] = ()
    tabled: int = 0
    """The number of the text on the table for signature; 0: none."""
    signed: tuple[str, ...] = ()
    parting: tuple[str, ...] = ()
    """Chiefs who would end the talks without a treaty; any new step at the table clears it."""
    ratifications: tuple[Ratification, ...] = ()
    payments: tuple[Payment, ...] = ()
    switched: tuple[str, ...] = ()
    """States that have turned to their other institution."""
    signals: tuple[Signal, ...] = ()
    checks: tuple[Said, ...] = ()
    predictions: tuple[Said, ...] = ()
    conduct: tuple[Conduct, ...] = ()

    @property
    def chiefs(self) -> tuple[str, ...]:
        """The seats of the chief negotiators: the keys of the states."""
        return tuple(country.key for country in self.dealt.states)

    @property
    def groups(self) -> tuple[str, ...]:
        """The seats of the groups; none when they vote by their cards."""
        return group_seats(self.dealt) if self.dealt.groups_by == "people" else ()

    @property
    def seats(self) -> tuple[str, ...]:
        """All seats of the table."""
        return (*self.chiefs, *self.groups, *self.observers)

    @property
    def text(self) -> Draft | None:
        """The text on the table."""
        return self.drafts[self.tabled - 1] if self.tabled else None

    @property
    def talked_about(self) -> Draft | None:
        """The text on the table or, before there is one, the latest proposal."""
        return self.text or (self.drafts[-1] if self.drafts else None)


def group_seats(params: TreatyTableParams) -> tuple[str, ...]:
    """Return the seats of all groups, the states taking turns, so that sides fill evenly."""
    deepest = max(len(country.groups) for country in params.states)
    return tuple(
        seat_of(country, country.groups[place])
        for place in range(deepest)
        for country in params.states
        if place < len(country.groups)
    )


def seat_of(country: Country, group: Group) -> str:
    """Return the seat of a group: "freedonia.unions"."""
    return f"{country.key}.{group.key}"


def country_of(state: TableState, seat: str) -> Country:
    """Return the state that a chief or a group belongs to."""
    key = seat.partition(".")[0]
    return next(country for country in state.dealt.states if country.key == key)


def group_of(state: TableState, seat: str) -> Group:
    """Return the group on this seat."""
    key = seat.partition(".")[2]
    return next(group for group in country_of(state, seat).groups if group.key == key)


def institution_of(state: TableState, country: Country) -> Institution:
    """Return the institution by which this state ratifies now."""
    other = country.other_institution
    return other if other is not None and country.key in state.switched else country.institution


def paid_to(state: TableState, country: Country) -> tuple[int, ...]:
    """Return by group the side payment that it has been promised."""
    promised = {p.group: p.points for p in state.payments if p.country == country.key}
    return tuple(promised.get(group.key, 0) for group in country.groups)


def shift_of(state: TableState, country: Country) -> tuple[int, ...]:
    """Return by group how far its true reversion point lies from the briefing."""
    return state.shifts[state.chiefs.index(country.key)]


def last_votes(state: TableState) -> tuple[Ratification, ...]:
    """Return the latest ratification votes, one for each state; empty before the first."""
    return state.ratifications[-len(state.dealt.states) :]


def failed_at_home(state: TableState) -> tuple[str, ...]:
    """Return the states whose groups did not ratify at the latest vote."""
    return tuple(vote.country for vote in last_votes(state) if not vote.passed)


def remember(said: tuple[Said, ...], seat: str, value: str) -> tuple[Said, ...]:
    """Return private answers with this seat's put in or replaced."""
    return (*(one for one in said if one.seat != seat), Said(seat, value))


def answer_of(said: tuple[Said, ...], seat: str) -> str | None:
    """Return what this seat answered, if it did."""
    return next((one.value for one in said if one.seat == seat), None)
