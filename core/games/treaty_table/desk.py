"""The private card of one seat: its own utility of each text, its win-set and its reversion point. Never another's.

A chief also has a briefing on its own groups. The briefing may be off by the scenario's `doubt`.
"""

from math import prod

from core.game import Block, Facts, Heading, Picture, Table, Text
from core.games.treaty_table import check
from core.games.treaty_table.facts import WinSet, passes, supported, win_set, worth
from core.games.treaty_table.figures import own_range
from core.games.treaty_table.now import advice
from core.games.treaty_table.params import Card, Country, Group
from core.games.treaty_table.state import (
    Draft,
    TableState,
    answer_of,
    country_of,
    group_of,
    institution_of,
    paid_to,
    shift_of,
)
from core.games.treaty_table.words import count_of, percent

_SHOWN = 6  # texts on a card: the latest


def of_seat(state: TableState, seat: str) -> tuple[Block, ...]:
    """Return the private part of a seat's view."""
    if seat in state.observers:
        return _observer(state, seat)
    blocks = _chief(state, seat) if seat in state.chiefs else _group(state, seat)
    return (*_checked(state, seat), *blocks)


def _now(state: TableState, seat: str) -> tuple[Block, ...]:
    return () if state.stage == "over" else (Text(advice(state, seat)),)


def briefed_win_set(state: TableState, country: Country) -> WinSet:
    """Return the win-set as the chief's briefing has it, under today's institution and side payments."""
    extra = tuple(-points for points in paid_to(state, country))
    return win_set(country, institution_of(state, country), extra)


def briefed_vote(state: TableState, country: Country, draft: Draft) -> tuple[int, int, bool]:
    """Return votes for, votes needed and whether a text would pass at home, as the briefing has it."""
    promised = paid_to(state, country)
    favour = [
        worth(group, draft.options) + points >= group.reservation
        for group, points in zip(country.groups, promised, strict=True)
    ]
    return passes(country, institution_of(state, country), favour)


def _checked(state: TableState, seat: str) -> tuple[Block, ...]:
    said = answer_of(state.checks, seat)
    if state.stage != "talk-1" or said is None:
        return ()
    verdict = (
        "Your answer to the question was right."
        if said == check.RIGHT
        else "Look again at the question and its answer."
    )
    return (Text(verdict),)


def _chief(state: TableState, seat: str) -> tuple[Block, ...]:
    country = country_of(state, seat)
    found = briefed_win_set(state, country)
    facts = (
        ("Your reversion point", f"{country.reservation} points: what no treaty is worth to you"),
        ("Your win-set", _size(found)),
    )
    return (
        Heading(f"Your card: {country.name}, chief negotiator"),
        *_now(state, seat),
        Facts(facts),
        _points(state, country),
        *_worth_to_chief(state, country),
        _home(state, country),
        Picture(own_range(country, found, state.talked_about)),
    )


def _size(found: WinSet) -> str:
    if not found.size:
        return f"0 of {found.treaties} treaties: your groups would ratify nothing"
    return (
        f"your groups would ratify {found.size} of {found.treaties} treaties ({percent(found.ratio)}), worth "
        f"{found.least} to {found.most} points to you"
    )


def _points(state: TableState, card: Card) -> Table:
    rows = tuple(
        (
            issue.title,
            str(weight),
            " · ".join(f"{label} {weight * value}" for label, value in zip(issue.options, values, strict=True)),
        )
        for issue, weight, values in zip(state.dealt.issues, card.weights, card.values, strict=True)
    )
    caption = "A treaty is worth the sum. The weights add up to 100: the heavier, the more an issue matters to you."
    return Table(("Issue", "Weight", "Points that each option brings you"), rows, caption)


def _worth_to_chief(state: TableState, country: Country) -> tuple[Block, ...]:
    if not state.drafts:
        return ()
    rows = tuple(_chief_row(state, country, draft) for draft in _latest(state))
    return (Table(("Text", "Worth to you", "Above reversion", "At home"), rows),)


def _latest(state: TableState) -> tuple[Draft, ...]:
    """Return the text on the table first, then the latest proposals."""
    latest = tuple(draft for draft in reversed(state.drafts[-_SHOWN:]) if draft.number != state.tabled)
    return latest if state.text is None else (state.text, *latest)


def _chief_row(state: TableState, country: Country, draft: Draft) -> tuple[str, ...]:
    got = worth(country, draft.options)
    votes, needed, passed = briefed_vote(state, country, draft)
    verdict = "would pass" if passed else "would fail"
    home = f"{verdict}: {count_of(votes, 'vote')}, {needed} needed"
    return (_name(state, draft), str(got), f"{got - country.reservation:+d}", home)


def _name(state: TableState, draft: Draft) -> str:
    return f"{draft.number} (on the table)" if draft.number == state.tabled else str(draft.number)


def _home(state: TableState, country: Country) -> Table:
    text = state.talked_about
    rows = tuple(_home_row(state, country, group, text) for group in country.groups)
    about = (f"Text {text.number} brings",) if text else ()
    return Table(("Your groups", "Votes", "Needs", "Wants most", *about), rows, _briefing(state, country))


def _briefing(state: TableState, country: Country) -> str:
    doubt, needed = state.dealt.doubt, institution_of(state, country).needed(country.votes)
    off = f" Your briefing on what a group needs may be off by up to {doubt} points." if doubt else ""
    return f"{needed} of {country.votes} votes ratify. A group agrees to what brings it the points it needs.{off}"


def _home_row(state: TableState, country: Country, group: Group, text: Draft | None) -> tuple[str, ...]:
    veto = " (veto)" if group.key in institution_of(state, country).vetoes else ""
    points = paid_to(state, country)[country.groups.index(group)]
    row = (f"{group.name}{veto}", str(group.votes), str(group.reservation), wants_most(state, group))
    if text is None:
        return row
    said = _signalled(state, f"{country.key}.{group.key}", text)
    return (*row, f"{worth(group, text.options) + points}{said}")


def _signalled(state: TableState, seat: str, text: Draft) -> str:
    said = next((s for s in state.signals if s.seat == seat and s.text == text.number), None)
    return "" if said is None else ", says: support" if said.favour else ", says: oppose"


def wants_most(state: TableState, card: Card) -> str:
    """Return the option that brings the holder of a card most points: "Bases: four (400)"."""
    best = max(range(len(card.weights)), key=lambda at: card.weights[at] * max(card.values[at]))
    issue, row = state.dealt.issues[best], card.values[best]
    return f"{issue.title}: {issue.options[row.index(max(row))]} ({card.weights[best] * max(row)})"


def _group(state: TableState, seat: str) -> tuple[Block, ...]:
    country, group = country_of(state, seat), group_of(state, seat)
    at = country.groups.index(group)
    needs = group.reservation + shift_of(state, country)[at]
    facts = (
        ("Your reversion point", f"{needs} points: what no treaty is worth to you"),
        ("You gain by", _gains_by(state, group, needs)),
        ("Your votes", _own_votes(state, country, group)),
    )
    return (
        Heading(f"Your card: {group.name}, {country.name}"),
        *_now(state, seat),
        Facts(facts),
        _points(state, group),
        *_worth_to_group(state, group, needs, paid_to(state, country)[at]),
    )


def _gains_by(state: TableState, group: Group, needs: int) -> str:
    treaties = prod(len(issue.options) for issue in state.dealt.issues)
    found = supported(group, needs)
    return f"{found} of {treaties} treaties ({percent(found / treaties)}): they are worth {needs} points or more to you"


def _own_votes(state: TableState, country: Country, group: Group) -> str:
    institution = institution_of(state, country)
    veto = "; nothing is ratified without you (veto)" if group.key in institution.vetoes else ""
    return f"{group.votes} of {country.votes}, {institution.needed(country.votes)} ratify{veto}"


def _worth_to_group(state: TableState, group: Group, needs: int, paid: int) -> tuple[Block, ...]:
    if not state.drafts:
        return ()
    rows = tuple(
        (
            _name(state, draft),
            str(worth(group, draft.options) + paid),
            f"{worth(group, draft.options) + paid - needs:+d}",
        )
        for draft in _latest(state)
    )
    caption = f"A side payment of {count_of(paid, 'point')} is included." if paid else ""
    return (Table(("Text", "Worth to you", "Above reversion"), rows, caption),)


def _observer(state: TableState, seat: str) -> tuple[Block, ...]:
    said = answer_of(state.predictions, seat)
    told = "none yet" if said is None else f"{said} % that a treaty is ratified"
    return (*_checked(state, seat), Heading("You observe"), *_now(state, seat), Facts((("Your prediction", told),)))
