"""At the door: what people type and press on Discord, and what each of them alone reads."""

import re
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from bot.commands import COMMANDS
from core.blocks import Fill
from core.replies import Reply
from core.rows import Draft, Note, Written
from tests.discord.school import Answer, Card, Guest, School, school

FORM_OF = {"class create", "class join", "class assistant", "game substitute"}
"""Commands that cannot do without something, so that they ask for it."""


async def with_a_class(here: School, *names: str) -> tuple[Guest, ...]:
    """Let Dr. Petrova make a section, and students join it."""
    petrova, students = here.teacher(), tuple(map(here.student, names))
    made = await petrova.types("class create", name="POL 210")
    here.code = made.text.partition("**Join code:** ")[2].partition("\n")[0]
    for student in students:
        assert "You are in POL 210." in (await student.types("class join", code=here.code)).text
    return (petrova, *students)


async def dealt(petrova: Guest, *students: Guest, scenario: str = "ratify-or-revert") -> None:
    """Open a lobby, let students join it, and begin."""
    lobby = await petrova.types("game start", scenario=scenario)
    for student in students:
        await student.types("game join")
    await petrova.presses(lobby.card, "Begin now")


async def test_every_command_answers_or_asks_for_what_it_lacks(tmp_path: Path) -> None:
    async with school(tmp_path) as here:
        petrova, _ = await with_a_class(here, "ana")
        for row in COMMANDS:
            answer = await petrova.types(row.words)
            assert answer.opened == (row.words in FORM_OF), (row.words, answer)
            assert answer.opened or answer.text, row.words
        here.env.raise_errors()


async def test_a_student_is_refused_what_instructors_do_and_a_role_taken_away_counts_at_the_next_press(
    tmp_path: Path,
) -> None:
    async with school(tmp_path) as here:
        ana = here.student("ana")
        told = (await ana.types("class create", name="Mine")).text
        assert "Only instructors can do that." in told
        assert "Ask somebody with the role “Instructor” or who runs this server." in told
        petrova, ana = await with_a_class(here, "ana")
        refused = await ana.types("game start", scenario="ratify-or-revert")
        assert "Only the section's instructors and assistants" in refused.text
        other = here.guild.create_text_channel("other")
        await here.take_role(petrova)
        assert "Only instructors can do that." in (await petrova.types("class create", channel=other, name="More")).text


async def test_whoever_types_in_another_channel_is_answered_for_their_class_and_of_several_told_where_they_meet(
    tmp_path: Path,
) -> None:
    async with school(tmp_path) as here:
        petrova, ana = await with_a_class(here, "ana")
        general = here.guild.create_text_channel("general")
        await petrova.types("game start", scenario="ratify-or-revert")
        assert "POL 210" in (await ana.types("class show", general)).text
        assert "You are in, as" in (await ana.types("game join", general)).text
        assert (await petrova.types("game panel", general)).card.find("Begin now")
        other = here.guild.create_text_channel("pol-310")
        await petrova.types("class create", other, name="POL 310")
        told = await petrova.types("game panel", general)
        assert "the one you mean: POL 210, POL 310." in told.text
        assert f"POL 310: <#{other.id}>" in told.text
        assert "Join the class" not in told.card.labels
        assert "POL" not in (await here.student("gil").types("game desk", general)).text


async def test_a_wrong_code_is_refused_in_private_and_edit_again_opens_the_form_as_it_was_filled(
    tmp_path: Path,
) -> None:
    async with school(tmp_path) as here:
        await with_a_class(here)
        bo = here.student("bo")
        refused = await bo.sends(await bo.types("class join"), code="WRONG1")
        assert "There is no section with the code" in refused.text
        again = await bo.presses(refused.card, "Edit again")
        assert inputs(again)["code"]["value"] == "WRONG1"
        joined = await bo.sends(again, code=here.code)
        assert "You are in POL 210." in joined.text


async def test_a_refused_move_keeps_what_was_filled_in(tmp_path: Path) -> None:
    async with school(tmp_path) as here:
        petrova, ana, bo = await with_a_class(here, "ana", "bo")
        await dealt(petrova, ana, bo)
        desk = await until_it_offers(here, ana, "Make an offer")
        form = await ana.presses(desk, "Make an offer")
        refused = await ana.sends(form, share="a lot")
        assert "Your draft is kept." in refused.text
        assert [row.values for row in await here.lesson.rows(Draft, workspace=here.workspace)] == [{"share": "a lot"}]
        again = await ana.presses(refused.card, "Edit again")
        assert inputs(again)["share"]["value"] == "a lot"
        assert "whole number from 0 to 100" in str(again.form["components"][0])
        done = await ana.sends(again, share="60")
        assert "60" in done.text
        assert not await here.lesson.rows(Draft, workspace=here.workspace)


async def test_a_long_note_that_was_refused_stands_on_the_card_and_in_the_form_again(tmp_path: Path) -> None:
    text = "Would you take 48, if I promised to *ratify* whatever @everyone says? " * 4
    async with school(tmp_path) as here:
        petrova, ana, bo = await with_a_class(here, "ana", "bo")
        await dealt(petrova, ana, bo)
        refused = await ana.types("game note", to="Nowhere", text=text)
        assert 'There is no seat called "Nowhere"' in refused.text
        again = await ana.presses(refused.card, "Edit again")
        assert inputs(again)["text"]["value"].strip() == text.strip()
        assert inputs(again)["to"]["value"] == "Nowhere"
        seats = await ana.completing("game note", "to")
        sent = await ana.sends(again, to=next(iter(seats)), text=text)
        assert "sent" in sent.text
        assert [w.body for w in await here.lesson.rows(Written, workspace=here.workspace)] == [text.strip()]


async def test_a_note_is_written_from_the_desk_to_a_seat_chosen_from_a_list(tmp_path: Path) -> None:
    async with school(tmp_path) as here:
        petrova, ana, bo = await with_a_class(here, "ana", "bo")
        await dealt(petrova, ana, bo)
        form = await ana.presses((await ana.types("game desk")).card, "Note")
        (other,) = inputs(form)["to"]["options"]
        assert "sent" in (await ana.sends(form, to=[other["value"]], text="Would 48 do?")).text
        assert "Would 48 do?" in (await bo.types("game desk")).text
        typed = await ana.types("game note")
        assert inputs(typed)["to"]["options"] == [other], "typed without its values, it opens the same form"
        await petrova.types("class settings", notes=False)
        assert "Note" not in (await ana.types("game desk")).card.labels


async def test_a_seat_is_left_and_taken_again_by_touch(tmp_path: Path) -> None:
    async with school(tmp_path) as here:
        petrova, ana, bo = await with_a_class(here, "ana", "bo")
        await dealt(petrova, ana, bo)
        left = await ana.presses((await ana.types("game desk")).card, "Leave")
        assert "You left your seat." in left.text
        assert (await ana.presses(left.card, "Come back")).text
        assert "you are" in (await ana.types("game desk")).text


async def test_an_assistant_is_chosen_from_the_list_of_students(tmp_path: Path) -> None:
    async with school(tmp_path) as here:
        petrova, ana = await with_a_class(here, "ana")
        card = (await petrova.types("class show")).card
        made = await petrova.presses(card, next(label for label in card.labels if label.startswith("ana (")))
        assert "is an assistant now" in made.text
        assert "Live quiz" in (await ana.types("help")).card.labels


async def test_a_note_is_answered_from_the_desk(tmp_path: Path) -> None:
    async with school(tmp_path) as here:
        petrova, ana, bo = await with_a_class(here, "ana", "bo")
        await dealt(petrova, ana, bo)
        to = next(iter(await ana.completing("game note", "to")))
        await ana.types("game note", to=to, text="Would 48 do?")
        desk = await bo.types("game desk")
        assert "Would 48 do?" in desk.text
        form = await bo.presses(desk.card, "Reply")
        assert list(inputs(form)) == ["text"]
        assert "sent" in (await bo.sends(form, text="52.")).text
        assert len(await here.lesson.rows(Note, workspace=here.workspace)) == 2


async def test_a_game_is_set_up_by_touch_alone(tmp_path: Path) -> None:
    async with school(tmp_path) as here:
        (petrova,) = await with_a_class(here)
        which = await petrova.types("game start")
        form = await petrova.presses(which.card, "The Sound of Vell")
        assert {"minutes", "rounds"} <= set(inputs(form))
        rounds = inputs(form)["rounds"]["options"]
        assert sum(bool(option.get("default")) for option in rounds) == 1, "it shows what the scenario says"
        other = next(option["value"] for option in rounds if not option.get("default"))
        opened = await petrova.sends(form, minutes="15", rounds=other)
        assert "The lobby for The Sound of Vell is open." in opened.text
        assert (await here.session()).params["rounds"] == int(other)
        again = await petrova.presses((await petrova.types("game start")).card, "The Sound of Vell")
        assert "is still going on" in (await petrova.sends(again)).text


async def test_a_live_quiz_is_set_up_in_a_form_from_its_button(tmp_path: Path) -> None:
    async with school(tmp_path) as here:
        (petrova,) = await with_a_class(here)
        form = await petrova.presses((await petrova.types("help")).card, "Live quiz")
        assert inputs(form)["questions"]["value"] == "5"
        opened = await petrova.sends(form, questions="3")
        assert "**Questions:** 3" in opened.text


async def test_ending_asks_first_naming_what_ends(tmp_path: Path) -> None:
    async with school(tmp_path) as here:
        petrova, ana, bo = await with_a_class(here, "ana", "bo")
        await dealt(petrova, ana, bo)
        panel = await petrova.types("game panel")
        asked = await petrova.presses(panel.card, "End")
        assert "End The Sound of Vell at all tables?" in asked.text
        assert asked.card.message.id != panel.card.message.id, "the panel stays beside the question"
        back = await petrova.presses(asked.card, "No, go back")
        assert "Panel: The Sound of Vell" in back.text
        assert (await here.session()).status == "running"
        typed = await petrova.types("game end")
        assert "End The Sound of Vell at all tables?" in typed.text
        ended = await petrova.presses(typed.card, "End")
        assert "The Sound of Vell has ended." in ended.text
        assert (await here.session()).status == "over"


async def test_a_press_that_comes_too_late_is_told_so_and_asked_nothing(tmp_path: Path) -> None:
    async with school(tmp_path) as here:
        petrova, ana, bo = await with_a_class(here, "ana", "bo")
        await dealt(petrova, ana, bo, scenario="treaty-table")
        desk = await until_it_offers(here, ana, "Ask to end the talks")
        panel = await petrova.types("game panel")
        await petrova.presses((await petrova.types("game end")).card, "End")
        late = [await ana.presses(desk, "Ask to end the talks")]
        late += [await petrova.presses(panel.card, label) for label in ("End", "Advance anyway")]
        for told in late:
            assert "Are you sure?" not in told.text
            assert told.card.labels, "there is a way on"
        assert "no longer offered" in late[1].text
        assert "Panel: " in (await petrova.presses(late[1].card, "See how it stands")).text


async def test_a_binding_move_typed_with_its_values_is_asked_about_like_its_button(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def binding(reply: Reply) -> Fill | None:
        found = next((block for block in reply.blocks if isinstance(block, Fill)), None)
        return found and replace(found, spec=replace(found.spec, binds="This cannot be taken back. Answer?"))

    async with school(tmp_path) as here:
        petrova, ana, bo = await with_a_class(here, "ana", "bo")
        await dealt(petrova, ana, bo)
        monkeypatch.setattr("bot.discord.asking._fill", binding)
        wrong = await ana.types("game act", move="check", values="perhaps")
        assert "Are you sure?" not in wrong.text, "what will be refused is not asked about"
        asked = await ana.types("game act", move="check", values="yes")
        assert "Are you sure?" in asked.text
        assert "Answer?" in asked.text
        done = await ana.presses(asked.card, "Answer")
        assert "Sealed" in done.text


async def test_advancing_names_who_is_missing_as_it_stands_when_it_is_pressed(tmp_path: Path) -> None:
    async with school(tmp_path) as here:
        petrova, ana, bo = await with_a_class(here, "ana", "bo")
        await dealt(petrova, ana, bo)
        panel = await petrova.types("game panel")
        await ana.presses((await ana.types("game desk")).card, "Answer: yes")
        asked = await petrova.presses(panel.card, "Advance anyway")
        assert len(re.findall("Close this phase without:", asked.text)) == 1
        assert asked.text.count("negotiator (") == 1, "Ana has answered meanwhile"
        done = await petrova.presses(asked.card, "Advance anyway")
        assert "Advanced." in done.text


async def test_a_quiz_of_ones_own_is_played_on_one_card(tmp_path: Path) -> None:
    async with school(tmp_path) as here:
        _, ana = await with_a_class(here, "ana")
        card = (await ana.types("quiz me", count=2)).card
        first = card.message.id
        for _ in range(2):
            card = (await one_question(ana, card)).card
            assert card.message.id == first, "one card, drawn anew"
        assert "That was the round" in card.text
        again = await ana.presses(card, "Undo")
        assert again.card.message.id == first


async def test_help_begins_with_what_can_be_done_and_ends_with_the_commands(tmp_path: Path) -> None:
    async with school(tmp_path) as here:
        petrova, ana = await with_a_class(here, "ana")
        text = (await ana.types("help")).text
        assert text.index("Right now") < text.index("/game desk")
        assert "/class settings" not in text, "students are not shown what they may not do"
        assert "/class settings" in (await petrova.types("help")).text
        assert "Take a seat" in (await ana.types("help", topic="game join")).text


async def test_help_too_long_for_one_card_is_turned_to_its_end(tmp_path: Path) -> None:
    async with school(tmp_path) as here:
        petrova, ana = await with_a_class(here, "ana")
        await dealt(petrova, ana)
        card = (await petrova.types("help")).card
        seen, first = card.text, card.message.id
        while more := next((label for label in card.labels if label.startswith("More (")), ""):
            card = (await petrova.presses(card, more)).card
            assert card.message.id == first
            seen += card.text
        playing = {"class show", "game join", "game desk", "game panel", "game pause", "game end", "quiz me", "help"}
        assert {row.words for row in COMMANDS if f"**/{row.words}**" in seen} >= playing


async def test_settings_are_changed_by_form_and_undone(tmp_path: Path) -> None:
    async with school(tmp_path) as here:
        petrova, ana = await with_a_class(here, "ana")
        mine = await ana.types("me settings")
        changed = await ana.sends(await ana.presses(mine.card, "Choose an alias"), alias="calm fox")
        assert "calm fox" in changed.text
        undone = await ana.presses(changed.card, "Undo")
        assert "calm fox" not in undone.text
        section = await petrova.types("class settings")
        quiet = await petrova.sends(await petrova.presses(section.card, "Quiet hours"), quiet="22:00-07:00")
        assert "22:00-07:00" in quiet.text
        section = await petrova.types("class settings")
        refused = await petrova.sends(await petrova.presses(section.card, "Quiet hours"), quiet="late")
        assert "Quiet hours look like" in refused.text
        assert inputs(await petrova.presses(refused.card, "Edit again"))["quiet"]["value"] == "late"
        extra = await petrova.presses(section.card, "A student's extra time")
        assert "has 150 %" in (await petrova.sends(extra, person="ana", extra="150")).text


async def test_pictures_or_words_dark_or_light_by_ones_own_setting(tmp_path: Path) -> None:
    async with school(tmp_path) as here:
        petrova, ana, bo = await with_a_class(here, "ana", "bo")
        await dealt(petrova, ana, bo)
        await here.lesson_is_over(petrova)
        board = await ana.types("board show", scope="participation")
        assert board.card.pictures
        (dark,) = board.card.message.attachments
        await ana.types("me settings", theme="light")
        (light,) = (await ana.types("board show", scope="participation")).card.message.attachments
        assert dark.size != light.size
        await ana.types("me settings", plain=True)
        plain = await ana.types("board show", scope="participation")
        assert not plain.card.pictures
        assert "Rank" in plain.text


async def test_what_may_be_typed_next_is_legal_and_no_secret(tmp_path: Path) -> None:
    async with school(tmp_path) as here:
        petrova, ana, bo = await with_a_class(here, "ana", "bo")
        assert "ratify-or-revert" in (await petrova.completing("game start", "scenario", "vell")).values()
        assert await ana.completing("game start", "scenario") == {}, "students start nothing"
        options = await petrova.completing("game start", "options", "", scenario="ratify-or-revert")
        assert any(value.endswith("=") or "=" in value for value in options.values())
        assert await ana.completing("game act", "move") == {}
        await dealt(petrova, ana, bo)
        assert await ana.completing("game act", "move") == {"Answer": "check"}
        assert set((await ana.completing("game act", "values", "", move="check")).values()) == {
            "passes=yes",
            "passes=no",
        }
        assert await ana.completing("class assistant", "person") == {}, "no names for students"
        assert any("ana" in name for name in await petrova.completing("class assistant", "person"))
        assert len(await petrova.completing("class settings", "zone")) == 25
        assert (await petrova.completing("class settings", "zone", "athens")) == {"Europe/Athens": "Europe/Athens"}


async def test_a_move_typed_without_its_values_opens_its_form_or_is_simply_made(tmp_path: Path) -> None:
    async with school(tmp_path) as here:
        petrova, ana, bo = await with_a_class(here, "ana", "bo")
        await dealt(petrova, ana, bo)
        assert (await ana.types("game act", move="check")).opened
        assert "Sealed" in (await ana.types("game act", move="check", values="yes")).text
        assert "Changed" in (await ana.types("game act", move="check", values="passes=no")).text
        assert "you are" in (await ana.types("game act")).text
        wrong = await ana.types("game act", move="chek")
        assert "Did you mean: check?" in wrong.text
        assert "Run check" in wrong.card.labels


async def test_a_practice_is_played_alone_in_private(tmp_path: Path) -> None:
    async with school(tmp_path) as here:
        _, ana = await with_a_class(here, "ana")
        desk = await ana.types("game practice")
        assert "You practise The Sound of Vell alone against bots." in desk.text
        assert here.channel.last_message is None, "the channel saw nothing of it"
        assert "Practice: you are" in desk.text


async def test_a_live_quiz_is_answered_by_touch(tmp_path: Path) -> None:
    async with school(tmp_path) as here:
        petrova, ana, bo = await with_a_class(here, "ana", "bo")
        opened = await petrova.types("quiz live", questions=2)
        for student in (ana, bo):
            await student.types("game join")
        await petrova.presses(opened.card, "Begin now")
        for student in (ana, bo):
            desk = await student.types("game desk")
            answer = next(label for label in desk.card.labels if label.startswith(("Answer", "A. ")))
            assert (await student.presses(desk.card, answer)).text
        assert "the answer" in (await petrova.types("game panel")).text


async def test_two_servers_know_nothing_of_each_other(tmp_path: Path) -> None:
    async with school(tmp_path) as here:
        await with_a_class(here, "ana")
        other = here.env.create_guild()
        channel = other.create_text_channel("pol-210")
        role = other.create_role("Instructor")
        rival = Guest(here, other.add_member(here.env.create_user("rival"), roles=[role]))
        assert "There is no section with the code" in (await rival.types("class join", channel, code=here.code)).text
        assert "is ready" in (await rival.types("class create", channel, name="POL 210")).text


async def test_a_thread_belongs_to_the_channel_it_hangs_on(tmp_path: Path) -> None:
    async with school(tmp_path) as here:
        petrova, _ = await with_a_class(here, "ana")
        thread = await here.thread("talk")
        assert "POL 210" in (await petrova.types("class show", channel=thread)).text


def inputs(answer: Answer) -> dict[str, Any]:
    """Return the fields of a form by their names."""
    labels = [part["component"] for part in answer.form["components"] if "component" in part]
    return {component["custom_id"]: component for component in labels}


async def one_question(ana: Guest, card: Card) -> Answer:
    """Answer the question on a card, in whatever way it takes, and grade the answer."""
    first = next(label for label in card.labels if label[0] == "A")
    answer = await ana.presses(card, first)
    if answer.opened:
        answer = await ana.sends(answer, answer="A")
    grade = next(label for label in ("Good", "Again") if label in answer.card.labels)
    return await ana.presses(answer.card, grade)


async def test_the_panel_gives_one_table_time_and_puts_a_bot_on_a_seat(tmp_path: Path) -> None:
    async with school(tmp_path) as here:
        petrova, *students = await with_a_class(here, "ana", "bo", "cy", "dee")
        await dealt(petrova, *students, scenario="treaty-table")
        panel = await petrova.types("game panel")
        given = await petrova.presses(panel.card, "Table 2: +1 min")
        assert "Table 2 has 1 min more." in given.text
        panel = await petrova.types("game panel")
        seat = next(label for label in panel.card.labels if label.startswith("Table 1: ") and "(" in label)
        asked = await petrova.presses(panel.card, seat)
        assert "Put a bot on the seat of" in asked.text
        done = await petrova.presses(asked.card, seat)
        assert "A bot holds" in done.text
        asked = await petrova.presses((await petrova.types("game panel")).card, "Void table 2")
        assert "End table 2? It counts for nothing." in asked.text
        assert "Table 2 is void" in (await petrova.presses(asked.card, "Void table 2")).text


async def test_a_long_form_is_set_list_by_list_on_its_card_and_sent_as_the_draft_stands(tmp_path: Path) -> None:
    async with school(tmp_path) as here:
        petrova, ana, bo = await with_a_class(here, "ana", "bo")
        await dealt(petrova, ana, bo, scenario="logistics-pact-2020")
        desk = await until_it_offers(here, ana, "Propose a text")
        editor = await ana.presses(desk, "Propose a text")
        assert not editor.opened, "six fields fit no form"
        assert editor.card.message.id == desk.message.id
        lists = [c for c in editor.card.components if c["type"] == 3]
        assert len(lists) == 6
        assert all(sum(bool(o.get("default")) for o in menu["options"]) == 1 for menu in lists), "what stands is chosen"
        other = next(o["label"] for o in lists[0]["options"] if not o.get("default"))
        edited = await ana.presses(editor.card, other)
        assert f"Draft: {lists[0]['placeholder']} is {other}." in edited.text
        assert edited.card.message.id == desk.message.id, "one card, drawn anew"
        assert "Draft of" in (await ana.types("game desk")).text
        sent = await ana.presses(edited.card, "Send")
        assert other in sent.text
        assert not await here.lesson.rows(Draft, workspace=here.workspace)


async def until_it_offers(here: School, guest: Guest, label: str) -> Card:
    """Return the guest's desk when it offers something, letting phases pass until then."""
    for _ in range(20):
        card = (await guest.types("game desk")).card
        if label in card.labels:
            return card
        await here.lesson.to_the_next_deadline()
    raise AssertionError(card.text)


async def test_help_lists_what_its_reader_may_type_now(tmp_path: Path) -> None:
    async with school(tmp_path) as here:
        petrova, ana, bo = await with_a_class(here, "ana", "bo")
        assert "/game start" in (await petrova.types("help")).text
        assert "/game act" not in (await ana.types("help", topic="game")).text, "there is no game"
        await dealt(petrova, ana, bo)
        game = (await petrova.types("help", topic="game")).text
        assert "/game pause" in game
        assert "/game resume" not in game, "nothing is paused"
        assert "/game act" in (await ana.types("help", topic="game")).text
        assert "/game pause" not in (await ana.types("help", topic="game")).text
