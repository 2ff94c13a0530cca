"""Sections: the class, its people and settings, standings, one's own settings, help."""

from core.context import Handlers
from core.requests.section import (
    ChangeMe,
    ChangeSection,
    CreateSection,
    Help,
    JoinSection,
    LeaveSection,
    MakeAssistant,
    ShowBoard,
    ShowSection,
    UndoLeave,
)
from core.section.create import create
from core.section.help import show_help
from core.section.leaderboard import show_board
from core.section.me import change_me
from core.section.membership import join, leave, undo_leave
from core.section.roles import make_assistant
from core.section.settings import change
from core.section.show import show_section

HANDLERS = Handlers(
    decide={
        CreateSection: create,
        JoinSection: join,
        LeaveSection: leave,
        UndoLeave: undo_leave,
        MakeAssistant: make_assistant,
        ChangeSection: change,
        ChangeMe: change_me,
    },
    show={ShowSection: show_section, ShowBoard: show_board, Help: show_help},
)
