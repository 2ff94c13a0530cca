"""The open moves at the table: proposing, tabling, signing, mending, parting, signalling, predicting."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from types import MappingProxyType

from core.game import Illegal, Move
from core.games.treaty_table import ratify
from core.games.treaty_table.state import Draft, Payment, Signal, TableState, remember

_NEWS = frozenset({"propose", "table", "sign", "pay", "switch"})  # steps that give new reason to talk
_MOST_TEXTS = 30  # of one chief: enough for any talk, too few to flood the table


def apply(state: TableState, seat: str, move: Move) -> TableState:
    """Return the table after an open move that fits a spec of now; raise Illegal with a sentence."""
    word = move.name.partition("-")[0]
    after = _MOVES[word](state, seat, move)
    return replace(after, parting=()) if word in _NEWS else after


def _propose(state: TableState, seat: str, move: Move) -> TableState:
    options = tuple(int(str(move.values[issue.key])) - 1 for issue in state.dealt.issues)
    if same := next((draft for draft in state.drafts if draft.options == options), None):
        number = same.number
        raise Illegal(f"Text {number} says exactly that. Change something, or put text {number} on the table.")
    if sum(draft.by == seat for draft in state.drafts) >= _MOST_TEXTS:
        raise Illegal(f"You have proposed {_MOST_TEXTS} texts. Put one of the texts on the table and sign it.")
    return replace(state, drafts=(*state.drafts, Draft(len(state.drafts) + 1, seat, options, state.stage)))


def _table(state: TableState, seat: str, move: Move) -> TableState:
    return _sign(replace(state, tabled=int(str(move.values["text"])), signed=()), seat, move)


def _sign(state: TableState, seat: str, _: Move) -> TableState:
    signed = replace(state, signed=(*state.signed, seat))
    return ratify.put_to_vote(signed) if set(signed.signed) >= set(state.chiefs) else signed


def _withdraw(state: TableState, seat: str, _: Move) -> TableState:
    return replace(state, signed=tuple(one for one in state.signed if one != seat))


def _pay(state: TableState, seat: str, move: Move) -> TableState:
    payment = Payment(seat, str(move.values["group"]), int(move.values["points"]))
    return replace(state, payments=(*state.payments, payment))


def _switch(state: TableState, seat: str, _: Move) -> TableState:
    return replace(state, switched=(*state.switched, seat))


def _end(state: TableState, seat: str, _: Move) -> TableState:
    parting = replace(state, parting=(*state.parting, seat))
    return ratify.without_treaty(parting) if set(parting.parting) >= set(state.chiefs) else parting


def _stay(state: TableState, seat: str, _: Move) -> TableState:
    return replace(state, parting=tuple(one for one in state.parting if one != seat))


def _signal(state: TableState, seat: str, move: Move) -> TableState:
    word, _, number = move.name.partition("-")
    signal = Signal(seat, int(number), favour=word == "support")
    others = tuple(one for one in state.signals if (one.seat, one.text) != (seat, signal.text))
    return replace(state, signals=(*others, signal))


def _predict(state: TableState, seat: str, move: Move) -> TableState:
    return replace(state, predictions=remember(state.predictions, seat, str(move.values["chance"])))


_MOVES: Mapping[str, Callable[[TableState, str, Move], TableState]] = MappingProxyType(
    {
        "propose": _propose,
        "table": _table,
        "sign": _sign,
        "withdraw": _withdraw,
        "pay": _pay,
        "switch": _switch,
        "end": _end,
        "stay": _stay,
        "support": _signal,
        "oppose": _signal,
        "predict": _predict,
    }
)
