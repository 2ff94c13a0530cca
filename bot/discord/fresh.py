"""Lists as nobody has chosen from them: Discord does not tell us of a choice that a list shows already.

A list keeps showing what was chosen from it until its message changes, and the list with it: under another custom id
it is another list. So whatever changes a card after a choice gives its lists new ids.
"""

from discord import Message, ui

from bot.discord.rows import MENU


def renewed(view: ui.LayoutView, mark: str) -> bool:
    """Give the lists of a view new ids; return whether it has any. `mark` is in no earlier id."""
    lists = [item for item in view.walk_children() if isinstance(item, ui.Select) and item.custom_id.startswith(MENU)]
    for each in lists:
        number = each.custom_id.removeprefix(MENU).partition(":")[0]
        each.custom_id = f"{MENU}{number}:{mark}"
    return bool(lists)


def as_it_stands(message: Message) -> ui.LayoutView:
    """Return what a message shows as a view that is finished: to be sent once more."""
    view = ui.LayoutView.from_message(message, timeout=None)
    view.stop()
    return view
