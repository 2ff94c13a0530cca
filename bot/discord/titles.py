"""What a form is called that asks for a request's inputs: what its command does, in fewer words where those are many.

A title is one line of plain words, and no longer than Discord shows: nobody sees what is cut off.
"""

from collections.abc import Mapping
from types import MappingProxyType

from bot.commands import row_of
from core.requests import Request, inputs
from core.requests import game as g
from core.requests import quiz as q
from core.requests import section as s

_SHORTER: Mapping[type[Request], str] = MappingProxyType({
    s.CreateSection: "Make a section for this channel",
    s.MakeAssistant: "Make a member an assistant",
    s.ChangeSection: "Settings of the section",
    s.ShowBoard: "The standings",
    s.ChangeMe: "Your own settings",
    s.Help: "Help",
    g.Act: "Make a move",
    g.SendNote: "Note to another seat",
    g.Practice: "Play alone against bots",
    g.Extend: "Give the phase more minutes",
    g.Advance: "Close the lobby or the phase",
    g.Substitute: "Put a person or a bot on a seat",
    g.ShowDebrief: "The debrief",
    q.StudyQuiz: "Quiz yourself",
    q.Answer: "Answer the question",
    q.Grade: "How was it?",
})  # fmt: skip


def title_of(kind: type[Request]) -> str:
    """Return the title of a request's form."""
    row = row_of(kind)
    if kind in _SHORTER or row is None:
        return _SHORTER.get(kind) or next((field.label for field in inputs(kind)), "Fill in")
    return row.help.rstrip(".")
