"""The self-quiz in chat, and opening a live quiz: who answers which request."""

from core.context import Handlers
from core.quiz.flow.answering import answer
from core.quiz.flow.asking import show_question
from core.quiz.flow.due import show_due
from core.quiz.flow.grading import grade
from core.quiz.flow.live import start_quiz
from core.quiz.flow.progress import show_progress
from core.quiz.flow.study import study_quiz
from core.quiz.flow.undoing import undo_answer
from core.requests.quiz import (
    Answer,
    Grade,
    ShowDue,
    ShowProgress,
    ShowQuestion,
    StartQuiz,
    StudyQuiz,
    UndoAnswer,
)

__all__ = ["HANDLERS"]

HANDLERS = Handlers(
    decide={
        StudyQuiz: study_quiz,
        Answer: answer,
        Grade: grade,
        UndoAnswer: undo_answer,
        StartQuiz: start_quiz,
    },
    show={ShowQuestion: show_question, ShowDue: show_due, ShowProgress: show_progress},
)
