"""A benchmark that misses its target says so, the others still run, and the whole ends with an error."""

from collections.abc import Sequence

import pytest

from tests.bench import __main__ as bench
from tests.bench.target import Target, at_least, at_most, none


@pytest.mark.parametrize(
    ("target", "told"),
    [
        (at_least(3_000, "moves a second", 3_000), "moves a second: 3,000, at least 3,000: met"),
        (at_least(3_000, "moves a second", 2_999), "moves a second: 2,999, at least 3,000: NOT MET"),
        (at_most(50, "p99 ms", 50), "p99 ms: 50, at most 50: met"),
        (at_most(50, "p99 ms", 50.3), "p99 ms: 50.3, at most 50: NOT MET"),
        (none("answers that are not stored", 0), "answers that are not stored: 0, at most 0: met"),
        (none("answers that are not stored", 1), "answers that are not stored: 1, at most 0: NOT MET"),
    ],
)
def test_a_figure_stands_beside_its_target(target: Target, told: str) -> None:
    assert str(target) == told


def slow() -> Sequence[Target]:
    """Too slow."""
    return [at_least(2, "ratio", 1), at_most(2, "seconds", 1)]


def quick() -> Sequence[Target]:
    """Quick enough."""
    return [at_least(2, "ratio", 3)]


def test_all_run_what_was_missed_is_told_once_more_and_the_end_is_an_error(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(bench, "BENCHES", {"slow": slow, "quick": quick})
    monkeypatch.setattr(bench, "_DOCS", {"slow": "How slow.", "quick": "How quick."})
    assert bench.main([]) == 1
    told = capsys.readouterr().out
    assert told.index("ratio: 1, at least 2: NOT MET") < told.index("ratio: 3, at least 2: met")
    assert told.splitlines()[-1] == "slow: ratio: 1, at least 2: NOT MET"
    assert bench.main(["quick"]) == 0
