"""What every formula asks of its numbers before it trusts them."""

from collections.abc import Iterable
from math import isfinite
from operator import index
from typing import SupportsFloat, SupportsIndex

import numpy as np
from numpy.typing import ArrayLike, NDArray

Floats = NDArray[np.float64]
Bools = NDArray[np.bool_]
Indices = NDArray[np.intp]

TOLERANCE = 1e-9
"""Two payoffs closer than this are a tie, and the indifferent accept."""


def number(value: SupportsFloat, name: str) -> float:
    """Return a finite float; ValueError, opening with `name`, for anything else."""
    try:
        found = float(value)
    except (TypeError, ValueError):
        raise ValueError(f"{name} must be a number.") from None
    if not isfinite(found):
        raise ValueError(f"{name} must be a finite number.")
    return found


def nonnegative(value: SupportsFloat, name: str) -> float:
    """Return a finite float that is zero or more; ValueError otherwise."""
    found = number(value, name)
    if found < 0:
        raise ValueError(f"{name} cannot be negative.")
    return found


def share(value: SupportsFloat, name: str) -> float:
    """Return a float between 0 and 1, both included; ValueError otherwise."""
    found = number(value, name)
    if not 0 <= found <= 1:
        raise ValueError(f"{name} must lie between 0 and 1.")
    return found


def numbers(values: ArrayLike, name: str, dimensions: int = 1) -> Floats:
    """Return a non-empty array of finite floats with so many dimensions; ValueError otherwise."""
    try:
        found = np.asarray(values, dtype=np.float64)
    except (TypeError, ValueError):
        raise ValueError(f"{name} must be numbers, the same count in every row.") from None
    if found.ndim != dimensions or not found.size:
        raise ValueError(f"{name} must be a non-empty list of numbers in {dimensions} dimension(s).")
    if not np.isfinite(found).all():
        raise ValueError(f"{name} must all be finite numbers.")
    return found


def voting_weights(weights: ArrayLike | None, voters: int) -> Floats:
    """Return one non-negative weight for each voter (one vote each by default), not all of them zero."""
    found = np.ones(voters) if weights is None else numbers(weights, "The voting weights")
    if found.size != voters:
        raise ValueError(f"There are {voters} voters but {found.size} voting weights.")
    if (found < 0).any() or not found.any():
        raise ValueError("Voting weights cannot be negative, and at least one must be above zero.")
    return found


def reaches(total: Floats, quota: float | None, everybody: float) -> Bools:
    """Tell which weights are enough: at least the quota or, without one, more than half of `everybody`.

    Raises ValueError for a quota that nothing would miss (zero or less) or nobody could meet.
    """
    if quota is None:
        return np.asarray(total > everybody / 2 + TOLERANCE)
    needed = number(quota, "The quota")
    if not 0 < needed <= everybody + TOLERANCE:
        raise ValueError(f"The quota must be above 0 and at most all the votes together ({everybody:g}).")
    return np.asarray(total >= needed - TOLERANCE)


def positions(chosen: Iterable[SupportsIndex], size: int, name: str) -> Indices:
    """Return indices between 0 and size - 1; ValueError for any other (negative ones too)."""
    try:
        listed = [index(one) for one in chosen]
    except TypeError:
        raise ValueError(f"{name} must be whole numbers.") from None
    if not all(0 <= one < size for one in listed):
        raise ValueError(f"{name} must be whole numbers from 0 to {size - 1}.")
    return np.array(listed, dtype=np.intp)
