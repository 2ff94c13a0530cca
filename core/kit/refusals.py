"""Why something cannot be done, in a sentence a person can act on.

Refused
├── NotAMove     what was sent is no move of this game, or a value does not fit
├── Illegal      a move, but not now
├── Ambiguous    which one did you mean?
└── NotAllowed   not yours to do, or not there (the two are never told apart)
"""


class Refused(Exception):
    """A request that changes nothing; its text is shown privately as it stands."""

    kind = "refused"

    def __init__(self, sentence: str, *, suggestions: tuple[str, ...] = ()) -> None:
        super().__init__(sentence)
        self.sentence = sentence
        self.suggestions = suggestions
        """Words the person may have meant, best first."""


class NotAMove(Refused):
    """The words or values name no move here."""

    kind = "not_a_move"


class Illegal(Refused):
    """A move of this game that the rules do not allow now."""

    kind = "illegal"


class Ambiguous(Refused):
    """More than one thing could be meant; `suggestions` lists them."""

    kind = "ambiguous"


class NotAllowed(Refused):
    """Not this person's to do; the same answer whether the thing is absent or another's."""

    kind = "not_allowed"
