"""The moves a seat may make now, likeliest first. They are made from public things and the seat's own card.

The number of the text is part of a signature's name ("sign-3"): a late press on a text that has left the table is
refused, never turned into a signature under another text.
"""

from collections.abc import Sequence

from core.game import MoveSpec, Option, Pick, Whole
from core.games.treaty_table import check
from core.games.treaty_table.params import Country
from core.games.treaty_table.state import (
    Draft,
    TableState,
    answer_of,
    country_of,
    failed_at_home,
)

_LISTED = 12  # texts one may still put on the table: the latest


def specs_of(state: TableState, seat: str) -> Sequence[MoveSpec]:
    """Return what this seat may do now."""
    match state.stage:
        case "check":
            return [check.spec()]
        case "vote-1" | "vote-2" if seat in state.groups:
            return _VOTES
        case "honour" if seat in state.chiefs:
            return _conduct(state)
        case "talk-1" | "talk-2":
            return _talk(state, seat)
        case _:
            return []


def _talk(state: TableState, seat: str) -> Sequence[MoveSpec]:
    if seat in state.chiefs:
        return [
            *_mending(state, seat),
            *_signature(state, seat),
            _propose(state, seat),
            *_table(state),
            *_withdraw(state, seat),
            _part(state, seat),
        ]
    if seat in state.groups:
        return _signal(state, seat)
    return [_predict(state, seat)] if state.stage == "talk-1" and seat in state.observers else []


def _signature(state: TableState, seat: str) -> list[MoveSpec]:
    if not state.tabled or seat in state.signed:
        return []
    last = len(state.signed) + 1 == len(state.chiefs)
    return [
        MoveSpec(
            name=f"sign-{state.tabled}",
            label=f"Sign text {state.tabled}",
            help="All chiefs must sign the same text.",
            binds=f"Yours is the last signature: text {state.tabled} goes to ratification. Sign it?" if last else "",
        )
    ]


def _withdraw(state: TableState, seat: str) -> list[MoveSpec]:
    if seat not in state.signed:
        return []
    return [MoveSpec(name="withdraw", label="Withdraw my signature", help="Possible until all have signed.")]


def _part(state: TableState, seat: str) -> MoveSpec:
    """Return the way out for chiefs who all see no treaty.

    The last to ask ends the talks, under another name: a press on an older card never becomes that one.
    """
    if seat in state.parting:
        return MoveSpec(name="stay", label="Go on talking", help="You no longer ask for an end of the talks.")
    about = "They end without a treaty as soon as every chief has asked for it."
    if last_to_part(state, seat):
        binds = "All others have asked for it: the talks end now, without a treaty, at the reversion point. End them?"
        return MoveSpec(name="end-now", label="End the talks", help=about, binds=binds)
    binds = "The talks end without a treaty as soon as every chief asks for it. Ask for it?"
    return MoveSpec(name="end", label="Ask to end the talks", help=about, binds=binds)


def last_to_part(state: TableState, seat: str) -> bool:
    """Tell whether all other chiefs have asked to end the talks."""
    return all(chief in state.parting for chief in state.chiefs if chief != seat)


def _propose(state: TableState, seat: str) -> MoveSpec:
    latest, country = state.talked_about, country_of(state, seat)
    start = latest.options if latest else best_of(country)
    fields = tuple(
        Pick(
            name=issue.key,
            label=issue.title,
            options=tuple(Option(str(at + 1), label) for at, label in enumerate(issue.options)),
        )
        for issue in state.dealt.issues
    )
    return MoveSpec(
        name="propose",
        label="Counter-propose" if state.drafts else "Propose a text",
        help="One option for each issue. Everybody sees what changes against the last text.",
        fields=fields,
        initial={issue.key: str(at + 1) for issue, at in zip(state.dealt.issues, start, strict=True)},
    )


def best_of(country: Country) -> tuple[int, ...]:
    """Return the best option of each issue for a chief, by its own card."""
    return tuple(row.index(max(row)) for row in country.values)


def _table(state: TableState) -> list[MoveSpec]:
    open_texts = [draft for draft in reversed(state.drafts) if draft.number != state.tabled][:_LISTED]
    if not open_texts:
        return []
    field = Pick(name="text", label="Text", options=tuple(_listed(state, draft) for draft in open_texts))
    return [
        MoveSpec(
            name="table",
            label="Put a text on the table",
            help="It becomes the one text to sign; you sign it at once, other signatures lapse.",
            fields=(field,),
            initial={"text": str(open_texts[0].number)},
        )
    ]


def _listed(state: TableState, draft: Draft) -> Option:
    return Option(str(draft.number), f"Text {draft.number} by {country_of(state, draft.by).name}")


def _mending(state: TableState, seat: str) -> list[MoveSpec]:
    """Return the two ways to mend a failed vote at home; one of them, once."""
    used = seat in state.switched or any(payment.country == seat for payment in state.payments)
    if state.stage != "talk-2" or used or seat not in failed_at_home(state):
        return []
    country = country_of(state, seat)
    return [*_pay(state, country), *_switch(state, country)]


def _pay(state: TableState, country: Country) -> list[MoveSpec]:
    if not state.dealt.side_payment:
        return []
    fields = (
        Pick(name="group", label="Group", options=tuple(Option(g.key, g.name) for g in country.groups)),
        Whole(name="points", label="Points", low=1, high=state.dealt.side_payment, unit="points"),
    )
    return [
        MoveSpec(
            name="pay",
            label="Offer a side payment",
            help="Once, to one of your own groups. You pay it, point for point, if a treaty is ratified.",
            fields=fields,
            binds="A side payment cannot be taken back, and everybody sees it. Offer it?",
        )
    ]


def _switch(state: TableState, country: Country) -> list[MoveSpec]:
    other, cost = country.other_institution, state.dealt.institution_cost
    if other is None:
        return []
    return [
        MoveSpec(
            name="switch",
            label=f"Turn to another institution: {other.title}",
            help=f"Needs {other.needed(country.votes)} of {country.votes} votes; costs you {cost} points if ratified.",
            binds=f"{other.title}: this cannot be taken back and costs you {cost} points. Turn to it?",
        )
    ]


def _signal(state: TableState, seat: str) -> list[MoveSpec]:
    text = state.talked_about
    if text is None:
        return []
    said = next((s for s in state.signals if s.seat == seat and s.text == text.number), None)
    return [
        MoveSpec(
            name=f"{word}-{text.number}",
            label=f"Tell my chief: I {word} text {text.number}",
            help="Only your chief sees it; it binds nobody.",
        )
        for word, favour in (("support", True), ("oppose", False))
        if said is None or said.favour is not favour
    ]


def _predict(state: TableState, seat: str) -> MoveSpec:
    field = Whole(name="chance", label="Chance of ratification", low=0, high=100, unit="%")
    before = answer_of(state.predictions, seat)
    return MoveSpec(
        name="predict",
        label="Predict",
        help="How likely is it that a treaty will be ratified? Scored by the quadratic rule: honesty pays.",
        fields=(field,),
        initial={} if before is None else {"chance": int(before)},
    )


_VOTES = [
    MoveSpec(name="for", label="Vote for the treaty", sealed=True),
    MoveSpec(name="against", label="Vote against the treaty", sealed=True),
]


def _conduct(state: TableState) -> Sequence[MoveSpec]:
    penalty = state.dealt.penalty
    return [
        MoveSpec(name="honour", label="Honour the treaty", help="You keep what it is worth to you.", sealed=True),
        MoveSpec(
            name="defect",
            label="Break the treaty",
            help=f"Voluntary defection: your gain is on your card, the penalty is {penalty} points.",
            sealed=True,
        ),
    ]
