"""The debrief: what all tables did, beside the theory, in the order in which it is best told."""

from collections.abc import Sequence
from statistics import fmean, pstdev

from core.game import Block, Bullets, Debrief, Facts, History, Page, Picture, Table, Text
from core.games.ratify_or_revert.measures import (
    Round,
    accuracy,
    benchmark,
    bluffs,
    forecasts,
    rounds,
    verdicts,
)
from core.games.ratify_or_revert.params import PIE, Params, Side, other
from core.games.ratify_or_revert.pictures import institutions, putnam, ratification_curve, stricter_rule, tied_hands
from core.games.ratify_or_revert.state import Result, State
from core.theory.winsets import heterogeneity_edge, tabled_treaty


def debrief(params: Params, tables: Sequence[History[State]]) -> Debrief:
    """Return the pages that lay all tables beside the theory, and what theory predicts in numbers."""
    told = rounds(params, tables)
    if not told:
        return Debrief((_nothing_played(),), {})
    pages = [
        _what_happened(params, told, tables),
        _putnam(params, told),
        _tied_hands(params, told),
        _ratified(params, told, tables),
    ]
    if len(told) > 2:
        pages.append(_institutions(params, told))
    return Debrief((*pages, _left_out()), benchmark(told))


def _nothing_played() -> Page:
    return Page("What happened", "Two-level game", (Text("No table was dealt, so there is nothing to compare."),))


def _what_happened(params: Params, told: Sequence[Round], tables: Sequence[History[State]]) -> Page:
    """Return every table's treaties, and the class in a line a round."""
    rows = tuple((table.label, *(_cell(one.results[place]) for one in told)) for place, table in enumerate(tables))
    header = ("Table", *(f"Round {one.number}" for one in told))
    opening = Text(
        "Every negotiator sat at two tables at once: abroad with the other negotiator (Level I), at home with the "
        "voters (Level II). A treaty had to work at both."
    )
    shares = f"The numbers are {params.side_x}'s share of {PIE} {params.goods}."
    summary = Facts(tuple((one.name, _summary(one)) for one in told))
    return Page("What happened", "Two-level game", (opening, summary, Table(header, rows, shares)))


def _cell(result: Result | None) -> str:
    if result is None:
        return "not played"
    if result.treaty is None:
        return "no treaty"
    return f"{result.treaty}, {'ratified' if result.ratified else 'not ratified'}"


def _summary(one: Round) -> str:
    if not one.played:
        return "not played"
    mean = "" if one.mean_share is None else f", mean share {one.mean_share:.1f}"
    failed = f"{one.defected} refused at home, {one.unsigned} unsigned"
    return f"{len(one.shares)} of {len(one.played)} ratified{mean}; {failed}"


def _putnam(params: Params, told: Sequence[Round]) -> Page:
    """Return the figure of win-sets and treaties, with the pivots behind the edges."""
    words = Text(
        "A win-set is every treaty that a parliament ratifies rather than fall back to the reversion point. A deal "
        "lasts only where the two bars overlap. Shrink one bar and the overlap moves towards its owner, until "
        "nothing is left: deadlock."
    )
    zones = Facts(tuple((one.name, _zone_text(params, one)) for one in told))
    return Page("Putnam's figure, drawn by this class", "Win-set", (words, Picture(putnam(params, told)), zones))


def _zone_text(params: Params, one: Round) -> str:
    if one.zone is None:
        return "deadlock: the win-sets do not overlap, whatever is said in the talks"
    low, high = one.zone
    return f"both ratify {low} to {high} for {params.side_x}; the pivot voters set these edges"


def _tied_hands(params: Params, told: Sequence[Round]) -> Page:
    """Return whether a narrower win-set won a larger share."""
    tied = params.name(params.tied)
    words = Text(
        f"Schelling's conjecture: weak at home, strong abroad. A negotiator who cannot ratify less gets more, if the "
        f"edge binds. In round 2 the voters of {tied} would give up less."
    )
    caution = Text(
        "The theory bar is the Nash bargain within both win-sets, and it assumes that everybody knows both edges. "
        f"You knew your own to within {params.noise} and not the other side's, so a distance from it is information, "
        "not a mistake: an edge that the other side does not believe ties nobody's hands.",
        quiet=True,
    )
    blocks = (words, Picture(tied_hands(params, told)), Facts(_gains(params, told)), caution)
    return Page("Did tied hands pay?", "Schelling conjecture", blocks)


def _gains(params: Params, told: Sequence[Round]) -> tuple[tuple[str, str], ...]:
    """Return what the side tied in each later round gained over round 1, in class and in theory."""
    sides = (params.tied, other(params.tied))
    return tuple(_gain(params, side, told[0], one) for side, one in zip(sides, told[1:], strict=False))


def _gain(params: Params, side: Side, first: Round, later: Round) -> tuple[str, str]:
    sign = 1 if side == "x" else -1
    found, nash = _change(first.mean_share, later.mean_share, sign), _change(first.nash, later.nash, sign)
    return f"{params.name(side)}, round {later.number} against round 1", f"class {found}, theory {nash}"


def _change(before: float | None, after: float | None, sign: int) -> str:
    return "has no number" if before is None or after is None else f"{sign * (after - before):+.1f}"


def _ratified(params: Params, told: Sequence[Round], tables: Sequence[History[State]]) -> Page:
    """Return what parliaments made of signed treaties, and who saw it coming."""
    votes = verdicts(told)
    words = Text(
        "Signing is not ratifying. A treaty signed in good faith and refused at home is involuntary defection: nobody "
        "broke a promise, somebody misjudged a parliament. The less certain the win-set, the wider the margin that a "
        "careful negotiator keeps."
    )
    facts = (_defections(told), *_safe_treaty(params), *_voters_words(tables), *_foresight(tables))
    return Page(
        "Signed abroad, refused at home?",
        "Involuntary defection",
        (words, Picture(ratification_curve(params, votes)), Facts(facts)),
    )


def _defections(told: Sequence[Round]) -> tuple[str, str]:
    signed = sum(result.treaty is not None for one in told for result in one.played)
    return "Involuntary defection", f"{sum(one.defected for one in told)} of {signed} signed treaties"


def _safe_treaty(params: Params) -> tuple[tuple[str, str], ...]:
    """Return what a negotiator with one offer would ask of the other side in round 1 (Milner and Rosendorff, 1997)."""
    treaty, chance, _ = tabled_treaty(params.middle / PIE, params.draw / PIE)
    asked = f"ask {min(PIE, PIE * treaty):.0f} of the other side, ratified with probability {chance:.2f}"
    return (("If one side made the only offer in round 1", f"theory: {asked}"),)


def _voters_words(tables: Sequence[History[State]]) -> tuple[tuple[str, str], ...]:
    """Return how true the red lines were; nobody is named."""
    told = bluffs(tables)
    if not told:
        return ()
    over = sum(gap > 0 for gap in told)
    return (("Red lines told at home", f"{over} of {len(told)} overstated; on average by {fmean(told):+.1f}"),)


def _foresight(tables: Sequence[History[State]]) -> tuple[tuple[str, str], ...]:
    """Return how good the predictions were."""
    made, mark = forecasts(tables), accuracy(tables)
    if not made or mark is None:
        return ()
    said, came = fmean(chance for chance, _ in made), 100 * fmean(ratified for _, ratified in made)
    text = f"on average {said:.0f} % expected, {came:.0f} % came; belief accuracy {mark:.2f} of 1"
    return (("Predictions", text),)


def _institutions(params: Params, told: Sequence[Round]) -> Page:
    """Return what the ratification rule did in round 3, and why division matters only beyond one half."""
    side, last = other(params.tied), told[2]
    name = params.name(side)
    words = Text(
        f"Round 3 changed no voter's mind, only the rule in {name}: more than two thirds. The pivot is now a less "
        "willing voter. Rules of ratification are bargaining power, and a risk of deadlock."
    )
    facts = Facts(
        (
            (f"{name}'s win-set", f"{told[0].width(side)} wide in round 1, {last.width(side)} in round 3"),
            ("Class and theory", f"{_summary(last)}; Nash share {'none' if last.nash is None else f'{last.nash:g}'}"),
            *_division(told[0], side == "y"),
        )
    )
    drawn = Picture(stricter_rule(params, told[0], last)), Picture(institutions(params, side, told[0]))
    return Page("Who must say yes", "Ratification institutions", (words, *drawn, facts))


def _division(first: Round, second: bool) -> tuple[tuple[str, str], ...]:
    """Return A3: in a large parliament division moves the edge only if the rule asks for more than half."""
    ideals = [b / PIE for b in (first.cards.y if second else first.cards.x).ideals]
    edges = [
        min(1.0, heterogeneity_edge(fmean(ideals), spread * pstdev(ideals), rule, 0)) * PIE
        for rule in (1 / 2, 2 / 3)
        for spread in (1, 2)
    ]
    half, half_split, thirds, thirds_split = (f"{edge:.0f}" for edge in edges)
    text = (
        f"by more than half it gives up {half}, and {half_split} when twice as divided; by two thirds {thirds}, and "
        f"{thirds_split} when twice as divided"
    )
    return (("A large parliament of such voters", text),)


def _left_out() -> Page:
    """Return what to distrust in the model."""
    items = (
        "Negotiators want only the share. Real ones want to be re-elected, and some prefer no treaty at all.",
        "There is one issue. With two, a side can buy votes at home by linking them.",
        "Nobody crosses the border: no appeals to the other side's voters, no side payments, no threats.",
        "Waiting costs nothing. In a real dispute no treaty hurts more every day, and some more than others.",
        "A ratified treaty is kept. Breaking it on purpose is voluntary defection, and another game.",
        "Both win-sets were dealt. In politics they are made: leaders tie their own hands, or win voters over.",
    )
    words: Block = Text("A model earns trust by saying what it ignores. Which of these would have changed your table?")
    return Page("What the model leaves out", "Limits of the model", (words, Bullets(items)))
