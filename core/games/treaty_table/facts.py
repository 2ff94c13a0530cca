"""What the theory says about cards: worth of a text, win-sets, the treaties that all can ratify, the benchmark.

Memos are pure: they depend on the cards alone, and every table of a session holds the same ones.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from core.games.treaty_table.params import Card, Country, Institution
from core.theory.treaties import Domain, Solution, State, ratifiable, solve, utilities

Bools = NDArray[np.bool_]
Ints = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class WinSet:
    """One state's win-set: how many of all treaties it would ratify, and what those are worth to its chief."""

    size: int
    treaties: int
    least: int
    most: int

    @property
    def ratio(self) -> float:
        """The size of the win-set as a share of all treaties, 0..1."""
        return self.size / self.treaties


@dataclass(frozen=True, slots=True)
class Benchmark:
    """What theory says about one deal of cards.

    `feasible` counts the treaties that every state would ratify and that leave no chief below its reversion point;
    `ideals` and `group_ideals` are the best payoffs among them (the own reversion point when there are none).
    """

    treaties: int
    feasible: int
    solution: Solution
    ideals: tuple[int, ...]
    group_ideals: tuple[tuple[int, ...], ...]


def worth(card: Card, options: Sequence[int]) -> int:
    """Return what a treaty is worth to the holder of a card, 0..1000."""
    return sum(w * row[at] for w, row, at in zip(card.weights, card.values, options, strict=True))


def domain(cards: Sequence[Card]) -> Domain:
    """Return the theory's domain with one party for each card."""
    return Domain(
        weights=[card.weights for card in cards],
        values=[card.values for card in cards],
        reservation=[card.reservation for card in cards],
    )


def payoffs(cards: Sequence[Card]) -> Ints:
    """Return the worth of all treaties, cards × treaties in C order."""
    return np.rint(utilities(domain(cards))).astype(np.int64)


def least_needed(country: Country, extra: Sequence[int]) -> tuple[int, ...]:
    """Return by group what a treaty must be worth for it to agree, when the reversion point is raised by `extra`."""
    return tuple(group.reservation + more for group, more in zip(country.groups, extra, strict=True))


def passes(country: Country, institution: Institution, favour: Sequence[bool]) -> tuple[int, int, bool]:
    """Return the votes in favour, the votes needed, and whether the treaty is ratified."""
    groups = list(zip(country.groups, favour, strict=True))
    votes, needed = sum(group.votes for group, yes in groups if yes), institution.needed(country.votes)
    vetoed = any(group.key in institution.vetoes and not yes for group, yes in groups)
    return votes, needed, votes >= needed and not vetoed


@lru_cache(maxsize=32)
def win_set_mask(country: Country, institution: Institution, extra: tuple[int, ...]) -> Bools:
    """Return which treaties this state would ratify, in C order; `extra` as in `least_needed`. Do not write to it."""
    cards = domain(country.groups)
    groups = Domain(cards.weights, cards.values, least_needed(country, extra))
    keys = [group.key for group in country.groups]
    home = State(
        groups=groups,
        votes=[group.votes for group in country.groups],
        quota=institution.needed(country.votes),
        vetoes=[keys.index(veto) for veto in institution.vetoes],
    )
    return ratifiable(groups, home)


@lru_cache(maxsize=512)
def win_set(country: Country, institution: Institution, extra: tuple[int, ...]) -> WinSet:
    """Return the size of a state's win-set and what its members are worth to the chief."""
    mask = win_set_mask(country, institution, extra)
    mine = payoffs([country])[0][mask]
    if not mine.size:
        return WinSet(0, mask.size, country.reservation, country.reservation)
    return WinSet(int(mine.size), int(mask.size), int(mine.min()), int(mine.max()))


@lru_cache(maxsize=512)
def supported(card: Card, needed: int) -> int:
    """Return how many of all treaties are worth at least what the holder of this card needs."""
    return int((payoffs([card])[0] >= needed).sum())


def feasible_mask(states: Sequence[Country], shifts: Sequence[tuple[int, ...]]) -> Bools:
    """Return which treaties all states would ratify by their own institutions and true reversion points."""
    masks = [win_set_mask(c, c.institution, shift) for c, shift in zip(states, shifts, strict=True)]
    return np.asarray(np.logical_and.reduce(masks))


def rational_mask(states: Sequence[Country], shifts: Sequence[tuple[int, ...]]) -> Bools:
    """Return the feasible treaties that leave no chief below its reversion point."""
    floors = np.array([country.reservation for country in states])[:, None]
    return np.asarray(feasible_mask(states, shifts) & (payoffs(states) >= floors).all(axis=0))


@lru_cache(maxsize=64)
def benchmark(states: tuple[Country, ...], shifts: tuple[tuple[int, ...], ...]) -> Benchmark:
    """Return the benchmark of one deal of cards."""
    mask = rational_mask(states, shifts)
    return Benchmark(
        treaties=int(mask.size),
        feasible=int(mask.sum()),
        solution=solve(domain(states), mask),
        ideals=_ideals(states, (0,) * len(states), mask),
        group_ideals=tuple(_ideals(c.groups, shift, mask) for c, shift in zip(states, shifts, strict=True)),
    )


def _ideals(cards: Sequence[Card], extra: Sequence[int], mask: Bools) -> tuple[int, ...]:
    """Return each card's best payoff under the mask, never below its own reversion point."""
    floors = [card.reservation + more for card, more in zip(cards, extra, strict=True)]
    if not mask.any():
        return tuple(floors)
    best = payoffs(cards)[:, mask].max(axis=1)
    return tuple(max(floor, int(top)) for floor, top in zip(floors, best, strict=True))


def middle_treaty(shape: Sequence[int]) -> tuple[int, ...]:
    """Return the treaty that splits every issue down the middle: what negotiators do who never trade issues."""
    return tuple((options - 1) // 2 for options in shape)


def nash_product(states: Sequence[Country], options: Sequence[int]) -> int:
    """Return the product of the chiefs' gains over their reversion points; 0 if any is below its own."""
    product = 1
    for country in states:
        product *= max(0, worth(country, options) - country.reservation)
    return product
