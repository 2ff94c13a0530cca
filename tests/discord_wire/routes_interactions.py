"""Answers to interactions: the callback within three seconds, then the interaction's own webhook for 15 minutes."""

from collections.abc import Callable
from dataclasses import replace

from tests.discord_wire import shown
from tests.discord_wire.calls import ALREADY_ANSWERED, TOKEN_EXPIRED, Answer, Call, Refused, unknown
from tests.discord_wire.contents import changed
from tests.discord_wire.routes import Table
from tests.discord_wire.values import (
    AUTOCOMPLETE,
    COMMAND,
    COMPONENT,
    EPHEMERAL,
    LOADING,
    MODAL,
    Answered,
    Interaction,
    Json,
    Message,
    Modal,
)
from tests.discord_wire.world import World

LIVES = 15 * 60
_ALLOWED = {
    4: {COMMAND, COMPONENT, MODAL},
    5: {COMMAND, COMPONENT, MODAL},
    6: {COMPONENT, MODAL},
    7: {COMPONENT, MODAL},
    8: {AUTOCOMPLETE},
    9: {COMMAND, COMPONENT},
}
"""Which kinds of interactions a kind of callback answers: no form answers a form, nothing but a list a completion."""


class Interactions:
    """What the bot answers. `patience` is the three seconds after which nobody listens any more."""

    def __init__(self, world: World, base: str, patience: float) -> None:
        self._world = world
        self._base = base
        self._patience = patience
        self.late: list[str] = []
        """Interactions that were answered too late."""

    def table(self) -> Table:
        """Return the routes."""
        hook = "/webhooks/{webhook_id}/{webhook_token}"
        return {
            "POST /interactions/{interaction_id}/{interaction_token}/callback": self.callback,
            f"POST {hook}": self.follow_up,
            f"GET {hook}/messages/@original": self.get,
            f"PATCH {hook}/messages/@original": self.edit,
            f"DELETE {hook}/messages/@original": self.delete,
            f"GET {hook}/messages/{{message_id}}": self.get,
            f"PATCH {hook}/messages/{{message_id}}": self.edit,
            f"DELETE {hook}/messages/{{message_id}}": self.delete,
        }

    async def callback(self, call: Call) -> Answer:
        """Take the first answer to an interaction."""
        one = self._world.interactions.get(call.params["interaction_id"])
        if one is None or one.token != call.params["interaction_token"]:
            raise unknown("interaction")
        if one.answered:
            raise ALREADY_ANSWERED
        if self._world.hours.now() - one.at > self._patience:
            self.late.append(one.id)
            raise unknown("interaction")
        kind = int(call.json()["type"])
        if one.kind not in _ALLOWED.get(kind, set()) or (kind == 7 and not one.message):
            raise Refused(
                400, 50035, f"Invalid Form Body: type {kind} does not answer an interaction of type {one.kind}"
            )
        taken = replace(one, answered_at=self._world.hours.now())
        answered = self._world.put_interaction(self._take(taken, kind, call.json().get("data") or {}, call))
        if call.query.get("with_response") in {"1", "true"}:
            return Answer(shown.callback(self._world, self._base, answered, kind))
        return Answer(status=204)

    def _take(self, one: Interaction, kind: int, data: Json, call: Call) -> Interaction:
        takes: dict[int, Callable[[Interaction, Json, Call], Interaction]] = {
            4: self._message, 5: self._defer, 6: self._defer_update, 7: self._update, 8: _complete, 9: _open_form,
        }  # fmt: skip
        return takes[kind](one, data, call)

    def _message(self, one: Interaction, data: Json, call: Call) -> Interaction:
        return self._answered(one, "message", self._posted(one, data, call))

    def _defer(self, one: Interaction, data: Json, call: Call) -> Interaction:
        hollow = {"flags": (data.get("flags") or 0) | LOADING}
        return self._answered(one, "deferred", self._posted(one, hollow, call))

    def _defer_update(self, one: Interaction, data: Json, call: Call) -> Interaction:
        return replace(one, answered="deferred update", original=one.message)

    def _update(self, one: Interaction, data: Json, call: Call) -> Interaction:
        self._edited(self._world.messages[one.message], data, call)
        return replace(one, answered="update", original=one.message)

    def _answered(self, one: Interaction, how: Answered, message: Message) -> Interaction:
        return replace(one, answered=how, original=message.id)

    async def follow_up(self, call: Call) -> Answer:
        """Say something more; the first thing after a deferral takes its place, and is as private as that was."""
        one = self._interaction(call)
        waiting = self._world.messages.get(one.original)
        if one.answered == "deferred" and waiting is not None and waiting.pending:
            message = self._edited(waiting, call.json(), call)
            self._world.put_interaction(one)
        else:
            message = self._posted(one, call.json(), call)
            self._world.put_interaction(replace(one, followups=(*one.followups, message.id)))
        return Answer(shown.message(self._world, self._base, message))

    async def edit(self, call: Call) -> Answer:
        """Change the answer or a followup."""
        message = self._edited(self._mine(call), call.json(), call)
        self._world.put_interaction(self._interaction(call))
        return Answer(shown.message(self._world, self._base, message))

    async def get(self, call: Call) -> Answer:
        """Return the answer or a followup."""
        return Answer(shown.message(self._world, self._base, self._mine(call)))

    async def delete(self, call: Call) -> Answer:
        """Take the answer or a followup away."""
        message = self._mine(call)
        self._world.drop_message(message.id)
        self._world.put_interaction(self._interaction(call))
        return Answer(status=204)

    def _interaction(self, call: Call) -> Interaction:
        one = self._world.by_token(call.params["webhook_token"])
        if one is None or not one.answered or call.params["webhook_id"] != self._world.bot.id:
            raise unknown("Webhook")
        if self._world.hours.now() - one.at > LIVES:
            raise TOKEN_EXPIRED
        return one

    def _mine(self, call: Call) -> Message:
        """Return the message that a call names, which must be this interaction's own."""
        one = self._interaction(call)
        named = call.params.get("message_id", one.original)
        message = self._world.messages.get(named)
        if message is None or named not in {one.original, one.message, *one.followups}:
            raise unknown("Message")
        return message

    def _posted(self, one: Interaction, data: Json, call: Call) -> Message:
        private = bool((data.get("flags") or 0) & EPHEMERAL)
        blank = Message(
            self._world.ids.new(), one.channel, self._world.bot.id, interaction=one.id,
            only_for=one.person if private else "",
        )  # fmt: skip
        return self._world.put_message(changed(self._world, blank, data, call))

    def _edited(self, message: Message, data: Json, call: Call) -> Message:
        edited = changed(self._world, message, data, call)
        thought = replace(edited, flags=edited.flags & ~LOADING, edits=message.edits + 1)
        return self._world.put_message(thought)


def _complete(one: Interaction, data: Json, _: Call) -> Interaction:
    return replace(one, answered="completion", choices=tuple(data.get("choices") or ()))


def _open_form(one: Interaction, data: Json, _: Call) -> Interaction:
    modal = Modal(data["custom_id"], data["title"], tuple(data["components"]))
    return replace(one, answered="modal", modal=modal)
