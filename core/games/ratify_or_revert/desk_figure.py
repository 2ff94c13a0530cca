"""The small picture on a desk: one's own win-set and the offers so far; never the other side's edge."""

from core.game import Axis, Dots, Figure, Mark, Span
from core.games.ratify_or_revert.params import PIE, SIDES, Side
from core.games.ratify_or_revert.state import State, home_of, red_line_of, seat_of, side_of

_OWN, _X, _Y = 3, 2, 1
_SHOWN = 3  # offers of each side


def desk_figure(state: State, seat: str) -> Figure:
    """Return the picture of a negotiator's or voter's desk on X's share."""
    params = state.params
    own = _own_name(state, seat)
    low, high = _own_range(state, seat)
    offers = {side: _latest(state, side) for side in SIDES}
    rows = [(own, f"{low} to {high}")]
    rows += [(f"{params.name(side)}'s offers", ", ".join(map(str, offers[side])) or "none yet") for side in SIDES]
    marks: list[Mark] = [Span(label=own, at=_OWN, low=low, high=high, tone="third", text=f"{low}–{high}")]
    if offers["x"]:
        marks.append(_dots(params.side_x, offers["x"], _X, first=True))
    if offers["y"]:
        marks.append(_dots(params.side_y, offers["y"], _Y, first=False))
    return Figure(
        key=f"desk-{state.key.replace('.', '-')}",
        title=f"{_subject(state, seat)} and the offers, as {params.side_x}'s share",
        alt="; ".join(f"{name}: {value}" for name, value in rows) + ".",
        x=Axis(f"{params.side_x}'s share of {PIE} {params.goods}", 0, PIE),
        y=Axis("", 0.4, 3.6, ((_OWN, own), (_X, f"{params.side_x}'s offers"), (_Y, f"{params.side_y}'s offers"))),
        marks=tuple(marks),
        twin=(("On the picture", f"{params.side_x}'s share"), tuple(rows)),
    )


def _subject(state: State, seat: str) -> str:
    return "Your win-set" if seat_of(state, seat).role == "negotiator" else "What you ratify"


def _own_name(state: State, seat: str) -> str:
    return "Your win-set (estimate)" if seat_of(state, seat).role == "negotiator" else "You ratify"


def _own_range(state: State, seat: str) -> tuple[int, int]:
    negotiates = seat_of(state, seat).role == "negotiator"
    least = PIE - home_of(state, seat).estimate if negotiates else red_line_of(state, seat)
    return (least, PIE) if side_of(seat) == "x" else (0, PIE - least)


def _latest(state: State, side: Side) -> list[int]:
    return [offer.share for offer in state.offers if offer.seat == side][-_SHOWN:]


def _dots(name: str, shares: list[int], at: int, *, first: bool) -> Dots:
    return Dots(
        label=f"{name}'s offers",
        points=tuple((share, at) for share in shares),
        shape="circle" if first else "square",
        tone="first" if first else "second",
        values=tuple(str(share) for share in shares),
    )
