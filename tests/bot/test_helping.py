"""Help, as a student and an instructor read it."""

import pytest

from bot.commands import COMMANDS
from bot.helping import KINDS, as_markdown, help_blocks
from bot.typed import NotACommand
from core.blocks import plain
from core.requests.game import OpenDesk

STUDENTS = frozenset(row.request for row in COMMANDS if "student" in row.request.roles)


def test_what_may_not_be_done_now_is_not_shown_and_all_else_is() -> None:
    text = plain(help_blocks(STUDENTS - {OpenDesk}))
    assert "/game desk" not in text
    assert "/game pause" not in text
    assert "/game note" in text
    assert all(f"/{row.words}" in plain(help_blocks(KINDS)) for row in COMMANDS)


def test_a_group_and_a_single_command_are_explained() -> None:
    assert "/quiz due" in plain(help_blocks(STUDENTS, "quiz"))
    assert "/game start" not in plain(help_blocks(STUDENTS, "/quiz"))
    one = plain(help_blocks(STUDENTS, "/game note"))
    assert "Type: /game note to text" in one
    assert "A seat's name" in one


def test_a_topic_that_is_none_is_answered_with_the_nearest() -> None:
    with pytest.raises(NotACommand) as refused:
        help_blocks(STUDENTS, "game dsk")
    assert refused.value.suggestions == ("/game desk",)


def test_the_table_for_the_readme_has_a_line_a_command() -> None:
    lines = as_markdown().splitlines()
    assert len(lines) == len(COMMANDS) + 2
    assert all(line.count("|") == 5 for line in lines)
