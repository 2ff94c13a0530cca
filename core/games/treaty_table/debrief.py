"""The debrief: what every table did, laid beside the theory, and what the model leaves out."""

from collections import Counter
from collections.abc import Sequence
from random import Random

from core.game import Block, Bullets, Debrief, Facts, History, Page, Picture, Table, Text
from core.games.treaty_table import cards, clouds, homefigures
from core.games.treaty_table.defections import defection_page, mending_page
from core.games.treaty_table.facts import Benchmark, feasible_mask, middle_treaty, nash_product, worth
from core.games.treaty_table.params import TreatyTableParams
from core.games.treaty_table.scores import share_of_nash, theory_of
from core.games.treaty_table.state import TableState
from core.games.treaty_table.words import count_of, percent, text_in_words
from core.theory.treaties import Point

Tables = Sequence[History[TableState]]

ENDINGS = {
    "deadlock": "no text signed by all",
    "unratified": "signed, not ratified",
    "ratified": "ratified",
    "": "ended early",
}

LEFT_OUT = (
    "A treaty is worth the sum of its issues here. In life one clause changes what another is worth.",
    "Groups accept whatever beats their reversion point. Real voters also punish, bluff and change their minds.",
    "The chief's interests are a card. Putnam's chiefs also want to be re-elected, and may prefer no treaty.",
    "Breaking a treaty costs a fixed penalty. In life the price is what others believe next time.",
    "No message crosses the border to the other state's groups, and no state pays another in cash.",
    "The Nash point supposes that both sides know the cards. At the table each knew only its own.",
)


def debrief(params: TreatyTableParams, tables: Tables) -> Debrief:
    """Return the pages and the benchmark; every table of a session holds the same cards."""
    state = tables[0].state if tables else _as_dealt(params)
    theory = theory_of(state)
    pages = (
        _what_happened(tables),
        _cloud(state, theory, tables),
        _left_on_table(theory, tables),
        _linkage(state, theory),
        _level_two(state),
        defection_page(tables),
        mending_page(tables),
        Page("What the model leaves out", "two-level game", (Bullets(LEFT_OUT),)),
    )
    return Debrief(pages, _numbers(state, theory, tables))


def _as_dealt(params: TreatyTableParams) -> TableState:
    given, shifts, gains = cards.dealt(params.model_copy(update={"noise": 0, "doubt": 0}), Random(0))
    return TableState(dealt=given, shifts=shifts, gains=gains)


def _what_happened(tables: Tables) -> Page:
    rows = tuple((t.label, ENDINGS[t.state.ending], str(len(t.state.drafts))) for t in tables)
    ratified = sum(t.state.ending == "ratified" for t in tables)
    opening = f"{ratified} of {count_of(len(tables), 'table')} brought a treaty into force."
    endings = Table(("Table", "Ending", "Proposals"), rows)
    return Page("What happened", "ratification", (Text(opening), endings, *_in_force(tables)))


def _in_force(tables: Tables) -> tuple[Block, ...]:
    """Return what the treaties in force say, issue by issue, the most common option first."""
    states = [table.state for table in tables if table.state.ending == "ratified"]
    if not states:
        return ()
    chosen = [state.text.options for state in states if state.text is not None]
    rows = tuple(
        (issue.title, _counted([issue.options[options[at]] for options in chosen]))
        for at, issue in enumerate(states[0].dealt.issues)
    )
    return (Table(("Issue", "In the treaties in force"), rows),)


def _counted(labels: Sequence[str]) -> str:
    """Return "One harbour" for one table; "Three harbours 7, One harbour 2" for more."""
    if len(labels) == 1:
        return labels[0]
    return ", ".join(f"{label} {count}" for label, count in Counter(labels).most_common())


def _cloud(state: TableState, theory: Benchmark, tables: Tables) -> Page:
    size = f"{theory.feasible} of {theory.treaties} treaties lie in every state's win-set and leave no chief worse off."
    blocks: tuple[Block, ...] = (Text(size), Picture(clouds.cloud(state, theory, tables)), *_points(state, theory))
    if not theory.feasible:
        blocks = (
            Text("No treaty lies in every state's win-set: theory predicts deadlock, however good the talk."),
            *blocks,
        )
    return Page("The cloud of treaties", "win-set", blocks)


def _points(state: TableState, theory: Benchmark) -> tuple[Block, ...]:
    named = solution_points(theory)
    rows = tuple(
        (name, text_in_words(state.dealt, point.index), *(f"{round(u)}" for u in point.utilities))
        for name, point in named
    )
    names = tuple(country.name for country in state.dealt.states)
    caption = (
        "Nash (1950): greatest product of gains. Kalai and Smorodinsky (1975): equal shares of the way to the ideal."
    )
    return (Table(("Solution", "Treaty", *names), rows, caption),) if rows else ()


def solution_points(theory: Benchmark) -> tuple[tuple[str, Point], ...]:
    """Return the solution points by name; none at deadlock."""
    solved = theory.solution
    named = (
        ("Nash", solved.nash),
        ("Kalai–Smorodinsky", solved.kalai_smorodinsky),
        ("Egalitarian", solved.egalitarian),
        ("Utilitarian", solved.utilitarian),
    )
    return tuple((name, point) for name, point in named if point is not None)


def _left_on_table(theory: Benchmark, tables: Tables) -> Page:
    shares = [share_of_nash(t.state) for t in tables]
    mean = sum(shares) / len(shares) if shares else 0.0
    wasted = sum(beaten_for_all(t.state, theory) for t in tables)
    where = count_of(wasted, "table") if wasted else "no table"
    text = (
        f"The class realised {percent(mean)} of the greatest product of gains: it falls when value is wasted or "
        f"shared unevenly. At {where} another treaty that all could ratify was better for some chief and worse for "
        f"none{': that value was left on the table' if wasted else ''}."
    )
    return Page("Value left on the table", "logrolling", (Text(text), Picture(clouds.shares(tables))))


def beaten_for_all(state: TableState, theory: Benchmark) -> bool:
    """Tell whether a ratifiable treaty weakly dominates what this table ended with (its treaty, or the reversion)."""
    text = state.text if state.ending == "ratified" else None
    got = [c.reservation if text is None else worth(c, text.options) for c in state.dealt.states]
    points = (point.utilities for point in theory.solution.pareto)
    return any(all(u >= g for u, g in zip(one, got, strict=True)) and sum(one) > sum(got) for one in points)


def _linkage(state: TableState, theory: Benchmark) -> Page:
    names = tuple(country.name for country in state.dealt.states)
    rows = tuple(
        (issue.title, *(str(country.weights[at]) for country in state.dealt.states))
        for at, issue in enumerate(state.dealt.issues)
    )
    table = Table(
        ("Issue", *names), rows, "Weights of the chiefs, now open: trade what weighs less for what weighs more."
    )
    return Page("Trades beat splitting", "linkage", (Text(_middle_beside_nash(state, theory)), table))


def _middle_beside_nash(state: TableState, theory: Benchmark) -> str:
    shape = [len(issue.options) for issue in state.dealt.issues]
    middle, best = middle_treaty(shape), theory.solution.nash
    split = ", ".join(f"{c.name} {worth(c, middle)}" for c in state.dealt.states)
    passes = feasible_mask(state.dealt.states, state.shifts).reshape(shape)[middle]
    fate = "would be ratified" if passes else "would fail at home in some state"
    opening = f"Splitting every issue down the middle gives {split} points and {fate}."
    if best is None:
        return f"{opening} No treaty at all can be ratified everywhere."
    trade = ", ".join(f"{c.name} {round(u)}" for c, u in zip(state.dealt.states, best.utilities, strict=True))
    return (
        f"{opening} Trading issues gives {trade}: the Nash point. "
        "Linking issues buys with one what another costs; between chiefs and at home (logrolling)."
    )


def _level_two(state: TableState) -> Page:
    figure = homefigures.institutions(state)
    text = (
        "The same groups, three institutions: the more consent is needed, the smaller the win-set. A small win-set is "
        "strength abroad as long as the win-sets still overlap (Schelling 1960, Putnam 1988)."
    )
    facts = tuple(
        (f"{country.name}: {country.institution.title}", percent(homefigures.own_share(state, country)))
        for country in state.dealt.states
    )
    return Page("Who can ratify what", "win-set", (Text(text), Picture(figure), Facts(facts)))


def _numbers(state: TableState, theory: Benchmark, tables: Tables) -> dict[str, float]:
    """Return the benchmark by name: shares are 0..1, utilities are points."""
    states, best = state.dealt.states, theory.solution.nash
    top = nash_product(states, best.index) if best else 0
    middle = nash_product(states, middle_treaty([len(issue.options) for issue in state.dealt.issues]))
    numbers: dict[str, float] = {
        "treaties": theory.treaties,
        "feasible": theory.feasible,
        "pareto": len(theory.solution.pareto),
        "nash_product": top,
        "middle_share_of_nash": middle / top if top else 0.0,
        "class_share_of_nash": sum(share_of_nash(t.state) for t in tables) / len(tables) if tables else 0.0,
        "ratified_share": sum(t.state.ending == "ratified" for t in tables) / len(tables) if tables else 0.0,
    }
    for country, ideal in zip(states, theory.ideals, strict=True):
        numbers[f"win_set_{country.key}"] = homefigures.own_share(state, country)
        numbers[f"reversion_{country.key}"] = country.reservation
        numbers[f"ideal_{country.key}"] = ideal
    return numbers | _solution_numbers(state, theory)


def _solution_numbers(state: TableState, theory: Benchmark) -> dict[str, float]:
    return {
        f"{name.lower().replace('–', '_')}_{country.key}": got
        for name, point in solution_points(theory)
        for country, got in zip(state.dealt.states, point.utilities, strict=True)
    }
