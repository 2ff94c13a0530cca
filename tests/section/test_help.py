"""Help says first what one can do right now."""

from dataclasses import replace

import pytest

from core.requests.game import Advance, JoinGame, OpenDesk, ShowPanel, StartGame
from core.requests.quiz import ShowProgress
from core.requests.section import ChangeMe, ChangeSection, Help, JoinSection, ShowSection
from core.rows import Place, Session, Signup, Table
from core.section.help import TOPICS
from tests.desk import TEACHER, Desk, presses, student, text
from tests.section.conftest import ANA, BO, CY
from tests.section.played import person_of, played


async def lobby(desk: Desk) -> str:
    await played(desk, "1", {})
    (session,) = await desk.rows(Session)

    await desk.put(replace(session, status="lobby"))
    return session.id


async def test_a_guest_is_shown_the_way_in_with_a_form_for_the_code(desk: Desk) -> None:
    helped = await desk.say(student("Gus"), Help())
    join = presses(helped)["Join a section"]
    assert join.request == JoinSection(code="")
    assert join.form is not None
    assert [f.name for f in join.form.fields] == ["code"]
    assert "Make a section" not in presses(helped)


async def test_an_instructor_without_a_section_is_shown_how_to_make_one(empty: Desk) -> None:
    helped = await empty.say(TEACHER, Help())
    assert next(iter(presses(helped))) == "Make a section"


async def test_when_nothing_runs_staff_start_a_game_and_students_quiz_themselves(desk: Desk) -> None:
    for staff in (TEACHER, CY):
        helped = await desk.say(staff, Help())
        assert presses(helped)["Start Ratify or Revert"].request == StartGame(scenario="ratify-or-revert")
    assert list(presses(await desk.say(ANA, Help()))) == ["Quiz me", "Practise alone", "Standings"]


async def test_while_the_leaderboard_is_hidden_students_are_led_to_their_own_progress_instead(desk: Desk) -> None:
    await desk.say(TEACHER, ChangeSection(board=False))
    for request in (Help(), ShowSection()):
        steps = presses(await desk.say(ANA, request))
        assert steps["My progress"].request == ShowProgress()
        assert "Standings" not in steps


async def test_in_an_open_lobby_students_join_and_staff_begin(desk: Desk) -> None:
    session = await lobby(desk)
    assert presses(await desk.say(ANA, Help()))["Join"].request == JoinGame(session=session)
    staff = presses(await desk.say(TEACHER, Help()))
    assert staff["Begin now"].request == Advance(session=session, phase="lobby")
    assert staff["Panel"].request == ShowPanel(session=session)


async def test_whoever_has_a_place_in_the_lobby_may_give_it_back(desk: Desk) -> None:
    session = await lobby(desk)
    (row,) = await desk.rows(Session)
    ana = await person_of(desk, ANA)
    await desk.put(Signup(id="1", workspace=row.workspace, section=row.section, session=session, person=ana))
    helped = await desk.say(ANA, Help())
    assert presses(helped)["Give my place back"].request == JoinGame(session=session)
    assert "Join" in presses(await desk.say(BO, Help()))


async def test_at_a_table_the_desk_comes_first(desk: Desk) -> None:
    await played(desk, "1", {ANA: None, CY: None})
    tables = {place.person: place.table for place in await desk.rows(Place)}
    own = tables[await person_of(desk, ANA)]
    assert presses(await desk.say(ANA, Help()))["My desk"].request == OpenDesk(table=own)
    assert list(presses(await desk.say(CY, Help()))) == ["My desk", "Panel", "Status"]
    assert "Panel" in presses(await desk.say(TEACHER, Help()))
    assert "Join" in presses(await desk.say(BO, Help())), "a late student may still take a seat"


async def test_a_practice_game_of_others_is_nobodys_business(desk: Desk) -> None:
    await played(desk, "1", {ANA: None}, kind="practice")
    assert "My desk" in presses(await desk.say(ANA, Help()))
    assert "No game is running." in text(await desk.say(BO, Help()))
    assert len(await desk.rows(Table)) == 1


@pytest.mark.parametrize("word", [topic.word for topic in TOPICS])
async def test_every_topic_has_a_page(desk: Desk, word: str) -> None:
    page = await desk.say(ANA, Help(topic=f"/{word.upper()}"))
    assert page.ok
    assert presses(page)["Right now"].request == Help()
    assert f"/help {word}:" in text(await desk.say(ANA, Help()))


async def test_a_mistyped_topic_is_asked_back(desk: Desk) -> None:
    reply = await desk.say(ANA, Help(topic="gmae"))
    assert reply.refused == "not_a_move"
    assert "Did you mean: game?" in text(reply)
    assert presses(reply)["game"].request == Help(topic="game")
    lost = await desk.say(ANA, Help(topic="zzzz"))
    assert "Topics: class, game, quiz" in text(lost)
    assert presses(lost)["Help"].request == Help()


async def test_no_more_than_three_steps_are_offered_to_anybody(desk: Desk) -> None:
    for who in (TEACHER, ANA, CY, student("Gus")):
        assert 1 <= len(presses(await desk.say(who, Help()))) <= 3
    assert (await desk.say(student("Gus"), ChangeMe())).ok
