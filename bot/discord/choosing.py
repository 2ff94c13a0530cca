"""A value that is chosen rather than written: its options, and which of them stands."""

from collections.abc import Sequence

from bot.discord.limits import OPTIONS_IN_SELECT
from core.game import Field, Option, Pick, Value, Whole, YesNo
from core.kit.refusals import NotAMove

_YES_NO = (Option("yes", "Yes"), Option("no", "No"))


def options_of(field: Field) -> Sequence[Option]:
    """Return what a field is chosen from; () where there is more than a list holds, or the value is written."""
    match field:
        case Pick(options=options) if len(options) <= OPTIONS_IN_SELECT:
            return options
        case YesNo():
            return _YES_NO
        case Whole(low=low, high=high) if high - low < OPTIONS_IN_SELECT:
            return tuple(Option(str(n), field.show(n)) for n in range(low, high + 1))
        case _:
            return ()


def chosen(field: Field, value: Value) -> str:
    """Return the key of the option that a value stands for, however it was typed; what fits none stays as it is."""
    try:
        meant = field.parse(value)
    except NotAMove:
        return str(value)
    return field.show(meant) if isinstance(field, YesNo) else str(meant)
