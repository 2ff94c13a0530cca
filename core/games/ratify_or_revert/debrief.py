"""The debrief."""

from collections.abc import Sequence

from core.game import Debrief, History
from core.games.ratify_or_revert.params import Params
from core.games.ratify_or_revert.state import State


def debrief(params: Params, tables: Sequence[History[State]]) -> Debrief:
    """Return the pages."""
    return Debrief((), {})
