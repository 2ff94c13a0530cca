"""How a bot mends a failed vote at home: the cheapest side payment or another institution that would turn the vote."""

from collections.abc import Sequence

from core.game import Move, Style
from core.games.treaty_table.facts import passes, worth
from core.games.treaty_table.params import Country
from core.games.treaty_table.specs import specs_of
from core.games.treaty_table.state import TableState, country_of, institution_of, last_votes


def mend(state: TableState, seat: str, style: Style) -> Move | None:
    """Return a side payment or a change of institution that is worth its price, or None.

    A beginner pays the first group that opposed as much as it may and can spare, whether or not that turns the vote.
    """
    allowed = {spec.name for spec in specs_of(state, seat)} & {"pay", "switch"}
    if not allowed or not voted_text_stands(state):
        return None
    country = country_of(state, seat)
    favour = roll_call(state, country)
    room = worth(country, state.text.options) - country.reservation if state.text else 0
    if style == "naive":
        return _careless(state, country, favour, room) if "pay" in allowed and room > 0 else None
    offers = [*_payments(state, country, favour), *_switch(state, country, favour)]
    good = [(cost, move.name, move) for cost, move in offers if move.name in allowed and cost <= room]
    return min(good, key=lambda offer: offer[:2])[2] if good else None


def voted_text_stands(state: TableState) -> bool:
    """Tell whether the text on the table is the one that has been voted on."""
    return bool(state.ratifications) and state.ratifications[-1].text == state.tabled


def roll_call(state: TableState, country: Country) -> tuple[bool, ...]:
    """Return how each group of a state voted last; all in favour before the first vote."""
    votes = next((vote for vote in last_votes(state) if vote.country == country.key), None)
    return tuple(ballot.favour for ballot in votes.ballots) if votes else (True,) * len(country.groups)


def _careless(state: TableState, country: Country, favour: Sequence[bool], room: int) -> Move:
    group = country.groups[list(favour).index(False)]
    return Move("pay", {"group": group.key, "points": min(state.dealt.side_payment, room)})


def _payments(state: TableState, country: Country, favour: Sequence[bool]) -> list[tuple[int, Move]]:
    """Return the side payments, each to one opposing group, that would turn the vote, with their costs."""
    institution, text = institution_of(state, country), state.text
    found = []
    for at, group in enumerate(country.groups):
        turned = [*favour[:at], True, *favour[at + 1 :]]
        if text is None or favour[at] or not passes(country, institution, turned)[2]:
            continue
        short = max(1, group.reservation + state.dealt.doubt - worth(group, text.options))
        if short <= state.dealt.side_payment:
            found.append((short, Move("pay", {"group": group.key, "points": short})))
    return found


def _switch(state: TableState, country: Country, favour: Sequence[bool]) -> list[tuple[int, Move]]:
    other = country.other_institution
    if other is None or not passes(country, other, favour)[2]:
        return []
    return [(state.dealt.institution_cost, Move("switch"))]
