"""What parties make of treaties over discrete issues: weights, values, and every treaty's payoffs.

A treaty picks one option on every issue. All treaties are numbered in C order (the last issue varies fastest).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from math import prod
from typing import SupportsIndex

import numpy as np

from core.theory.inputs import TOLERANCE, Bools, Floats, numbers, positions

MOST_TREATIES = 1 << 24
"""The largest domain that is enumerated: 16,777,216 treaties."""


@dataclass(frozen=True)
class Domain:
    """What every party makes of every treaty: u_i = sum over issues of weight x value of the chosen option.

    `weights` is party x issue (non-negative), `values` party -> issue -> option (any finite numbers; issues
    may differ in their number of options, parties may not), `reservation` the payoff of each party without a
    treaty, in the same units. Lists and arrays are accepted and kept as tuples. Raises ValueError otherwise.
    """

    weights: Sequence[Sequence[float]]
    values: Sequence[Sequence[Sequence[float]]]
    reservation: Sequence[float]

    def __post_init__(self) -> None:
        weights = numbers(self.weights, "The weights of the issues", 2)
        values = _nested(self.values)
        reservation = tuple(numbers(self.reservation, "The reservation payoffs").tolist())
        if (weights < 0).any():
            raise ValueError("The weights of the issues cannot be negative.")
        if not len(weights) == len(values) == len(reservation):
            raise ValueError("Weights, values and reservation payoffs must name the same parties.")
        shapes = {tuple(len(issue) for issue in party) for party in values}
        if len(shapes) != 1 or len(shape := shapes.pop()) != weights.shape[1]:
            raise ValueError("All parties must value the same options of the same issues.")
        if prod(shape) > MOST_TREATIES:
            raise ValueError(f"These issues allow more than {MOST_TREATIES:,} treaties; leave out some options.")
        object.__setattr__(self, "weights", tuple(tuple(row) for row in weights.tolist()))
        object.__setattr__(self, "values", values)
        object.__setattr__(self, "reservation", reservation)

    @property
    def shape(self) -> tuple[int, ...]:
        """The number of options of each issue."""
        return tuple(len(issue) for issue in self.values[0])

    @property
    def size(self) -> int:
        """The number of possible treaties."""
        return prod(self.shape)


def _nested(values: Sequence[Sequence[Sequence[float]]]) -> tuple[tuple[tuple[float, ...], ...], ...]:
    try:
        return tuple(tuple(_options(issue) for issue in party) for party in values)
    except TypeError:
        raise ValueError("The values must be lists: party, then issue, then option.") from None


def _options(issue: Sequence[float]) -> tuple[float, ...]:
    return tuple(numbers(issue, "The values of the options").tolist())


def utilities(domain: Domain) -> Floats:
    """Return the payoffs of all treaties as an array, parties x treaties in C order."""
    result = np.empty((len(domain.reservation), domain.size))
    for row, weights, values in zip(result, domain.weights, domain.values, strict=True):
        terms = [weight * np.array(options) for weight, options in zip(weights, values, strict=True)]
        _outer_sum(terms, row)
    return result


def _outer_sum(terms: Sequence[Floats], into: Floats) -> None:
    """Write all sums of one number from each term, in C order, joining halves so that inner loops are long."""
    if len(terms) == 1:
        into[:] = terms[0]
        return
    half = (len(terms) + 1) // 2
    left, right = (np.empty(prod(term.size for term in part)) for part in (terms[:half], terms[half:]))
    _outer_sum(terms[:half], left)
    _outer_sum(terms[half:], right)
    np.add.outer(left, right, out=into.reshape(left.size, right.size))


def index_of(domain: Domain, options: Sequence[SupportsIndex]) -> int:
    """Return the number of the treaty with these options, one for each issue, in C order.

    Raises ValueError for a wrong number of options or an option that its issue does not have.
    """
    shape = domain.shape
    if len(options) != len(shape):
        raise ValueError(f"A treaty here needs one option for each of its {len(shape)} issues.")
    chosen = [positions([option], size, "An option")[0] for option, size in zip(options, shape, strict=True)]
    return int(np.ravel_multi_index(chosen, shape))


def options_of(domain: Domain, index: int) -> tuple[int, ...]:
    """Return the options, one for each issue, of the treaty with this number in C order; ValueError if none."""
    found = positions([index], domain.size, "A treaty's number")[0]
    return tuple(int(option) for option in np.unravel_index(found, domain.shape))


def payoffs_of(domain: Domain, options: Sequence[SupportsIndex]) -> tuple[float, ...]:
    """Return each party's payoff from the treaty with these options; ValueError as `index_of`."""
    chosen = options_of(domain, index_of(domain, options))
    return tuple(
        sum(weight * issue[option] for weight, issue, option in zip(weights, values, chosen, strict=True))
        for weights, values in zip(domain.weights, domain.values, strict=True)
    )


def is_rational(domain: Domain, options: Sequence[SupportsIndex]) -> bool:
    """Tell whether the treaty with these options leaves nobody below reservation; ValueError as `index_of`."""
    payoffs = payoffs_of(domain, options)
    return all(u >= d - TOLERANCE for u, d in zip(payoffs, domain.reservation, strict=True))


def accepted(domain: Domain) -> Bools:
    """Return which treaties each party likes at least as much as its reservation: parties x treaties."""
    return np.asarray(utilities(domain) >= np.array(domain.reservation)[:, None] - TOLERANCE)
