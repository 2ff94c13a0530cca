"""Dealing: a little noise on the scenario's cards, so that reading the file does not read another's hand."""

from collections.abc import Sequence
from dataclasses import replace
from random import Random

from core.games.treaty_table.facts import benchmark
from core.games.treaty_table.params import WEIGHT, Card, Country, TreatyTableParams
from core.games.treaty_table.state import Said, Signal, TableState, country_of, group_of, seat_of

_TRIES = 20  # deals before the scenario's own cards are used as they stand
_LEAST_FRONTIER = 3  # treaties: fewer leave nothing to bargain over
_CHANGED = 0.2  # share of the values that move by one step at full noise

Shifts = tuple[tuple[int, ...], ...]


def dealt(params: TreatyTableParams, rng: Random) -> tuple[TreatyTableParams, Shifts, tuple[int, ...]]:
    """Return the cards of this session, how each group differs from its briefing, and each chief's gain by reneging.

    Drawn again while the states could ratify too little; the scenario's own cards are the last resort.
    """
    gains = tuple(_gain(params, rng) for _ in params.states)
    for _ in range(_TRIES):
        states = tuple(_noisy_country(country, params.noise, rng) for country in params.states)
        shifts = draw_shifts(params, rng)
        if len(benchmark(states, shifts).solution.pareto) >= _LEAST_FRONTIER:
            return params.model_copy(update={"states": states}), shifts, gains
    return params, tuple((0,) * len(country.groups) for country in params.states), gains


def draw_shifts(params: TreatyTableParams, rng: Random) -> Shifts:
    """Return by state and group how far the true reversion point lies from the briefing."""
    return tuple(tuple(rng.randint(-params.doubt, params.doubt) for _ in c.groups) for c in params.states)


def _gain(params: TreatyTableParams, rng: Random) -> int:
    return max(0, params.gain_from_reneging + rng.randint(-params.gain_spread, params.gain_spread))


def _noisy_country(country: Country, noise: int, rng: Random) -> Country:
    groups = tuple(group.model_copy(update=_noisy(group, noise, rng)) for group in country.groups)
    return country.model_copy(update={**_noisy(country, noise, rng), "groups": groups})


def _noisy(card: Card, noise: int, rng: Random) -> dict[str, object]:
    """Move up to `noise` points of weight between two issues and some values by one step."""
    weights = list(card.weights)
    giver, taker = rng.sample(range(len(weights)), 2)
    moved = min(rng.randint(0, noise), weights[giver], WEIGHT - weights[taker])
    weights[giver] -= moved
    weights[taker] += moved
    values = tuple(tuple(_jitter(value, noise, rng) for value in row) for row in card.values)
    return {"weights": tuple(weights), "values": values}


def _jitter(value: int, noise: int, rng: Random) -> int:
    if rng.random() >= _CHANGED * noise / 5:
        return value
    return min(10, max(0, value + rng.choice((-1, 1))))


def redealt(state: TableState, observer: str, rng: Random) -> TableState:
    """Return a table that this seat (or "", the public) cannot tell from its own: all other secrets drawn anew."""
    params = state.dealt
    states = tuple(_redrawn_country(country, observer, rng) for country in params.states)
    gains = tuple(
        gain if country.key == observer else rng.randint(0, 500)
        for country, gain in zip(params.states, state.gains, strict=True)
    )
    return replace(
        state,
        dealt=params.model_copy(update={"states": states}),
        shifts=_redrawn_shifts(state, observer, rng),
        gains=gains,
        signals=tuple(one for one in (_redrawn_signal(s, observer, rng) for s in state.signals) if one),
        checks=_redrawn_answers(state.checks, observer, ("a", "b", "c"), rng),
        predictions=_redrawn_answers(state.predictions, observer, ("0", "35", "80"), rng),
    )


def _redrawn_country(country: Country, observer: str, rng: Random) -> Country:
    """Return a state with new cards, but the observer's own and, for a chief, the briefing on its own groups."""
    if country.key == observer:
        return country
    groups = tuple(
        group if seat_of(country, group) == observer else group.model_copy(update=_fresh(group, rng))
        for group in country.groups
    )
    return country.model_copy(update={**_fresh(country, rng), "groups": groups})


def _fresh(card: Card, rng: Random) -> dict[str, object]:
    """Return a wholly new card of the same shape."""
    cuts = sorted(rng.randint(0, WEIGHT) for _ in card.weights[1:])
    weights = tuple(high - low for low, high in zip([0, *cuts], [*cuts, WEIGHT], strict=True))
    values = tuple(tuple(rng.randint(0, 10) for _ in row) for row in card.values)
    return {"weights": weights, "values": values, "reservation": rng.randint(0, 700)}


def _redrawn_shifts(state: TableState, observer: str, rng: Random) -> Shifts:
    drawn = draw_shifts(state.dealt, rng)
    if observer not in state.groups:
        return drawn
    country, group = country_of(state, observer), group_of(state, observer)
    row, place = state.chiefs.index(country.key), country.groups.index(group)
    kept = state.shifts[row][place]
    changed = (*drawn[row][:place], kept, *drawn[row][place + 1 :])
    return (*drawn[:row], changed, *drawn[row + 1 :])


def _redrawn_signal(signal: Signal, observer: str, rng: Random) -> Signal | None:
    """Keep what the observer sent or was told; what went to another chief may have been otherwise or not at all."""
    if observer and observer in {signal.seat, signal.seat.partition(".")[0]}:
        return signal
    return rng.choice((replace(signal, favour=not signal.favour), None))


def _redrawn_answers(said: tuple[Said, ...], observer: str, values: Sequence[str], rng: Random) -> tuple[Said, ...]:
    return tuple(one if one.seat == observer else Said(one.seat, rng.choice(values)) for one in said)
