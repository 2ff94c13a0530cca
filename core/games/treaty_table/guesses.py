"""What a bot makes of the others' interests, from what they have proposed.

An option proposed early and often is valued, and its neighbours nearly as much; an issue on which somebody does not
move weighs more. Before the first proposal a bot supposes plain conflict: what is good for it is bad for the others.
A frequency model in the manner of van Krimpen, Looije and Hajizadeh (2013).
"""

from collections.abc import Sequence
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from core.games.treaty_table.facts import domain
from core.games.treaty_table.params import Card
from core.games.treaty_table.state import TableState, country_of
from core.theory.treaties import Domain, utilities

Floats = NDArray[np.float64]

_REVERSION = 0.3  # what a bot supposes no treaty to be worth to others, on a scale of 0 to 1


def others_gain(state: TableState, seat: str) -> Floats:
    """Return for every treaty the product of what the others are guessed to gain, 0..1, in C order."""
    own = country_of(state, seat)
    product = np.ones(domain([own]).size)
    for chief in state.chiefs:
        if chief != seat:
            texts = tuple(draft.options for draft in state.drafts if draft.by == chief)
            product *= np.maximum(_worth(own, texts) - _REVERSION, 0.0)
    return product


@lru_cache(maxsize=32)
def _worth(own: Card, texts: tuple[tuple[int, ...], ...]) -> Floats:
    """Return the guessed worth of every treaty to somebody who has proposed these texts. A pure memo."""
    values = [_values(row, [text[at] for text in texts]) for at, row in enumerate(own.values)]
    weights = [1 + sum(text[at] == texts[0][at] for text in texts) for at in range(len(values))]
    total = sum(weights)
    guess = Domain(weights=[[weight / total for weight in weights]], values=[values], reservation=[0])
    return np.asarray(utilities(guess)[0])


def _values(own: Sequence[int], chosen: Sequence[int]) -> list[float]:
    """Return the guessed values, 0..1, of one issue's options to somebody who has chosen these, first to last."""
    if not chosen:
        top = max(own) or 1
        return [1 - value / top for value in own]
    heft = [1 / (1 + at) for at in range(len(chosen))]
    span = max(1, len(own) - 1)
    near = [
        sum(h * (1 - abs(option - one) / span) for h, one in zip(heft, chosen, strict=True)) / sum(heft)
        for option in range(len(own))
    ]
    return [value / max(near) for value in near]
