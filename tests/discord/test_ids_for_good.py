"""Custom ids as they stand on cards that have been posted: what they mean may never change.

A button of last term is pressed this term. Its fields are told apart by their places, so a field may be added at a
request's end only; whoever needs another order gives the custom ids a new version, with a reader for the old one.
"""

from collections.abc import Mapping
from dataclasses import fields

import pytest

from bot.discord.ids import CODES, read
from bot.discord.touch import AnswerTo, Carried, Recall, Touch, Turn
from core.requests.game import Act, ReportNote, ShowDesk
from core.requests.section import ChangeSection

PLACES: Mapping[str, str] = {
    "ac": "move standing values table phase",
    "ad": "number session phase",
    "en": "number session",
    "ex": "minutes number session",
    "jg": "session",
    "lg": "table",
    "od": "table",
    "of": "table move problem",
    "pa": "session",
    "po": "session",
    "pr": "scenario",
    "rd": "table phase",
    "rn": "note",
    "re": "session",
    "sv": "move field value table",
    "sn": "to text table",
    "db": "page session",
    "sd": "table",
    "sp": "session",
    "st": "table",
    "gs": "scenario minutes bots lobby groups options",
    "sb": "number seat person session",
    "tp": "session page",
    "an": "answer question",
    "gr": "rating question guessed",
    "du": "",
    "pg": "",
    "qu": "guessed typed",
    "lq": "bank seconds questions mode topic lobby",
    "qm": "topic count",
    "ua": "",
    "ot": "table",
    "me": "alias plain theme reminders",
    "cs": "board notes quiet zone reviews fresh exam person extra",
    "mk": "name",
    "he": "topic",
    "js": "code",
    "ls": "",
    "as": "person instructor undo",
    "bd": "scope period",
    "ss": "",
    "ul": "section",
    "dx": "",
}
"""What each field of each kind has been called, in the order of their places."""

POSTED: Mapping[str, Carried] = {
    "1dac~0offer~2share=62,to=a^2b~301J~4r1.talk": Touch(
        request=Act(move="offer", values={"share": "62", "to": "a=b"}, table="01J", phase="r1.talk")
    ),
    "1f?quiet;cs": Touch(request=ChangeSection(), mode="form", asks=("quiet",)),
    "1scs~00": Touch(request=ChangeSection(board=False), mode="sent"),
    "1d@b293b94y3uoe;rn~001K9": Touch(request=ReportNote("01K9"), place="1456074443980800014"),
    "1rd9f86d08188;ob293b94y3uoe.a1b2c3d4e5f6": Recall(
        source=AnswerTo("1456074443980800014", "a1b2c3d4e5f6"), digest="9f86d08188", mode="do"
    ),
    "1p1;qsd~001J": Turn(source=ShowDesk("01J"), page=1),
}


def test_every_kind_that_a_button_carries_is_pinned() -> None:
    assert set(PLACES) == set(CODES)


@pytest.mark.parametrize("code", PLACES)
def test_a_field_keeps_its_place(code: str) -> None:
    known, now = PLACES[code].split(), [part.name for part in fields(CODES[code])]
    assert now[: len(known)] == known, f"a field of {CODES[code].__name__} has moved: add new ones at its end"
    assert now == known, "a new field: write its name at the end of the line, and it stays there"


@pytest.mark.parametrize("posted", POSTED)
def test_what_was_posted_is_read_as_it_was_meant(posted: str) -> None:
    assert read(posted) == POSTED[posted]
