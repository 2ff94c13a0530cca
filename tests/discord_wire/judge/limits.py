"""Limits that Discord enforces and its document lacks, as a table of our own, with the rules that they stand for."""

from collections import Counter
from collections.abc import Iterator

from tests.discord_wire.judge.seen import Finding, Seen, components
from tests.discord_wire.values import EPHEMERAL, Json

CONTENT = 2_000
EMBEDS = 10
EMBEDS_TOTAL = 6_000
ROWS = 5
BUTTONS_IN_A_ROW = 5
V2_COMPONENTS = 40
V2_TEXT = 4_000
CUSTOM_ID = 100
LABEL = 80
OPTIONS = 25
OPTION_TEXT = 100
PLACEHOLDER = 150
FIELDS = 25
EMBED = {"title": 256, "description": 4_096}
FIELD = {"name": 256, "value": 1_024}
UPLOAD = 10 << 20
CREATE_FLAGS = (1 << 2) | (1 << 6) | (1 << 12) | (1 << 15)
"""Flags that a bot may set: no embeds, ephemeral, silent, components alone."""

ROW, BUTTON, SELECT, TEXT_DISPLAY, GALLERY, SECTION, THUMBNAIL, FILE = 1, 2, 3, 10, 12, 9, 11, 13
SELECTS = frozenset({3, 5, 6, 7, 8})
V2_ONLY = frozenset({9, 10, 11, 12, 13, 14, 17})
LINK, PREMIUM = 5, 6


def judge_message(seen: Seen) -> Iterator[Finding]:
    """Yield what is wrong with a message by Discord's unwritten limits."""
    message = seen.message
    if message is None:
        return
    tree = list(components(message.get("components")))
    yield from _said(seen, message)
    yield from _flags(seen, message)
    yield from _only_v2(seen, message, tree) if seen.v2 else _only_v1(message, tree)
    yield from custom_ids(tree)
    for component in tree:
        yield from judge_component(component)
    yield from _files(seen, message, tree)


def _said(seen: Seen, message: Json) -> Iterator[Finding]:
    if len(message.get("content") or "") > CONTENT:
        yield Finding(f"content has {len(message['content'])} characters, {CONTENT} fit")
    embeds = message.get("embeds") or ()
    if len(embeds) > EMBEDS:
        yield Finding(f"{len(embeds)} embeds, {EMBEDS} fit")
    if sum(_embed_size(embed) for embed in embeds) > EMBEDS_TOTAL:
        yield Finding(f"all embeds together have more than {EMBEDS_TOTAL} characters")
    for embed in embeds:
        yield from _embed(embed)
    parts = ("content", "embeds", "components", "attachments", "sticker_ids", "poll")
    if seen.creates and not any(message.get(part) for part in parts) and not seen.files:
        yield Finding("the message is empty (50006)")
    if len(str(message.get("nonce") or "")) > 25:
        yield Finding("the nonce has more than 25 characters")


def _embed(embed: Json) -> Iterator[Finding]:
    for part, limit in EMBED.items():
        if len(embed.get(part) or "") > limit:
            yield Finding(f"an embed's {part} has more than {limit} characters")
    fields = embed.get("fields") or ()
    if len(fields) > FIELDS:
        yield Finding(f"an embed has {len(fields)} fields, {FIELDS} fit")
    for field in fields:
        for part, limit in FIELD.items():
            if not 1 <= len(field.get(part) or "") <= limit:
                yield Finding(f"an embed field's {part} has {len(field.get(part) or '')} characters, 1 to {limit} fit")


def _embed_size(embed: Json) -> int:
    fields = sum(len(f.get("name") or "") + len(f.get("value") or "") for f in embed.get("fields") or ())
    inner = len((embed.get("footer") or {}).get("text") or "") + len((embed.get("author") or {}).get("name") or "")
    return len(embed.get("title") or "") + len(embed.get("description") or "") + fields + inner


def _flags(seen: Seen, message: Json) -> Iterator[Finding]:
    flags = int(message.get("flags") or 0)
    if flags & ~CREATE_FLAGS:
        yield Finding(f"flags {flags:#x} hold one that a bot cannot set")
    if flags & EPHEMERAL and seen.route.startswith("POST /channels/"):
        yield Finding("a message in a channel cannot be ephemeral")


def _only_v1(message: Json, tree: list[Json]) -> Iterator[Finding]:
    top = message.get("components") or ()
    if any(component.get("type") in V2_ONLY for component in tree):
        yield Finding("components of the second version without their flag (1 << 15)")
    elif any(component.get("type") != ROW for component in top):
        yield Finding("buttons and selects stand in rows")
    if len(top) > ROWS:
        yield Finding(f"{len(top)} rows of components, {ROWS} fit")


def _only_v2(seen: Seen, message: Json, tree: list[Json]) -> Iterator[Finding]:
    for part in ("content", "embeds", "poll", "sticker_ids"):
        if message.get(part):
            yield Finding(f"{part} beside components of the second version")
    if len(tree) > V2_COMPONENTS:
        yield Finding(f"{len(tree)} components, {V2_COMPONENTS} fit")
    if (length := sum(len(c.get("content") or "") for c in tree if c.get("type") == TEXT_DISPLAY)) > V2_TEXT:
        yield Finding(f"text of {length} characters in one message, {V2_TEXT} fit")
    if seen.creates and not tree:
        yield Finding("the message is empty (50006)")


def custom_ids(tree: list[Json]) -> Iterator[Finding]:
    """Yield custom ids that stand twice or are too long."""
    counted = Counter(str(c["custom_id"]) for c in tree if c.get("custom_id") is not None)
    for custom_id, times in counted.items():
        if times > 1:
            yield Finding(f"custom_id {custom_id!r} stands {times} times in one message")
        if not 1 <= len(custom_id) <= CUSTOM_ID:
            yield Finding(f"custom_id {custom_id!r} has {len(custom_id)} characters, 1 to {CUSTOM_ID} fit")


def judge_component(component: Json) -> Iterator[Finding]:
    """Yield what is wrong with one component."""
    kind = component.get("type")
    if kind == ROW:
        yield from _row(component)
    elif kind == BUTTON:
        yield from _button(component)
    elif kind in SELECTS:
        yield from _select(component)
    elif kind == TEXT_DISPLAY and not component.get("content"):
        yield Finding("a text without words")
    elif kind == SECTION and not 1 <= len(component.get("components") or ()) <= 3:
        yield Finding("a section holds one to three texts")
    elif kind == GALLERY and not 1 <= len(component.get("items") or ()) <= 10:
        yield Finding("a gallery holds one to ten pictures")


def _row(row: Json) -> Iterator[Finding]:
    kinds = [c.get("type") for c in row.get("components") or ()]
    if not kinds:
        yield Finding("an empty row")
    if any(kind in SELECTS for kind in kinds) and len(kinds) > 1:
        yield Finding("a select stands alone in its row")
    if len(kinds) > BUTTONS_IN_A_ROW:
        yield Finding(f"{len(kinds)} buttons in a row, {BUTTONS_IN_A_ROW} fit")


def _button(button: Json) -> Iterator[Finding]:
    if len(button.get("label") or "") > LABEL:
        yield Finding(f"a button's label has {len(button['label'])} characters, {LABEL} fit")
    if button.get("style") == PREMIUM:
        return
    if not (button.get("label") or button.get("emoji")):
        yield Finding("a button without label or emoji")
    link = button.get("style") == LINK
    if link and (button.get("custom_id") or not button.get("url")):
        yield Finding("a link needs an address and takes no custom_id")
    if not link and (button.get("url") or not button.get("custom_id")):
        yield Finding("a button needs a custom_id and takes no address")


def _select(select: Json) -> Iterator[Finding]:
    least, most = select.get("min_values", 1), select.get("max_values", 1)
    if len(select.get("placeholder") or "") > PLACEHOLDER:
        yield Finding(f"a placeholder has {len(select['placeholder'])} characters, {PLACEHOLDER} fit")
    if least is not None and most is not None and least > most:
        yield Finding(f"a select asks for at least {least} and at most {most}")
    if select.get("type") == SELECT:
        yield from _options(select.get("options") or [], most or 1)


def _options(options: list[Json], most: int) -> Iterator[Finding]:
    if not 1 <= len(options) <= OPTIONS:
        yield Finding(f"a select has {len(options)} options, 1 to {OPTIONS} fit")
    if most > len(options):
        yield Finding(f"a select lets {most} of {len(options)} options be chosen")
    if len({str(o.get("value")) for o in options}) < len(options):
        yield Finding("two options of a select have one value")
    if sum(bool(o.get("default")) for o in options) > most:
        yield Finding("more options are chosen beforehand than may be chosen")
    for option in options:
        for part in ("label", "value", "description"):
            if len(str(option.get(part) or "")) > OPTION_TEXT or (part != "description" and not option.get(part)):
                yield Finding(f"an option's {part} has {len(str(option.get(part) or ''))} characters, 1 to 100 fit")


def _files(seen: Seen, message: Json, tree: list[Json]) -> Iterator[Finding]:
    named = {entry.get("filename") for entry in message.get("attachments") or ()}
    there = seen.kept | set(seen.names.values()) | named
    for address in _addresses(message, tree):
        if address.startswith("attachment://") and address.removeprefix("attachment://") not in there:
            yield Finding(f"{address} names a file that is not attached")


def _addresses(message: Json, tree: list[Json]) -> Iterator[str]:
    for component in tree:
        yield from (item["media"]["url"] for item in component.get("items") or ())
        yield from (component[part]["url"] for part in ("media", "file") if component.get(part))
    for embed in message.get("embeds") or ():
        yield from (embed[part].get("url") or "" for part in ("image", "thumbnail") if embed.get(part))
