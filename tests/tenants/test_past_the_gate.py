"""Where core reads rows past the workspace's gate, and why each place may."""

import ast
from collections.abc import Iterator, Mapping

from tests.import_rules import ROOT

BELOW = ("core/store/", "core/ledger.py", "core/known.py", "core/context.py")
"""What the gate is made of, and what lies below it."""
READS = {"get", "find", "some"}

MAY: Mapping[str, str] = {
    "core/admin/doctor.py:_database": "the clock's mark is of no workspace",
    "core/admin/doctor.py:_own": "the rows of the workspace that the asker administers",
    "core/batch.py:_decide": "whether a delivery was answered before: its id begins with the workspace it came from",
    "core/service.py:answered": "as in a batch",
    "core/meant.py:memberships_of": "one's own memberships, before it is known which section is meant",
    "core/meant.py:meant": "the section that a channel is linked to, or the asker's own: what the gate is made of",
    "core/meant.py:_met": "the asker's own sections of this workspace, and where they meet",
    "core/play/strikes.py:strike": "the clock serves every workspace, and enters the one of the row it strikes",
    "core/play/renewal.py:renew": "as a strike",
    "core/play/reminding.py:remind": "as a strike",
    "core/play/reminding.py:_remind": "a player's person, who may be of the chat on the other platform",
    "core/play/outbox.py:tell_of_trouble": "a section's own instructors, who may be of the other platform",
    "core/play/outbox.py:_address": "the accounts of one person, on every platform",
    "core/play/boards.py:_joined": "a section's own members, who may be of the other platform",
    "core/play/rooms.py:_accounts": "a player's accounts, of which only those on the room's own server are taken",
    "core/play/replay.py:retold": "the operator's command line; nobody asks for it in a chat",
    "core/play/boards.py:context_of": "drawn for a channel that is bound to the session's own section",
    "core/play/advice.py:advise": "what a bot would do, for simulated students only",
    "core/outgoing/preparing.py:_missing": "debriefs of sessions of every workspace, each inside its own",
    "core/outgoing/drawing.py:_seen": "the outbox draws rows of every workspace, each inside its own",
    "core/outgoing/drawing.py:_board": "the same",
    "core/outgoing/taking.py:_record": "the outbox takes and reports rows of every workspace, by their own ids",
    "core/outgoing/taking.py:_take": "the same",
    "core/outgoing/taking.py:_let_go": "the same",
    "core/outgoing/following.py:_live_in": "the boards of a section that has just been written to",
    "core/outgoing/following.py:_follow": "the same",
    "core/section/people.py:membership_of": "one's own memberships, where the account came from another platform",
    "core/section/people.py:members": "a section's own members, who may be of the other platform",
    "core/section/usable.py:_section_is_left_to_somebody": "the other members of the asker's own section",
    "core/section/create.py:_free_code": "whether a code is free: codes are unique over all workspaces",
    "core/section/membership.py:undo_leave": "the section that the asker has just left",
    "core/section/membership.py:_section_with": "by a code, and only of the asker's or the channel's workspace",
    "core/section/membership.py:_only_instructor": "the other members of the asker's own section",
    "core/section/membership.py:_left_last": "one's own memberships",
}
"""Each place, as file and function, with its reason."""


def raw_reads(source: str) -> Iterator[str]:
    """Yield the functions of a module that read from a ledger itself, once for each read."""
    if "ledger" not in source:
        return
    for function in ast.walk(ast.parse(source)):
        if isinstance(function, ast.FunctionDef | ast.AsyncFunctionDef):
            for node in ast.walk(function):
                if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr in READS:
                    of = ast.unparse(node.func.value)
                    if of == "ledger" or of.endswith(".ledger"):
                        yield function.name


def test_every_place_that_reads_past_the_gate_is_known_and_has_its_reason() -> None:
    found = {
        f"{path.relative_to(ROOT).as_posix()}:{name}"
        for path in sorted((ROOT / "core").rglob("*.py"))
        if not path.relative_to(ROOT).as_posix().startswith(BELOW)
        for name in raw_reads(path.read_text(encoding="utf-8"))
    }
    assert found == set(MAY)


def test_a_new_place_would_be_noticed() -> None:
    assert list(raw_reads("def peek(ctx):\n    return ctx.ledger.get(Note, 'n1')\n")) == ["peek"]
    assert list(raw_reads("def look(ctx):\n    return ctx.get(Note, 'n1')\n")) == []
