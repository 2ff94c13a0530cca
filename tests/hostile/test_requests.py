"""Hostile strings in every text of every request, through the real service: a sentence or safe storage, never a fault.

The small dose gives each place some of the strings, so that together all are tried; the full dose gives it all of
them.
"""

from collections.abc import Sequence
from pathlib import Path

import pytest

from core.kit import fields as kit
from core.replies import Reply
from core.requests import Request
from core.requests.codec import every, load
from core.rows import Account
from tests.hostile import attack as at
from tests.hostile.places import SPOILING, places
from tests.hostile.scene import Scene, begin, from_outside
from tests.hostile.strings import FAMILIES, giants, strings
from tests.telling import Tell

SMALL = 24
"""In the small dose each place gets one string in this many."""


async def _wrong(folder: Path, strings_: Sequence[str], every_nth: int = 1, only: str = "") -> tuple[int, list[str]]:
    """Return how many tries were made, and what was wrong with their answers or with what was stored."""
    scene = await begin(folder)
    tried = [one for one in at.tries(scene, places(), strings_, every_nth) if one.place.startswith(only)]
    async with scene.lesson:
        found = await at.attack(scene, tried)
    return len(tried), [*found, *at.stored_faults(scene.lesson.path)]


def test_there_are_more_than_five_hundred_strings_of_every_family_and_all_are_tried_even_in_the_small_dose() -> None:
    assert len(strings()) >= 500
    assert all(set(family()) <= set(strings()) for family in FAMILIES.values())
    assert len(places()) >= SMALL


async def test_every_place_of_every_request_is_tried_in_a_request_that_would_be_granted(tmp_path: Path) -> None:
    scene = await begin(tmp_path)
    async with scene.lesson:
        kinds = {place.kind for place in places()}
        assert kinds == set(scene.asks)
        bare = {
            kind
            for kind in every().values()
            if kind.__module__.startswith("core.") and kind not in kinds and kind.roles
        }
        assert {kind.__name__ for kind in bare} == {
            "UndoAnswer", "ShowDue", "ShowProgress", "LeaveSection", "ShowSection", "Diagnose",
        }  # fmt: skip
        granted = {kind for kind in kinds if kind.__name__ not in SPOILING and (await _ask(scene, kind)).ok}
        assert len(granted) >= 14, granted


async def _ask(scene: Scene, kind: type[Request]) -> Reply:
    return await scene.lesson.service.handle(scene.asks[kind].delivered_to(scene.lesson))


async def test_hostile_strings_are_answered_with_a_sentence_or_stored_safely(tmp_path: Path) -> None:
    count, wrong = await _wrong(tmp_path, strings(), SMALL)
    assert count > 2_000
    assert wrong == []


@pytest.mark.slow
async def test_every_hostile_string_in_every_place_is_answered_with_a_sentence_or_stored_safely(
    tmp_path: Path, tell: Tell
) -> None:
    count, wrong = await _wrong(tmp_path, strings())
    tell(f"{len(strings())} strings in {len(places()) + 7} places: {count} requests, {len(wrong)} of them wrong")
    assert count > 500 * len(places())
    assert wrong == []


async def test_ten_million_characters_in_every_place_are_answered_with_a_sentence_or_cut(tmp_path: Path) -> None:
    scene = await begin(tmp_path)
    aimed = places()
    async with scene.lesson:
        for turn, text in enumerate(giants()):
            aims = [place for n, place in enumerate(aimed) if n % 6 == turn]
            assert await at.attack(scene, at.tries(scene, aims, [text])) == []
    assert list(at.stored_faults(scene.lesson.path)) == []


async def test_what_cannot_be_an_id_stands_as_its_digest_and_two_strangers_stay_two(tmp_path: Path) -> None:
    scene = await begin(tmp_path)
    async with scene.lesson as lesson:
        before = len(await lesson.rows(Account))
        odd = ["\ud800", "\udfff", "a\x00", "a\x01", "\u202eana", "x" * 10_000, "x" * 10_001]
        for text in odd * 2:
            assert (await lesson.service.handle(from_outside(scene, text)["Who.user"].delivered_to(lesson))).ok
        accounts = await lesson.rows(Account)
        assert len(accounts) - before == len(odd)
        assert max(len(account.id) for account in accounts) < 100


async def test_an_optional_input_left_empty_means_what_stands_unsaid(tmp_path: Path) -> None:
    count, wrong = await _wrong(tmp_path, [""], only="Extend.minutes")
    assert (count, wrong) == (1, [])


@pytest.mark.parametrize(
    "text", ["[", "[" * 100_000, "{}", "5", "null", '["End"]', '[["End"], {}]', '["End", 5]', "[{}, {}]"]
)
def test_a_button_that_remembers_no_request_is_refused_with_a_value_error(text: str) -> None:
    with pytest.raises(ValueError, match=r"request|JSON|Expecting|unpack|validation"):
        load(text)


def test_a_hostile_button_is_a_request_or_a_value_error() -> None:
    for text in strings():
        try:
            made = load(text)
        except ValueError:
            continue
        assert isinstance(made, Request)


class TestThePlantedFaults:
    """Each guard taken away is noticed."""

    async def test_a_field_that_does_not_clean(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(kit.Words, "parse", lambda self, raw: str(raw)[: self.limit])
        _, wrong = await _wrong(tmp_path, ["an\x00a", "\u202eyes"], only="SendNote.text")
        assert any("writings.body carries" in one for one in wrong), wrong

    async def test_a_cleaning_that_forgets_zero_width(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(kit, "clean", lambda text: text.encode("utf-8", "replace").decode().replace("\x00", ""))
        _, wrong = await _wrong(tmp_path, ["An\u200ba"], only="SendNote.text")
        assert any("writings.body carries '\\u200b'" in one for one in wrong)

    async def test_a_door_that_does_not_check(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr("core.context.typed", lambda ask: ask)
        _, wrong = await _wrong(tmp_path, ["\ud800"], only="ShowDesk.table")
        assert any("answered with a fault" in one for one in wrong)

    async def test_an_id_stored_as_it_came(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr("core.command.as_id", lambda text: text)
        _, wrong = await _wrong(tmp_path, ["a\x01b", "x" * 5_000], only="Who.user")
        assert any("accounts.id carries" in one for one in wrong)
        assert any("is a name of" in one for one in wrong)

    async def test_a_handler_that_shows_its_insides(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr("core.section.settings.quiet_hours", lambda *_: 1 // 0)
        _, wrong = await _wrong(tmp_path, ["22:00-07:00"], only="ChangeSection.quiet")
        assert any("answered with a fault" in one for one in wrong)
