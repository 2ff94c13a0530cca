"""The check question: one thing everybody should know before the talks. It is not scored."""

from core.game import MoveSpec, Option, Pick

QUESTION = "Your chief signs a text that your groups will not ratify. What is that called?"
RIGHT = "b"
OPTIONS = (
    Option("a", "Voluntary defection"),
    Option("b", "Involuntary defection"),
    Option("c", "A side payment"),
)
ANSWER = (
    "Involuntary defection: the chief meant to keep the bargain, but the groups at home did not ratify it. "
    "Voluntary defection is breaking a treaty on purpose once it is in force (Putnam 1988)."
)


def spec() -> MoveSpec:
    """Return the move that answers the question, sealed until everybody has answered."""
    field = Pick(name="choice", label="Answer", help=QUESTION, options=OPTIONS)
    return MoveSpec(name="answer", label="Answer the check question", help=QUESTION, fields=(field,), sealed=True)
