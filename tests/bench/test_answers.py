"""The benchmark of simultaneous answers counts what is stored, not only what was acknowledged."""

from tests.bench import answers


def test_a_small_class_answers_every_question_at_once_and_all_of_it_is_stored() -> None:
    (row,) = answers.measure((6,))
    assert [question.stored for question in row.questions] == [6] * answers.QUESTIONS
    assert row.whole
