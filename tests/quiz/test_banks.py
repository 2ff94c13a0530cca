"""Every bundled bank is fit to be taught from, and the linter that says so can fail."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from core.quiz.bank import NoSuchBank, as_bank, bundled, digest, load
from core.quiz.lint import apply_share, lint, longest_key_share, position_shares, singles
from core.quiz.model import Import, Kind, Option, Question

ALLIANCES = load("alliances").questions


@pytest.mark.parametrize("name", bundled())
def test_a_bundled_bank_is_read_without_a_remark_and_lints_clean(name: str) -> None:
    bank = load(name)
    assert bank.diagnostics == ()
    assert lint(bank.questions) == ()


def test_the_alliances_bank_is_large_and_mostly_made_for_four_buttons() -> None:
    assert "alliances" in bundled()
    assert len(ALLIANCES) >= 95
    assert len([each for each in singles(ALLIANCES) if len(each.options) == 4]) >= 0.9 * len(ALLIANCES)
    assert {"win-sets", "entrapment", "nato", "apply", "recall", "easy", "hard"} <= set(load("alliances").topics)


def test_the_key_is_seldom_the_longest_and_stands_everywhere() -> None:
    assert longest_key_share(ALLIANCES) <= 0.35
    assert apply_share(ALLIANCES) >= 0.40
    assert all(0.2 <= share <= 0.3 for share in position_shares(ALLIANCES))


def test_every_question_is_either_recall_or_apply_and_has_one_difficulty() -> None:
    for question in ALLIANCES:
        assert len({"apply", "recall"} & set(question.tags)) == 1
        assert len({"easy", "medium", "hard"} & set(question.tags)) == 1
        assert len(question.tags) == 3


@pytest.mark.parametrize(
    "slip", ["grizzly", "complimentary", "March 1939", "Article V in Libya", "all of the above", "United State "]
)
def test_the_slips_of_the_course_material_are_not_taught(slip: str) -> None:
    said = [(each.stem, each.feedback, *(option.text for option in each.options)) for each in ALLIANCES]
    assert not [words for words in said if slip.casefold() in " ".join(words).casefold()]


def bank(change: Callable[[Question, int], Question]) -> tuple[Question, ...]:
    return tuple(change(question, place) for place, question in enumerate(ALLIANCES))


def rules(questions: tuple[Question, ...]) -> set[str]:
    return {finding.rule for finding in lint(questions)}


def with_key(question: Question, write: Callable[[str], str]) -> Question:
    if question.kind is not Kind.SINGLE:
        return question
    options = tuple(
        replace(option, text=write(option.text)) if option.weight else option for option in question.options
    )
    return replace(question, options=options)


def with_options(place: int, *options: Option) -> tuple[Question, ...]:
    return bank(lambda question, at: replace(question, options=options) if at == place else question)


def key_first(question: Question, _: int) -> Question:
    return replace(question, options=tuple(sorted(question.options, key=lambda option: -option.weight)))


def test_keys_made_longer_than_every_distractor_are_found() -> None:
    assert rules(bank(lambda each, _: with_key(each, lambda text: text + " at last, as ever"))) >= {"longest key"}


def test_keys_made_shorter_than_every_distractor_are_found() -> None:
    assert rules(bank(lambda each, at: with_key(each, lambda _: f"{at}"))) == {"shortest key"}


def test_keys_that_always_come_first_are_found() -> None:
    assert lint(bank(key_first))[0].message == "The key is A in 100% of the questions."
    assert rules(bank(key_first)) == {"key position"}


def test_a_bank_of_definitions_is_found() -> None:
    assert rules(bank(lambda each, _: replace(each, tags=("recall",)))) == {"apply share"}


def test_a_bank_without_options_for_the_buttons_is_found() -> None:
    shortened = bank(lambda each, at: replace(each, kind=Kind.SHORT, options=()) if at % 2 else each)
    assert rules(shortened) == {"four buttons"}


GOOD = (Option("yes", 1.0), Option("no"), Option("perhaps"), Option("never"))


@pytest.mark.parametrize(
    ("options", "rule"),
    [
        ((*GOOD[:3], Option("All of the above.")), "banned option"),
        ((*GOOD[:3], Option("None of the  above")), "banned option"),
        ((*GOOD[:3], Option("x" * 76)), "option length"),
        ((*GOOD[:3], Option("No ")), "duplicate option"),
        ((*GOOD[:3], Option("maybe", 1.0)), "key"),
        (tuple(replace(option, weight=0.0) for option in GOOD), "key"),
    ],
)
def test_one_bad_set_of_options_is_found(options: tuple[Option, ...], rule: str) -> None:
    assert rules(with_options(0, *GOOD)) == set()
    assert rules(with_options(0, *options)) == {rule}


@pytest.mark.parametrize(
    ("change", "rule"),
    [
        (lambda first: replace(first, stem="x" * 301), "stem length"),
        (lambda first: replace(first, feedback=""), "feedback"),
        (lambda first: replace(first, id=""), "id"),
        (lambda first: replace(first, id=ALLIANCES[1].id), "id"),
        (lambda first: replace(first, stem=ALLIANCES[1].stem.upper()), "duplicate stem"),
    ],
)
def test_one_bad_question_is_found(change: Callable[[Question], Question], rule: str) -> None:
    assert rules((change(ALLIANCES[0]), *ALLIANCES[1:])) == {rule}


def test_a_small_bank_is_not_judged_by_shares() -> None:
    assert lint(tuple(key_first(question, 0) for question in ALLIANCES[:4])) == ()


def test_a_file_is_a_bank_and_questions_without_an_id_get_a_lasting_one(tmp_path: Path) -> None:
    file = tmp_path / "week3.gift"
    file.write_text("One.{T}\n\n// [id:two]\nTwo.{F}\n\n// [id:two]\nAgain.{F}\n", encoding="utf-8")
    mine = load(file)
    assert mine.name == "week3"
    assert [question.id for question in mine.questions] == [digest(mine.questions[0]), "two"]
    assert [(each.line, each.message) for each in mine.diagnostics] == [
        (7, "The id two was used in line 4 already; this question was left out.")
    ]
    assert mine.question("two") == mine.questions[1]
    assert mine.question("three") is None
    assert load(str(file)) == mine


def test_an_id_survives_a_new_explanation_but_not_a_new_stem() -> None:
    first = ALLIANCES[0]
    assert digest(replace(first, feedback="Better.", line=99)) == digest(first)
    assert digest(replace(first, stem="Else?")) != digest(first)
    assert as_bank("x", Import((replace(first, id=""),))).questions[0].id == digest(first)


def test_an_unknown_bank_is_refused_with_the_names_there_are() -> None:
    with pytest.raises(NoSuchBank, match=r"the bundled banks are: .*alliances"):
        load("realism")
