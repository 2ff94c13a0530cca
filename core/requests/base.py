"""The shape of a request, and who may make it."""

from dataclasses import dataclass, fields
from functools import cache
from typing import Annotated, Any, ClassVar, Literal, get_args, get_origin, get_type_hints

from core.kit.fields import Field

Role = Literal["guest", "student", "assistant", "instructor"]

ANYBODY: frozenset[Role] = frozenset({"guest", "student", "assistant", "instructor"})
MEMBERS: frozenset[Role] = frozenset({"student", "assistant", "instructor"})
STAFF: frozenset[Role] = frozenset({"assistant", "instructor"})
TEACHERS: frozenset[Role] = frozenset({"instructor"})


@dataclass(frozen=True)
class Request:
    """Something a person asks for. Subclasses say who may ask and whether it changes anything."""

    roles: ClassVar[frozenset[Role]] = frozenset()
    """Nobody, unless a request says otherwise."""
    writes: ClassVar[bool] = True
    """False: answered from the reading connection, never through the writer."""
    teaches: ClassVar[bool] = False
    """True: also needs the platform's word that this person may teach here."""
    administers: ClassVar[bool] = False
    """True: also needs the platform's word that this person runs the place."""
    here: ClassVar[bool] = False
    """True: about the very channel it is made in, whatever section the asker belongs to elsewhere."""


def inputs(request: type[Request]) -> tuple[Field, ...]:
    """Return the fields that a person may type or fill in, in order."""
    kind: Any = request  # type checkers take the instances' __hash__ for the class's own
    return _inputs(kind)


@cache
def _inputs(request: Any) -> tuple[Field, ...]:
    hints = get_type_hints(request, include_extras=True)
    found = (_input(hints[f.name]) for f in fields(request))
    return tuple(field for field in found if field is not None)


def _input(hint: object) -> Field | None:
    if get_origin(hint) is not Annotated:
        return None
    return next((part for part in get_args(hint)[1:] if isinstance(part, Field)), None)
