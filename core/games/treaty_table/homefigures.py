"""The picture of Level II: how a state's institution makes its win-set larger or smaller (Putnam 1988)."""

from core.game import Axis, Bar, Figure
from core.games.treaty_table.facts import win_set
from core.games.treaty_table.params import Country, Institution, Rule
from core.games.treaty_table.state import TableState, shift_of
from core.games.treaty_table.words import percent

_RULES: tuple[tuple[str, Rule], ...] = (
    ("majority", "majority"),
    ("two-thirds", "two_thirds"),
    ("unanimity", "unanimity"),
)


def own_share(state: TableState, country: Country) -> float:
    """Return the size of a state's win-set under its own institution, by true reversion points: 0..1."""
    return win_set(country, country.institution, shift_of(state, country)).ratio


def shares_by_rule(state: TableState, country: Country) -> tuple[float, ...]:
    """Return the size of a state's win-set under a majority, two-thirds and unanimity, without vetoes: 0..1."""
    rules = (Institution(title=name, rule=rule) for name, rule in _RULES)
    return tuple(win_set(country, rule, shift_of(state, country)).ratio for rule in rules)


def institutions(state: TableState) -> Figure:
    """Return the win-sets of all states under the three usual rules, as shares of all treaties."""
    found = [(country.name, shares_by_rule(state, country)) for country in state.dealt.states]
    return Figure(
        key="institutions",
        title="The same groups under three institutions",
        alt="Share of all treaties that would be ratified. " + " ".join(_in_words(name, row) for name, row in found),
        x=Axis("% of all treaties ratified", 0, 110),
        y=Axis("", 0.5, len(found) + 0.5, ticks=tuple((at, name) for at, (name, _) in enumerate(found, start=1))),
        marks=tuple(bar for at, (_, row) in enumerate(found, start=1) for bar in _bars(at, row)),
        twin=(
            ("State", *(name for name, _ in _RULES)),
            tuple((name, *(percent(share) for share in row)) for name, row in found),
        ),
        caption="Without vetoes. A state's own institution is in the list below.",
    )


def _in_words(name: str, row: tuple[float, ...]) -> str:
    parts = (f"{rule} {percent(share)}" for (rule, _), share in zip(_RULES, row, strict=True))
    return f"{name}: {', '.join(parts)}."


def _bars(at: int, row: tuple[float, ...]) -> tuple[Bar, ...]:
    majority, two_thirds, unanimity = (round(100 * share) for share in row)
    return (
        Bar(label="majority", at=at + 0.25, value=majority, tone="first", text=f"{majority}", lying=True),
        Bar(label="two-thirds", at=at, value=two_thirds, tone="second", text=f"{two_thirds}", lying=True),
        Bar(label="unanimity", at=at - 0.25, value=unanimity, tone="third", text=f"{unanimity}", lying=True),
    )
