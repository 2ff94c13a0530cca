"""What a seat should do now, in a sentence or two on its desk."""

from core.games.treaty_table.facts import least_needed, worth
from core.games.treaty_table.state import TableState, country_of, failed_at_home, group_of, paid_to, shift_of

_OPENING = (
    "propose a text, or wait for one. Give way on an issue that brings you few points, and ask for one that brings "
    "you many."
)
_READING = "read your card, then answer the question. It is not scored."


def advice(state: TableState, seat: str) -> str:
    """Return what this seat should do now: "Now: sign text 3, …"."""
    return f"Now: {_of_seat(state, seat)}"


def _of_seat(state: TableState, seat: str) -> str:
    if seat in state.observers:
        return _observer(state)
    if state.stage == "check":
        return _READING
    return _chief(state, seat) if seat in state.chiefs else _group(state, seat)


def _chief(state: TableState, seat: str) -> str:
    match state.stage:
        case "vote-1" | "vote-2":
            return "wait. The groups at home vote."
        case "honour":
            gain, penalty = state.gains[state.chiefs.index(seat)], state.dealt.penalty
            return f"keep the treaty or break it. To break it gains you {gain} points and costs you {penalty}."
        case "talk-2" if state.text and seat in failed_at_home(state):
            return f"mend the vote at home, then sign text {state.tabled} again; or agree on another text."
        case _:
            return _at_the_table(state, seat)


def _at_the_table(state: TableState, seat: str) -> str:
    if not state.drafts:
        return _OPENING
    if not state.tabled:
        return "put a text on the table, which signs it for you, or propose another."
    if seat in state.signed:
        return f"wait for the others to sign text {state.tabled}. Until they all have, you may withdraw."
    return f"sign text {state.tabled}, propose another, or put another on the table."


def _group(state: TableState, seat: str) -> str:
    text = state.talked_about
    match state.stage:
        case "talk-1" | "talk-2" if text is None:
            return "wait for a text. Tell your chief by private note what you need."
        case "talk-1" | "talk-2":
            return f"tell your chief whether you support text {text.number if text else 0}. It binds nobody."
        case "vote-1" | "vote-2":
            return f"vote. {_beside_reversion(state, seat)}"
        case _:
            return "wait. The chiefs decide whether they keep the treaty."


def _beside_reversion(state: TableState, seat: str) -> str:
    """Return what the text on the table brings a group, beside its reversion point."""
    country, group, text = country_of(state, seat), group_of(state, seat), state.text
    at = country.groups.index(group)
    needs = least_needed(country, shift_of(state, country))[at]
    over = (worth(group, text.options) if text else 0) + paid_to(state, country)[at] - needs
    if over == 0:
        return "The text is worth exactly your reversion point to you."
    return f"The text is worth {abs(over)} points {'more' if over > 0 else 'less'} to you than your reversion point."


def _observer(state: TableState) -> str:
    match state.stage:
        case "check":
            return "answer the question. It is not scored."
        case "talk-1":
            return "predict how likely a ratified treaty is. You may change it until all have signed a text."
        case _:
            return "watch who trades what."
