"""Blocks as cards: what a reader sees, that nothing people wrote is obeyed, and that nothing is too long to send."""

import re

from discord import utils
from hypothesis import given
from hypothesis import strategies as st

from bot.discord import layout
from bot.discord.ids import read
from bot.discord.layout import Pen, Shown, Words, lay_out
from bot.discord.limits import BUTTON_LABEL, TEXT, units
from bot.discord.rows import Button, Buttons, Menu
from bot.discord.said import said
from bot.discord.text import cut, in_code, one_line, safe, unsafe
from bot.discord.touch import AnswerTo, Recall, Touch, Turn
from core import blocks as b
from core.game import Axis, Bar, Figure, MoveSpec, Option, Pick, Whole, YesNo
from core.requests.game import Act, End, Extend, JoinGame, OpenDesk, OpenForm, SaveDraft, ShowDesk
from core.requests.quiz import Answer
from core.requests.section import JoinSection
from tests.discord.judging import NOW, PEN, faults_of_message, pages
from tests.discord_wire.judge.bench import Bench
from tests.discord_wire.judge.seen import components

TABLE = "01K9Z3MABCDEFGHJKMNP"
ANYTHING = st.text(st.characters(exclude_categories=["Cs"]), max_size=60)
MARKS = ("**", "||", "```", "# ", "- ", "1. ", "\\", "\\\\*", "_x_", "~~", "> ", "-# ")
LINKS = ("@everyone", "<@123>", "<#5>", "<t:1:R>", "[a](http://x)", "https://x.example", "</help:1>", "<:a:1>")
NASTY = st.sampled_from((*MARKS, *LINKS))
HOSTILE = st.lists(st.one_of(ANYTHING, NASTY, st.just("\n")), max_size=6).map("".join)
SHARE = MoveSpec(name="offer", label="Make an offer", fields=(Whole(name="share", label="You get", low=0, high=100),))


def issue(number: int, options: int = 4) -> Pick:
    """Return a list of some options."""
    picks = tuple(Option(str(n), f"Option {n} of issue {number}") for n in range(1, options + 1))
    return Pick(name=f"issue-{number}", label=f"Issue {number}", options=picks)


def words(*blocks: b.Block, pen: Pen = PEN) -> str:
    return "\n".join(piece.text for piece in lay_out(blocks, pen) if isinstance(piece, Words))


def buttons(*blocks: b.Block, pen: Pen = PEN) -> list[Button]:
    return [each for piece in lay_out(blocks, pen) if isinstance(piece, Buttons) for each in piece.buttons]


def menus(*blocks: b.Block, pen: Pen = PEN) -> list[Menu]:
    return [piece for piece in lay_out(blocks, pen) if isinstance(piece, Menu)]


def picture(key: str = "win-sets") -> Figure:
    axis = Axis("share", 0, 100)
    return Figure(
        key=key, title="Win-sets", alt="A bar from 28 to 60.", x=axis, y=axis, caption="All tables.",
        marks=(Bar(label="a", at=1, value=3),), twin=(("Table", "Share"), (("1", "28"),)),
    )  # fmt: skip


# What people wrote


@given(HOSTILE)
def test_what_people_wrote_is_shown_as_it_stands(text: str) -> None:
    assert unsafe(safe(text)) == text


@given(HOSTILE)
def test_nothing_that_people_wrote_is_obeyed(text: str) -> None:
    shown = safe(text)
    assert not re.search(r"(?<!\\)(\\\\)*[*_~`|<>\[\]#@]", shown), "every sign that means something is escaped"
    assert not re.search(r"^\s*(?:[-+]|\d+[.)])(?:\s|$)", shown, re.MULTILINE), "no list begins"
    assert not re.search(r"(?<!\\)://", shown), "no address becomes a link"


def test_an_escape_that_forgets_mentions_is_caught() -> None:
    """A planted fault: the library's own escape leaves <@id> alive."""
    careless = utils.escape_mentions("hello <@123>")
    assert re.search(r"(?<!\\)<@", careless)
    assert not re.search(r"(?<!\\)<@", safe("hello <@123>"))


@given(HOSTILE)
def test_nothing_closes_a_code_block(text: str) -> None:
    assert "`" not in in_code(text)


@given(st.text(max_size=50), st.integers(2, 30))
def test_a_text_is_cut_at_the_limit_and_says_so(text: str, most: int) -> None:
    shown = cut(text, most)
    assert units(shown) <= most
    assert shown == text or shown.endswith("…")
    assert units(one_line(text, most)) <= most


@given(st.lists(HOSTILE, max_size=8), HOSTILE)
def test_no_words_break_a_card(lines: list[str], name: str) -> None:
    blocks = (
        b.Heading(name), b.Text(name, quiet=True), b.Facts(((name, name),)), b.Bullets(tuple(lines)),
        b.Table((name, name), tuple((line, name) for line in lines), name), b.Until(name, 2_000_000),
        b.Choose((b.Press(name, OpenDesk()),), name),
    )  # fmt: skip
    bench = Bench()
    for page in pages(blocks, Pen(moment=NOW, source=ShowDesk(TABLE))):
        assert faults_of_message(bench, page) == []


# How blocks look


def test_blocks_are_drawn_as_a_phone_shows_them_best() -> None:
    text = words(
        b.Heading("The Sound of Vell"),
        b.Text("Talk first.\nThen vote.", quiet=True),
        b.Facts((("Reversion point", "0"),)),
        b.Bullets(("one", "two")),
    )
    assert text == "### The Sound of Vell\n-# Talk first.\n-# Then vote.\n**Reversion point:** 0\n- one\n- two"


def test_paragraphs_are_parted_and_a_table_of_two_columns_names_neither_in_every_line() -> None:
    story, rules = "Xandria and Yavoria both claim the Sound. " * 3, "Two negotiators share a hundred licences. " * 3
    assert words(b.Text(story), b.Text(rules)) == f"{story}\n\n{rules}"
    assert words(b.Text("Paused."), b.Text(rules)) == f"Paused.\n{rules}"
    commands = b.Table(("Command", "What it does"), (("/game desk", "Your private card: role and interests."),))
    assert words(commands) == "- **/game desk** · Your private card: role and interests."


def test_a_narrow_table_stands_in_columns_and_a_wide_one_in_lines() -> None:
    narrow = words(b.Table(("Table", "Done"), (("1", "2 of 4"), ("2", "all")), "Now."))
    assert narrow == "```\nTable  Done\n1      2 of 4\n2      all\n```\n-# Now."
    wide = words(b.Table(("Table", "Phase", "Done"), (("1", "Negotiation, first half", "2 of 4 ready"),)))
    assert wide == "- **Table 1** · Phase: Negotiation, first half · Done: 2 of 4 ready"


def test_a_line_of_a_wide_table_begins_with_what_it_is_about() -> None:
    header = ("Offer by", "Xandria", "Yavoria", "Change for Xandria")
    offers = words(b.Table(header, (("Xandria", "58", "42", "+4"), ("Yavoria", "40", "60", ""))))
    assert offers.split("\n") == [
        "- **Offer by Xandria** · Xandria: 58 · Yavoria: 42 · Change for Xandria: \\+4",
        "- **Offer by Yavoria** · Xandria: 40 · Yavoria: 60",
    ], "a name that is also a column's is told apart from it"
    values = b.Table(
        ("Value", "What it is", ""), (("minutes", "How long it takes, in whole minutes", "may be left out"),)
    )
    assert words(values) == "- **minutes** · What it is: How long it takes, in whole minutes · may be left out"


def test_a_clock_counts_down_by_itself_in_each_readers_zone() -> None:
    (text,) = said(b.Until("Talks close.", 1_000_000 + 240_000), NOW)
    at = int(NOW.wall.timestamp()) + 240
    assert text == f"Talks close: **<t:{at}:R> (<t:{at}:t>)**"
    assert said(b.Until("Talks close", 1_000_000), NOW) == ["Talks close: **now**"]


def test_a_picture_has_its_numbers_as_alt_text_and_words_for_those_who_prefer_them() -> None:
    pieces = lay_out((b.Picture(picture()), b.Text("See?")), PEN)
    assert [piece.figure for piece in pieces if isinstance(piece, Shown)] == [picture()]
    (page,) = pages((b.Picture(picture()),))
    (item,) = page["components"][0]["components"][0]["items"]
    assert item["description"] == "Win-sets. A bar from 28 to 60."
    assert item["media"]["url"] == "attachment://win-sets-1.png"
    plain = words(b.Picture(picture()), pen=Pen(moment=NOW, plain=True))
    assert "A bar from 28 to 60." in plain
    assert "1      28" in plain


# What can be pressed


def test_the_main_button_stands_out_and_what_destroys_asks_first() -> None:
    join, end = buttons(b.Choose((b.Press("Join", JoinGame(TABLE), main=True), b.Press("End", End(), confirm="End?"))))
    assert (join.style, end.style) == ("primary", "danger")
    assert read(join.custom_id) == Touch(request=JoinGame(TABLE))
    assert read(end.custom_id) == Touch(request=End(), mode="confirm")


def test_a_button_opens_a_form_where_something_is_missing() -> None:
    move, code, again = buttons(
        b.Choose(
            (
                b.Press("Make an offer", Act("offer", table=TABLE), form=SHARE),
                b.Press("Join a section", JoinSection("")),
                b.Press("Edit again", OpenForm(TABLE, "offer", "It takes 0 to 100.")),
            )
        )
    )
    assert read(move.custom_id) == Touch(request=Act("offer", table=TABLE), mode="form")
    assert read(code.custom_id) == Touch(request=JoinSection(""), mode="form")
    assert read(again.custom_id) == Touch(request=OpenForm(TABLE, "offer"), mode="form"), "why stands above the button"


def test_two_equal_buttons_are_told_apart_in_their_message() -> None:
    first, second = buttons(b.Choose((b.Press("My desk", OpenDesk()),)), b.Choose((b.Press("My desk", OpenDesk()),)))
    assert first.custom_id != second.custom_id
    assert read(first.custom_id) == read(second.custom_id)


def test_many_buttons_become_the_likeliest_and_a_list() -> None:
    presses = tuple(b.Press(f"Do {n}", OpenDesk(f"table-{n}")) for n in range(40))
    assert [each.label for each in buttons(b.Choose(presses))] == ["Do 0", "Do 1", "Do 2", "Do 3"]
    lists = menus(b.Choose(presses))
    assert [len(menu.choices) for menu in lists] == [25, 11]
    assert read(lists[0].choices[0].value) == Touch(request=OpenDesk("table-4"))


def test_a_move_of_a_single_list_is_chosen_from_it_on_the_card() -> None:
    spec = MoveSpec(name="table", label="Put a text on the table", fields=(issue(1, 7),), initial={"issue-1": "2"})
    (menu,) = menus(b.Choose((b.Press("Put a text on the table", Act("table", table=TABLE), form=spec),)))
    assert menu.title == "Put a text on the table"
    assert [choice.now for choice in menu.choices] == [False, True, False, False, False, False, False]
    assert read(menu.choices[2].value) == Touch(request=Act("table", values={"issue-1": "3"}, table=TABLE))


def test_a_form_of_more_than_five_fields_is_set_list_by_list_over_a_draft() -> None:
    fields = (*(issue(n) for n in range(1, 7)), Whole(name="points", label="Points", low=0, high=100))
    initial = {f"issue-{n}": "1" for n in range(1, 7)}
    spec = MoveSpec(name="propose", label="Propose a text", fields=fields, initial=initial)
    fill = b.Fill(spec, Act("propose", table=TABLE, phase="talk-1"), "Issue 2 is missing.")
    pen = Pen(moment=NOW, source=OpenForm(TABLE, "propose"))
    assert [menu.title for menu in menus(fill, pen=pen)] == [f"Issue {n}" for n in range(1, 7)]
    second = menus(fill, pen=pen)[1].choices[3]
    assert read(second.value) == Touch(request=SaveDraft("propose", "issue-2", "4", TABLE))
    labels = {each.label: read(each.custom_id) for each in buttons(fill, pen=pen)}
    assert labels["Set Points"] == Touch(request=SaveDraft("propose", "points", "", TABLE), mode="form")
    assert isinstance(labels["Send"], Recall), "six values are too long to carry: they are read from the draft"
    assert labels["Throw the draft away"] == Touch(request=SaveDraft("propose", table=TABLE))
    assert "**Issue 2 is missing.**" in words(fill, pen=pen)


def test_a_list_of_a_longer_form_shows_what_stands_in_the_draft() -> None:
    fields = (
        *(issue(n) for n in range(1, 5)),
        YesNo(name="open", label="Open?"),
        Whole(name="day", label="Day", low=1, high=9),
    )
    spec = MoveSpec(name="propose", label="Propose a text", fields=fields, initial={"open": "False", "day": 4})
    *_, opened, day = menus(b.Fill(spec, Act("propose", table=TABLE)))
    assert [choice.label for choice in opened.choices if choice.now] == ["No"]
    assert [choice.label for choice in day.choices if choice.now] == ["4"]
    assert [choice.hint for choice in day.choices if choice.hint] == ["Day"], "a list that has a choice hides its title"


# What is too long


def test_a_long_card_is_turned_page_by_page_and_what_can_be_done_stands_on_each() -> None:
    desk: tuple[b.Block, ...] = (
        *(b.Text(f"{n}. " + "word " * 150) for n in range(12)),
        b.Choose((b.Press("Sign", Act("sign")),), "You may:"),
    )
    turned = pages(desk, Pen(moment=NOW, source=AnswerTo("1456074443980800014")))
    assert len(turned) == 3
    bench = Bench()
    assert [fault for page in turned for fault in faults_of_message(bench, page)] == []
    for page in turned:
        assert any(component.get("label") == "Sign" for component in components(page["components"]))
    labels = {each.label: read(each.custom_id) for each in buttons(*desk, pen=Pen(moment=NOW, source=AnswerTo("9")))}
    assert labels["More (2 of 3)"] == Turn(source=AnswerTo("9"), page=1)


def test_a_board_that_nobody_can_turn_says_that_there_is_more() -> None:
    board: tuple[b.Block, ...] = (
        *(b.Text("word " * 200) for _ in range(9)),
        b.Choose((b.Press("My desk", OpenDesk()),)),
    )
    (page,) = pages(board)
    assert faults_of_message(Bench(), page) == []
    assert "There is more than fits here" in words(*board)
    assert [each.label for each in buttons(*board)] == ["My desk"]


def test_a_layout_that_ignores_the_limits_is_caught() -> None:
    """A planted fault: pages that take ten times as much."""
    too_much = (b.Text("word " * 200),) * 9
    one = layout._Page()
    for block in too_much:
        for chunk in said(block, NOW):
            one.add(Words(chunk))
    (merged,) = one.pieces
    assert isinstance(merged, Words)
    assert units(merged.text) > TEXT
    broken = {"components": [{"type": 17, "components": [{"type": 10, "content": merged.text}]}]}
    assert faults_of_message(Bench(), broken)


def test_a_hundred_tables_fit() -> None:
    rows = tuple((str(n), "Negotiation, the last few minutes", f"{n} of 120 ready") for n in range(1, 101))
    for page in pages((b.Table(("Table", "Phase", "Done"), rows),), Pen(moment=NOW, source=ShowDesk())):
        assert faults_of_message(Bench(), page) == []


def test_a_label_is_never_longer_than_a_button() -> None:
    (button,) = buttons(b.Choose((b.Press("Guarantee " * 20, OpenDesk()),)))
    assert units(button.label) == BUTTON_LABEL


def test_one_thing_for_each_of_several_is_a_list_named_by_its_prompt() -> None:
    tables = tuple(b.Press(f"Table {n}: +1 min", Extend(number=n, session=TABLE)) for n in range(1, 7))
    (menu,) = menus(b.Choose(tables, "Give one table more time"))
    assert menu.title == "Give one table more time"
    assert words(b.Choose(tables, "Give one table more time")) == "", "said once"


def test_a_list_of_few_things_is_buttons_under_its_prompt() -> None:
    """Of a list the same thing cannot be chosen twice in a row; a button can be pressed again."""
    tables = tuple(b.Press(f"Table {n}: +1 min", Extend(number=n, session=TABLE)) for n in range(1, 6))
    block = b.Choose(tables, "Give one table more time")
    assert [button.label for button in buttons(block)] == [f"Table {n}: +1 min" for n in range(1, 6)]
    assert (menus(block), words(block)) == ([], "Give one table more time")
    spec = MoveSpec(name="table", label="Table", fields=(issue(1, 3),))
    move = b.Choose((b.Press("Table", Act("table", table=TABLE), form=spec),))
    assert [button.label for button in buttons(move)] == [f"Table: Option {n} of issue 1" for n in (1, 2, 3)]


def test_the_letters_of_many_answers_are_all_buttons() -> None:
    letters = b.Choose(tuple(b.Press(letter, Answer(letter, "q")) for letter in "ABCDEFG"))
    assert [len(piece.buttons) for piece in lay_out((letters,), PEN) if isinstance(piece, Buttons)] == [5, 2]
