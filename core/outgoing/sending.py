"""One attempt: what was drawn is posted, edited or told, and whatever happens becomes an end."""

import asyncio
import logging
from dataclasses import dataclass

from core.faults import new_error_id, where
from core.outgoing import boards, letters
from core.outgoing.chat import Chat, ChatTrouble, Closed, Unfit, Unsure
from core.outgoing.drawing import Drawn
from core.outgoing.ends import ANSWER_S, End
from core.outgoing.rooms import arrange
from core.outgoing.taking import Owed
from core.replies import Reply
from core.rows import Board

_LOG = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Job:
    """A row that was taken, what it says now, and the chat that says it."""

    row: Owed
    drawn: Drawn
    chat: Chat

    @property
    def needless(self) -> End | None:
        """Return how it ends when nothing has to be sent: nothing to say, nothing new, or not to be drawn."""
        message = self.row.message if isinstance(self.row, Board) else ""
        if self.drawn.fault:
            return self.end(message, Unfit(self.drawn.fault))
        if self.drawn.reply is None and self.drawn.rooms is None:
            return self.end(message)
        if not isinstance(self.row, Board) or self.drawn.digest != self.row.digest:
            return None
        if self.row.trouble:  # malformed then, malformed now
            return self.end(message, Unfit(self.row.trouble))
        return self.end(message) if message else None

    def end(self, message: str, trouble: ChatTrouble | None = None) -> End:
        """Return an end of this attempt."""
        return End(message, self.drawn.seen, self.drawn.digest, trouble)

    def begun(self, notes: str) -> End:
        """Return an end of an attempt that has seen to some of the rooms, and leaves the others to the next one."""
        return End(notes, self.row.shown if isinstance(self.row, Board) else 0)


async def attempt(job: Job) -> End:
    """Make the attempt; a chat that does not answer, or breaks its promise, leaves us unsure."""
    message = job.row.message if isinstance(job.row, Board) else ""
    try:
        async with asyncio.timeout(ANSWER_S):
            if isinstance(job.row, Board) and job.drawn.rooms is not None:
                made = await arrange(job.row, job.drawn.rooms, job.chat)
                return job.begun(made.notes) if made.left else job.end(made.notes, made.trouble)
            return job.end(await _send(job, message, job.drawn.reply) if job.drawn.reply else message)
    except TimeoutError:
        return job.end(message, Unsure("The chat did not answer in time."))
    except ChatTrouble as trouble:
        if isinstance(trouble, Closed | Unfit):
            _LOG.warning("%s could not be said: %s", job.row.id, trouble, extra=where(job.row))
        return job.end(message, trouble)
    except Exception:  # an adapter's defect: nobody knows how far it came
        error_id = new_error_id()
        _LOG.exception("fault %s saying %s", error_id, job.row.id, extra={"error": error_id, **where(job.row)})
        return job.end(message, Unsure(f"Something went wrong on our side: error {error_id}."))


async def _send(job: Job, message: str, reply: Reply) -> str:
    row, chat = job.row, job.chat
    if not isinstance(row, Board):
        return await chat.tell(row.address, reply, letters.nonce(row))
    if not message:
        return await chat.post(row.address, reply, boards.nonce(row))
    await chat.edit(row.address, message, reply)
    return message
