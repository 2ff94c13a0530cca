"""Ratify or Revert, told: who sat down, what they did, what each saw."""

import pytest
from pydantic import TypeAdapter, ValidationError

from core import referee
from core.blocks import pictures, plain
from core.game import INSTRUCTOR, PUBLIC, Illegal, Move, seen_by
from core.games.ratify_or_revert import GAME
from core.games.ratify_or_revert.params import PIE, Params
from core.games.ratify_or_revert.state import State, keys, red_line_of, treaty_of
from tests.games.ratify_table import SEED, Table


def test_six_people_sit_down_as_two_negotiators_and_two_voters_a_side() -> None:
    seats = GAME.seats(Params(), 6)
    assert [seat.key for seat in seats[:6]] == ["x", "y", "x1", "y1", "x2", "y2"]
    assert [seat.key for seat in seats[6:]] == ["x3", "y3"]  # bots vote here
    assert seats[0].title == "Xandria's negotiator"
    assert {seat.team for seat in seats} == {"x", "y"}


def test_alone_in_practice_one_negotiates_for_the_first_side() -> None:
    assert GAME.seats(Params(), 1)[0].key == "x"


def test_whoever_finds_no_vote_left_observes() -> None:
    roles = [seat.role for seat in GAME.seats(Params(), 11)]
    assert roles == ["negotiator"] * 2 + ["voter"] * 6 + ["observer"] * 3


def test_a_parliament_with_an_even_number_of_voters_is_refused_in_words() -> None:
    with pytest.raises(ValidationError, match="odd number of voters"):
        Params(voters=4)


def test_two_states_of_one_name_are_refused_in_words() -> None:
    with pytest.raises(ValidationError, match="different names"):
        Params(side_x="Xandria", side_y="xandria")


def test_the_warm_up_asks_everybody_and_explains_the_pivot_afterwards() -> None:
    table = Table()
    assert "Does its parliament ratify?" in referee_prompt(table)
    table.does("x", "check", passes=True)
    table.does("y1", "check", passes=False)
    table.closes()
    assert "1 of 2 answers were right" in table.sees(PUBLIC)
    assert "40 is the edge of the win-set" in table.sees("y1")


def referee_prompt(table: Table) -> str:
    assert table.position.phase is not None
    return table.position.phase.prompt


def test_offers_are_seen_by_all_with_what_changed() -> None:
    table = Table().until("r1.talk")
    table.does("x", "offer", share=70)
    table.does("y", "offer", share=65)
    table.does("x", "offer", share=60)
    for viewer in (PUBLIC, INSTRUCTOR, seen_by("y2")):
        assert "Xandria   60       40       -10" in plain(GAME.view(table.state, viewer))


def test_a_negotiator_who_repeats_an_offer_is_told_that_it_stands() -> None:
    table = Table().until("r1.talk")
    table.does("y", "offer", share=65)
    with pytest.raises(Illegal, match="Your last offer already is Xandria 35, Yavoria 65"):
        table.does("y", "offer", share=65)


def test_a_red_line_reaches_the_own_negotiator_alone_and_may_be_a_bluff() -> None:
    table = Table().until("r1.talk")
    table.does("x1", "red_line", least=91)
    table.does("x1", "red_line", least=93)
    assert "Xandria's voter 1  93 or more" in table.sees("x")
    assert "91" not in table.sees("x").split("They may bluff")[0]
    assert "You told your negotiator: 93 or more." in table.sees("x1")
    assert not any("93" in table.sees(viewer) for viewer in (PUBLIC, INSTRUCTOR, "y", "y1", "x2"))


def test_a_straw_vote_is_offered_once_there_is_an_offer_and_reads_in_ones_own_share() -> None:
    table = Table().until("r1.talk")
    assert [spec.name for spec in GAME.moves(table.state, "y1")] == ["red_line"]
    table.does("x", "offer", share=70)
    straw = GAME.moves(table.state, "y1")[1]
    assert straw.initial["share"] == 30
    table.does("y1", "straw", share=30, yes=False)
    assert "no to 30" in table.sees("y")
    assert "no to" not in table.sees("x")


def test_words_of_one_round_are_not_taken_for_words_of_the_next() -> None:
    table = Table().until("r1.talk")
    table.does("x1", "red_line", least=93)
    table.does("x", "offer", share=70)
    table.until("r2.talk")
    assert "93" not in table.sees("x")
    assert "No offers yet." in table.sees("x")


def test_finals_that_fit_into_the_pie_are_signed_at_the_middle_of_what_is_left_over() -> None:
    table = Table().until("r1.final")
    table.signs(50, 40)
    assert "Treaty: Xandria 55, Yavoria 45" in table.sees(PUBLIC)


def test_an_odd_unit_left_over_goes_to_the_second_side_as_the_rules_say() -> None:
    table = Table().until("r1.final")
    table.signs(50, 45)
    assert treaty_of((50, 55)) == 52
    assert "Treaty: Xandria 52, Yavoria 48" in table.sees(PUBLIC)
    assert "an odd unit goes to the second side" in GAME.rules


def test_finals_that_do_not_fit_skip_the_vote() -> None:
    table = Table().until("r1.final")
    table.signs(60, 45)
    assert table.position.phase is not None
    assert table.position.phase.key == "r2.talk"
    assert "No treaty: final demands were 60 and 45 of 100." in table.sees(PUBLIC)


def test_a_silent_negotiator_stands_by_its_last_offer_or_else_its_estimate() -> None:
    table = Table().until("r1.talk")
    table.does("x", "offer", share=51)
    table.closes()
    assert GAME.default(table.state, "x") == Move("final", {"share": 51})
    assert GAME.default(table.state, "y") == Move("final", {"share": PIE - table.state.now.y.estimate})


def test_both_parliaments_must_ratify() -> None:
    table = Table().until("r1.final")
    table.signs(50, 50)
    for voter in keys(table.state, "voter"):
        table.does(voter, "vote", yes=voter not in {"y1", "y2"})
    table.closes()
    assert table.state.results[0].ratified is False
    assert table.state.results[0].defected
    assert "signed but not ratified (Xandria 3 of 3 yes, Yavoria 1 of 3 yes)" in table.sees(PUBLIC)


def test_silence_never_kills_a_treaty_it_votes_by_the_card_and_is_marked() -> None:
    table = Table().until("r1.final")
    table.signs(50, 50)
    table.closes()
    result = table.state.results[0]
    assert result.ratified
    assert "6 silent, voted by card." in table.sees(PUBLIC)
    assert all(ballot.source == "silence" for ballot in result.ballots)


def test_negotiators_can_only_wait_while_parliaments_vote() -> None:
    table = Table().until("r1.final")
    table.signs(50, 50)
    assert GAME.moves(table.state, "x") == ()
    assert "Now: wait." in table.sees("x")
    with pytest.raises(Illegal, match="nothing for you to do"):
        table.does("x", "vote", yes=True)


def test_a_voters_desk_tells_the_red_line_at_a_glance() -> None:
    table = Table().until("r1.talk")
    line = red_line_of(table.state, "x2")
    assert f"Your red line: yes if Xandria gets {line} or more" in table.sees("x2")
    figure = pictures(GAME.view(table.state, seen_by("x2")))[0]
    assert f"You ratify: {line} to 100" in figure.alt


def test_an_observer_predicts_and_has_no_card() -> None:
    table = Table(people=9).until("r1.talk")
    assert [spec.name for spec in GAME.moves(table.state, "o1")] == ["predict"]
    assert "red line" not in table.sees("o1").lower()
    table.does("o1", "predict", chance=90)
    table.closes()
    table.does("o1", "predict", chance=70)
    table.signs(50, 50)
    table.to_the_end()
    assert table.position.outcome is not None
    score = table.position.outcome.scores["o1"]
    assert "o1" not in table.position.outcome.counts
    assert score.belief == pytest.approx(((1 - 0.1**2) + (1 - 0.3**2)) / 2)


def test_a_state_in_mid_play_comes_back_from_json_the_same() -> None:
    codec = TypeAdapter(State)
    table = Table(people=9, style="naive").until("r2.vote")
    assert codec.validate_json(codec.dump_json(table.state)) == table.state


def test_the_journal_replays_to_the_same_end() -> None:
    table = Table(Params(), style="naive").to_the_end()
    assert referee.replay(GAME, Params(), table.seats, table.steps, SEED) == table.position


def test_the_headline_tells_both_rounds_and_names_no_loser() -> None:
    outcome = Table(style="theory").to_the_end().position.outcome
    assert outcome is not None
    assert outcome.agreed
    assert outcome.headline.startswith("Round 1: Xandria 50, Yavoria 50: ratified")
    assert "Round 2:" in outcome.headline
    assert not any(word in outcome.headline.lower() for word in ("lost", "loser", "won", "winner", "fault"))
    assert outcome.facts["round 1 treaty"] == 50
