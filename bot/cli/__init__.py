"""The `entente` command.

bot/cli/tree.py      what can be typed; imports nothing slow, so that --help answers at once
bot/cli/<room>.py    what it does; imported when it is asked for
bot/cli/trouble.py   what went wrong, in a sentence; imported when something did
"""

import importlib
import sys
from collections.abc import Sequence

from typer import Abort
from typer.exceptions import TyperException

from bot.cli.tree import app

_STOPPED = 130


def main() -> None:
    """Run the command line and leave with its exit code."""
    sys.exit(run(sys.argv[1:]))


def run(arguments: Sequence[str]) -> int:
    """Return the exit code: 0 done, 1 refused or failed with a sentence on standard error, 2 wrong usage."""
    try:
        code = app(list(arguments) or ["--help"], prog_name="entente", standalone_mode=False)
    except TyperException as wrong:
        return _say(_usage(wrong), wrong.exit_code)
    except (Abort, KeyboardInterrupt):
        return _say("Stopped.", _STOPPED)
    except BrokenPipeError:
        sys.stdout = None  # whoever read our output has gone; nothing more can be said to them
        return 1
    except Exception as error:  # whatever breaks, a person gets a sentence and never a traceback
        return _say(importlib.import_module("bot.cli.trouble").sentence(error), 1)
    return code if isinstance(code, int) else 0


def _usage(wrong: TyperException) -> str:
    context = getattr(wrong, "ctx", None)
    path = context.command_path if context is not None else "entente"
    said = wrong.format_message()
    return f"{said}{'' if said.endswith(('.', '?')) else '.'} See: {path} --help"


def _say(sentence: str, code: int) -> int:
    sys.stderr.write(sentence + "\n")
    return code
