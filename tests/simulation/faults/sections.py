"""Slips in the rooms of sections and of the self-quiz."""

from contextlib import AbstractContextManager
from dataclasses import replace
from typing import Any
from unittest.mock import patch

from core.context import Context
from core.quiz.flow import answering, undoing
from core.quiz.flow.standing import Standing
from core.rows import Membership, Section
from core.section import membership
from tests.simulation.faults.fault import Fault


def an_answer_is_stored_twice() -> AbstractContextManager[object]:
    """An answer of the self-quiz leaves two attempts."""
    real = answering._store

    def store(ctx: Context, here: Standing, text: str) -> None:
        real(ctx, here, text)
        real(ctx, here, text)

    return patch.object(answering, "_store", store)


def an_answer_is_shown_and_not_stored() -> AbstractContextManager[object]:
    """The round goes on from an answer of which no attempt is kept."""

    def store(ctx: Context, here: Standing, text: str) -> None:
        ctx.put(replace(here.study, answered=text))

    return patch.object(answering, "_store", store)


def undo_leaves_the_card_rated() -> AbstractContextManager[object]:
    """An answer is taken back, and its card stays where its grade has put it."""
    return patch.object(undoing, "_restore_card", lambda _ctx, _attempt: None)


def whoever_comes_back_is_in_twice() -> AbstractContextManager[object]:
    """Joining does not look whether somebody has been here before."""
    return patch.object(membership, "membership_of", lambda *_: None)


def whoever_leaves_is_still_in() -> AbstractContextManager[object]:
    """Leaving a section is told, and not noted."""

    def kept(row: Any, **changes: Any) -> Any:
        return row if changes.get("left") else replace(row, **changes)

    return patch.object(membership, "replace", kept)


def whoever_joins_is_an_assistant() -> AbstractContextManager[object]:
    """A newcomer is staff at once."""
    real = membership._new_membership

    def new(ctx: Context, section: Section) -> Membership:
        return replace(real(ctx, section), role="assistant")

    return patch.object(membership, "_new_membership", new)


FAULTS: tuple[Fault, ...] = (
    Fault(an_answer_is_stored_twice, seed=4),
    Fault(an_answer_is_shown_and_not_stored, seed=4),
    Fault(undo_leaves_the_card_rated, seed=24),
    Fault(whoever_comes_back_is_in_twice, seed=7),
    Fault(whoever_leaves_is_still_in, seed=3),
    Fault(whoever_joins_is_an_assistant),
)
