"""Discord's limits, in one place. Lengths are counted as Discord counts them, in UTF-16 units (`units`).

Sources: Discord's developer documentation and its OpenAPI document (July 2026). Those that the document does not
state (marked ¹) are the ones a judge of payloads has to add.
"""

CUSTOM_ID = 100

BUTTON_LABEL = 80
BUTTONS_IN_ROW = 5

OPTIONS_IN_SELECT = 25
OPTION_LABEL = 100
OPTION_VALUE = 100
OPTION_DESCRIPTION = 100
PLACEHOLDER = 150

COMPONENTS = 40
"""¹ All components of one message, nested ones counted; Components V2 have no other bound on rows."""
TEXT = 4_000
"""¹ Characters over all text displays of one message."""
ALT_TEXT = 1_024
PICTURES_IN_GALLERY = 10
ATTACHMENTS = 10
"""¹ Files of one message."""

MODAL_TITLE = 45
FIELDS_IN_FORM = 5
"""¹ Components of a form, texts included; the document alone would allow 40."""
LABEL = 45
LABEL_DESCRIPTION = 100
INPUT_PLACEHOLDER = 100
INPUT_VALUE = 4_000
RADIO_OPTIONS = (2, 10)

COMMAND_NAME = r"^[-_'\w]{1,32}$"
"""¹ Lower case besides."""
COMMAND_DESCRIPTION = 100
COMMANDS = 100
"""¹ Chat commands of one application."""
OPTIONS_IN_COMMAND = 25
CHOICES = 25
CHOICE_NAME = 100
CHOICE_VALUE = 100
COMMAND_CHARACTERS = 8_000
"""¹ Names, descriptions and values of one command, its subcommands included."""
OPTION_TEXT = 6_000
"""Characters that somebody may type into one option of a command."""

NONCE = 25

ACKNOWLEDGE_SECONDS = 3.0


def units(text: str) -> int:
    """Return how long Discord takes a text to be: characters outside the basic plane count twice."""
    return len(text) if text.isascii() else len(text.encode("utf-16-le", "surrogatepass")) // 2
