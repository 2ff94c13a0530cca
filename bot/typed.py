"""Typed commands: words into a request, and a request back into the words that make it.

    /game start ratify-or-revert 15 bots=naive rounds=3
    /game note "Yavoria's negotiator" Would 48 do?

Three answers are kept apart: not a command (NotACommand), a value that does not fit (NotAMove), and which one did
you mean (Ambiguous).
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import MISSING, dataclass

from rapidfuzz import fuzz

from bot.commands import COMMANDS, CommandRow, Parameter, row_named, row_of
from core.kit.fields import Words, YesNo, clean
from core.kit.refusals import Ambiguous, NotAMove, Refused
from core.requests import Request

LONGEST = 4_000
"""Characters in one command; a longest note and a longest list of groups fit."""

_TOKEN = re.compile(
    r"""\s*+(?:(?P<key>[A-Za-z0-9][-_A-Za-z0-9]*)=)?
        (?:"(?P<quoted>(?:[^"\\]|\\.)*)" | “(?P<curly>[^”]*)” | (?P<bare>[^\s"“]\S*)? )(?=\s|$)""",
    re.DOTALL | re.VERBOSE,
)
_BARE = re.compile(r"[^\s\"“=][^\s=]*")
_NEAR, _OFFERED = 65, 3


class NotACommand(NotAMove):
    """The words are no command of this program; `suggestions` are whole commands, best first."""

    kind = "not_a_command"


@dataclass(frozen=True, slots=True)
class Token:
    """One word, quoted text or key=value, as typed."""

    value: str
    key: str = ""


def parse(text: str) -> Request:
    """Return the request that a typed command makes; raises NotACommand, NotAMove or Ambiguous."""
    if len(text) > LONGEST:
        raise NotAMove(f"That is too long: {len(text)} characters where {LONGEST} fit. Shorten it.")
    row, rest = find(clean(text))
    return _filled(row, list(tokens(rest)))


def find(text: str) -> tuple[CommandRow, str]:
    """Return the row that a text begins with, and what follows its words; the leading slash may be left out."""
    text = text.strip().removeprefix("/")
    for length in (2, 1):
        words, rest = _split(text, length)
        if (row := row_named(words)) is not None:
            return row, rest
    raise _which(text)


def tokens(text: str) -> Iterator[Token]:
    """Yield the values typed after a command's words."""
    at = 0
    while text[at:].strip():
        match = _TOKEN.match(text, at)
        if match is None:
            raise NotAMove('A quotation mark is not closed, or stands too close to a word. Write "like this".')
        value = next((v for v in (match["curly"], match["bare"]) if v is not None), "")
        if match["quoted"] is not None:
            value = re.sub(r"\\(.)", r"\1", match["quoted"], flags=re.DOTALL)
        yield Token(value, match["key"] or "")
        at = match.end()


def named_values(row: CommandRow, text: str) -> dict[str, str]:
    """Return the values typed into one text, by name: "share=62 term=2".

    Where a row takes values by position after its own (a move's), those without a name are numbered from 1; elsewhere
    NotAMove asks for the name.
    """
    values: dict[str, str] = {}
    for token in tokens(clean(text[:LONGEST])):
        if not token.key and row.positions >= len(row.parameters):
            raise NotAMove(f"“{token.value[:40]}” has no name. Write each value as name=value, with spaces between.")
        name = token.key or str(sum(key.isdigit() for key in values) + 1)
        if name in values:
            raise NotAMove(f"“{name}” is given twice. Give it once.")
        values[name] = clean(token.value)
    return values


def words_of(request: Request) -> str:
    """Return the command that makes this request, as one would type it; "" if only a button does.

    What a button carries besides (its table, its phase) is left to the service, which knows where the asker sits.
    """
    row = row_of(type(request))
    if row is None:
        return ""
    return " ".join([f"/{row.words}", *_said(row, request), *_open_said(row, request)])


def _split(text: str, length: int) -> tuple[str, str]:
    parts = text.split(None, length)
    return " ".join(parts[:length]).casefold(), parts[length] if len(parts) > length else ""


def _which(text: str) -> Refused:
    """Return the refusal of words that are no command: several begin like this, one is near, or none is."""
    typed = clean(_split(text, 2)[0])[:40]
    begun = [row for row in COMMANDS if typed and _begins(row, typed)]
    if len(begun) > 1:
        offered = tuple(f"/{row.words}" for row in begun)
        return Ambiguous("That could be more than one command.", suggestions=offered)
    near = tuple(_completed(row, text) for row in begun or _nearest(typed))
    hint = "" if near else " Type /help to see all there are."
    return NotACommand(
        f"There is no command “/{typed}”.{hint}" if typed else "Type a command: /help.", suggestions=near
    )


def _begins(row: CommandRow, typed: str) -> bool:
    """Tell whether "ga st" begins "game start", or "join" is what "class join" does."""
    parts, words = typed.split(), row.words.split()
    whole = len(parts) <= len(words) and all(w.startswith(p) for w, p in zip(words, parts, strict=False))
    return whole or parts[0] == words[-1]


def _nearest(typed: str) -> Sequence[CommandRow]:
    scored = sorted(((_likeness(row, typed), row.words) for row in COMMANDS), key=lambda pair: (-pair[0], pair[1]))
    best = scored[0][0] if scored else 0
    found = (row_named(words) for score, words in scored[:_OFFERED] if score >= max(_NEAR, best - 10))
    return [row for row in found if row is not None]


def _likeness(row: CommandRow, typed: str) -> float:
    first = typed.partition(" ")[0]
    return max(fuzz.ratio(typed, row.words), fuzz.ratio(first, row.words.split()[-1]) - 5)


def _completed(row: CommandRow, text: str) -> str:
    """Return the command that may have been meant, with the values that were typed."""
    two = _split(text, 2)[0]
    first_only = fuzz.ratio(two.partition(" ")[0], row.words.split()[-1]) > fuzz.ratio(two, row.words)
    return f"/{row.words} {_split(text, 1 if first_only else 2)[1]}".strip()


def _filled(row: CommandRow, typed: Sequence[Token]) -> Request:
    named, loose = _sorted_out(row, typed)
    raw = {name: value for name, value in named.items() if _parameter(row, name) is not None}
    extra = {name: clean(value) for name, value in named.items() if name not in raw}
    surplus = _placed(row, raw, loose)
    if surplus and row.positions < len(row.parameters):
        extra |= {str(n): clean(value) for n, value in enumerate(surplus, 1)}
    elif surplus:
        raise _too_many(row, surplus[0])
    values: dict[str, object] = {}
    for parameter in row.parameters:
        if parameter.field.name in raw:
            values[parameter.attribute] = parameter.field.parse(raw[parameter.field.name])
        elif parameter.required:
            raise NotAMove(f"/{row.words} still needs its {parameter.field.label.lower()}: {row.usage}")
    if extra:
        values[row.open_values] = extra
    return row.request(**values)


def _sorted_out(row: CommandRow, typed: Sequence[Token]) -> tuple[dict[str, str], list[str]]:
    """Return the values given by name and those given by position."""
    named: dict[str, str] = {}
    loose: list[str] = []
    for token in typed:
        if not token.key:
            loose.append(token.value)
        elif _parameter(row, token.key) is None and not row.open_values:
            if not _ends_in_text(row):
                raise _unknown(row, token.key)
            loose.append(f"{token.key}={token.value}")
        elif token.key in named:
            raise NotAMove(f"“{token.key}” is given twice. Give it once.")
        else:
            named[token.key] = token.value
    return named, loose


def _placed(row: CommandRow, raw: dict[str, str], loose: Sequence[str]) -> list[str]:
    """Give loose values to the parameters not named, in order; return those left over.

    Where the last one is text, all the words that are left belong to it.
    """
    free = [p for p in row.parameters[: row.positions] if p.field.name not in raw]
    loose = list(loose)
    if free and free[-1] is row.parameters[-1] and isinstance(free[-1].field, Words) and len(loose) > len(free):
        loose = [*loose[: len(free) - 1], " ".join(loose[len(free) - 1 :])]
    raw |= {p.field.name: value for p, value in zip(free, loose, strict=False)}
    return loose[len(free) :]


def _parameter(row: CommandRow, name: str) -> Parameter | None:
    return next((p for p in row.parameters if p.field.name == name), None)


def _ends_in_text(row: CommandRow) -> bool:
    last = row.parameters[-1].field if row.parameters else None
    return isinstance(last, Words) and last.long


def _too_many(row: CommandRow, first: str) -> NotAMove:
    way_on = f"Put several words in quotes: {row.usage}" if row.parameters else "It takes no values."
    return NotAMove(f"“{first[:40]}” is one value too many for /{row.words}. {way_on}")


def _unknown(row: CommandRow, key: str) -> NotAMove:
    names = [p.field.name for p in row.parameters]
    near = sorted((name for name in names if fuzz.ratio(name, key) >= _NEAR), key=lambda name: -fuzz.ratio(name, key))
    takes = f"It takes: {', '.join(names)}." if names else "It takes none."
    return NotAMove(f"/{row.words} has no value called “{key[:40]}”. {takes}", suggestions=tuple(near[:_OFFERED]))


def _said(row: CommandRow, request: Request) -> Iterator[str]:
    """Yield the parameters that differ from what stands unsaid; by position as long as none is skipped."""
    in_order = True
    for place, parameter in enumerate(row.parameters):
        value = getattr(request, parameter.attribute)
        left_out = parameter.default is MISSING and value == ""  # a form will ask for it
        if left_out or (value == parameter.default and parameter.default is not MISSING):
            in_order = False
            continue
        text = parameter.field.show(value) if isinstance(parameter.field, YesNo) else str(value)
        by_place = in_order and place < row.positions and _clear_by_place(parameter)
        yield _quoted(text) if by_place else f"{parameter.field.name}={_quoted(text)}"


def _clear_by_place(parameter: Parameter) -> bool:
    return parameter.required or isinstance(parameter.field, Words)


def _open_said(row: CommandRow, request: Request) -> Iterator[str]:
    if not row.open_values:
        return
    values = dict(getattr(request, row.open_values))
    in_order = all(getattr(request, p.attribute) != p.default for p in row.parameters[: row.positions])
    if row.positions < len(row.parameters) and in_order:
        for n in range(1, len(values) + 1):
            if str(n) not in values:
                break
            yield _quoted(values.pop(str(n)))
    yield from (f"{name}={_quoted(value)}" for name, value in values.items())


def _quoted(text: str) -> str:
    if _BARE.fullmatch(text):
        return text
    inner = text.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{inner}"'
