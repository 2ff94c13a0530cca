"""The standings: whom they rank, by what, and what each reader sees."""

from datetime import timedelta

from hypothesis import given
from hypothesis import strategies as st

from core.blocks import Picture
from core.command import Command, Where, Who
from core.context import enter
from core.replies import Reply
from core.requests.section import ChangeSection, JoinSection, LeaveSection, ShowBoard
from core.section.board_figure import TOP, board_figure
from core.section.leaderboard import begin_of, standings
from core.section.standing import Standing, competition_ranks
from tests.desk import CHANNEL, MONDAY, TEACHER, Desk, presses, student, text
from tests.section.conftest import ANA, BO, CY
from tests.section.played import answered, person_of, played

CROWD = tuple(student(f"Student {n}") for n in range(8))


def test_equals_share_the_better_rank_and_the_next_rank_is_left_out() -> None:
    assert competition_ranks([500, 900, 900, 100]) == (3, 1, 1, 4)
    assert competition_ranks([]) == ()


@given(st.lists(st.integers(0, 5)))
def test_a_rank_is_one_more_than_the_number_of_better_scores(scores: list[int]) -> None:
    assert competition_ranks(scores) == tuple(1 + sum(other > score for other in scores) for score in scores)


async def crowd(desk: Desk, code: str) -> None:
    for who in CROWD:
        await desk.say(who, JoinSection(code=code))


def twin(reply: Reply) -> tuple[tuple[str, ...], ...]:
    (picture,) = [block for block in reply.blocks if isinstance(block, Picture)]
    return picture.figure.twin[1]


async def test_games_are_ranked_by_the_mean_duplicate_score_and_equals_share_a_rank(desk: Desk, code: str) -> None:
    await crowd(desk, code)
    await played(desk, "1", {ANA: 100, BO: 50, CROWD[0]: 0, CROWD[1]: 50})
    await played(desk, "2", {ANA: 60, BO: 70, CROWD[1]: 70})
    board = await desk.say(ANA, ShowBoard())
    assert [(row[0], row[2], row[3]) for row in twin(board)] == [
        ("1", "80", "2"), ("2", "60", "2"), ("2", "60", "2"), ("4", "0", "1"),
    ]  # fmt: skip
    assert "Your rank: 1 of 4, with 80 points." in text(board)
    assert "duplicate score" in text(board)
    assert board.audience == "person"


async def test_practice_games_that_do_not_count_and_running_games_rank_nobody(desk: Desk) -> None:
    await played(desk, "alone", {ANA: 100}, kind="practice")
    await played(desk, "watched", {ANA: 100}, counts=False)
    await played(desk, "running", {BO: None})
    board = await desk.say(ANA, ShowBoard())
    assert "No game is over yet." in text(board)


async def test_the_board_shows_five_and_oneself(desk: Desk, code: str) -> None:
    await crowd(desk, code)
    await played(desk, "1", {who: 90 - 10 * n for n, who in enumerate(CROWD)})
    top = twin(await desk.say(CROWD[0], ShowBoard()))
    assert len(top) == TOP
    low = await desk.say(CROWD[7], ShowBoard())
    assert len(twin(low)) == TOP + 1
    assert twin(low)[-1][0] == "8"
    assert "(you)" in twin(low)[-1][1]
    assert "Your rank: 8 of 8" in text(low)
    assert all("Student" not in row[1] for row in twin(low)), "aliases, never names"


async def test_staff_are_not_ranked_and_leavers_are_not_shown(desk: Desk) -> None:
    await played(desk, "1", {ANA: 10, BO: 20, CY: 100})
    await desk.say(BO, LeaveSection())
    board = await desk.say(CY, ShowBoard())
    assert len(twin(board)) == 1
    assert "Students are ranked, 1 so far; staff are not." in text(board)


async def test_the_quiz_board_ranks_first_tries_from_five_answers_on(desk: Desk) -> None:
    await answered(desk, ANA, right=4, wrong=1)
    await answered(desk, ANA, right=20, wrong=0, first=False)
    await answered(desk, BO, right=4, wrong=0)
    board = await desk.say(BO, ShowBoard(scope="quiz"))
    assert [(row[0], row[2], row[3]) for row in twin(board)] == [("1", "80", "5")]
    assert "answer 5 questions" in text(board)


async def test_participation_counts_sitting_down_and_answering_not_winning(desk: Desk) -> None:
    await played(desk, "1", {ANA: 0, BO: 100})
    await played(desk, "2", {ANA: None})
    await answered(desk, BO, right=0, wrong=3)
    board = await desk.say(ANA, ShowBoard(scope="participation"))
    assert [row[2] for row in twin(board)] == ["20", "13"]
    assert "(you)" in twin(board)[0][1]


async def test_the_last_session_stands_alone(desk: Desk) -> None:
    await played(desk, "b", {ANA: 100, BO: 0}, at=MONDAY)
    await played(desk, "a", {ANA: 0, BO: 100}, at=MONDAY + timedelta(hours=1))
    board = await desk.say(BO, ShowBoard(scope="session"))
    assert "Your rank: 1 of 2, with 100 points." in text(board)


async def test_a_period_leaves_out_what_was_before(desk: Desk) -> None:
    await played(desk, "old", {ANA: 100, BO: 0}, at=MONDAY - timedelta(days=8))
    await played(desk, "new", {BO: 40}, at=MONDAY - timedelta(days=2))
    assert "Your rank: 1 of 2" in text(await desk.say(ANA, ShowBoard()))
    week = await desk.say(ANA, ShowBoard(period="week"))
    assert "You are not ranked yet" in text(week)
    assert "No game is over yet." in text(await desk.say(ANA, ShowBoard(period="day")))


def test_today_begins_at_midnight_where_the_class_is() -> None:
    begin = begin_of("day", MONDAY, "Pacific/Auckland")
    assert begin is not None
    assert MONDAY - begin == timedelta(hours=20)
    assert begin_of("all", MONDAY, "UTC") is None


async def test_a_hidden_board_is_closed_to_students_and_says_so_to_staff(desk: Desk) -> None:
    await played(desk, "1", {ANA: 100})
    await desk.say(TEACHER, ChangeSection(board=False))
    closed = await desk.say(ANA, ShowBoard())
    assert closed.refused == "illegal"
    assert "/quiz progress" in text(closed)
    assert "Only staff see this" in text(await desk.say(TEACHER, ShowBoard()))


async def test_the_other_boards_are_one_press_away(desk: Desk) -> None:
    board = await desk.say(ANA, ShowBoard(period="week"))
    assert presses(board)["Quiz"].request == ShowBoard(scope="quiz", period="week")
    assert "Practise alone" in presses(board)


async def test_standings_are_there_for_others_to_use(desk: Desk) -> None:
    await played(desk, "1", {ANA: 75, BO: 25})
    found = await look(desk, TEACHER)
    assert [(s.rank, s.points, s.of) for s in found] == [(1, 75.0, 1), (2, 25.0, 1)]
    assert found[0].person == await person_of(desk, ANA)


async def look(desk: Desk, who: Who) -> tuple[Standing, ...]:

    command = Command(who, Where(CHANNEL), "", ShowBoard())
    return await desk.store.view(lambda ledger: standings(enter(desk.world(), ledger, command)))


@given(st.lists(st.floats(-50, 150), min_size=1, max_size=12), st.integers(0, 11))
def test_the_picture_holds_every_number_in_words(points: list[float], mine: int) -> None:
    found = [Standing(n + 1, f"alias {n}", round(p, 1), f"p{n}") for n, p in enumerate(sorted(points, reverse=True))]
    figure = board_figure("games", "Games", "Mean duplicate score", found, f"p{mine}")
    shown = found[:TOP] + found[TOP : len(found)][mine - TOP : mine - TOP + 1] * (mine >= TOP)
    assert len(figure.marks) == len(shown) == len(figure.twin[1])
    assert all(f"{s.rank}. {s.alias}" in figure.alt and s.shown in figure.alt for s in shown)
    assert all(figure.x.low <= s.points <= figure.x.high for s in shown)
