"""Blocks in the terminal: what a person reads, and that nothing they wrote is obeyed."""

from datetime import UTC, datetime
from io import StringIO
from pathlib import Path

from rich.console import Console

from bot.terminal.draw import Pen, draw, presses, typed
from bot.terminal.sketch import sketch
from bot.wording import Moment
from core import blocks as b
from core.game import Axis, Bar, Dots, Figure, Line, MoveSpec, Span, Whole
from core.requests.game import Act, JoinGame, OpenForm, TurnPage

TEN = Moment(1_000_000, datetime(2026, 3, 2, 10, 0, tzinfo=UTC))
OFFER = MoveSpec(name="offer", label="Make an offer", fields=(Whole(name="share", label="You get", low=0, high=100),))


def text_of(*blocks: b.Block, pen: Pen | None = None) -> str:
    out = StringIO()
    Console(file=out, width=90, no_color=True).print(draw(blocks, pen or Pen(TEN)))
    return out.getvalue()


def figure(*marks: Span | Dots | Bar | Line) -> Figure:
    axis = Axis("share", 0, 100)
    rows = Axis("", 0, 3, ((2, "Round 1"), (1, "Round 2")))
    return Figure(
        key="f", title="Win-sets", alt="A bar from 28.", x=axis, y=rows, marks=marks, twin=(("a",), (("1",),))
    )


def test_every_kind_of_block_is_drawn() -> None:
    text = text_of(
        b.Heading("Lobby"),
        b.Text("Talk first."),
        b.Facts((("Join code", "K7M2QX"),)),
        b.Bullets(("one", "two")),
        b.Table(("Table", "Phase"), (("1", "Talks"),), "Newest first."),
        b.Picture(figure(Line(label="l", points=((0, 0), (1, 1))))),
        b.Until("Talks close.", 1_000_000 + 240_000),
        b.Choose((b.Press("Join", JoinGame()),), "You may:"),
        b.Fill(OFFER, Act(move="offer"), "It takes 0 to 100."),
    )
    for said in ("Lobby", "Talk first.", "Join code  K7M2QX", "• one", "Talks", "Newest first.", "A bar from 28."):
        assert said in text
    assert "Talks close: 4 min left (10:04)" in text
    assert "Join  /game join" in text
    assert "It takes 0 to 100." in text
    assert "/game act offer share=…" in text


def test_a_button_shows_the_words_that_do_the_same_and_none_where_there_are_none() -> None:
    assert (
        typed(b.Press("Make an offer", Act(move="offer", table="t", phase="p"), form=OFFER))
        == "/game act offer share=…"
    )
    assert typed(b.Press("Edit again", OpenForm("t", "offer"))) == "/game act offer"
    assert typed(b.Press("Next page", TurnPage("s", 1))) == ""


def test_buttons_are_numbered_through_all_rows_when_asked_for() -> None:
    rows = (
        b.Choose((b.Press("Join", JoinGame()),)),
        b.Choose((b.Press("Leave", JoinGame()), b.Press("On", JoinGame()))),
    )
    text = text_of(*rows, pen=Pen(TEN, first=1))
    assert all(label in text for label in ("1 Join", "2 Leave", "3 On"))
    assert [press.label for press in presses(rows)] == ["Join", "Leave", "On"]


def test_text_is_never_read_as_mark_up_or_as_a_control_sequence() -> None:
    text = text_of(b.Text("[bold]shout[/bold] \x1b[31mred\x07"), b.Facts((("[red]a[/red]", "\x1b]0;title\x07"),)))
    assert "[bold]shout[/bold]" in text
    assert "\x1b" not in text
    assert "\x07" not in text


def test_a_picture_names_its_file_or_shows_its_table() -> None:
    line = figure(Line(label="l", points=((0, 0), (1, 1))))
    assert "pictures/f.png" in text_of(b.Picture(line), pen=Pen(TEN, lambda _: Path("pictures/f.png")))
    assert "pictures" not in text_of(b.Picture(line))


def test_win_sets_are_sketched_with_the_treaties_on_them() -> None:
    lines = sketch(
        figure(
            Span(label="", at=2, low=28, high=100, text="28 or more"),
            Dots(label="Ratified", points=((50, 2), (64, 1)), values=("50", "64")),
        )
    )
    assert lines is not None
    first, second, axis = (line.plain for line in lines)
    assert first.startswith("Round 1 │")
    assert "●" in first
    assert "● 64" in second
    assert second.index("●") > first.index("●")
    assert axis.strip().startswith("└0")
    assert axis.endswith("100")


def test_lying_bars_are_as_long_as_their_values() -> None:
    lines = sketch(figure(Bar(label="a", at=2, value=80, lying=True), Bar(label="b", at=1, value=40, lying=True)))
    assert lines is not None
    long, short = (line.plain.count("█") for line in lines[:2])
    assert abs(long - 2 * short) <= 1


def test_a_figure_with_two_dimensions_is_left_to_its_file() -> None:
    assert sketch(figure(Line(label="l", points=((0, 0), (1, 1))))) is None
    assert sketch(figure(*(Span(label="", at=n, low=0, high=1) for n in range(12)))) is None
    assert sketch(figure()) is None
