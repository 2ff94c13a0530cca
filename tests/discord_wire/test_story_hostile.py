"""Hostile strings in every text that Discord carries: options, completions, forms, custom ids and names.

In every place some of the strings, so that together all are tried; whatever is answered fits Discord's document.
"""

import logging
from pathlib import Path

import pytest

from tests.discord_wire import hostile
from tests.discord_wire.lesson import Lesson
from tests.discord_wire.server import Discord
from tests.discord_wire.verdict import nothing_wrong
from tests.hostile.attack import stored_faults
from tests.hostile.strings import strings
from tests.telling import Tell

TEACHERS = ("class create", "class assistant", "class settings", "game substitute", "game start", "game panel", "help")
PUPILS = ("class join", "game desk", "game note", "me settings", "help")


@pytest.mark.parametrize("every", [pytest.param(120, id="some"), pytest.param(12, id="many", marks=pytest.mark.slow)])
async def test_whatever_is_typed_chosen_filled_in_or_forged_gets_a_sentence(
    every: int, discord: Discord, tmp_path: Path, tell: Tell, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.WARNING)
    async with hostile.unhurried(discord, tmp_path) as hall:
        lesson = Lesson(discord, people=4)
        await lesson.assemble()
        lobby = await lesson.teacher.slash("game start", scenario="ratify-or-revert", lobby=3600)
        for pupil in lesson.pupils:
            await pupil.person.slash("game join")
        await lesson.teacher.press("Begin now", lobby.message)
        await lesson.teacher.slash("game advance")
        ana = lesson.pupils[0].person
        card = (await ana.slash("help")).message
        assert card is not None
        places = [
            *hostile.options(discord, lesson.teacher),
            *hostile.options(discord, ana),
            *await hostile.forms(lesson.teacher, TEACHERS),
            *await hostile.forms(ana, PUPILS),
            hostile.ids(ana, card),
        ]
        assert len(places) > 60, [place.name for place in places]
        assert every < 120 or len(places) >= every / 2
        wrong = await hostile.attack(discord.doing, places, strings(), every)
        wrong += stored_faults(hall.path)
    assert not wrong, "\n".join(wrong[:10])
    assert not [record for record in caplog.records if record.exc_info], caplog.text[-3000:]
    nothing_wrong(discord)
    tell(f"Discord: {len(strings())} strings in {len(places)} places, every {every}th in each: nothing wrong")


async def test_whatever_somebody_calls_themselves_their_class_can_be_shown(discord: Discord, tmp_path: Path) -> None:
    async with hostile.unhurried(discord, tmp_path):
        lesson = Lesson(discord, people=2)
        await lesson.assemble()
        named = [name for name in strings()[::24] if name]
        for name in named:
            assert "You are in" in (await lesson.school.member(name).slash("class join", code=lesson.code)).said
        shown = await lesson.teacher.slash("class show")
        assert str(len(named) + 2) in shown.said
        for number, name in enumerate(named):
            lesson.teacher = lesson.teacher.into(lesson.school.new_channel(f"seminar-{number}"))
            answer = await lesson.teacher.slash("class create", name=name[:60] or "x")
            assert answer.private
    nothing_wrong(discord)
