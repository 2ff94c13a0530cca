"""Stories of the Treaty Table: Marden wants a pledge, Oskar wants harbours, and both have groups at home."""

from itertools import product

import pytest

from core.game import INSTRUCTOR, Illegal, NotAMove, Style
from core.games.treaty_table import GAME
from core.games.treaty_table.desk import briefed_win_set
from core.games.treaty_table.facts import passes, worth
from core.referee import Turn, let_bots_move
from tests.games.treaty_play import SEED, Story, at_the_table, params_of

TRADE = (3, 3, 2)  # defend in any war, three harbours, 40 million: worth 580 to Marden and 640 to Oskar
DEAR_TO_TAXPAYERS = (2, 3, 3)  # 450 and 710; Oskar's taxpayers lack 70 points, its peace movement 55
HALF = (2, 2, 3)  # 630 and 410; Oskar's generals and peace movement like it, its taxpayers lack 170


def test_two_chiefs_trade_issues_both_groups_ratify_and_both_honour_it() -> None:
    table = at_the_table().agree(*TRADE)
    assert table.phase == "honour"
    table.seal("marden", "honour").seal("oskar", "honour").close()
    assert table.outcome.agreed
    assert {seat: score.payoff for seat, score in table.outcome.scores.items()} == {"marden": 580, "oskar": 640}
    assert table.outcome.facts["treaty"] == {
        "pledge": "Defend in any war",
        "bases": "Three harbours",
        "money": "40 million",
    }
    assert table.outcome.facts["involuntary_defection"] == []
    assert table.outcome.facts["voluntary_defection"] == []
    assert table.outcome.headline == "Text 1 was signed and ratified. All honoured it."


def test_points_are_the_way_from_the_own_reversion_point_to_the_own_ideal() -> None:
    table = at_the_table().agree(*TRADE).close()
    marden, oskar = (table.outcome.scores[seat].points for seat in ("marden", "oskar"))
    assert marden == pytest.approx(100 * (580 - 300) / (760 - 300))
    assert oskar == pytest.approx(100 * (640 - 300) / (850 - 300))


def test_a_counter_proposal_shows_what_it_changes() -> None:
    table = at_the_table().propose("marden", 3, 1, 2).propose("oskar", 3, 3, 2)
    assert "Bases in Marden: None → Three harbours" in table.public()
    specs = {spec.name: spec for spec in GAME.moves(table.state, "marden")}
    assert specs["propose"].label == "Counter-propose"
    assert dict(specs["propose"].initial) == {"pledge": "3", "bases": "3", "money": "2"}


def test_the_same_text_is_not_proposed_twice() -> None:
    table = at_the_table().propose("marden", *TRADE)
    with pytest.raises(Illegal, match="Text 1 says exactly that"):
        table.propose("oskar", *TRADE)


def test_a_late_press_never_signs_another_text() -> None:
    table = at_the_table().propose("marden", *TRADE).do("marden", "table", text="1")
    table.propose("oskar", *HALF).do("oskar", "table", text="2")
    with pytest.raises(Illegal, match="Sign text 2"):
        table.do("marden", "sign-1")
    assert table.state.signed == ("oskar",)


def test_a_signature_may_be_withdrawn_until_all_have_signed() -> None:
    table = at_the_table().propose("marden", *TRADE).do("marden", "table", text="1").do("marden", "withdraw")
    table.do("oskar", "sign-1")
    assert table.phase == "talk-1"
    table.do("marden", "sign-1")
    assert table.phase == "honour"
    with pytest.raises(Illegal):
        table.do("marden", "withdraw")


def test_the_last_signature_is_asked_to_be_confirmed() -> None:
    table = at_the_table().propose("marden", *TRADE).do("marden", "table", text="1")
    last = GAME.moves(table.state, "oskar")[0]
    assert last.name == "sign-1"
    assert "last signature" in last.binds


def test_without_a_text_signed_by_all_everybody_gets_the_reversion_point() -> None:
    table = at_the_table().propose("marden", *TRADE).close()
    assert table.outcome.facts["ending"] == "deadlock"
    assert [score.points for score in table.outcome.scores.values()] == [0, 0]
    assert table.outcome.facts["involuntary_defection"] == []


def test_the_talks_end_early_only_when_every_chief_asks_and_the_last_is_asked_to_confirm() -> None:
    table = at_the_table().propose("marden", *TRADE).do("marden", "end")
    assert "Would end the talks: Marden" in table.public()
    assert table.phase == "talk-1"
    last = {spec.name: spec for spec in GAME.moves(table.state, "oskar")}["end-now"]
    assert "the talks end now, without a treaty" in last.binds
    table.do("oskar", "end-now")
    assert table.outcome.facts["ending"] == "deadlock"


def test_a_press_on_an_older_card_never_ends_the_talks() -> None:
    table = at_the_table().do("marden", "end")
    with pytest.raises(Illegal, match="End the talks"):
        table.do("oskar", "end")
    assert table.do("marden", "stay").state.parting == ()


def test_a_new_text_gives_new_reason_to_talk() -> None:
    table = at_the_table().do("marden", "end").propose("oskar", *TRADE)
    assert table.state.parting == ()
    assert "Would end the talks" not in table.public()
    table.do("marden", "end").do("oskar", "table", text="1")
    assert table.state.parting == ()


def test_to_end_the_return_to_the_table_leaves_the_signed_text_unratified() -> None:
    table = at_the_table().agree(*DEAR_TO_TAXPAYERS).do("oskar", "end").do("marden", "end-now")
    assert table.outcome.facts["ending"] == "unratified"
    assert table.outcome.facts["involuntary_defection"] == ["oskar"]


def test_a_bot_agrees_to_end_the_talks_once_it_has_nothing_more_to_say() -> None:
    table = at_the_table()
    bots: dict[str, Style] = {"oskar": "theory"}
    after = let_bots_move(GAME, Turn(table.turn.position, ()), bots, SEED)
    assert after.position.outcome is None
    table.turn = after
    table.do("marden", "end")
    ended = let_bots_move(GAME, Turn(table.turn.position, ()), bots, SEED).position.outcome
    assert ended is not None
    assert ended.facts["ending"] == "deadlock"


def test_every_desk_says_what_to_do_now() -> None:
    table = Story(params_of("treaty-table", groups_by="people"), 9)
    seats = [seat.key for seat in table.seats]
    while table.phase != "over":
        assert all("Now: " in table.sees(seat) for seat in seats), table.phase
        table = table.agree(*DEAR_TO_TAXPAYERS) if table.phase == "talk-1" else table.close()
    assert table.state.ending == "unratified"


def test_a_desk_does_not_repeat_the_prompt_beside_its_clock() -> None:
    table = Story(params_of("treaty-table"))
    prompt = GAME.phase(table.state).prompt
    assert prompt in table.public()
    assert prompt not in table.sees("marden")


def test_a_chief_who_signs_outside_its_win_set_returns_to_the_table_and_pays_the_group_that_tips_the_vote() -> None:
    table = at_the_table().agree(*DEAR_TO_TAXPAYERS)
    assert table.phase == "talk-2"
    assert "The groups of Oskar did not ratify" in table.public()
    assert "mend the vote at home" in table.sees("oskar")
    assert "mend the vote at home" not in table.sees("marden")
    assert [spec.name for spec in GAME.moves(table.state, "oskar")][:3] == ["pay", "switch", "sign-1"]
    table.do("oskar", "pay", group="taxpayers", points=70)
    assert "Side payment: Oskar offers 70 points to Taxpayers" in table.public()
    table.do("marden", "sign-1").do("oskar", "sign-1")
    assert table.phase == "honour"
    table.close()
    assert table.outcome.scores["oskar"].payoff == 710 - 70
    assert table.outcome.scores["marden"].payoff == 450
    assert table.outcome.facts["returned_to_the_table"] is True


def test_one_point_short_is_involuntary_defection_and_nobody_defected_on_purpose() -> None:
    table = at_the_table().agree(*DEAR_TO_TAXPAYERS).do("oskar", "pay", group="taxpayers", points=69)
    table.do("marden", "sign-1").do("oskar", "sign-1")
    assert table.outcome.facts["ending"] == "unratified"
    assert table.outcome.facts["involuntary_defection"] == ["oskar"]
    assert table.outcome.facts["voluntary_defection"] == []
    assert table.outcome.headline == "Text 1 was signed but not ratified: the reversion point stays."
    assert {seat: score.payoff for seat, score in table.outcome.scores.items()} == {"marden": 300, "oskar": 300}


def test_another_institution_ratifies_what_two_thirds_refused_at_a_cost() -> None:
    table = at_the_table().agree(*HALF)
    assert table.phase == "talk-2"
    table.do("oskar", "switch").do("marden", "sign-1").do("oskar", "sign-1").close()
    assert table.outcome.agreed
    assert table.outcome.scores["oskar"].payoff == 410 - 60
    assert table.outcome.facts["other_institutions"] == ["oskar"]


def test_only_the_side_that_failed_may_mend_and_only_once() -> None:
    table = at_the_table().agree(*DEAR_TO_TAXPAYERS)
    assert {"pay", "switch"}.isdisjoint(spec.name for spec in GAME.moves(table.state, "marden"))
    table.do("oskar", "switch")
    with pytest.raises(Illegal):
        table.do("oskar", "pay", group="taxpayers", points=70)


def test_the_text_may_also_be_changed_on_the_return() -> None:
    table = at_the_table().agree(*DEAR_TO_TAXPAYERS).agree(*TRADE).close()
    assert table.outcome.agreed
    assert table.outcome.scores["oskar"].payoff == 640


def test_there_is_one_return_to_the_table_and_no_second() -> None:
    table = at_the_table().agree(*DEAR_TO_TAXPAYERS).close()
    assert table.outcome.facts["ending"] == "unratified"
    assert table.outcome.facts["involuntary_defection"] == ["oskar"]


def test_breaking_a_treaty_in_force_is_voluntary_defection_and_harms_the_other() -> None:
    table = at_the_table(gain_from_reneging=90, penalty=80, harm=60).agree(*TRADE)
    assert "gains you 90 points and costs you 80" in table.sees("oskar")
    table.seal("oskar", "defect").seal("marden", "honour").close()
    assert table.outcome.facts["voluntary_defection"] == ["oskar"]
    assert table.outcome.facts["involuntary_defection"] == []
    assert table.outcome.scores["oskar"].payoff == 640 + 90 - 80
    assert table.outcome.scores["marden"].payoff == 580 - 60


def test_silence_honours_the_treaty() -> None:
    table = at_the_table().agree(*TRADE).close()
    assert [one.source for one in table.state.conduct] == ["silence", "silence"]
    assert table.outcome.facts["voluntary_defection"] == []


def test_the_desk_shows_the_own_win_set_and_reversion_point_and_what_a_text_is_worth() -> None:
    table = at_the_table().propose("marden", *TRADE)
    seen = table.sees("marden")
    found = briefed_win_set(table.state, table.state.dealt.states[0])
    assert f"Your win-set: your groups would ratify {found.size} of 27 treaties" in seen
    assert "Your reversion point: 300 points" in seen
    assert "1     580           +280" in seen


def test_the_desk_never_shows_anothers_numbers() -> None:
    odd = params_of("treaty-table")
    oskar = odd.states[1].model_copy(update={"reservation": 317})
    table = Story(odd.model_copy(update={"states": (odd.states[0], oskar)})).close().propose("marden", *TRADE)
    assert "317" in table.sees("oskar")
    assert "317" not in table.sees("marden")
    assert "317" not in table.public()


def test_the_check_question_is_answered_in_private_and_explained_to_all() -> None:
    table = Story(params_of("treaty-table"))
    table.seal("marden", "answer", choice="b").seal("oskar", "answer", choice="700 points").close()
    assert "was right" in table.sees("marden")
    assert "Look again" in table.sees("oskar")
    assert "you get your reversion point" in table.public()
    assert "refused at home is involuntary defection" in table.public()


def test_a_third_student_observes_predicts_and_is_scored_by_the_quadratic_rule() -> None:
    table = at_the_table(people=3).do("observer-1", "predict", chance=80)
    assert "80 %" in table.sees("observer-1")
    assert "80 %" not in table.sees("marden")
    table.agree(*TRADE).close()
    assert table.outcome.scores["observer-1"].belief == pytest.approx(0.96)
    assert table.outcome.counts == ("marden", "oskar")


def test_a_prediction_takes_a_per_cent() -> None:
    with pytest.raises(NotAMove, match="0 to 100"):
        at_the_table(people=3).do("observer-1", "predict", chance=120)


def with_groups(people: int = 8) -> Story:
    return at_the_table(people=people, groups_by="people")


def test_students_take_the_groups_of_both_sides_in_turn() -> None:
    keys = [seat.key for seat in with_groups().seats]
    assert keys[:6] == ["marden", "oskar", "marden.unions", "oskar.generals", "marden.officers", "oskar.taxpayers"]
    assert {seat.team for seat in with_groups().seats} == {"marden", "oskar"}


def test_a_groups_desk_counts_the_treaties_it_gains_by_and_says_what_the_text_is_worth_when_it_votes() -> None:
    table = with_groups().agree(*TRADE)
    taxpayers = next(group for group in table.params.states[1].groups if group.key == "taxpayers")
    treaties = list(product(range(3), repeat=3))
    gained = sum(worth(taxpayers, options) >= taxpayers.reservation for options in treaties)
    seen = table.sees("oskar.taxpayers")
    assert f"You gain by: {gained} of 27 treaties" in seen
    assert "Now: vote. The text is worth 105 points more to you than your reversion point." in seen


def test_a_group_tells_its_own_chief_what_it_supports_and_nobody_else_hears_it() -> None:
    table = with_groups().propose("marden", *TRADE).do("oskar.taxpayers", "oppose-1")
    assert "says: oppose" in table.sees("oskar")
    for other in ("marden", "marden.unions", "oskar.generals"):
        assert "says: oppose" not in table.sees(other)


def test_groups_vote_sealed_and_the_roll_call_is_shown_when_all_are_in() -> None:
    table = with_groups().agree(*TRADE)
    assert table.phase == "vote-1"
    for seat in table.state.groups:
        table.seal(seat, "against" if seat == "oskar.doves" else "for")
    assert "Votes at home" not in table.public()
    table.close()
    assert table.phase == "honour"
    assert "ratified with 4 votes, 4 needed. For: Generals, Taxpayers. Against: Peace movement" in table.public()


def test_a_group_may_vote_against_its_card_to_win_a_side_payment() -> None:
    table = with_groups().agree(*TRADE).seal("oskar.taxpayers", "against").close()
    assert table.phase == "talk-2"
    table.do("oskar", "pay", group="taxpayers", points=40).do("marden", "sign-1").do("oskar", "sign-1")
    assert table.phase == "vote-2"
    table.seal("oskar.taxpayers", "for").close().close()
    taxpayers = table.outcome.scores["oskar.taxpayers"]
    assert taxpayers.payoff == 625 + 40
    assert table.outcome.scores["oskar"].payoff == 640 - 40


def test_a_silent_group_is_counted_by_its_card_and_marked() -> None:
    table = with_groups().agree(*TRADE).seal("marden.unions", "for").close()
    assert table.phase == "honour"
    ballots = {b.group: b for vote in table.state.ratifications for b in vote.ballots}
    assert ballots["marden.unions"].source == "person"
    assert ballots["oskar.doves"].source == "silence"
    assert not ballots["oskar.doves"].favour
    assert "(silent: by its card)" in table.public()


def test_a_group_whose_mind_differs_from_the_briefing_surprises_its_chief() -> None:
    shifted = at_the_table(groups_by="people", people=8, doubt=100)
    shifts = dict(zip(("unions", "officers", "merchants"), shifted.state.shifts[0], strict=True))
    truth = 420 + shifts["unions"]
    assert f"Your reversion point: {truth} points" in shifted.sees("marden.unions")
    assert "may be off by up to 100 points" in shifted.sees("marden")
    assert f"{truth} points" not in shifted.sees("marden")


def test_the_instructor_sees_who_has_not_signed_but_no_card() -> None:
    table = at_the_table().propose("marden", *TRADE).do("marden", "table", text="1")
    seen = table.sees(INSTRUCTOR)
    assert "Waiting for: Oskar" in seen
    assert "Your" not in seen


@pytest.mark.parametrize(
    ("favour", "passed"),
    [((True, True, True, False), True), ((True, True, False, False), False), ((False, True, True, True), False)],
)
def test_in_skopje_two_thirds_of_120_are_80_votes_as_in_october_2018(
    favour: tuple[bool, ...],
    passed: bool,
) -> None:
    skopje = params_of("prespa-2018").states[0]
    votes, needed, found = passes(skopje, skopje.institution, favour)
    assert (skopje.votes, needed) == (120, 80)
    assert found is passed
    assert votes >= 80 or not passed


def test_in_athens_151_of_300_ratify() -> None:
    athens = params_of("prespa-2018").states[1]
    assert (athens.votes, athens.institution.needed(athens.votes)) == (300, 151)


def test_seats_grow_with_the_people_and_start_with_the_chiefs() -> None:
    nato = params_of("nato-after-2019")
    assert [seat.role for seat in GAME.seats(nato, 1)[:4]] == ["negotiator"] * 4
    assert len(GAME.seats(nato, 30)) >= 30
    assert GAME.size_for(nato).ideal == 4 + sum(len(country.groups) for country in nato.states)
