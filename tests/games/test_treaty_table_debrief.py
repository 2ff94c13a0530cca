"""What a class is told: three tables with three endings, laid beside the theory."""

from core.blocks import pictures, plain
from core.game import Debrief, Dots, Figure, History, Line
from core.games.treaty_table import GAME
from core.games.treaty_table.facts import benchmark
from core.games.treaty_table.homefigures import shares_by_rule
from core.games.treaty_table.state import TableState
from tests.games.test_treaty_table_story import DEAR_TO_TAXPAYERS, TRADE
from tests.games.treaty_play import Story, at_the_table, params_of

HALVES = (2, 2, 2)


def told(label: str, table: Story) -> History[TableState]:
    return History(label=label, state=table.state, outcome=table.turn.position.outcome)


def three_endings() -> list[History[TableState]]:
    """Return a table that traded, one that split every issue, one whose taxpayers refused, one still talking."""
    traded = at_the_table().agree(*TRADE).close()
    split = at_the_table().agree(*HALVES).seal("oskar", "defect").seal("marden", "honour").close()
    refused = at_the_table().agree(*DEAR_TO_TAXPAYERS).close()
    return [told(f"Table {at}", table) for at, table in enumerate((traded, split, refused, at_the_table()), start=1)]


def debrief_of(tables: list[History[TableState]]) -> Debrief:
    return GAME.debrief(params_of("treaty-table"), tables)


def page(debrief: Debrief, title: str) -> str:
    return plain(next(page for page in debrief.pages if page.title == title).blocks)


def figure(debrief: Debrief, key: str) -> Figure:
    return next(f for page in debrief.pages for f in pictures(page.blocks) if f.key == key)


def test_every_page_names_its_concept() -> None:
    concepts = {page.concept for page in debrief_of(three_endings()).pages}
    assert concepts >= {"ratification", "win-set", "linkage", "logrolling", "side payment"}
    assert "involuntary and voluntary defection" in concepts


def test_the_two_defections_stand_in_columns_of_their_own() -> None:
    rows = page(debrief_of(three_endings()), "Two ways to defect").splitlines()
    assert next(row for row in rows if row.startswith("Table 2")).split()[2:4] == ["nobody", "Oskar"]
    assert next(row for row in rows if row.startswith("Table 3")).split()[2:4] == ["Oskar", "nobody"]
    assert not any(row.startswith(("Table 1", "Table 4")) for row in rows)
    assert "Involuntary defection: at 1 of 4 tables" in rows
    assert "Voluntary defection: at 1 of 4 tables" in rows


def test_what_happened_counts_what_the_treaties_in_force_say_and_leaves_out_what_was_refused() -> None:
    told_ = page(debrief_of(three_endings()), "What happened")
    assert "Three harbours 1, One harbour 1" in told_
    assert "90 million" not in told_
    alone = page(debrief_of(three_endings()[:1]), "What happened")
    assert "Defend in any war" in alone
    assert "Defend in any war 1" not in alone


def test_value_left_on_the_table_is_the_share_of_the_nash_product() -> None:
    found = debrief_of(three_endings())
    shares = {row[0]: row[1] for row in figure(found, "value-left").twin[1]}
    assert shares == {"Table 1": "100 %", "Table 2": "55 %", "Table 3": "0 %", "Table 4": "0 %"}
    assert found.benchmark["nash_product"] == 280 * 340
    assert found.benchmark["middle_share_of_nash"] == 210 * 250 / (280 * 340)
    assert "At 3 tables another treaty" in page(found, "Value left on the table")


def test_the_cloud_lays_the_classs_treaties_beside_the_solutions() -> None:
    cloud = figure(debrief_of(three_endings()), "treaty-cloud")
    spots = {row[0]: row[1:] for row in cloud.twin[1]}
    assert spots["Nash"] == ("580", "640")
    assert spots["Table 1"] == ("580", "640")
    assert spots["Table 3 (not ratified)"] == ("450", "710")
    assert "Table 4" not in spots
    assert all(f"{name} at" in cloud.alt for name in spots)
    assert any(isinstance(mark, Line) and mark.label == "Pareto frontier" for mark in cloud.marks)


def test_with_four_states_the_cloud_sets_the_first_against_the_mean_of_the_others() -> None:
    nato = at_the_table("nato-after-2019")
    found = GAME.debrief(nato.params, [told("Table 1", nato)])
    cloud = figure(found, "treaty-cloud")
    assert cloud.y.label == "mean of the others, points"
    assert any(isinstance(mark, Dots) and mark.label == "Pareto frontier" for mark in cloud.marks)


def test_more_consent_means_a_smaller_win_set_for_the_same_groups() -> None:
    state = at_the_table("prespa-2018").state
    for country in state.dealt.states:
        majority, two_thirds, unanimity = shares_by_rule(state, country)
        assert majority >= two_thirds >= unanimity


def test_with_four_states_a_treaty_is_drawn_on_the_frontier_or_inside_never_both() -> None:
    nato = at_the_table("nato-after-2019")
    cloud = figure(GAME.debrief(nato.params, [told("Table 1", nato)]), "treaty-cloud")
    drawn = {mark.label: mark for mark in cloud.marks if isinstance(mark, Dots) and mark.faint}
    assert {"all treaties", "in every win-set", "Pareto frontier"} == set(drawn)
    theory = benchmark(nato.state.dealt.states, nato.state.shifts)
    assert 0 < len(drawn["Pareto frontier"].points) <= len(theory.solution.pareto)
    assert len(drawn["in every win-set"].points) <= theory.feasible - len(theory.solution.pareto)


def test_a_class_that_wasted_nothing_is_told_so_in_words_and_its_bar_stands_under_a_hundred_per_cent() -> None:
    traded = at_the_table().agree(*TRADE).close()
    found = debrief_of([told("Table 1", traded)])
    assert "1 of 1 table brought a treaty into force." in page(found, "What happened")
    assert "At no table another treaty" in page(found, "Value left on the table")
    split = debrief_of([told("Table 1", at_the_table().agree(*HALVES).close())])
    assert figure(split, "value-left").y.high >= 100


def test_a_large_class_is_shown_by_fifths() -> None:
    traded = at_the_table().agree(*TRADE).close()
    bars = figure(debrief_of([told(f"Table {at}", traded) for at in range(1, 31)]), "value-left")
    assert [mark.text for mark in bars.marks if hasattr(mark, "text")] == ["0", "0", "0", "0", "30"]


def test_the_return_to_the_table_tells_what_was_tried() -> None:
    paid = at_the_table().agree(*DEAR_TO_TAXPAYERS).do("oskar", "pay", group="taxpayers", points=70)
    paid.do("marden", "sign-1").do("oskar", "sign-1").close()
    told_ = page(debrief_of([told("Table 1", paid)]), "The return to the table")
    assert "Oskar: 70 points to Taxpayers" in told_


def test_a_debrief_without_tables_still_tells_the_benchmark() -> None:
    assert debrief_of([]).benchmark["treaties"] == 27
