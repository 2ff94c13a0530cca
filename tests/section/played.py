"""Results of games and quizzes, stored as a class would have left them."""

from collections.abc import Mapping
from datetime import datetime
from typing import Literal

from core.command import Who
from core.rows import Account, Attempt, Place, Row, Score, Section, Session, Table
from tests.desk import MONDAY, Desk

Kind = Literal["game", "quiz", "practice"]


async def person_of(desk: Desk, who: Who) -> str:
    """Return the id of somebody who has joined."""
    (account,) = await desk.rows(Account, id=who.account)
    return account.person


async def played(
    desk: Desk,
    key: str,
    results: Mapping[Who, float | None],
    at: datetime = MONDAY,
    kind: Kind = "game",
    counts: bool = True,
) -> None:
    """Store a session with a table for each result: the duplicate score, None while the session is not over."""
    section = (await desk.rows(Section))[0]
    session = _session(section, key, at, kind, over=None not in results.values())
    rows: list[Row] = [session]
    for number, (who, duplicate) in enumerate(results.items(), start=1):
        person = await person_of(desk, who)
        rows += _table(session, number, person, duplicate, counts=counts)
    await desk.put(*rows)


async def answered(desk: Desk, who: Who, right: int, wrong: int, at: datetime = MONDAY, first: bool = True) -> None:
    """Store somebody's answers in the self-quiz."""
    section = (await desk.rows(Section))[0]
    person = await person_of(desk, who)
    old = len(await desk.rows(Attempt))
    await desk.put(
        *(
            Attempt(
                id=f"attempt-{old + n:04d}", workspace=section.workspace, section=section.id, person=person,
                question=f"q{n}", answer="A", right=n < right, first=first, at=at,
            )
            for n in range(right + wrong)
        )
    )  # fmt: skip


def _session(section: Section, key: str, at: datetime, kind: Kind, *, over: bool) -> Session:
    return Session(
        id=f"session-{key}", workspace=section.workspace, section=section.id, kind=kind, scenario="ratify-or-revert",
        game="ratify-or-revert", version=1, title="The Sound of Vell", params={}, seed="0" * 32,
        status="over" if over else "running", started_by="", at=at,
    )  # fmt: skip


def _table(session: Session, number: int, person: str, duplicate: float | None, *, counts: bool) -> tuple[Row, ...]:
    workspace, section, over = session.workspace, session.section, duplicate is not None
    table = Table(
        id=f"{session.id}-table-{number}",
        workspace=workspace,
        section=section,
        session=session.id,
        number=number,
        status="over" if over else "running",
        seq=1,
        phase="",
        opened=0,
        deadline=None,
        waiting=0,
    )
    place = Place(
        id=f"{table.id}:x",
        workspace=workspace,
        section=section,
        session=session.id,
        table=table.id,
        seat="x",
        person=person,
        live=not over,
        at=session.at,
    )
    score = Score(
        id=f"{table.id}:x",
        workspace=workspace,
        section=section,
        session=session.id,
        table=table.id,
        seat="x",
        person=person,
        payoff=0.0,
        points=0.0,
        belief=None,
        duplicate=duplicate,
        counts=counts,
    )
    return table, place, score  # fmt: skip
