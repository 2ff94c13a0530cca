"""Typed inputs. A field is declared once: it validates, draws a form, writes help, a journal entry and a CSV column."""

import unicodedata
from dataclasses import dataclass

from core.kit.refusals import NotAMove

Value = int | str | bool
"""What a field may hold: whole numbers (points, per cent), an option's key, a yes or no, or words."""

_YES = frozenset({"yes", "y", "true", "t", "1", "on", "for"})
_NO = frozenset({"no", "n", "false", "f", "0", "off", "against"})
_HIDDEN = frozenset("\u200b\u200c\u200d\u2060\ufeff\u00ad")
_LONGEST_NUMBER = 18  # digits: whatever is longer overflows SQLite's integers
_LONGEST_WORD = 1_000  # characters of what is read as a number, an option, a yes or no; more is none of them


def clean(text: str) -> str:
    """Return text in NFC without surrogates, controls, bidi overrides or zero-width characters."""
    if text.isascii() and text.isprintable():
        return text.strip()  # nearly every word that people send; thousands may come at once
    kept = (c for c in text if c in "\n\t" or (unicodedata.category(c) not in {"Cc", "Cs", "Cf", "Co", "Cn"}))
    return unicodedata.normalize("NFC", "".join(c for c in kept if c not in _HIDDEN)).strip()


def _word(raw: object) -> str:
    """Return what was typed, cleaned; megabytes are not looked at, since they would hold up everybody else."""
    text = str(raw)
    return clean(text) if len(text) <= _LONGEST_WORD else ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Field:
    """One input of a move or a request: `name` in words a command line takes, `label` on a form."""

    name: str
    label: str
    help: str = ""
    optional: bool = False

    def parse(self, raw: object) -> Value:
        """Return the value that `raw` stands for, or raise NotAMove with a sentence naming the field."""
        raise NotImplementedError  # each kind of field reads its own values

    def show(self, value: Value) -> str:
        """Return the value in words."""
        return str(value)

    def range_text(self) -> str:
        """Return what may be entered, in words."""
        return ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Whole(Field):
    """A whole number from `low` to `high`, both included, with its unit ("%", "points", "minutes")."""

    low: int
    high: int
    unit: str = ""

    def parse(self, raw: object) -> int:
        """Return the number; accept 60, "60", "60 %" and 60.0."""
        if isinstance(raw, bool):
            raise self._refuse()
        if isinstance(raw, int):
            number = raw
        else:
            text = _word(raw).removesuffix(self.unit or "%").removesuffix("%").strip()
            if not text.removeprefix("-").isascii() or not text.removeprefix("-").removesuffix(".0").isdigit():
                raise self._refuse()
            if len(text) > _LONGEST_NUMBER:
                raise self._refuse()
            number = int(text.removesuffix(".0"))
        if not self.low <= number <= self.high:
            raise self._refuse()
        return number

    def show(self, value: Value) -> str:
        """Return the number with its unit."""
        return f"{value} {self.unit}".strip()

    def range_text(self) -> str:
        """Return the bounds."""
        return f"{self.low} to {self.show(self.high)}"

    def _refuse(self) -> NotAMove:
        return NotAMove(f"{self.label} takes a whole number from {self.range_text()}.")


@dataclass(frozen=True, slots=True)
class Option:
    """One thing to pick: a `key` for the journal, a `label` people read, an optional hint."""

    key: str
    label: str
    hint: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Pick(Field):
    """One of the options, named by its key, its label, its number (from 1) or an unmistakable beginning."""

    options: tuple[Option, ...]

    def parse(self, raw: object) -> str:
        """Return the key of the option meant."""
        text = _word(raw).casefold()
        for option in self.options:
            if text in {option.key.casefold(), option.label.casefold()}:
                return option.key
        if text.isascii() and text.isdigit() and len(text) < 4 and 1 <= int(text) <= len(self.options):
            return self.options[int(text) - 1].key
        begun = [o for o in self.options if text and o.label.casefold().startswith(text)]
        if len(begun) == 1:
            return begun[0].key
        raise NotAMove(f"{self.label} takes one of: {self.range_text()}.", suggestions=tuple(o.key for o in begun))

    def show(self, value: Value) -> str:
        """Return the label of the option with this key."""
        return next((o.label for o in self.options if o.key == value), str(value))

    def range_text(self) -> str:
        """Return the labels."""
        return ", ".join(o.label for o in self.options)


@dataclass(frozen=True, slots=True, kw_only=True)
class YesNo(Field):
    """A yes or a no."""

    def parse(self, raw: object) -> bool:
        """Return the answer; accept yes/no, true/false, for/against, on/off, 1/0."""
        text = _word(raw).casefold()
        if text in _YES:
            return True
        if text in _NO:
            return False
        raise NotAMove(f"{self.label} takes yes or no.")

    def show(self, value: Value) -> str:
        """Return "yes" or "no"."""
        return "yes" if value else "no"

    def range_text(self) -> str:
        """Return the two answers."""
        return "yes or no"


@dataclass(frozen=True, slots=True, kw_only=True)
class Words(Field):
    """Free text of up to `limit` characters. Never part of a move: free text lives in rows of its own."""

    limit: int
    long: bool = False

    def parse(self, raw: object) -> str:
        """Return the text, cleaned of what a chat must not carry."""
        text = clean(str(raw)[: self.limit * 4])
        if not text and not self.optional:
            raise NotAMove(f"{self.label} is empty. Write a few words.")
        if len(text) > self.limit:
            raise NotAMove(f"{self.label} is too long: {len(text)} characters where {self.limit} fit. Shorten it.")
        return text

    def range_text(self) -> str:
        """Return the length allowed."""
        return f"up to {self.limit} characters"
