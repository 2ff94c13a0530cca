"""Games are found by what their modules expose."""

from types import ModuleType, SimpleNamespace

import pytest

from core.discovery import TwoGames, by_key, discover


def module(name: str, key: str = "") -> ModuleType:
    made = ModuleType(f"core.games.{name}")
    if key:
        made.__dict__["GAME"] = SimpleNamespace(key=key)
    return made


def test_games_are_sorted_by_key_and_modules_without_one_are_passed_over() -> None:
    assert list(by_key([module("z", "beta"), module("helpers"), module("a", "gamma"), module("m", "alpha")])) == [
        "alpha",
        "beta",
        "gamma",
    ]


def test_two_games_with_one_key_are_refused_by_name() -> None:
    with pytest.raises(TwoGames, match=r'core\.games\.a and core\.games\.b both call their game "same"'):
        by_key([module("a", "same"), module("b", "same")])


def test_every_module_of_the_games_folder_is_found() -> None:
    assert all(game.key == key for key, game in discover().items())
