"""The check question: the one rule everybody should know before the talks. It is not scored."""

from core.game import MoveSpec, Option, Pick

QUESTION = (
    "All chiefs sign a treaty worth 700 points to you. Groups in one state refuse it, and refuse it again. "
    "What do you get?"
)
RIGHT = "b"
OPTIONS = (
    Option("a", "700 points"),
    Option("b", "Your reversion point"),
    Option("c", "Nothing"),
)
ANSWER = (
    "The question: you get your reversion point, what no treaty is worth to you. A signed treaty that is refused at "
    "home is involuntary defection. To break one on purpose, once it is in force, is voluntary defection (Putnam 1988)."
)


def spec() -> MoveSpec:
    """Return the move that answers the question, sealed until everybody has answered."""
    field = Pick(name="choice", label="Answer", help=QUESTION, options=OPTIONS)
    return MoveSpec(name="answer", label="Answer", help=QUESTION, fields=(field,), sealed=True)
