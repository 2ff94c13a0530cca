"""Play: lobbies, tables, desks, panels, boards and debriefs of whatever game is on."""

from core.context import Handlers
from core.play import (
    debriefing,
    desk,
    drafts,
    leaving,
    lobby,
    moves,
    notes,
    panel,
    posted,
    practice,
    reminding,
    renewal,
    strikes,
)
from core.requests import game as ask

HANDLERS = Handlers(
    decide={
        ask.StartGame: lobby.start_game,
        ask.JoinGame: lobby.join_game,
        ask.LeaveGame: leaving.leave_game,
        ask.Ready: moves.ready,
        ask.OpenDesk: desk.open_desk,
        ask.Act: moves.act,
        ask.SaveDraft: drafts.save_draft,
        ask.SendNote: notes.send_note,
        ask.ReportNote: notes.report_note,
        ask.Practice: practice.practise,
        ask.Pause: panel.pause,
        ask.Resume: panel.resume,
        ask.Extend: panel.extend,
        ask.Advance: panel.advance,
        ask.Substitute: leaving.substitute,
        ask.End: panel.end,
        ask.TurnPage: debriefing.turn_page,
        ask.PostAgain: posted.post_again,
        ask.Remind: reminding.remind,
        ask.Strike: strikes.strike,
        ask.Renew: renewal.renew,
    },
    show={
        ask.ShowDesk: desk.show_desk,
        ask.OpenForm: drafts.open_form,
        ask.ShowStatus: desk.show_status,
        ask.ShowPanel: panel.show_panel,
        ask.ShowDebrief: debriefing.show_debrief,
    },
)
