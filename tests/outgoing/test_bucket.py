"""Token buckets: never more than the burst and what has come in since, and never less than is there."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.outgoing.bucket import Bucket, Budget, Rate

RATES = st.builds(Rate, per_second=st.integers(1, 50), burst=st.integers(1, 20))
STEPS = st.lists(st.integers(0, 3_000), min_size=1, max_size=60)


@given(rate=RATES, steps=STEPS)
def test_in_any_stretch_at_most_the_burst_and_what_came_in_meanwhile_is_said(rate: Rate, steps: list[int]) -> None:
    budget, now, said = Budget(rate, Rate(1_000, 1_000)), 0, []
    for step in steps:
        now += step
        while budget.wait("discord", "here", now) == 0:
            budget.take("discord", "here", now)
            said.append(now)
    for first, start in enumerate(said):
        for last, end in enumerate(said[first:], start=first):
            assert last - first + 1 <= rate.burst + (end - start) * rate.per_second / 1_000


@given(rate=RATES, steps=STEPS)
def test_a_token_is_there_exactly_when_the_wait_is_over(rate: Rate, steps: list[int]) -> None:
    bucket, now = Bucket.full(rate, 0), 0
    for step in steps:
        now += step
        if (wait := bucket.wait(now)) > 0:
            with pytest.raises(ValueError, match="no token"):
                bucket.less_one(now)
            assert bucket.wait(now + wait - 1) > 0
            assert bucket.wait(now + wait) == 0
        else:
            bucket = bucket.less_one(now)


def test_channels_do_not_wait_for_each_other_but_all_for_their_platform() -> None:
    budget = Budget(Rate(1, 1), Rate(1, 2))
    budget.take("discord", "a", 0)
    assert budget.wait("discord", "a", 0) == 1_000
    assert budget.wait("discord", "b", 0) == 0
    budget.take("discord", "b", 0)
    assert budget.wait("discord", "c", 0) == 1_000
    assert budget.wait("slack", "d", 0) == 0


def test_time_that_seems_to_run_backwards_gives_nothing_away() -> None:
    bucket = Bucket.full(Rate(1, 1), 5_000).less_one(5_000)
    assert bucket.wait(0) > 0
    assert bucket.since(0).since(5_500).wait(5_500) == 500


def test_what_has_filled_up_again_is_forgotten() -> None:
    budget = Budget(Rate(1, 1), Rate(10, 10))
    for n in range(10):
        budget.take("discord", f"channel {n}", 0)
    budget.forget(500)
    assert len(budget._buckets) == 11
    budget.forget(2_000)
    assert budget._buckets == {}
