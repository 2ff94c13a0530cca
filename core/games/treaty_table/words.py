"""Treaties in words."""

from collections.abc import Sequence

from core.games.treaty_table.params import TreatyTableParams
from core.games.treaty_table.state import Draft, TableState


def text_in_words(params: TreatyTableParams, options: Sequence[int]) -> str:
    """Return a treaty as "Bases: two; Troops: none"."""
    parts = (f"{issue.title}: {issue.options[at]}" for issue, at in zip(params.issues, options, strict=True))
    return "; ".join(parts)


def changes(params: TreatyTableParams, before: Sequence[int], after: Sequence[int]) -> str:
    """Return what a text changes against the one before it: "Bases: two → four"."""
    parts = (
        f"{issue.title}: {issue.options[old]} → {issue.options[new]}"
        for issue, old, new in zip(params.issues, before, after, strict=True)
        if old != new
    )
    return "; ".join(parts) or "no change"


def draft_in_words(state: TableState, draft: Draft) -> str:
    """Return the first text in full, and every later one by what it changes against the text before."""
    if draft.number == 1:
        return text_in_words(state.dealt, draft.options)
    return changes(state.dealt, state.drafts[draft.number - 2].options, draft.options)


def names_of(state: TableState, seats: Sequence[str]) -> str:
    """Return the states on these seats, in the table's order: "Freedonia, Sylvania"; "nobody" for none."""
    return ", ".join(country.name for country in state.dealt.states if country.key in seats) or "nobody"


def percent(share: float) -> str:
    """Return a share as "44 %"."""
    return f"{round(100 * share)} %"


def count_of(number: int, noun: str) -> str:
    """Return "1 vote", "2 votes"."""
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"
