"""The Pareto frontier of a finite cloud of payoffs, for millions of points.

Payoffs are compared as whole steps of the tolerance, so that ties are exact and domination is transitive.
"""

import numpy as np

from core.theory.inputs import TOLERANCE, Bools, Floats, Indices

_STEPS = 1 / TOLERANCE
_OFFSET = 0.6180339887498949  # keeps round decimals and simple fractions away from the edge of a step
_BLOCK = 256  # points that are compared with all others in one round of block elimination
_CELLS = 1 << 22  # comparisons of one round at most: bounds the memory


def undominated(payoffs: Floats) -> Indices:
    """Return, ascending, the columns of `payoffs` (parties x points) that no other column weakly dominates.

    A point falls if another is at least as good for everybody and better for somebody, by more than the
    tolerance; equal points stand together. Two parties: O(m log m) at worst, usually one pass.
    More parties: every point meets the frontier, so 50,000 points that all lie on it take some seconds.
    """
    if payoffs.shape[1] == 0:
        return np.empty(0, dtype=np.intp)
    if payoffs.shape[0] != 2:
        return np.sort(_many(_steps(payoffs)))
    kept = _not_below_a_bucket(payoffs[0], payoffs[1])
    first, second = _steps(payoffs[:, kept])
    return np.sort(kept[_staircase(first, second)])


def _steps(payoffs: Floats) -> Floats:
    return np.floor(payoffs * _STEPS + _OFFSET)


def _not_below_a_bucket(first: Floats, second: Floats) -> Indices:
    """Return the points that no higher bucket of the first payoff beats in the second: few, and all the best.

    One pass and no sorting. Never drops an undominated point: a higher bucket holds higher first payoffs.
    """
    count = first.size
    buckets = max(1, min(4096, count // 8))
    low, high = first.min(), first.max()
    if buckets == 1 or high - low <= TOLERANCE:
        return np.arange(count)
    bucket = ((first - low) * ((buckets - 1) / (high - low))).astype(np.intp)
    best = np.full(buckets + 1, -np.inf)
    np.maximum.at(best, bucket, second)
    above = np.maximum.accumulate(best[::-1])[::-1][1:]
    return np.flatnonzero(second >= above[bucket] - TOLERANCE)


def _staircase(first: Floats, second: Floats) -> Indices:
    """Return the undominated points of two parties: the records of `second` as `first` falls, ties included."""
    order = np.lexsort((-second, -first))
    falling, height = first[order], second[order]
    record = np.maximum.accumulate(height)
    fresh = np.concatenate([[True], record[1:] > record[:-1]])
    holder = np.maximum.accumulate(np.where(fresh, np.arange(order.size), 0))
    return np.asarray(order[(height == record) & (falling == falling[holder])])


def _many(steps: Floats) -> Indices:
    """Return the undominated points of any number of parties by elimination in blocks of falling welfare.

    A point can only be dominated by one of higher welfare, so what survives its own block stays for good.
    """
    order = np.argsort(-steps.sum(axis=0), kind="stable")
    rest, kept = steps[:, order], []
    while order.size:
        block = max(1, min(_BLOCK, _CELLS // order.size))
        alive = ~_dominated(rest[:, :block], rest[:, :block])
        kept.append(order[:block][alive])
        open_ = ~_dominated(rest[:, block:], rest[:, :block][:, alive])
        order, rest = order[block:][open_], rest[:, block:][:, open_]
    return np.concatenate(kept)


def _dominated(points: Floats, rivals: Floats) -> Bools:
    """Tell which points some rival weakly dominates."""
    matched = np.ones((rivals.shape[1], points.shape[1]), dtype=np.bool_)
    for mine, theirs in zip(points, rivals, strict=True):
        matched &= theirs[:, None] >= mine
    better = rivals.sum(axis=0)[:, None] > points.sum(axis=0)
    return np.asarray((matched & better).any(axis=0))
