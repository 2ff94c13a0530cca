"""Ratify or Revert's debrief: the class's own numbers beside the theory."""

from core.blocks import plain
from core.game import Debrief
from core.games.ratify_or_revert import GAME
from core.games.ratify_or_revert.cards import edge, nash_share
from core.games.ratify_or_revert.params import PIE, Params
from core.games.ratify_or_revert.state import red_line_of
from tests.games.ratify_table import QUIET, Table


def _debrief(*tables: Table, params: Params = QUIET) -> Debrief:
    return GAME.debrief(params, [table.history(f"Table {n}") for n, table in enumerate(tables, 1)])


def _page(debrief: Debrief, concept: str) -> str:
    return next(plain(page.blocks) for page in debrief.pages if page.concept == concept)


def test_the_debrief_draws_putnams_figure_from_the_tables_own_treaties() -> None:
    agreed, refused, apart = Table().until("r1.final"), Table().until("r1.final"), Table().until("r1.final")
    agreed.signs(50, 50)
    agreed.closes()
    high = edge(refused.state.now.y) + 2
    refused.signs(high, PIE - high)
    refused.closes()
    apart.signs(80, 80)
    text = _page(_debrief(agreed, refused, apart), "Win-set")
    assert "treaties ratified at 50; 1 not ratified, 1 unsigned" in text
    assert f"Yavoria {high - 2} or less" in text


def test_the_debrief_counts_involuntary_defection_and_bluffs_without_naming_anybody() -> None:
    table = Table().until("r1.talk")
    table.does("x1", "red_line", least=red_line_of(table.state, "x1") + 10)
    table.closes()
    low = PIE - edge(table.state.now.x) - 4
    table.signs(low, PIE - low)
    table.closes()
    text = _page(_debrief(table), "Involuntary defection")
    assert "Involuntary defection: 1 of 1 signed treaties" in text
    assert "1 of 1 overstated; on average by +10.0" in text
    assert "voter 1" not in text


def test_the_debrief_sets_what_tied_hands_gained_in_class_beside_the_theory() -> None:
    debrief = _debrief(Table(style="theory").to_the_end())
    gain = debrief.benchmark["round 2 Nash share"] - debrief.benchmark["round 1 Nash share"]
    assert gain > 0
    assert f"class {gain:+.1f}, theory {gain:+.1f}" in _page(debrief, "Schelling conjecture")


def test_the_benchmark_is_the_theory_of_the_cards_that_were_dealt() -> None:
    table = Table(Params(rounds=3))
    numbers = _debrief(table, params=Params(rounds=3)).benchmark
    for number, cards in enumerate(table.state.cards, 1):
        assert numbers[f"round {number} win-set width x"] == edge(cards.x)
        assert (numbers[f"round {number} deadlock"] == 0) == (f"round {number} Nash share" in numbers)
        assert numbers.get(f"round {number} Nash share") == nash_share(table.state.params, cards)


def test_only_a_third_round_brings_the_page_on_institutions() -> None:
    short, long = (
        _debrief(Table(Params(rounds=rounds), style="theory").to_the_end(), params=Params(rounds=rounds))
        for rounds in (2, 3)
    )
    assert len(long.pages) == len(short.pages) + 1
    assert "the rule in Yavoria" in _page(long, "Ratification institutions")


def test_the_debrief_reads_a_table_that_ended_before_anything_was_signed() -> None:
    debrief = _debrief(Table())
    assert "not played" in _page(debrief, "Two-level game")
    assert debrief.pages[-1].title == "What the model leaves out"


def test_the_debrief_of_no_table_says_so() -> None:
    assert "nothing to compare" in plain(GAME.debrief(QUIET, []).pages[0].blocks)
