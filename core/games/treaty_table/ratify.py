"""Level II: the vote at home on the signed text, and what it leads to."""

from collections.abc import Mapping
from dataclasses import replace

from core.game import Sealed
from core.games.treaty_table.facts import least_needed, passes, worth
from core.games.treaty_table.params import Country
from core.games.treaty_table.state import (
    Ballot,
    Conduct,
    Draft,
    Ratification,
    TableState,
    country_of,
    group_of,
    institution_of,
    paid_to,
    seat_of,
    shift_of,
)


def favours(state: TableState, seat: str, draft: Draft | None = None) -> bool:
    """Tell whether a group's own card is for a text (default: the one on the table), side payment included."""
    country, group, text = country_of(state, seat), group_of(state, seat), draft or state.text
    at = country.groups.index(group)
    needed = least_needed(country, shift_of(state, country))[at]
    return text is not None and worth(group, text.options) + paid_to(state, country)[at] >= needed


def put_to_vote(state: TableState) -> TableState:
    """Return the table once all have signed: waiting for the groups, or counted at once if they vote by card."""
    voting = replace(state, stage="vote-2" if state.stage == "talk-2" else "vote-1")
    return voting if state.groups else count(voting, {})


def without_treaty(state: TableState) -> TableState:
    """Return the table once its talks have ended and no text was signed by all: the reversion point stays."""
    return replace(state, stage="over", ending="unratified" if state.stage == "talk-2" else "deadlock")


def count(state: TableState, sealed: Mapping[str, Sealed]) -> TableState:
    """Return the table after the vote: a treaty in force, one return to the table, or the end."""
    votes = tuple(_ratification(state, country, sealed) for country in state.dealt.states)
    counted = replace(state, ratifications=(*state.ratifications, *votes))
    if all(vote.passed for vote in votes):
        return replace(counted, stage="honour")
    if state.stage == "vote-1":
        return replace(counted, stage="talk-2", signed=())
    return replace(counted, stage="over", ending="unratified")


def _ratification(state: TableState, country: Country, sealed: Mapping[str, Sealed]) -> Ratification:
    ballots = tuple(_ballot(state, seat_of(country, group), sealed) for group in country.groups)
    votes, needed, passed = passes(country, institution_of(state, country), [ballot.favour for ballot in ballots])
    return Ratification(state.stage, state.tabled, country.key, ballots, votes, needed, passed)


def _ballot(state: TableState, seat: str, sealed: Mapping[str, Sealed]) -> Ballot:
    if seat in sealed:
        return Ballot(seat, sealed[seat].move.name == "for", sealed[seat].source)
    return Ballot(seat, favours(state, seat), "silence" if state.groups else "bot")


def carry_out(state: TableState, sealed: Mapping[str, Sealed]) -> TableState:
    """Return the table after each chief has honoured or broken the treaty; silence honours it."""
    conduct = tuple(_conduct(seat, sealed.get(seat)) for seat in state.chiefs)
    return replace(state, conduct=conduct, stage="over", ending="ratified")


def _conduct(seat: str, sealed: Sealed | None) -> Conduct:
    if sealed is None:
        return Conduct(seat, honoured=True, source="silence")
    return Conduct(seat, honoured=sealed.move.name != "defect", source=sealed.source)
