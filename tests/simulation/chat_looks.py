"""A look at the chat: a board at rest shows what is, and whoever was told something was told it."""

from collections import Counter

from core.outgoing.boards import stuck
from core.outgoing.drawing import digest_of, draw
from core.rows import Board, Letter
from tests.simulation.chatroom import Chatroom
from tests.simulation.stage import Stage


def look_at_the_chat(stage: Stage, room: Chatroom) -> None:
    """Compare all messages with what they should say by now."""
    for board in stage.memory.all(Board):
        look_at_board(stage, room, board)
    told = Counter(message.address for message in room.messages.values())
    letters = stage.memory.all(Letter)
    for address, tried in Counter(row.address for row in letters if row.claims).items():
        sent = sum(row.status == "sent" for row in letters if row.address == address)
        if told[address] + len(room.deleted) < sent:
            stage.wrong(f"{sent} letters were sent to {address}, and {told[address]} are there")
        if room.knows_repeats and told[address] > tried:
            stage.wrong(f"{tried} letters were for {address}, who got {told[address]}")


def look_at_board(stage: Stage, room: Chatroom, board: Board) -> None:
    """Compare a board that is at rest with what it should show."""
    stage.tally["boards looked at"] += 1
    if stuck(board):
        if not board.trouble:
            stage.wrong(f"board {board.id} is stuck, and nobody is told why")
        return
    if board.kind == "rooms":
        look_at_rooms(stage, room, board)
        return
    if board.message in room.deleted or not board.message:
        return  # a message that is deleted while nothing changes is missed by nobody
    if board.message not in room.messages:
        stage.wrong(f"board {board.id} is said to be the message {board.message}, which was never there")
        return
    shown = digest_of(room.messages[board.message].said[-1])
    drawn = stage.memory.view(lambda ledger: draw(stage.world(), ledger, board))
    if shown != drawn.digest:
        stage.wrong(f"board {board.id} does not show what is: {room.messages[board.message].text[:200]!r}")


def look_at_rooms(stage: Stage, room: Chatroom, board: Board) -> None:
    """Compare the private rooms of tables, at rest, with what they should be."""
    wanted = stage.memory.view(lambda ledger: draw(stage.world(), ledger, board)).rooms or ()
    for one in wanted:
        if one != room.rooms.get(one.table) and (one.needed or one.table in room.rooms):
            stage.wrong(f"the room of table {one.table} is {room.rooms.get(one.table)}, not {one}")
