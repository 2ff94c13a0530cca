"""Banks of questions: those that come with Entente, and files of one's own."""

import hashlib
from dataclasses import dataclass, replace
from importlib.resources import files
from pathlib import Path

from core.quiz.check import READERS, check_bytes, check_file
from core.quiz.model import Diagnostic, Import, Question, Severity

_SHELF = files("core.quiz") / "banks"


class NoSuchBank(LookupError):
    """Neither a bundled bank nor a readable file has this name; the message says what there is."""


@dataclass(frozen=True, slots=True)
class Bank:
    """A named set of questions, each with an id that no other in the bank has."""

    name: str
    questions: tuple[Question, ...]
    diagnostics: tuple[Diagnostic, ...] = ()

    @property
    def topics(self) -> tuple[str, ...]:
        """Every tag in the bank, alphabetically."""
        return tuple(sorted({tag for question in self.questions for tag in question.tags}))

    def question(self, name: str) -> Question | None:
        """Return the question with this id, None when the bank has none."""
        return next((each for each in self.questions if each.id == name), None)


def bundled() -> tuple[str, ...]:
    """Return the names of the banks that come with Entente, alphabetically."""
    return tuple(sorted(Path(file.name).stem for file in _SHELF.iterdir() if Path(file.name).suffix in READERS))


def load(name: str | Path) -> Bank:
    """Return a bank by its bundled name or by the path of a file.

    Raises NoSuchBank when there is neither. What a file says badly is in `diagnostics`, as on import.
    """
    if str(name) in bundled():
        shelved = next(file for file in _SHELF.iterdir() if Path(file.name).stem == name)
        return as_bank(str(name), check_bytes(shelved.read_bytes(), shelved.name))
    path = Path(name)
    if not path.is_file():
        known = ", ".join(bundled())
        raise NoSuchBank(f"There is no bank or file called {name}; the bundled banks are: {known}.")
    return as_bank(path.stem, check_file(path))


def as_bank(name: str, result: Import) -> Bank:
    """Return an import as a bank: every question named, later ones of the same id refused."""
    kept: dict[str, Question] = {}
    refused = []
    for question in result.questions:
        named = question if question.id else replace(question, id=digest(question))
        if named.id in kept:
            refused.append(_same_id(named, kept[named.id]))
        else:
            kept[named.id] = named
    return Bank(name, tuple(kept.values()), (*result.diagnostics, *refused))


def digest(question: Question) -> str:
    """Return 16 hexadecimal digits that stay the same while kind, stem and answers do."""
    options = sorted(option.text for option in question.options)
    words = (question.kind.value, question.stem, repr(options), repr(question.answers), repr(question.pairs))
    return hashlib.sha256("\0".join(words).encode()).hexdigest()[:16]


def _same_id(question: Question, first: Question) -> Diagnostic:
    message = f"The id {question.id} was used in line {first.line} already; this question was left out."
    return Diagnostic(question.line, Severity.ERROR, message)
