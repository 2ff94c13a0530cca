"""The round against oTree compares results, not only times: the game keeps the contract, a wrong result is noticed."""

from dataclasses import replace

import pytest

from tests.bench import peer
from tests.bench.otree_project.decisions import ENDOWMENT, GROUP, RETURN, decision
from tests.bench.public_goods import Pot, PublicGoods
from tests.games.contract import CONTRACTS, Contract, redealing_draws_secrets_anew
from tests.games.trial import Trial

GROUPS = 3


def as_otree_would_say() -> peer.Results:
    """Return what everybody gets by the rules alone."""
    found = {}
    for group in range(1, GROUPS + 1):
        gave = {place: decision(group, place, 1) + decision(group, place, 2) for place in range(1, GROUP + 1)}
        for place, given in gave.items():
            found[group, place] = 2 * ENDOWMENT - given + RETURN * sum(gave.values())
    return found


KEPT = [clause for clause in CONTRACTS if clause is not redealing_draws_secrets_anew]
"""All but one clause: in this game nobody holds a secret that could be drawn anew."""


@pytest.mark.parametrize("contract", KEPT, ids=lambda contract: contract.__name__)
def test_public_goods_keep_the_contract(contract: Contract) -> None:
    contract(Trial(PublicGoods(), Pot(), GROUP))


def test_three_groups_play_through_the_service_to_what_the_rules_say() -> None:
    played = peer.ours(GROUPS * GROUP)
    row = peer.Row(GROUPS * GROUP, played, replace(played, results=as_otree_would_say()))
    assert row.same
    assert played.raw > 0


@pytest.mark.parametrize("planted", ["one who got more", "one who is missing", "one too many"])
def test_a_wrong_result_on_either_side_is_noticed(planted: str) -> None:
    right = as_otree_would_say()
    wrong = {
        "one who got more": {**right, (1, 1): right[1, 1] + 0.5},
        "one who is missing": {key: got for key, got in right.items() if key != (1, 1)},
        "one too many": {**right, (GROUPS + 1, 1): 0.0},
    }[planted]
    ours, theirs = peer.Played(1, right), peer.Played(30, wrong)
    assert peer.Row(len(right), ours, peer.Played(30, right)).same
    assert not peer.Row(len(right), ours, theirs).same
    assert not peer.Row(len(right), theirs, ours).same


def test_results_are_read_from_what_otree_exports() -> None:
    line = {"group.id_in_subsession": "4", "player.id_in_group": "2", "player.points": "49.5", "player.first": "4"}
    assert peer.read([line]) == {(4, 2): 49.5}
