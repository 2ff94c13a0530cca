"""Cards are drawn as Discord shows them: its markdown read, words wrapped, nothing outside the frame."""

import io
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from tests.discord_wire.values import EPHEMERAL, Attachment, Json, Message, Modal
from tests.docs import screens
from tests.docs.chat.cards import draw_form, draw_message, png
from tests.docs.chat.lesson import seen
from tests.docs.chat.markdown import Line, Run, lines, runs
from tests.docs.chat.theme import SCALE, WIDTH
from tests.docs.pages import README, parts, text_of


def clock(at: int, how: str) -> str:
    """Return a time as this test reads it."""
    return f"{at}{how}"


def card(*parts: Json, only_for: str = "") -> Message:
    """Return a message with a framed card."""
    frame = {"type": 17, "accent_color": 0x009E73, "components": list(parts)}
    flags = EPHEMERAL if only_for else 0
    return Message("1", "2", "3", components=(frame,), flags=flags, only_for=only_for)


def said(words: str) -> Json:
    """Return a text."""
    return {"type": 10, "content": words}


def test_bold_code_times_and_escaped_marks_are_read() -> None:
    found = list(runs(r"**Treaty:** 3 \* 4, `/game join`, <t:60:R>", clock))
    assert found == [
        Run("Treaty:", "bold"),
        Run(" 3 * 4, "),
        Run("/game join", "code", chip=True),
        Run(", "),
        Run("60R", chip=True),
    ]


def test_lines_are_told_apart_by_their_beginnings() -> None:
    text = "### Desk\n- one\n-# aside\n```\na  **b**\n```\nplain"
    assert [(line.kind, line.runs[0].text) for line in lines(text, clock)] == [
        ("heading", "Desk"), ("bullet", "one"), ("quiet", "aside"), ("code", "a  **b**"), ("text", "plain"),
    ]  # fmt: skip
    assert next(lines("### Desk", clock)) == Line("heading", (Run("Desk", "bold"),))


def test_more_words_make_a_taller_card_and_never_a_wider_one() -> None:
    short, long = (draw_message(card(said("word " * n)), "dark", clock, "10:00") for n in (3, 200))
    assert short.width == long.width == WIDTH * SCALE
    assert long.height > short.height


def test_what_one_person_sees_says_so_and_what_all_see_does_not() -> None:
    private, public = (draw_message(card(said("Hello"), only_for=who), "light", clock, "10:00") for who in ("4", ""))
    assert private.height > public.height


def test_buttons_that_do_not_fit_go_on_below() -> None:
    buttons = [{"type": 2, "style": 1, "label": f"A long button {n}", "custom_id": str(n)} for n in range(5)]
    one, five = ({"type": 1, "components": buttons[:count]} for count in (1, 5))
    assert draw_message(card(five), "dark", clock, "").height > draw_message(card(one), "dark", clock, "").height


def test_a_picture_is_drawn_from_the_file_that_was_sent() -> None:
    picture = png(draw_message(card(said("A picture")), "dark", clock, ""))
    gallery = {"type": 12, "items": [{"media": {"url": "attachment://a.png"}, "description": "A picture"}]}
    message = card(gallery)
    sent = Message(
        message.id, message.channel, message.author, components=message.components,
        attachments=(Attachment("9", "a.png", picture, "image/png", "A picture"),),
    )  # fmt: skip
    assert draw_message(sent, "dark", clock, "").height > 100 * SCALE


def test_a_form_shows_what_was_typed() -> None:
    field = {"type": 4, "custom_id": "share", "style": 1, "placeholder": "0 to 100"}
    form = Modal("offer", "Make an offer", ({"type": 18, "label": "Share", "component": field},))
    empty, filled = (draw_form(form, "dark", clock, values) for values in ({}, {"share": "58"}))
    assert empty.size == filled.size
    assert png(empty) != png(filled)


@pytest.mark.slow
async def test_the_readme_shows_what_a_class_on_discord_sees(tmp_path: Path) -> None:
    shown = await seen(tmp_path)
    assert screens.part(shown) in parts(text_of(README))["screens"], "What is sent has changed: run `make docs`."
    for one in shown:
        for theme, picture in one.pictures.items():
            kept = Image.open(screens.FOLDER / screens.file_name(one.name, theme)).convert("RGB")
            drawn = Image.open(io.BytesIO(png(picture))).convert("RGB")
            assert kept.size == drawn.size, "The picture has changed: run `make docs`."
            assert np.abs(np.asarray(kept, float) - np.asarray(drawn, float)).mean() < 1, "Run `make docs`."
