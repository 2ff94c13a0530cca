"""The game of CONTRIBUTING.md, saved as a file and found like any other."""

import importlib.util
import subprocess
import sys
from collections.abc import Iterator
from itertools import product
from pathlib import Path
from types import ModuleType

import pytest

from core.discovery import by_key
from core.referee import AnyGame
from core.scenario import Scenario
from core.scenario.check import read
from tests import import_rules
from tests.docs.pages import CONTRIBUTING, fence_after, text_of
from tests.games.contract import CONTRACTS, Contract
from tests.games.trial import Trial
from tests.import_rules import ROOT

KEY = "send-a-frigate"
SOURCE = fence_after(text_of(CONTRIBUTING), "example game")


@pytest.fixture(scope="module")
def module(tmp_path_factory: pytest.TempPathFactory) -> Iterator[ModuleType]:
    """Return the example as a module, saved and imported like a file of core/games."""
    file = tmp_path_factory.mktemp("games") / "send_a_frigate.py"
    file.write_text(SOURCE, encoding="utf-8")
    spec = importlib.util.spec_from_file_location("core.games.send_a_frigate", file)
    assert spec is not None
    assert spec.loader is not None
    found = importlib.util.module_from_spec(spec)
    with pytest.MonkeyPatch.context() as patch:
        patch.setitem(sys.modules, spec.name, found)
        spec.loader.exec_module(found)
        yield found


@pytest.fixture(scope="module")
def game(module: ModuleType) -> AnyGame:
    """Return the game as discovery finds it."""
    return by_key([module])[KEY]


@pytest.fixture(scope="module")
def scenario(game: AnyGame) -> Scenario:
    """Return the scenario written for it."""
    reading = read(fence_after(text_of(CONTRIBUTING), "example scenario"), {KEY: game})
    assert reading.problems == ()
    assert reading.scenario is not None
    return reading.scenario


@pytest.fixture(scope="module", params=[2, 3, 8])
def trial(request: pytest.FixtureRequest, game: AnyGame, scenario: Scenario) -> Trial:
    """Return the game at a table of two, three and eight."""
    people = request.param
    assert isinstance(people, int)
    return Trial(game, scenario.params, people)


@pytest.mark.parametrize("contract", CONTRACTS, ids=lambda contract: contract.__name__)
def test_the_example_keeps_every_clause_of_the_contract(trial: Trial, contract: Contract) -> None:
    contract(trial)


def test_the_example_is_written_as_the_house_writes() -> None:
    file = "core/games/send_a_frigate.py"
    assert import_rules.faults(import_rules.parse(file, SOURCE)) == []
    for words in (["check"], ["format", "--check"]):
        ruff = [sys.executable, "-m", "ruff", *words, "--stdin-filename", file, "-"]
        told = subprocess.run(ruff, input=SOURCE, capture_output=True, text=True, check=False, cwd=ROOT)
        assert told.returncode == 0, told.stdout


@pytest.mark.slow
def test_the_example_has_sound_types(tmp_path: Path) -> None:
    file = tmp_path / "send_a_frigate.py"
    file.write_text(f"{SOURCE}\n\nfound: kit.Game[Patrol, Fleet] = GAME\n", encoding="utf-8")
    mypy = [sys.executable, "-m", "mypy", "--strict", str(file)]
    told = subprocess.run(mypy, capture_output=True, text=True, check=False, cwd=ROOT)
    assert told.returncode == 0, told.stdout


@pytest.mark.parametrize("allies", [2, 3, 4])
def test_weesie_1994_at_the_threshold_going_and_waiting_are_worth_the_same(module: ModuleType, allies: int) -> None:
    """All hands that the others can hold, one by one: it just pays to go at the threshold, no longer one above it."""
    worth, limit = 60, module.threshold(allies, 60)

    def gain_of_going(cost: int) -> float:
        hands = list(product(range(1, module.DEAREST + 1), repeat=allies - 1))
        nobody = sum(min(hand) > cost for hand in hands) / len(hands)
        return worth - cost - worth * (1 - nobody)

    assert gain_of_going(limit) >= 0 > gain_of_going(limit + 1)


def test_the_more_allies_the_less_each_goes(module: ModuleType) -> None:
    limits = [module.threshold(allies, 60) for allies in range(2, 9)]
    assert limits == sorted(limits, reverse=True)
    assert limits[0] == 30
