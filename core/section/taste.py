"""How somebody likes to be shown things."""

from dataclasses import dataclass
from typing import Literal

from core.context import Context


@dataclass(frozen=True, slots=True)
class Taste:
    """Words instead of pictures, or pictures dark or light."""

    plain: bool = False
    theme: Literal["dark", "light"] = "dark"


def taste(ctx: Context) -> Taste:
    """Return how the asker likes to be shown things; whoever is not known yet gets dark pictures."""
    return Taste(ctx.person.plain, ctx.person.theme) if ctx.person else Taste()
