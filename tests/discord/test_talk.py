"""Late, twice, broken, restarted: what the person is told, and that nothing is done behind their back."""

from pathlib import Path
from typing import Any

import discord
import pytest

from bot.discord.ids import write
from bot.discord.pace import Pace
from bot.discord.seal import Seal
from bot.discord.touch import AnswerTo, Touch, Turn
from core.requests import Request
from core.requests.game import Act, JoinGame
from core.rows import Entry, Once, SealedMove, Signup
from tests.discord.school import TOKEN, Guest, School, school
from tests.discord.test_door import dealt, until_it_offers, with_a_class

CALLBACK = "/interactions/*/*/callback"


async def with_a_lobby(here: School) -> tuple[Guest, Guest]:
    petrova, ana = await with_a_class(here, "ana")
    await petrova.types("game start", scenario="ratify-or-revert")
    return petrova, ana


@pytest.mark.parametrize(("code", "status"), [(10062, 404), (40060, 400), (0, 500)])
async def test_what_cannot_be_acknowledged_is_not_done(tmp_path: Path, code: int, status: int) -> None:
    """Too late, or another process answers it, or nobody knows: the person sees that it failed, and presses again."""
    async with school(tmp_path) as here:
        _, ana = await with_a_lobby(here)
        here.env.inject_error("POST", CALLBACK, status=status, code=code, times=None)
        with pytest.raises(AssertionError, match="never acknowledged"):
            await ana.types("game join")
        here.env.backend.faults.clear()
        assert await here.lesson.rows(Signup, workspace=here.workspace) == ()
        assert "You are in, as" in (await ana.types("game join")).text


async def test_a_button_works_after_a_restart_and_after_an_hour(tmp_path: Path) -> None:
    async with school(tmp_path) as here:
        petrova, ana, bo = await with_a_class(here, "ana", "bo")
        await dealt(petrova, ana, bo)
        desk = (await ana.types("game desk")).card
        form = await ana.presses(desk, "Note")
        await here.restarts(seconds=5)
        sealed = await ana.presses(desk, "Answer: yes")
        assert "Sealed" in sealed.text
        to = next(iter(await ana.completing("game note", "to")))
        assert "sent" in (await ana.sends(form, to=[await here.seat_called(to)], text="Hello?")).text
        await here.restarts(seconds=3_600)
        again = await ana.presses(sealed.card, "My desk")
        assert "you are" in again.text
        assert len(await here.lesson.rows(SealedMove, workspace=here.workspace)) == 1


async def test_a_button_of_an_earlier_phase_says_where_the_table_is_and_opens_the_desk(tmp_path: Path) -> None:
    async with school(tmp_path) as here:
        petrova, ana, bo = await with_a_class(here, "ana", "bo")
        await dealt(petrova, ana, bo)
        desk = (await ana.types("game desk")).card
        await petrova.types("game advance")
        late = await ana.presses(desk, "Answer: no")
        assert "That card is from an earlier phase." in late.text
        assert late.card.message.id != desk.message.id, "the card that was pressed stays as it was"
        assert "you are" in (await ana.presses(late.card, "My desk")).text


async def test_a_wrong_persons_press_is_refused_in_private(tmp_path: Path) -> None:
    async with school(tmp_path) as here:
        petrova, ana, bo = await with_a_class(here, "ana", "bo")
        await dealt(petrova, ana, bo)
        (desk,) = [c for c in [(await ana.types("game desk")).card] if c.labels]
        carried = desk.find("Answer: yes")["custom_id"]
        other = here.student("cy")
        answer = await other.presses_what_was_copied(carried)
        assert "You are not in this section yet." in answer.text
        joined = await other.sends(await other.presses(answer.card, "Join the class"), code=here.code)
        assert "You are in POL 210." in joined.text


async def test_an_answer_is_looked_at_again_by_whom_it_was_given_and_by_nobody_who_guesses_its_number(
    tmp_path: Path,
) -> None:
    async with school(tmp_path) as here:
        petrova, ana, bo = await with_a_class(here, "ana", "bo")
        await dealt(petrova, ana, bo)
        sealed = await ana.presses((await ana.types("game desk")).card, "Answer: yes")
        assert "Sealed" in sealed.text
        once = (await here.lesson.rows(Once, workspace=here.workspace))[-1].id.rpartition(":")[2]
        mine = Seal(TOKEN).on(str(ana.user), once)
        again = await ana.presses_what_was_copied(write(Turn(source=mine, page=0)) or "")
        assert "Sealed" in again.text
        for guessed in (mine, AnswerTo(once), Seal("another token").on(str(bo.user), once)):
            stolen = await bo.presses_what_was_copied(write(Turn(source=guessed, page=0)) or "")
            assert "out of date" in stolen.text
            assert "Sealed" not in stolen.text


async def test_an_old_version_and_a_damaged_button_are_told_the_way_on(tmp_path: Path) -> None:
    async with school(tmp_path) as here:
        _, ana = await with_a_class(here, "ana")
        old = await ana.presses_what_was_copied("0:join:4711")
        assert "earlier version of me" in old.text
        assert "My desk" in old.card.labels
        damaged = await ana.presses_what_was_copied("1dzz~")
        assert "damaged" in damaged.text
        assert (await ana.presses(damaged.card, "Help")).text


async def test_many_presses_in_a_moment_are_slowed_down_kindly(tmp_path: Path) -> None:
    async with school(tmp_path, pace=Pace(per_second=0.001, burst=3)) as here:
        ana = here.student("ana")
        answers = [await ana.types("help") for _ in range(5)]
        assert ["That was many presses" in answer.text for answer in answers] == [False, False, False, True, True]


async def test_whatever_breaks_the_person_gets_a_sentence_and_an_id_and_no_trace(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    async with school(tmp_path) as here:
        _, ana = await with_a_class(here, "ana")

        async def broken(_: object, __: Request) -> None:
            raise RuntimeError("the seed is 4711")

        monkeypatch.setattr("core.service.Service.handle", broken)
        answer = await ana.types("help")
        assert "Something went wrong on our side." in answer.text
        assert "4711" not in answer.text
        (record,) = [record for record in caplog.records if record.levelname == "ERROR"]
        assert vars(record)["error"] in answer.text


async def test_a_form_that_is_not_ready_in_time_is_offered_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with school(tmp_path) as here:
        petrova, ana, bo = await with_a_class(here, "ana", "bo")
        await dealt(petrova, ana, bo)

        async def too_slow(*_: Any) -> None:
            raise TimeoutError

        with monkeypatch.context() as slow:
            slow.setattr("bot.discord.asking.Asking.form", too_slow)
            answer = await ana.presses_what_was_copied(write(Touch(request=Act("check"), mode="form")) or "")
        assert "press again" in answer.text
        assert (await ana.presses(answer.card, "Open the form")).opened


async def test_a_move_that_binds_is_asked_about_however_long_it_takes_to_look_it_up(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with school(tmp_path) as here:
        petrova, ana, bo = await with_a_class(here, "ana", "bo")
        await dealt(petrova, ana, bo, scenario="treaty-table")
        await until_it_offers(here, ana, "Ask to end the talks")
        before = await here.lesson.rows(Entry, workspace=here.workspace)
        with monkeypatch.context() as slow:
            slow.setattr("bot.discord.answering._READING", 0.0)
            asked = await ana.types("game act", move="end")
            form = await ana.types("game act", move="propose")
        assert "Are you sure?" in asked.text
        assert before == await here.lesson.rows(Entry, workspace=here.workspace)
        assert "press again" in form.text
        assert (await ana.presses(form.card, "Open the form")).opened


async def test_an_answer_whose_card_was_dismissed_breaks_nothing(tmp_path: Path) -> None:
    async with school(tmp_path) as here:
        _, ana = await with_a_lobby(here)
        here.env.inject_error("PATCH", "/webhooks/*/*/messages/@original", status=404, code=10008, message="Unknown")
        with pytest.raises(AssertionError):
            await ana.types("game join")
        here.env.raise_errors()
        assert len(await here.lesson.rows(Signup, workspace=here.workspace)) == 1


async def test_nobody_is_pinged_whatever_is_written(tmp_path: Path) -> None:
    async with school(tmp_path) as here:
        petrova = here.teacher()
        made = await petrova.types("class create", name="@everyone <@123> **now**")
        assert r"\@everyone \<\@123\> \*\*now\*\* is ready" in made.text
        client: Any = here.adapter.client
        assert client.allowed_mentions.to_dict() == {"parse": []}
        assert client.intents == discord.Intents(guilds=True)


async def test_the_same_delivery_twice_has_one_effect(tmp_path: Path) -> None:
    async with school(tmp_path) as here:
        _, ana = await with_a_lobby(here)
        button = write(Touch(request=JoinGame())) or ""
        await ana.presses_what_was_copied(button)
        assert len(await here.lesson.rows(Signup, workspace=here.workspace)) == 1
        await ana.presses_what_was_copied(button)
        assert await here.lesson.rows(Signup, workspace=here.workspace) == (), "a second press is another delivery"
