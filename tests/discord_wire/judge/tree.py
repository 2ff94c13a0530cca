"""Limits of the command tree that the document lacks."""

import re
import unicodedata
from collections.abc import Iterator, Sequence

from tests.discord_wire.judge.seen import COMMANDS, Finding, Seen
from tests.discord_wire.values import Json

TOP = 100
OPTIONS = 25
CHOICES = 25
CHARACTERS = 8_000
NAME = re.compile(r"[-_'\w]{1,32}")
"""Discord's own: ^[-_'\\p{L}\\p{N}\\p{sc=Deva}\\p{sc=Thai}]{1,32}$; \\w is close enough, and narrower for no script."""
SUBCOMMAND, GROUP = 1, 2


def judge_tree(seen: Seen) -> Iterator[Finding]:
    """Yield what is wrong with the commands to be registered."""
    if seen.route not in COMMANDS or not isinstance(seen.body, list):
        return
    if len(seen.body) > TOP:
        yield Finding(f"{len(seen.body)} commands, {TOP} fit")
    yield from _unique(seen.body, "two commands are called")
    for command in seen.body:
        yield from _one(command, depth=0)
        if (size := _size(command)) > CHARACTERS:
            yield Finding(f"/{command['name']} has {size} characters in all, {CHARACTERS} fit")


def _unique(named: Sequence[Json], says: str) -> Iterator[Finding]:
    names = [one.get("name") for one in named]
    for name in sorted({str(name) for name in names if names.count(name) > 1}):
        yield Finding(f"{says} {name}")


def _one(part: Json, depth: int) -> Iterator[Finding]:
    name = str(part.get("name") or "")
    if not NAME.fullmatch(name) or name != name.lower() or name != unicodedata.normalize("NFC", name):
        yield Finding(f"{name!r} is no name for a command or option")
    described = part.get("type", 1) in {1, None} or depth > 0
    if described and not 1 <= len(part.get("description") or "") <= 100:
        yield Finding(f"{name}: a description has 1 to 100 characters")
    options = part.get("options") or []
    if len(options) > OPTIONS:
        yield Finding(f"{name}: {len(options)} options, {OPTIONS} fit")
    yield from _unique(options, f"{name}: two options are called")
    yield from _order(name, options)
    yield from _choices(name, part)
    for option in options:
        if option.get("type") in {SUBCOMMAND, GROUP} and depth > 1:
            yield Finding(f"{name}: commands are nested too deeply")
        yield from _one(option, depth + 1)


def _order(name: str, options: Sequence[Json]) -> Iterator[Finding]:
    wanted = [bool(option.get("required")) for option in options if option.get("type") not in {SUBCOMMAND, GROUP}]
    if wanted != sorted(wanted, reverse=True):
        yield Finding(f"{name}: required options come first")
    if wanted and len(wanted) < len(options):
        yield Finding(f"{name}: subcommands stand beside options")


def _choices(name: str, option: Json) -> Iterator[Finding]:
    choices = option.get("choices") or []
    if len(choices) > CHOICES:
        yield Finding(f"{name}: {len(choices)} choices, {CHOICES} fit")
    if choices and option.get("autocomplete"):
        yield Finding(f"{name}: choices and completion exclude each other")
    for choice in choices:
        if not 1 <= len(choice.get("name") or "") <= 100 or len(str(choice.get("value", ""))) > 100:
            yield Finding(f"{name}: a choice's name and value have 1 to 100 characters")


def _size(part: Json) -> int:
    mine = len(part.get("name") or "") + len(part.get("description") or "")
    choices = sum(len(c.get("name") or "") + len(str(c.get("value", ""))) for c in part.get("choices") or ())
    return mine + choices + sum(_size(option) for option in part.get("options") or ())
