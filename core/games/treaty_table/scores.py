"""How a table ended: payoffs, points, and what the public is told."""

from core.game import Outcome, Plain, Score
from core.games.treaty_table.facts import Benchmark, benchmark, least_needed, nash_product, worth
from core.games.treaty_table.params import Country, Group
from core.games.treaty_table.state import (
    TableState,
    answer_of,
    failed_at_home,
    paid_to,
    seat_of,
    shift_of,
)
from core.theory import scoring


def outcome_of(state: TableState) -> Outcome | None:
    """Return scores and result, or None while the table plays."""
    if state.stage != "over":
        return None
    return Outcome(
        agreed=state.ending == "ratified",
        headline=_headline(state),
        scores=_scores(state),
        counts=(*state.chiefs, *state.groups),
        facts=_facts(state),
    )


def chief_payoff(state: TableState, country: Country) -> int:
    """Return what a chief ended with: the treaty's worth and what it paid, gained and suffered; else its reversion."""
    text = state.text
    if state.ending != "ratified" or text is None:
        return country.reservation
    paid = sum(payment.points for payment in state.payments if payment.country == country.key)
    cost = state.dealt.institution_cost if country.key in state.switched else 0
    return worth(country, text.options) - paid - cost + _from_conduct(state, country)


def _from_conduct(state: TableState, country: Country) -> int:
    """Return gain less penalty of breaking the treaty, less the harm done by others who broke it."""
    broken = broken_by(state)
    own = state.gains[state.chiefs.index(country.key)] - state.dealt.penalty if country.key in broken else 0
    return own - state.dealt.harm * sum(key != country.key for key in broken)


def broken_by(state: TableState) -> tuple[str, ...]:
    """Return the states that broke a treaty in force: voluntary defection."""
    return tuple(one.country for one in state.conduct if not one.honoured)


def failed_for_good(state: TableState) -> tuple[str, ...]:
    """Return the states whose groups kept a signed text from force: involuntary defection."""
    return failed_at_home(state) if state.ending == "unratified" else ()


def theory_of(state: TableState) -> Benchmark:
    """Return the benchmark for the cards of this table."""
    return benchmark(state.dealt.states, state.shifts)


def _scores(state: TableState) -> dict[str, Score]:
    facts = theory_of(state)
    scores = {}
    for country, ideal in zip(state.dealt.states, facts.ideals, strict=True):
        scores[country.key] = _score(chief_payoff(state, country), country.reservation, ideal)
    if state.groups:
        scores |= _group_scores(state, facts)
    return scores | {seat: _belief(state, seat) for seat in state.observers}


def _group_scores(state: TableState, facts: Benchmark) -> dict[str, Score]:
    scores = {}
    for country, ideals in zip(state.dealt.states, facts.group_ideals, strict=True):
        needs = least_needed(country, shift_of(state, country))
        for at, group in enumerate(country.groups):
            got = group_payoff(state, country, group, needs[at])
            scores[seat_of(country, group)] = _score(got, needs[at], ideals[at])
    return scores


def group_payoff(state: TableState, country: Country, group: Group, reversion: int) -> int:
    """Return what a group ended with: the treaty's worth and its side payment, or its true reversion point."""
    text = state.text
    if state.ending != "ratified" or text is None:
        return reversion
    return worth(group, text.options) + paid_to(state, country)[country.groups.index(group)]


def _score(payoff: int, reversion: int, ideal: int) -> Score:
    return Score(payoff=payoff, points=100 * scoring.own(payoff, reversion, ideal))


def _belief(state: TableState, seat: str) -> Score:
    said = answer_of(state.predictions, seat)
    belief = None if said is None else scoring.belief(int(said) / 100, float(state.ending == "ratified"))
    return Score(payoff=0, points=0, belief=belief)


def _headline(state: TableState) -> str:
    match state.ending:
        case "deadlock":
            return "No text was signed by all: the reversion point stays."
        case "unratified":
            return f"Text {state.ratifications[-1].text} was signed but not ratified: the reversion point stays."
        case _:
            return f"Text {state.tabled} was signed and ratified. {_kept(state)}"


def _kept(state: TableState) -> str:
    broken = broken_by(state)
    names = " and ".join(country.name for country in state.dealt.states if country.key in broken)
    return f"It was then broken on purpose by {names}." if broken else "All honoured it."


def share_of_nash(state: TableState) -> float:
    """Return the Nash product of the treaty in force over the greatest possible one: 0..1, and 0 without a treaty.

    Side payments and conduct stay out of it: it measures what the text made of the issues. Texts that pass only by
    a side payment or another institution may exceed 1.
    """
    best, text = theory_of(state).solution.nash, state.text
    if best is None or text is None or state.ending != "ratified":
        return 0.0
    top = nash_product(state.dealt.states, best.index)
    return nash_product(state.dealt.states, text.options) / top if top else 0.0


def _facts(state: TableState) -> dict[str, Plain]:
    text = state.text if state.ending == "ratified" else None
    treaty: dict[str, Plain] = {}
    if text is not None:
        treaty = {i.key: i.options[at] for i, at in zip(state.dealt.issues, text.options, strict=True)}
    return {
        "ending": state.ending,
        "treaty": treaty,
        "texts": len(state.drafts),
        "returned_to_the_table": any(not vote.passed for vote in state.ratifications),
        "involuntary_defection": list(failed_for_good(state)),
        "voluntary_defection": list(broken_by(state)),
        "side_payments": [f"{p.country}: {p.points} to {p.group}" for p in state.payments],
        "other_institutions": list(state.switched),
        "share_of_nash_product": round(share_of_nash(state), 4),
    }
