"""Every scenario that ships can be played, and an instructor's folder stands beside it."""

from importlib.resources import files
from pathlib import Path
from random import Random

import pytest

from core import catalogue
from core.discovery import discover
from core.game import NotAMove
from core.scenario import BadScenario, check, load, load_all
from tests.scenarios.toy import GAMES, GOOD, with_lines

SHIPPED = sorted(Path(str(files("core") / "scenarios")).glob("*.toml"))


@pytest.mark.parametrize("file", SHIPPED, ids=[file.stem for file in SHIPPED])
def test_a_shipped_scenario_is_clean_and_deals(file: Path) -> None:
    assert check(file) == ()
    scenario = load(file)
    game = catalogue.load().game_of(scenario)
    seats = game.seats(scenario.params, game.size_for(scenario.params).ideal)
    first = game.deal(seats, scenario.params, Random("0"))
    assert game.outcome(first) is not None or game.phase(first).prompt
    assert scenario.key == file.stem, "one name for a file and its scenario"


def test_the_catalogue_holds_every_shipped_scenario_by_its_key() -> None:
    found = catalogue.load()
    assert list(found.scenarios) == [file.stem for file in SHIPPED]
    assert list(found.games) == sorted(found.games)
    assert {s.game for s in found.scenarios.values()} <= set(found.games)


def test_a_scenario_nobody_knows_is_refused_by_name() -> None:
    with pytest.raises(NotAMove, match='no scenario called "nowhere-to-be-found"'):
        catalogue.load().scenario("nowhere-to-be-found")


def shelf(tmp_path: Path, **texts: str) -> Path:
    for name, text in texts.items():
        (tmp_path / f"{name}.toml").write_text(text)
    return tmp_path


def test_a_scenario_reads_as_one_value(tmp_path: Path) -> None:
    scenario = load(shelf(tmp_path, friends=GOOD) / "friends.toml", GAMES)
    assert (scenario.key, scenario.title, scenario.game, scenario.minutes) == ("two-friends", "Two friends", "toy", 15)
    assert scenario.story == "Two friends share one burden. Who pays?"
    assert scenario.history == ("They met in spring.", "They never paid.")
    assert scenario == load(tmp_path / "friends.toml", GAMES)


def test_an_instructors_folder_stands_beside_what_is_shipped(tmp_path: Path) -> None:
    found = load_all(shelf(tmp_path, friends=GOOD), {**discover(), **GAMES})
    assert list(found) == sorted([*(file.stem for file in SHIPPED), "two-friends"])


def test_a_file_without_a_key_is_called_by_its_name(tmp_path: Path) -> None:
    assert load(shelf(tmp_path, **{"My_File 2": with_lines({1: ""})}) / "My_File 2.toml", GAMES).key == "my-file-2"


def test_a_broken_file_stops_the_loading_and_names_its_line(tmp_path: Path) -> None:
    with pytest.raises(BadScenario, match=r'^b\.toml:15: "rounds": found 9'):
        load(shelf(tmp_path, a=GOOD, b=with_lines({15: "rounds = 9"})) / "b.toml", GAMES)


def test_two_files_of_one_folder_may_not_share_a_key(tmp_path: Path) -> None:
    with pytest.raises(BadScenario, match=r"b\.toml:1: Another file in this folder"):
        load_all(shelf(tmp_path, a=GOOD, b=GOOD), {**discover(), **GAMES})
