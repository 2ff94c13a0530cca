"""The open moves at the table: proposing, tabling, signing, mending, signalling, predicting."""

from dataclasses import replace

from core.game import Illegal, Move
from core.games.treaty_table import ratify
from core.games.treaty_table.state import Draft, Payment, Signal, TableState, remember

_MOST_TEXTS = 30  # of one chief: enough for any talk, too few to flood the table


def apply(state: TableState, seat: str, move: Move) -> TableState:
    """Return the table after an open move that fits a spec; raise Illegal with a sentence."""
    word, _, number = move.name.partition("-")
    match word:
        case "propose":
            return _propose(state, seat, move)
        case "table":
            return _sign(replace(state, tabled=int(str(move.values["text"])), signed=()), seat)
        case "sign" if number == str(state.tabled):
            return _sign(state, seat)
        case "withdraw":
            return replace(state, signed=tuple(one for one in state.signed if one != seat))
        case "pay":
            return _pay(state, seat, move)
        case "switch":
            return replace(state, switched=(*state.switched, seat))
        case "support" | "oppose":
            return _signal(state, seat, Signal(seat, int(number), word == "support"))
        case "predict":
            return replace(state, predictions=remember(state.predictions, seat, str(move.values["chance"])))
    raise Illegal("That text is no longer on the table. Open your desk to see the text to sign.")


def _propose(state: TableState, seat: str, move: Move) -> TableState:
    options = tuple(int(str(move.values[issue.key])) - 1 for issue in state.dealt.issues)
    if same := next((draft for draft in state.drafts if draft.options == options), None):
        raise Illegal(f"Text {same.number} says exactly that. Change something, or put text {same.number} on the table.")
    if sum(draft.by == seat for draft in state.drafts) >= _MOST_TEXTS:
        raise Illegal(f"You have proposed {_MOST_TEXTS} texts. Put one of the texts on the table and sign it.")
    return replace(state, drafts=(*state.drafts, Draft(len(state.drafts) + 1, seat, options, state.stage)))


def _sign(state: TableState, seat: str) -> TableState:
    signed = replace(state, signed=(*state.signed, seat))
    return ratify.put_to_vote(signed) if set(signed.signed) >= set(state.chiefs) else signed


def _pay(state: TableState, seat: str, move: Move) -> TableState:
    payment = Payment(seat, str(move.values["group"]), int(move.values["points"]))
    return replace(state, payments=(*state.payments, payment))


def _signal(state: TableState, seat: str, signal: Signal) -> TableState:
    others = tuple(one for one in state.signals if (one.seat, one.text) != (seat, signal.text))
    return replace(state, signals=(*others, signal))
