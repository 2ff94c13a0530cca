"""Live points: what a right answer is worth. Whole numbers throughout, so that ties are exact."""

from core.games.live_quiz.questions import LiveQuizParams, Mode

FULL = 1000
_AT_ONCE = 500  # milliseconds: quicker than this is as quick as can be told apart (Kahoot's rule)
_BONUS = 499  # all bonuses of a quiz together stay below half a right answer


def live_points(mode: Mode, elapsed: int, time: int, questions: int) -> int:
    """Return the points of a right answer given `elapsed` ms after the question opened, of `time` ms.

    accuracy: 1000. kahoot: 1000 below half a second, else 1000·(1 − t/2T), halves rounded up (Kahoot's published rule).
    accuracy_first: 1000 + floor(499/n·(1 − t/T)), so that with n questions one more right answer always wins.
    """
    spent = min(max(elapsed, 0), time)
    if mode == "kahoot" and spent >= _AT_ONCE:
        return (FULL * (2 * time - spent) + time) // (2 * time)
    if mode == "accuracy_first":
        return FULL + _BONUS * (time - spent) // (questions * time)
    return FULL


def best(params: LiveQuizParams) -> int:
    """Return the most points that a whole quiz can bring: every answer right and at once."""
    count = len(params.questions)
    return count * live_points(params.mode, 0, 1, count)
