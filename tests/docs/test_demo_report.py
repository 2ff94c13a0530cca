"""The check that CI makes on the demo's JSON is shown able to fail."""

from collections.abc import Callable
from copy import deepcopy
from pathlib import Path
from typing import Any

import pytest

from tests.docs.demo_report import faults

Spoil = Callable[[dict[str, Any]], object]


def report(folder: Path) -> dict[str, Any]:
    """Return a small report that is sound."""
    file = folder / "file"
    file.touch()
    seats = [{"seat": "x", "player": "calm fox", "bot": False}, {"seat": "y", "player": None, "bot": True}]
    table = {
        "table": 1, "seats": seats, "outcome": {"agreed": True}, "payoffs": {"x": 1.0, "y": 2.0}, "scores": {"x": 50.0},
    }  # fmt: skip
    return {
        "scenario": "s", "game": "g", "seed": 1, "students": 1, "tables": [table], "benchmark": {"nash": 50.0},
        "leaderboard": [{"rank": 1, "alias": "calm fox", "points": 50.0}],
        "quiz": {"questions": 5, "answers": 5, "correct": 3},
        "figures": [str(file)], "database": str(file), "seconds": 3.0,
    }  # fmt: skip


def test_two_reports_of_one_seed_are_sound_whatever_their_paths_and_seconds(tmp_path: Path) -> None:
    first = report(tmp_path)
    (tmp_path / "second").mkdir()
    second = {**report(tmp_path / "second"), "seconds": 40.0}
    assert list(faults(first, second)) == []


@pytest.mark.parametrize(
    ("spoil", "said"),
    [
        (lambda r: r.pop("quiz"), "lacks quiz"),
        (lambda r: r["tables"].clear(), "No table was played"),
        (lambda r: r["tables"][0]["seats"][0].update(player=None), "neither player nor bot"),
        (lambda r: r["tables"][0]["outcome"].clear(), "whether it agreed"),
        (lambda r: r["tables"][0]["payoffs"].pop("y"), "other seats than its own"),
        (lambda r: r["tables"][0]["scores"].update(z=1.0), "other seats than its own"),
        (lambda r: r["benchmark"].clear(), "no benchmark"),
        (lambda r: r["leaderboard"].clear(), "rank every student"),
        (lambda r: r["quiz"].update(correct=0), "quiz was not played"),
        (lambda r: r["figures"].append("nowhere.png"), "not there"),
        (lambda r: r.update(seconds=15.1), "15.1 s where 15 s"),
    ],
)
def test_a_report_that_is_not_sound_is_named(tmp_path: Path, spoil: Spoil, said: str) -> None:
    spoiled = report(tmp_path)
    spoil(spoiled)
    assert any(said in fault for fault in faults(spoiled, deepcopy(spoiled)))


def test_a_class_that_played_otherwise_the_second_time_is_named(tmp_path: Path) -> None:
    first = report(tmp_path)
    second = deepcopy(first)
    second["tables"][0]["payoffs"]["x"] = 1.0000001
    assert list(faults(first, second)) == ["The same seed gave another tables."]
