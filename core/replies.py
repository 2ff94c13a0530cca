"""Answers: what a decision came to (stored under its delivery) and what a person is shown (drawn anew each time)."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from core.blocks import Block, Choose, Facts, Press, Text
from core.kit.refusals import Refused
from core.requests.base import Request

Audience = Literal["person", "table", "section", "instructors"]
"""Who may see a reply. An adapter refuses to send a private one publicly."""


@dataclass(frozen=True, slots=True)
class Next:
    """A next step: a button's name and the request it makes."""

    label: str
    request: Request


@dataclass(frozen=True, slots=True, kw_only=True)
class Result:
    """What a request came to, as it is stored: sentences, facts and next steps; never a secret of another seat."""

    said: tuple[str, ...] = ()
    facts: tuple[tuple[str, str], ...] = ()
    next: tuple[Next, ...] = ()
    then: Request | None = None
    """A reading request whose answer is shown below the sentences, drawn anew each time."""
    refused: str = ""
    """Empty when it was done; else the kind of refusal (core.kit.refusals) or "trouble"."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reply:
    """What is shown, and to whom."""

    audience: Audience = "person"
    blocks: tuple[Block, ...] = ()
    refused: str = ""

    @property
    def ok(self) -> bool:
        """Whether what was asked for was done."""
        return not self.refused


def refusal(refused: Refused, next_steps: Sequence[Next] = ()) -> Result:
    """Return the result of a refused request: its sentence as it stands, and what may have been meant."""
    guess = f"Did you mean: {', '.join(refused.suggestions)}?" if refused.suggestions else ""
    said = tuple(text for text in (refused.sentence, guess) if text)
    return Result(said=said, refused=refused.kind, next=tuple(next_steps))


def drawn(result: Result, below: Sequence[Block] = ()) -> Reply:
    """Return the reply that shows a result, with what `then` led to below it."""
    blocks: list[Block] = [Text(sentence) for sentence in result.said]
    if result.facts:
        blocks.append(Facts(result.facts))
    blocks.extend(below)
    if result.next:
        blocks.append(Choose(tuple(Press(step.label, step.request) for step in result.next)))
    return Reply(blocks=tuple(blocks), refused=result.refused)
