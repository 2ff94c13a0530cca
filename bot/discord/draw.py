"""A page of a card as discord.py's components: a frame with words, pictures, buttons and lists in it."""

from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import Any

from discord import ButtonStyle, MediaGalleryItem, SelectOption, ui

from bot.discord.layout import Line, Piece, Shown, Words
from bot.discord.limits import ALT_TEXT
from bot.discord.rows import Button, Buttons, Choice, Menu
from bot.discord.text import cut
from core.kit.figure import Figure

BOARD, DESK, REFUSED, LETTER, STAFF = 0x0072B2, 0x009E73, 0xD55E00, 0xCC79A7, 0xE69F00
"""The frame's colour by kind: Okabe and Ito's, which people of every colour vision tell apart. Words say it too."""

_STYLES: Mapping[str, ButtonStyle] = MappingProxyType(
    {"primary": ButtonStyle.primary, "secondary": ButtonStyle.secondary, "danger": ButtonStyle.danger}
)


def view_of(pieces: Sequence[Piece], colour: int) -> ui.LayoutView:
    """Return a page as a view that is finished: what is pressed on it is read from its custom id, never from memory."""
    view = ui.LayoutView(timeout=None)
    items: list[ui.Item[Any]] = []
    pictures = 0
    for piece in pieces:
        items.append(_item(piece, pictures))
        pictures += isinstance(piece, Shown)
    view.add_item(ui.Container(*items, accent_colour=colour))
    view.stop()
    return view


def file_name(figure: Figure, number: int) -> str:
    """Return what a picture's file is called in its message."""
    stem = "".join(c if c.isascii() and c.isalnum() else "-" for c in figure.key.casefold())[:60].strip("-")
    return f"{stem or 'picture'}-{number + 1}.png"


def alt_text(figure: Figure) -> str:
    """Return what is read out for a picture."""
    return cut(f"{figure.title}. {figure.alt}", ALT_TEXT)


def _item(piece: Piece, pictures: int) -> ui.Item[Any]:
    match piece:
        case Words():
            return ui.TextDisplay(piece.text)
        case Shown(figure=figure):
            media = f"attachment://{file_name(figure, pictures)}"
            return ui.MediaGallery(MediaGalleryItem(media, description=alt_text(figure)))
        case Line():
            return ui.Separator()
        case Buttons():
            return ui.ActionRow(*map(_button, piece.buttons))
        case Menu():
            return ui.ActionRow(_select(piece))


def _button(button: Button) -> ui.Button[Any]:
    return ui.Button(label=button.label, custom_id=button.custom_id, style=_STYLES[button.style])


def _select(menu: Menu) -> ui.Select[Any]:
    return ui.Select(custom_id=menu.custom_id, placeholder=menu.title, options=[_option(c) for c in menu.choices])


def _option(choice: Choice) -> SelectOption:
    return SelectOption(label=choice.label, value=choice.value, description=choice.hint or None, default=choice.now)
