"""What `tme-tui` may be told when it is started; read by hand, since a library for it loads too long."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from tme_tui.i18n import LANGUAGES, Translator, message
from tme_tui.model.value import value


class WrongUsage(Exception):
    """The line cannot be understood; the message is for the person who typed it."""


@value
class Options:
    """The line, read."""

    demo: bool = False
    """Open a throw-away base with a sample."""
    language: str | None = None
    version: bool = False
    help: bool = False


USAGE: Final = message(
    "Usage: tme-tui [--demo] [--lang LANGUAGE]\n"
    "\n"
    "  --demo      look around in a sample that is thrown away at the end\n"
    "  --lang en   speak English; ru speaks Russian\n"
    "  --version   say which version this is\n"
    "  --help      say this\n"
    "\n"
    "The command line is `tme`."
)


def read_options(arguments: Sequence[str], words: Translator) -> Options:
    """Read the line, or raise `WrongUsage`."""
    demo = version = asked_help = False
    language: str | None = None
    left = list(arguments)
    while left:
        word = left.pop(0)
        name, equals, value = word.partition("=")
        if name == "--lang":
            if not equals:
                if not left:
                    raise WrongUsage(words.text("--lang needs a language: en or ru"))
                value = left.pop(0)
            if value not in LANGUAGES:
                raise WrongUsage(words.text("{language} is not spoken here: en or ru", language=repr(value)))
            language = value
        elif word == "--demo":
            demo = True
        elif word in ("--version", "-V"):
            version = True
        elif word in ("--help", "-h"):
            asked_help = True
        else:
            raise WrongUsage(words.text("{word} is not an option; see tme-tui --help", word=repr(word)))
    return Options(demo, language, version, asked_help)
