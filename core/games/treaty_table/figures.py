"""The picture on a chief's desk."""

from core.game import Axis, Dots, Figure, Mark, Rule, Span
from core.games.treaty_table.facts import WinSet, worth
from core.games.treaty_table.params import Country
from core.games.treaty_table.state import Draft


def own_range(country: Country, found: WinSet, text: Draft | None) -> Figure:
    """Return one state's win-set on the axis of its chief's own points, with the reversion point and the text."""
    marks: list[Mark] = [Rule(label=f"reversion point {country.reservation}", axis="x", at=country.reservation)]
    rows = [("Reversion point", str(country.reservation))]
    alt = f"Your reversion point is {country.reservation} points."
    if found.size:
        label = f"{found.least} to {found.most}"
        marks.append(Span(label="your win-set", at=1, low=found.least, high=found.most, text=label))
        rows.append(("Win-set", f"{found.size} of {found.treaties} treaties, worth {label}"))
        alt += f" Your win-set holds {found.size} of {found.treaties} treaties, worth {label} points to you."
    if text is not None:
        got = worth(country, text.options)
        marks.append(_text_mark(text, got))
        rows.append((f"Text {text.number}", str(got)))
        alt += f" Text {text.number} is worth {got} points to you."
    return Figure(
        key="own-win-set",
        title="Your win-set and your reversion point",
        alt=alt,
        x=Axis("your points", 0, 1000),
        y=Axis("", 0, 3, ticks=((1.0, "win-set"), (2.0, "text"))),
        marks=tuple(marks),
        twin=(("What", "Your points"), tuple(rows)),
    )


def _text_mark(text: Draft, got: int) -> Dots:
    return Dots(label=f"text {text.number}", points=((got, 2.0),), shape="diamond", tone="accent", values=(f"{got}",))
