"""Opening a live quiz: which questions are drawn, and what cannot be asked."""

from pathlib import Path
from typing import Any

import pytest

from core.catalogue import load
from core.quiz.flow import HANDLERS
from core.quiz.flow.shelf import OWN_BANK
from core.requests.quiz import StartQuiz
from core.rows import Binding, Session
from tests.desk import CHANNEL, TEACHER, Desk, facts, presses, text
from tests.quiz.room import ANA, PLACE, SECTION, enrolled, question

CATALOGUE = load()


async def opened(folder: Path, ask: StartQuiz, seed: int = 1) -> tuple[Any, Session | None]:
    """What Dr. Petrova was told, and the session that was opened, if one was."""
    async with Desk(folder, HANDLERS, CATALOGUE, seed) as desk:
        await desk.put(SECTION, *enrolled(TEACHER, "instructor"), *enrolled(ANA))
        await desk.put(Binding(id=f"{PLACE}:{CHANNEL}", workspace=PLACE, section=SECTION.id))
        reply = await desk.say(TEACHER, ask)
        sessions = await desk.rows(Session, section=SECTION.id)
        return reply, sessions[0] if sessions else None


def prompts(session: Session | None) -> list[str]:
    assert session is not None
    return [asked["prompt"] for asked in session.params["questions"]]


async def test_an_instructor_opens_a_lobby_with_five_questions_of_the_course(tmp_path: Path) -> None:
    reply, session = await opened(tmp_path, StartQuiz(seconds=20, mode="kahoot", lobby=30))
    assert session is not None
    assert (session.kind, session.game, session.status, session.scenario) == ("quiz", "live-quiz", "lobby", OWN_BANK)
    assert (session.params["seconds"], session.params["mode"]) == (20, "kahoot")
    assert len(set(prompts(session))) == 5
    assert facts(reply) == {"Questions": "5", "Seconds a question": "20"}
    assert list(presses(reply)) == ["Begin now", "Panel"]
    CATALOGUE.games["live-quiz"].Params.model_validate(session.params)


async def test_the_same_seed_draws_the_same_questions_and_another_seed_others(
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    first, same, other = [
        prompts((await opened(tmp_path_factory.mktemp("class"), StartQuiz(), seed))[1]) for seed in (1, 1, 2)
    ]
    assert first == same != other


async def test_a_topic_draws_only_from_it_and_says_when_there_are_fewer(tmp_path: Path) -> None:
    reply, session = await opened(tmp_path, StartQuiz(topic="treaties", questions=30))
    assert session is not None
    asked = session.params["questions"]
    assert len(asked) == 5
    assert {one["tag"] for one in asked} == {"Treaties"}
    assert facts(reply)["Questions"] == "5: that is all there is on Treaties of the 30 questions wished"
    assert session.title == "Live quiz: Treaties"


async def test_only_questions_with_options_are_asked_live_and_the_key_comes_with_them(tmp_path: Path) -> None:
    _, session = await opened(tmp_path, StartQuiz(topic="win-sets", questions=30))
    assert session is not None
    asked = {one["prompt"]: one for one in session.params["questions"]}
    assert question("senate-two-thirds").stem not in asked
    pair = question("enlarging-a-win-set")
    assert tuple(asked[pair.stem]["right"]) == pair.key
    assert asked[pair.stem]["explanation"] == pair.feedback


@pytest.mark.parametrize(
    ("ask", "kind", "says"),
    [
        (StartQuiz(bank="/etc/passwd"), "not_a_move", "The banks are: alliances."),
        (StartQuiz(topic="ntao"), "ambiguous", "Did you mean: NATO"),
        (StartQuiz(questions=31), "not_a_move", "1 to 30"),
        (StartQuiz(mode="fastest"), "not_a_move", "Right answers only"),
    ],
)
async def test_what_cannot_be_opened_says_what_can(tmp_path: Path, ask: StartQuiz, kind: str, says: str) -> None:
    reply, session = await opened(tmp_path, ask)
    assert (reply.refused, session) == (kind, None)
    assert says in text(reply)


async def test_one_quiz_at_a_time_and_none_by_a_student(tmp_path: Path) -> None:
    async with Desk(tmp_path, HANDLERS, CATALOGUE) as desk:
        await desk.put(SECTION, *enrolled(TEACHER, "instructor"), *enrolled(ANA))
        await desk.put(Binding(id=f"{PLACE}:{CHANNEL}", workspace=PLACE, section=SECTION.id))
        assert (await desk.say(ANA, StartQuiz())).refused == "not_allowed"
        assert (await desk.say(TEACHER, StartQuiz())).ok
        second = await desk.say(TEACHER, StartQuiz())
        assert second.refused == "illegal"
        assert len(await desk.rows(Session, section=SECTION.id)) == 1
