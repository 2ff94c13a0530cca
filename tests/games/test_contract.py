"""Every game that is found keeps the kit's contract, and every clause of the contract can fail."""

import pytest

from core.discovery import discover
from core.play.seating import table_sizes
from tests.games.contract import CONTRACTS, Contract
from tests.games.faults import FAULTS
from tests.games.small_game import SmallGame, SmallParams
from tests.games.trial import Trial, trials

TRIALS = trials()


@pytest.fixture(scope="module", params=[trial for _, trial in TRIALS], ids=[name for name, _ in TRIALS])
def trial(request: pytest.FixtureRequest) -> Trial:
    """Return each game at each table in turn; its play is shared by all clauses."""
    found = request.param
    assert isinstance(found, Trial)
    return found


@pytest.mark.parametrize("contract", CONTRACTS, ids=lambda contract: contract.__name__)
def test_every_game_keeps_the_contract(trial: Trial, contract: Contract) -> None:
    contract(trial)


def test_every_game_has_a_scenario_or_a_sample_to_be_tried_with() -> None:
    tried = {trial.game.key for _, trial in TRIALS}
    assert tried == set(discover()), "Ship a scenario for the game, or give it sample() -> Params."


@pytest.mark.parametrize("contract", CONTRACTS, ids=lambda contract: contract.__name__)
def test_a_sound_small_game_keeps_every_clause(contract: Contract) -> None:
    contract(Trial(SmallGame(), SmallParams(), 4))


@pytest.mark.parametrize(
    ("broken", "contract", "said"), FAULTS, ids=[f"{game.__name__}-{clause.__name__}" for game, clause, _ in FAULTS]
)
def test_a_planted_fault_is_caught_by_its_clause(broken: type[SmallGame], contract: Contract, said: str) -> None:
    with pytest.raises(AssertionError, match=said):
        contract(Trial(broken(), SmallParams(), 4))


def test_every_clause_is_shown_able_to_fail() -> None:
    assert {contract for _, contract, _ in FAULTS} == set(CONTRACTS)


@pytest.mark.parametrize(
    ("people", "tables"), [(1, (1,)), (2, (2,)), (3, (3,)), (7, (4, 3)), (30, (4,) * 6 + (3,) * 2), (17, (5, 4, 4, 4))]
)
def test_a_class_is_split_into_balanced_tables_near_the_ideal(people: int, tables: tuple[int, ...]) -> None:
    assert table_sizes(people, SmallGame().size_for(SmallParams())) == tables
