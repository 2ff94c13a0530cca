"""Chance that is seeded late draws what chance seeded at once would have drawn."""

from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

import core.chance
from core.chance import late


def draws(rng: Random) -> list[object]:
    return [rng.random(), rng.getrandbits(40), rng.choice("abc"), rng.sample(range(9), 3), rng.randint(1, 6)]


@given(st.text() | st.integers(0, 2**128))
def test_late_chance_draws_the_same(seed: str | int) -> None:
    assert draws(late(seed)) == draws(Random(seed))


def test_nothing_is_seeded_until_something_is_drawn_and_then_once(monkeypatch: pytest.MonkeyPatch) -> None:
    seeded: list[object] = []

    def counting(seed: str) -> Random:
        seeded.append(seed)
        return Random(seed)

    monkeypatch.setattr(core.chance, "Random", counting)
    rng = late("a")
    assert seeded == []
    draws(rng)
    assert seeded == ["a"]
