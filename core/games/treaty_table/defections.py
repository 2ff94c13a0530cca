"""Two debrief pages: the two ways to defect, and the one return to the table."""

from collections.abc import Sequence

from core.game import Facts, History, Page, Table, Text
from core.games.treaty_table.scores import broken_by, failed_for_good
from core.games.treaty_table.state import Payment, TableState, group_of
from core.games.treaty_table.words import count_of, names_of

Tables = Sequence[History[TableState]]

_TOLD_APART = (
    "Involuntary defection: the chief signed in good faith and the groups at home did not ratify. Voluntary "
    "defection: the treaty was in force and the chief broke it on purpose, which pays if the gain exceeds the penalty. "
    "From abroad the two are hard to tell apart, so a chief who breaks a treaty has reason to blame the groups at home "
    "(Putnam 1988)."
)


def defection_page(tables: Tables) -> Page:
    """Return how often a treaty was not ratified or was broken, and at the tables where that was so, by which state."""
    told = [(failed_for_good(t.state), broken_by(t.state)) for t in tables]
    facts = [
        ("Involuntary defection", f"at {sum(bool(failed) for failed, _ in told)} of {count_of(len(told), 'table')}"),
        ("Voluntary defection", f"at {sum(bool(broken) for _, broken in told)} of {count_of(len(told), 'table')}"),
        *(("Breaking it paid for", _tempted(table.state)) for table in tables[:1]),  # all tables hold the same cards
    ]
    rows = tuple(
        (table.label, names_of(table.state, failed), names_of(table.state, broken))
        for table, (failed, broken) in zip(tables, told, strict=True)
        if failed or broken
    )
    by_table = (Table(("Table", "Involuntary", "Voluntary"), rows),) if rows else ()
    blocks = (Text(_TOLD_APART), Facts(tuple(facts)), *by_table)
    return Page("Two ways to defect", "involuntary and voluntary defection", blocks)


def _tempted(state: TableState) -> str:
    """Return the states whose chief's gain by breaking a treaty exceeds the penalty."""
    tempted = [chief for chief, gain in zip(state.chiefs, state.gains, strict=True) if gain > state.dealt.penalty]
    return names_of(state, tempted)


def mending_page(tables: Tables) -> Page:
    """Return what each table did after a failed vote."""
    rows = tuple(_mended(table.label, table.state) for table in tables if first_failures(table.state))
    text = Text(
        "Ratification can be tried again. A side payment goes to the group that tips the vote (the pivotal group), not "
        "to the loudest; another institution moves the pivot instead of paying it. Putnam calls the process iterative."
    )
    blocks = (text, Table(("Table", "First failed in", "What was tried", "Then"), rows)) if rows else (text, _NEVER)
    return Page("The return to the table", "side payment", blocks)


_NEVER = Text("No table needed it this time.")


def first_failures(state: TableState) -> tuple[str, ...]:
    """Return the states whose groups refused at the first vote."""
    return tuple(vote.country for vote in state.ratifications if vote.stage == "vote-1" and not vote.passed)


def _mended(label: str, state: TableState) -> tuple[str, ...]:
    tried = [*_payments(state), *(f"{names_of(state, [key])}: another institution" for key in state.switched)]
    if len({vote.text for vote in state.ratifications}) > 1:
        tried.append("another text")
    then = "ratified" if state.ending == "ratified" else "not ratified"
    return (label, names_of(state, first_failures(state)), "; ".join(tried) or "nothing", then)


def _payments(state: TableState) -> list[str]:
    return [
        f"{names_of(state, [p.country])}: {count_of(p.points, 'point')} to {_group(state, p)}" for p in state.payments
    ]


def _group(state: TableState, payment: Payment) -> str:
    return group_of(state, f"{payment.country}.{payment.group}").name
