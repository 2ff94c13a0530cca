"""An instructor starts a scenario and changes a few numbers in the form."""

import pytest

from core.game import NotAMove, Pick, Whole, YesNo
from core.scenario import Scenario, scalars, with_options
from core.scenario.check import read
from tests.scenarios.toy import GAMES, GOOD, ToyParams


@pytest.fixture
def friends() -> Scenario:
    scenario = read(GOOD, GAMES).scenario
    assert scenario is not None
    return scenario


def test_the_form_offers_each_described_scalar_and_nothing_else() -> None:
    rounds, patience, secret, rule = scalars(ToyParams)
    assert isinstance(rounds, Whole)
    assert (rounds.label, rounds.help, rounds.low, rounds.high, rounds.unit) == (
        "Rounds",
        "how many rounds",
        1,
        5,
        "rounds",
    )
    assert isinstance(patience, Whole)
    assert (patience.label, patience.low, patience.high) == ("How patient", 1, 9)
    assert isinstance(secret, YesNo)
    assert isinstance(rule, Pick)
    assert [(o.key, o.label) for o in rule.options] == [("nash", "Nash"), ("equal-gain", "Equal gain")]


def test_what_is_typed_takes_the_place_of_what_the_file_says(friends: Scenario) -> None:
    params = with_options(friends, {"rounds": "5 rounds", "secret": "no", "rule": "equal"})
    assert isinstance(params, ToyParams)
    assert (params.rounds, params.secret, params.rule, params.sides) == (5, False, "equal-gain", friends.params.sides)  # type: ignore[attr-defined]  # Params is the base
    assert with_options(friends, {}) is friends.params


def test_out_of_range_is_refused_in_a_sentence(friends: Scenario) -> None:
    with pytest.raises(NotAMove, match=r"^Rounds takes a whole number from 1 to 5 rounds\.$"):
        with_options(friends, {"rounds": "6"})


def test_an_option_that_is_not_there_is_refused_with_the_nearest(friends: Scenario) -> None:
    with pytest.raises(NotAMove, match="no option called") as refused:
        with_options(friends, {"ruonds": "3"})
    assert refused.value.suggestions[0] == "rounds"
    with pytest.raises(NotAMove, match="It takes: rounds, patience, secret, rule"):
        with_options(friends, {"seed": "3"})


def test_values_the_game_refuses_together_are_refused_in_its_words() -> None:
    tight = read(GOOD.replace("share = 40", "share = 43"), GAMES).scenario
    assert tight is not None
    with pytest.raises(NotAMove, match="come to 103, but they may come to 101"):
        with_options(tight, {"rounds": "1"})
