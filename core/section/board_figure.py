"""The picture of the standings: a lying bar for each of the top five and for the asker."""

from collections.abc import Sequence

from core.kit.figure import Axis, Bar, Figure
from core.section.standing import Standing

TOP = 5
_FULL = 100.0


def board_figure(scope: str, title: str, unit: str, found: Sequence[Standing], me: str) -> Figure:
    """Return the bars of the first five and, below them, of the asker if they are further down; `found` is not empty.

    Further equals of the fifth are left out: a picture has room for five, and the reader always sees themselves.
    """
    shown = [*found[:TOP], *(standing for standing in found[TOP:] if standing.person == me)]
    names = [_name(standing, me) for standing in shown]
    places = range(len(shown) - 1, -1, -1)
    return Figure(
        key=f"standings-{scope}",
        title=f"Standings: {title}",
        alt=_alt(unit, shown, names, len(found)),
        x=Axis(unit, min(0.0, *(s.points for s in shown)), max(_FULL, *(s.points for s in shown))),
        y=Axis("Rank and alias", -0.5, len(shown) - 0.5, tuple(zip(places, names, strict=True))),
        marks=tuple(
            Bar(
                label=name, at=at, value=standing.points, text=standing.shown, lying=True,
                tone="accent" if standing.person == me else "first",
            )
            for at, name, standing in zip(places, names, shown, strict=True)
        ),
        twin=(
            ("Rank", "Alias", unit, "Results"),
            tuple((str(s.rank), _called(s, me), s.shown, str(s.of)) for s in shown),
        ),
        caption=f"{len(found)} ranked",
    )  # fmt: skip


def _called(standing: Standing, me: str) -> str:
    return f"{standing.alias} (you)" if standing.person == me else standing.alias


def _name(standing: Standing, me: str) -> str:
    return f"{standing.rank}. {_called(standing, me)}"


def _alt(unit: str, shown: Sequence[Standing], names: Sequence[str], ranked: int) -> str:
    bars = "; ".join(f"{name} {standing.shown}" for name, standing in zip(names, shown, strict=True))
    return f"Bars of {unit[0].lower()}{unit[1:]}, {ranked} ranked. {bars}."
