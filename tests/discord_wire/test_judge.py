"""The judge, tried on payloads that it must refuse and on others that it must let pass."""

from collections.abc import Mapping
from typing import Any

import pytest

from tests.discord_wire.judge import document
from tests.discord_wire.judge.bench import Bench
from tests.discord_wire.judge.seen import CALLBACK, Seen
from tests.discord_wire.values import COMPONENTS_V2, EPHEMERAL, Json

POST = "POST /channels/{channel_id}/messages"
EDIT = "PATCH /channels/{channel_id}/messages/{message_id}"
FOLLOW = "POST /webhooks/{webhook_id}/{webhook_token}"
SYNC = "PUT /applications/{application_id}/commands"
NOBODY: Json = {"parse": []}


def message(**parts: Any) -> Json:
    """Return a message that pings nobody."""
    return {"content": "Hello", "allowed_mentions": NOBODY, **parts}


def button(n: int = 1, **parts: Any) -> Json:
    """Return a button."""
    return {"type": 2, "style": 1, "label": "Join", "custom_id": f"join:{n}", **parts}


def row(*parts: Json) -> Json:
    """Return a row."""
    return {"type": 1, "components": list(parts)}


def select(count: int = 2, **parts: Any) -> Json:
    """Return a select."""
    options = [{"label": f"Option {n}", "value": str(n)} for n in range(count)]
    return {"type": 3, "custom_id": "pick", "options": options, **parts}


def card(*parts: Json, **more: Any) -> Json:
    """Return a message of components alone."""
    return {"components": list(parts), "flags": COMPONENTS_V2, "allowed_mentions": NOBODY, **more}


def text(words: str = "Hello") -> Json:
    """Return a text of the second version."""
    return {"type": 10, "content": words}


def form(*parts: Json, **more: Any) -> Json:
    """Return a callback that opens a form."""
    return {"type": 9, "data": {"custom_id": "form", "title": "Offer", "components": list(parts), **more}}


def label(part: Json, words: str = "Share") -> Json:
    """Return a named field."""
    return {"type": 18, "label": words, "component": part}


def typed(n: int = 1, **parts: Any) -> Json:
    """Return a field for text."""
    return {"type": 4, "custom_id": f"field:{n}", "style": 1, **parts}


def command(**parts: Any) -> Json:
    """Return a command."""
    return {"type": 1, "name": "game", "description": "Play", "options": [], **parts}


def option(name: str, **parts: Any) -> Json:
    """Return an option of a command."""
    return {"type": 3, "name": name, "description": "Which", **parts}


def says(data: Json) -> Json:
    """Return a callback that answers with a message."""
    return {"type": 4, "data": data}


PICTURE = {"type": 12, "items": [{"media": {"url": "attachment://range.png"}, "description": "The range"}]}

BAD: Mapping[str, tuple[str, Any, str]] = {
    "more than 2,000 characters": (POST, message(content="a" * 2_001), "content has 2001"),
    "nothing at all": (POST, message(content=""), "empty"),
    "eleven embeds": (POST, message(embeds=[{"title": "x"}] * 11), "11 embeds"),
    "embeds of more than 6,000 together": (POST, message(embeds=[{"description": "a" * 3_001}] * 2), "6000"),
    "an embed's long title": (POST, message(embeds=[{"title": "a" * 257}]), "title"),
    "an empty embed field": (POST, message(embeds=[{"fields": [{"name": "", "value": "x"}]}]), "field's name"),
    "six rows": (POST, message(components=[row(button(n)) for n in range(6)]), "6 rows"),
    "six buttons in a row": (POST, message(components=[row(*map(button, range(6)))]), "6 buttons"),
    "a button outside a row": (POST, message(components=[button()]), "stand in rows"),
    "an empty row": (POST, message(components=[row()]), "empty row"),
    "a select beside a button": (POST, message(components=[row(select(), button())]), "alone"),
    "one custom id twice": (POST, message(components=[row(button(), button())]), "stands 2 times"),
    "a custom id of 101": (POST, message(components=[row(button(custom_id="a" * 101))]), "101 characters"),
    "a label of 81": (POST, message(components=[row(button(label="a" * 81))]), "label has 81"),
    "a button without a name": (POST, message(components=[row(button(label=""))]), "without label"),
    "a button without custom id": (POST, message(components=[row(button(custom_id=None))]), "needs a custom_id"),
    "a link with a custom id": (POST, message(components=[row(button(style=5, url="https://a.b"))]), "link"),
    "26 options": (POST, message(components=[row(select(26))]), "26 options"),
    "no options": (POST, message(components=[row(select(0))]), "0 options"),
    "two options of one value": (
        POST, message(components=[row(select(options=[{"label": "a", "value": "1"}] * 2))]), "one value",
    ),
    "an option of 101": (
        POST, message(components=[row(select(options=[{"label": "a" * 101, "value": "1"}]))]), "label has 101",
    ),
    "more choices than options": (POST, message(components=[row(select(max_values=3))]), "3 of 2"),
    "a placeholder of 151": (POST, message(components=[row(select(placeholder="a" * 151))]), "placeholder has 151"),
    "new components without the flag": (POST, message(components=[text()]), "without their flag"),
    "41 components": (POST, card({"type": 17, "components": [text(str(n)) for n in range(40)]}), "41 components"),
    "content beside new components": (POST, card(text(), content="Hello"), "content beside"),
    "content put back into a card": ("edit of a card", message(), "content beside"),
    "4,001 characters on a card": (POST, card(text("a" * 4_001)), "4001 characters"),
    "a section without words": (POST, card({"type": 9, "components": [], "accessory": button()}), "section"),
    "a text without words": (POST, card(text("")), "without words"),
    "a picture that is not attached": (POST, card(PICTURE), "not attached"),
    "ephemeral in a channel": (POST, message(flags=EPHEMERAL), "cannot be ephemeral"),
    "a flag that is not a bot's": (POST, message(flags=1 << 7), "cannot set"),
    "a nonce of 26": (POST, message(nonce="n" * 26), "nonce"),
    "a form's title of 46": (CALLBACK, form(label(typed()), title="a" * 46), "title has 46"),
    "six fields": (CALLBACK, form(*(label(typed(n)) for n in range(6))), "6 parts"),
    "no field": (CALLBACK, form(), "0 parts"),
    "a field's name of 46": (CALLBACK, form(label(typed(), "a" * 46)), "label has 46"),
    "one field twice": (CALLBACK, form(label(typed()), label(typed())), "stands 2 times"),
    "filled with too much": (CALLBACK, form(label(typed(value="abc", max_length=2))), "more than its 2"),
    "at least more than at most": (CALLBACK, form(label(typed(min_length=3, max_length=2))), "at least 3"),
    "a radio group of one": (
        CALLBACK,
        form(label({"type": 21, "custom_id": "r", "options": [{"label": "a", "value": "a"}]})),
        "two to ten",
    ),
    "26 completions": (
        CALLBACK, {"type": 8, "data": {"choices": [{"name": str(n), "value": str(n)} for n in range(26)]}}, "26",
    ),
    "a completion without a name": (CALLBACK, {"type": 8, "data": {"choices": [{"name": "", "value": "a"}]}}, "name"),
    "an answer of 2,001": (CALLBACK, says(message(content="a" * 2_001)), "2001"),
    "an empty answer": (CALLBACK, says({"allowed_mentions": NOBODY}), "empty"),
    "an empty followup": (FOLLOW, {"allowed_mentions": NOBODY, "flags": EPHEMERAL}, "empty"),
    "a command in capitals": (SYNC, [command(name="Game")], "no name"),
    "a command with a space": (SYNC, [command(name="game start")], "no name"),
    "two commands of one name": (SYNC, [command(), command()], "two commands"),
    "101 commands": (SYNC, [command(name=f"game{n}") for n in range(101)], "101 commands"),
    "no description": (SYNC, [command(description="")], "description"),
    "a description of 101": (SYNC, [command(description="a" * 101)], "description"),
    "26 parameters": (SYNC, [command(options=[option(f"o{n}") for n in range(26)])], "26 options"),
    "required after optional": (
        SYNC, [command(options=[option("a"), option("b", required=True)])], "required options come first",
    ),
    "26 choices": (
        SYNC, [command(options=[option("a", choices=[{"name": str(n), "value": str(n)} for n in range(26)])])], "26",
    ),
    "8,001 characters in one command": (
        SYNC,
        [command(options=[option(f"o{n}", choices=[{"name": "n" * 90, "value": "v" * 90}] * 25) for n in range(2)])],
        "8000 fit",
    ),
    "somebody could be pinged": (POST, {"content": "@everyone"}, "allowed_mentions"),
    "everybody may be pinged": (POST, message(allowed_mentions={"parse": ["everyone"]}), "allowed_mentions"),
    "a picture without words": ("with a picture", message(attachments=[{"id": 0}]), "alt text"),
    "a gallery without words": (
        "with a picture",
        card({"type": 12, "items": [{"media": {"url": "attachment://range.png"}}]}),
        "alt text",
    ),
    "a secret in a channel": (POST, message(content="the word is zqsecret"), "everybody"),
    "a secret to somebody else": ("to Bo", message(content="zqsecret", flags=EPHEMERAL), "somebody else"),
    "a secret in a custom id": (POST, message(components=[row(button(custom_id="zqsecret"))]), "everybody"),
    "a secret in a file's name": ("a named file", message(), "everybody"),
}  # fmt: skip

GOOD: Mapping[str, tuple[str, Any]] = {
    "2,000 characters": (POST, message(content="a" * 2_000)),
    "5 rows of 5": (POST, message(components=[row(*(button(5 * r + n) for n in range(5))) for r in range(5)])),
    "25 options": (POST, message(components=[row(select(25))])),
    "a link": (POST, message(components=[row({"type": 2, "style": 5, "label": "Read", "url": "https://a.b"})])),
    "40 components": (POST, card({"type": 17, "components": [text(str(n)) for n in range(39)]})),
    "a section with a button": (POST, card({"type": 9, "components": [text()], "accessory": button()})),
    "a picture on a card": ("with a picture", card(PICTURE, attachments=[{"id": 0, "description": "The range"}])),
    "a nonce": (POST, message(nonce="n" * 25, enforce_nonce=True)),
    "an edit that takes the buttons away": (EDIT, {"components": [], "allowed_mentions": NOBODY}),
    "a card edited": ("edit of a card", {"components": [text()], "allowed_mentions": NOBODY}),
    "a private answer": (CALLBACK, says(message(flags=EPHEMERAL))),
    "an acknowledgement": (CALLBACK, {"type": 5, "data": {"flags": EPHEMERAL}}),
    "an acknowledgement of a button": (CALLBACK, {"type": 6}),
    "a board edited by its button": (CALLBACK, {"type": 7, "data": message()}),
    "a form of five": (CALLBACK, form(*(label(typed(n)) for n in range(5)))),
    "a form with a select": (CALLBACK, form(label(select(25)))),
    "no completions": (CALLBACK, {"type": 8, "data": {"choices": []}}),
    "a tree": (
        SYNC,
        [
            command(
                options=[{"type": 1, "name": "start", "description": "Open a lobby", "options": [option("scenario")]}]
            )
        ],
    ),
    "what the document does not list": (SYNC, [command(nsfw=False)]),
    "a secret to its owner": ("to Ana", message(content="zqsecret", flags=EPHEMERAL)),
}


def seen(where: str, body: Any) -> Seen:
    """Return a body on its way; some routes are told as stories."""
    told: Mapping[str, Seen] = {
        "edit of a card": Seen(EDIT, body, was_flags=COMPONENTS_V2),
        "with a picture": Seen(POST, body, files={0: "image/png"}, names={0: "range.png"}),
        "a named file": Seen(POST, body, files={0: "text/csv"}, names={0: "zqsecret.csv"}),
        "to Ana": Seen(FOLLOW, body, only_for="ana"),
        "to Bo": Seen(FOLLOW, body, only_for="bo"),
    }
    return told.get(where) or Seen(where, body)


def judged(where: str, body: Any) -> str:
    """Return what the judge says."""
    bench = Bench()
    bench.keep("zqsecret", "ana")
    return "\n".join(str(finding) for finding in bench.judge(seen(where, body)))


@pytest.mark.parametrize("name", BAD)
def test_the_judge_refuses(name: str) -> None:
    where, body, says_so = BAD[name]
    assert says_so in judged(where, body)


@pytest.mark.parametrize("name", GOOD)
def test_the_judge_lets_pass(name: str) -> None:
    assert judged(*GOOD[name]) == ""


SHAPES: Mapping[str, tuple[str, Any]] = {
    "content that is a number": (POST, message(content=5)),
    "a component of no kind": (POST, message(components=[{"type": 99}])),
    "a label in a message": (POST, card(label(typed()))),
    "a button of no style": (POST, message(components=[row({**button(), "style": 77})])),
    "an embed that is a list": (POST, message(embeds=[[]])),
    "a callback of no kind": (CALLBACK, {"type": 99}),
    "a form without a title": (CALLBACK, {"type": 9, "data": {"custom_id": "x", "components": [label(typed())]}}),
    "an option of no type": (SYNC, [command(options=[{"type": 99, "name": "a", "description": "b"}])]),
    "a command without a name": (SYNC, [{"description": "b"}]),
    "a ping of no kind": (POST, message(allowed_mentions={"parse": ["cats"]})),
    "a route that there is not": ("POST /channels/{channel_id}/shout", message()),
}


@pytest.mark.skipif(document.file() is None, reason=document.MISSING)
@pytest.mark.parametrize("name", SHAPES)
def test_discords_document_refuses(name: str) -> None:
    judge = document.document()
    assert judge is not None
    assert list(judge.judge(seen(*SHAPES[name])))


@pytest.mark.skipif(document.file() is None, reason=document.MISSING)
def test_ids_of_attachments_may_be_numbers_whatever_the_document_says() -> None:
    judge = document.document()
    assert judge is not None
    assert not list(judge.judge(seen("with a picture", message(attachments=[{"id": 0, "description": "The range"}]))))
