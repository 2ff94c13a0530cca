"""Hostile strings while somebody types: suggestions come or do not, nothing breaks, nothing unsafe is offered."""

from collections.abc import Iterator
from dataclasses import fields
from pathlib import Path

import pytest

from core.command import Command, Where
from core.completing import Typing, complete, completed
from core.context import Context, enter
from core.requests import Request
from tests.desk import CHANNEL, TEACHER
from tests.hostile.attack import unsafe
from tests.hostile.scene import HEAD, Scene, begin
from tests.hostile.strings import giants, strings
from tests.memory import Memory, remembered
from tests.roles.samples import KINDS

INPUTS = [(kind, part.name) for kind in KINDS.values() for part in fields(kind) if completed(kind, part.name)]
LONGEST = 4_100
"""Characters of a suggestion: adapters cut it to what their platform shows."""


def typings(texts: Iterator[str] | tuple[str, ...]) -> Iterator[Typing]:
    """Yield every input with every text typed in it, and beside it in the inputs that it looks at."""
    for text in texts:
        for kind, name in INPUTS:
            yield Typing(kind, name, text)
            yield Typing(kind, name, f"{text} ", {"move": text, "number": text, "scenario": text, "bank": text})


def _wrong(scene: Scene, memory: Memory, typing: Typing) -> list[str]:
    found: list[str] = []
    for who in (TEACHER, HEAD):
        ctx: Context = enter(scene.lesson.world(), memory, Command(who, Where(CHANNEL), "", Request()))
        for one in complete(ctx, typing):
            said = (one.label, one.value)
            found += [f"{typing.name} ← {typing.words[:40]!a}: {wrong}" for text in said for wrong in unsafe(text)]
            found += [f"{typing.name} offers {len(text)} characters" for text in said if len(text) > LONGEST]
    return found


async def test_whatever_is_typed_is_completed_safely_or_not_at_all(tmp_path: Path) -> None:
    scene = await begin(tmp_path)
    async with scene.lesson as lesson:
        memory = await remembered(lesson.service.store)
        tried = [typing for turn, typing in enumerate(typings(strings())) if turn % 10 == 0]
        assert [wrong for typing in tried for wrong in _wrong(scene, memory, typing)] == []
        assert len(tried) > 1_000


@pytest.mark.slow
async def test_every_hostile_text_in_every_input_is_completed_safely_or_not_at_all(tmp_path: Path) -> None:
    scene = await begin(tmp_path)
    async with scene.lesson as lesson:
        memory = await remembered(lesson.service.store)
        for texts in (strings(), giants()):
            assert [wrong for typing in typings(texts) for wrong in _wrong(scene, memory, typing)] == []
