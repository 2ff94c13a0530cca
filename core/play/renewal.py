"""A game that changed under a class: its tables go on with the new version, or end politely and count for nothing.

Asked once a start for every session that another version has written (`core.renewal`). A renewed table has a line in
its journal that holds the state it went on with, so that the rest can be played again by the new version.
"""

import json
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from core import referee
from core.context import Context
from core.game import Older
from core.kit.refusals import Refused
from core.play import flow, scoring
from core.play.hall import Hall
from core.play.panel_scope import tables_of
from core.play.strikes import for_tenant
from core.referee import AnyGame
from core.replies import Result
from core.requests.game import Renew
from core.rows import SealedMove, Session, Snapshot, Table, Unreadable


def renew(ctx: Context, ask: Renew) -> Result:
    """Make a session over for this version of its game; what cannot be made over is ended. Harmless when repeated."""
    session = ctx.ledger.get(Session, ask.session)
    if session is None:
        return Result()
    ctx = for_tenant(ctx, session.workspace)
    game = ctx.world.catalogue.games.get(session.game)
    params = None if game is None else _params(game, session)
    if game is None or params is None:
        _end(ctx, session)
    elif session.version < game.version:
        renewed = replace(session, version=game.version, params=params)
        ctx.put(renewed)
        ctx.each(tables_of(ctx, session), lambda table: _renew_table(ctx, session, renewed, game, table))
        if session.status != "lobby":
            scoring.end_session_if_done(ctx, renewed)
    return Result()


def _params(game: AnyGame, session: Session) -> Mapping[str, Any] | None:
    if session.version >= game.version:
        return session.params
    renewed = game.renew(Older(session.version, session.params))
    return None if renewed is None else renewed.params.model_dump(mode="json")


def _end(ctx: Context, session: Session) -> None:
    if session.status != "over":
        for table in tables_of(ctx, session):
            _void_if_running(ctx, table)
        scoring.end_session(ctx, session)


def _void_if_running(ctx: Context, table: Table) -> None:
    if table.status == "running":
        flow.void(ctx, table)


def _renew_table(ctx: Context, old: Session, session: Session, game: AnyGame, table: Table) -> None:
    snapshot = ctx.get(Snapshot, table.id)
    if snapshot is None or not isinstance(snapshot.position, Unreadable):
        return
    renewed = game.renew(Older(snapshot.version, old.params, json.loads(snapshot.position.text)))
    if renewed is None or renewed.state is None:
        _void_if_running(ctx, table)
        return
    turn = referee.renew(game, renewed.state, snapshot.seq)
    hall = Hall(ctx, session, table, game, turn.position)
    if table.status == "running":
        _drop_what_no_longer_fits(hall)
        flow.carry_on(flow.count(hall), turn)
    else:
        flow.record(hall, turn)


def _drop_what_no_longer_fits(hall: Hall) -> None:
    """Throw away sealed moves that the new version would not take; their seats are waited for again."""
    for row in hall.ctx.find(SealedMove, table=hall.table.id, phase=hall.table.phase):
        if not _fits(hall, row):
            hall.ctx.drop(row)


def _fits(hall: Hall, row: SealedMove) -> bool:
    specs = () if hall.position.phase is None else hall.game.moves(hall.position.state, row.seat)
    spec = next((spec for spec in specs if spec.name == row.move and spec.sealed), None)
    try:
        return spec is not None and spec.parse(row.values).values == row.values
    except Refused:
        return False
