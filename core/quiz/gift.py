"""GIFT, Moodle's plain-text format, read by Moodle's own rules (Paul Tsuchido Shew's 2003 import filter)."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import dropwhile

from core.quiz.gift_answers import Body, read_body
from core.quiz.gift_text import carried, chat_text, format_of, hide_escapes, show_escapes
from core.quiz.html_text import tidy
from core.quiz.located import ItemFault, Located
from core.quiz.model import Diagnostic, Import, Kind, Question, Severity, refusal
from core.quiz.textfile import MOST_QUESTIONS, FileRefused, decode

MOST_DIAGNOSTICS = 500
GAP = "_____"
_CATEGORY = "$CATEGORY:"


@dataclass(frozen=True, slots=True)
class _Block:
    """The lines between two blank ones: what they say, and what their comments carry."""

    body: Located
    comment: str


@dataclass(frozen=True, slots=True)
class _Frame:
    """An item taken apart: title, stem with its gap, what the braces held (None without braces)."""

    title: str
    stem: str
    inside: Located | None
    feedback: str
    warnings: tuple[Diagnostic, ...]


def read_gift(data: bytes, source: str = "") -> Import:
    """Read a GIFT file of at most 2 MB and 2,000 questions; `source` is its name, kept in each question.

    Never raises on content: an item that cannot be read is skipped and named with its line.
    """
    try:
        decoded = decode(data)
    except FileRefused as refused:
        return refusal(str(refused))
    result = read_gift_text(decoded.text, source)
    if not decoded.guessed:
        return result
    doubt = Diagnostic(1, Severity.WARNING, "Not UTF-8: read as Windows-1252, so look at accented letters.")
    return replace(result, diagnostics=(doubt, *result.diagnostics))


def read_gift_text(text: str, source: str = "") -> Import:
    """Read the questions in GIFT text whose lines end with a line feed."""
    questions: list[Question] = []
    diagnostics: list[Diagnostic] = []
    category = ""
    for block in _blocks(text):
        fault = _full(block, len(questions), len(diagnostics))
        if fault:
            diagnostics.append(fault)
            break
        try:
            category, item, warnings = _category_first(block, category)
            diagnostics.extend(warnings)
            if item is not None:
                question, doubts = _read_item(item, category, source)
                questions.append(question)
                diagnostics.extend(doubts)
        except ItemFault as fault_found:
            diagnostics.append(Diagnostic(fault_found.line, Severity.ERROR, str(fault_found)))
    if not questions and not diagnostics:
        return refusal("There is no question in this file.")
    return Import(tuple(questions), tuple(diagnostics))


def _full(block: _Block, questions: int, diagnostics: int) -> Diagnostic | None:
    if questions >= MOST_QUESTIONS:
        message = f"{MOST_QUESTIONS:,} questions are read from one file; what follows was left out."
    elif diagnostics >= MOST_DIAGNOSTICS:
        message = f"Reading stopped after {MOST_DIAGNOSTICS} remarks; is this a GIFT file?"
    else:
        return None
    return Diagnostic(block.body.line, Severity.ERROR, message)


def _blocks(text: str) -> Iterator[_Block]:
    first, lines = 1, list[str]()
    for number, line in enumerate((*text.split("\n"), ""), start=1):
        if stripped := line.strip():
            lines.append(stripped)
            continue
        if lines:
            block = _block(lines, first)
            if block.body.text:
                yield block
        first, lines = number + 1, []


def _block(lines: list[str], first: int) -> _Block:
    comment = "\n".join(line for line in lines if line.startswith("//"))
    body = "\n".join("" if line.startswith("//") else line for line in lines)
    return _Block(Located(hide_escapes(body), first).strip(), comment)


def _category_first(block: _Block, category: str) -> tuple[str, _Block | None, tuple[Diagnostic, ...]]:
    """Return the category from here on, the item still to read if any, and doubts."""
    lines = block.body.text.split("\n")
    rest = list(dropwhile(lambda line: not line or line.startswith(_CATEGORY), lines))
    named = [line for line in lines[: len(lines) - len(rest)] if line]
    if not named:
        return category, block, ()
    category = tidy(show_escapes(named[-1].removeprefix(_CATEGORY)))
    if len(named) == 1 and not rest:
        return category, None, ()
    doubt = Diagnostic(block.body.line, Severity.WARNING, "Leave a blank line after $CATEGORY:, or Moodle reads on.")
    body = Located("\n".join(rest), block.body.line + len(lines) - len(rest))
    return category, _Block(body, block.comment) if rest else None, (doubt,)


def _read_item(block: _Block, category: str, source: str) -> tuple[Question, tuple[Diagnostic, ...]]:
    form, frame = _frame(block.body)
    body = Body(Kind.DESCRIPTION) if frame.inside is None else read_body(frame.inside, form)
    if not frame.stem:
        raise ItemFault(block.body.line, "This item asks nothing: there is no text outside the braces.")
    name, tags = carried(block.comment)
    question = Question(
        kind=body.kind,
        stem=frame.stem,
        options=body.options,
        answers=body.answers,
        pairs=body.pairs,
        feedback=frame.feedback,
        category=category,
        tags=tags,
        points=0.0 if body.kind is Kind.DESCRIPTION else 1.0,
        id=name,
        title=frame.title,
        source=source,
        line=block.body.line,
    )
    return question, (*frame.warnings, *body.warnings)


def _frame(body: Located) -> tuple[str, _Frame]:
    title, rest, warnings = _title(body)
    start, finish = _braces(rest)
    if start < 0:
        form, _ = format_of(rest.text, "moodle")
        return form, _Frame(title, chat_text(rest.text, "moodle"), None, "", warnings)
    before, after = rest.text[:start], rest.text[finish + 1 :]
    asked = f"{before}{GAP if after else ''}{after}"
    form, _ = format_of(asked, "moodle")
    inside, feedback = _general_feedback(rest.head(finish).tail(start + 1).strip())
    return form, _Frame(title, chat_text(asked, "moodle"), inside, chat_text(feedback, form), warnings)


def _title(body: Located) -> tuple[str, Located, tuple[Diagnostic, ...]]:
    if not body.text.startswith("::"):
        return "", body, ()
    end = body.text.find("::", 2)
    if end >= 0:
        return " ".join(tidy(show_escapes(body.text[2:end])).split()), body.tail(end + 2).strip(), ()
    doubt = Diagnostic(body.line, Severity.WARNING, "The title that opens with :: is not closed with ::.")
    return "", body.tail(2).strip(), (doubt,)


def _braces(item: Located) -> tuple[int, int]:
    """Return the offsets of the one pair of braces, (-1, -1) when there is none."""
    text = item.text
    start, finish = text.find("{"), text.find("}")
    if start < 0 and finish < 0:
        return -1, -1
    if finish < 0:
        raise ItemFault(item.tail(start).line, "An opening brace { has no closing brace } before the blank line.")
    if start < 0 or finish < start:
        raise ItemFault(item.tail(finish).line, "A closing brace } has no opening brace { before it.")
    again = min((at for at in (text.find("{", start + 1), text.find("}", finish + 1)) if at >= 0), default=-1)
    if again >= 0:
        raise ItemFault(
            item.tail(again).line,
            "A second brace in one item: leave a blank line between questions, or write \\{ and \\} for text.",
        )
    return start, finish


def _general_feedback(inside: Located) -> tuple[Located, str]:
    at = inside.text.rfind("####")
    return (inside, "") if at < 0 else (inside.head(at).strip(), inside.text[at + 4 :])
