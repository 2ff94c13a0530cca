"""The table of limits says what Discord's document says, and for the rest what the judge of payloads says."""

from typing import Any

import pytest

from bot.discord import limits
from tests.discord_wire.judge import document, forms
from tests.discord_wire.judge import limits as judge

TOLD = {
    "CUSTOM_ID": ("ButtonComponentForMessageRequest", "custom_id", "maxLength"),
    "BUTTON_LABEL": ("ButtonComponentForMessageRequest", "label", "maxLength"),
    "BUTTONS_IN_ROW": ("ActionRowComponentForMessageRequest", "components", "maxItems"),
    "OPTIONS_IN_SELECT": ("StringSelectComponentForMessageRequest", "options", "maxItems"),
    "OPTION_LABEL": ("StringSelectOptionForRequest", "label", "maxLength"),
    "OPTION_VALUE": ("StringSelectOptionForRequest", "value", "maxLength"),
    "OPTION_DESCRIPTION": ("StringSelectOptionForRequest", "description", "maxLength"),
    "PLACEHOLDER": ("StringSelectComponentForMessageRequest", "placeholder", "maxLength"),
    "TEXT": ("TextDisplayComponentForMessageRequest", "content", "maxLength"),
    "ALT_TEXT": ("MediaGalleryItemRequest", "description", "maxLength"),
    "PICTURES_IN_GALLERY": ("MediaGalleryComponentForMessageRequest", "items", "maxItems"),
    "COMPONENTS": ("ContainerComponentForMessageRequest", "components", "maxItems"),
    "MODAL_TITLE": ("ModalInteractionCallbackRequestData", "title", "maxLength"),
    "LABEL": ("LabelComponentForModalRequest", "label", "maxLength"),
    "LABEL_DESCRIPTION": ("LabelComponentForModalRequest", "description", "maxLength"),
    "INPUT_PLACEHOLDER": ("TextInputComponentForModalRequest", "placeholder", "maxLength"),
    "INPUT_VALUE": ("TextInputComponentForModalRequest", "value", "maxLength"),
    "COMMAND_DESCRIPTION": ("ApplicationCommandCreateRequest", "description", "maxLength"),
    "OPTIONS_IN_COMMAND": ("ApplicationCommandCreateRequest", "options", "maxItems"),
    "CHOICES": ("ApplicationCommandStringOption", "choices", "maxItems"),
    "CHOICE_NAME": ("ApplicationCommandOptionStringChoice", "name", "maxLength"),
}
"""Where Discord's document states a limit: the schema, its property, and the word that bounds it."""
JUDGED = {
    "COMPONENTS": judge.V2_COMPONENTS,
    "TEXT": judge.V2_TEXT,
    "FIELDS_IN_FORM": forms.FIELDS,
    "OPTIONS_IN_SELECT": judge.OPTIONS,
    "MODAL_TITLE": forms.TITLE,
}
"""What the document lacks or leaves wider, as the judge's own table has it, which was written apart."""


@pytest.mark.parametrize("name", TOLD)
def test_the_table_agrees_with_discords_document(name: str) -> None:
    path = document.file()
    if path is None:
        pytest.skip(document.MISSING)
    schema, prop, word = TOLD[name]
    whole: Any = document.Document(path)._whole
    assert getattr(limits, name) == whole["components"]["schemas"][schema]["properties"][prop][word]


@pytest.mark.parametrize("name", JUDGED)
def test_the_table_agrees_with_the_judges(name: str) -> None:
    assert getattr(limits, name) == JUDGED[name]


@pytest.mark.parametrize(("text", "length"), [("", 0), ("Vell", 4), ("Þórr", 4), ("🏛", 2), ("a🏛b", 4)])
def test_lengths_are_counted_as_discord_counts_them(text: str, length: int) -> None:
    assert limits.units(text) == length
