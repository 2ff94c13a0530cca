"""Help, as a student and an instructor read it."""

import pytest

from bot.commands import COMMANDS
from bot.helping import as_markdown, help_blocks
from bot.typed import NotACommand
from core.blocks import plain


def test_a_student_is_not_shown_what_only_instructors_may_do() -> None:
    text = plain(help_blocks("student"))
    assert "/game desk" in text
    assert "/game pause" not in text
    assert "/class create" not in text


def test_an_instructor_is_shown_everything() -> None:
    text = plain(help_blocks("instructor"))
    assert all(f"/{row.words}" in text for row in COMMANDS)


def test_a_group_and_a_single_command_are_explained() -> None:
    assert "/quiz due" in plain(help_blocks("student", "quiz"))
    assert "/game start" not in plain(help_blocks("student", "/quiz"))
    one = plain(help_blocks("student", "/game note"))
    assert "Type: /game note to text" in one
    assert "A seat's name" in one


def test_a_topic_that_is_none_is_answered_with_the_nearest() -> None:
    with pytest.raises(NotACommand) as refused:
        help_blocks("student", "game dsk")
    assert refused.value.suggestions == ("/game desk",)


def test_the_table_for_the_readme_has_a_line_a_command() -> None:
    lines = as_markdown().splitlines()
    assert len(lines) == len(COMMANDS) + 2
    assert all(line.count("|") == 5 for line in lines)
