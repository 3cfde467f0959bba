"""Alerts of the terminal itself, through the screen that is open in it; they also arrive over SSH.

A terminal shows an alert when it is sent the right sequence among the pictures of the screen. Which one, it
does not say; the environment has hints. A sequence that a terminal does not know it passes over, and the bell
works in all, also through tmux without its permission to pass sequences on.
"""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Mapping
from typing import Literal
from zlib import crc32

from tme_tui.i18n import message
from tme_tui.model.delivery import ChannelFacts, Outgoing, Receipt, Temporary
from tme_tui.plugins.making import ChannelMaker
from tme_tui.plugins.plain import PlainChannel

Kind = Literal["auto", "osc9", "osc777", "osc99", "bell", "off"]

_NOT_OPEN = message("the screen that should alert is no longer open")
_BELL = "\a"
_LONGEST = 200
_BY_PROGRAM: Mapping[str, Kind] = {
    "iTerm.app": "osc9",
    "vscode": "osc9",
    "WarpTerminal": "osc9",
    "WezTerm": "osc777",
    "ghostty": "osc777",
}
_BY_VARIABLE: Mapping[str, Kind] = {
    "KITTY_WINDOW_ID": "osc99",
    "GHOSTTY_RESOURCES_DIR": "osc777",
    "WEZTERM_PANE": "osc777",
    "ITERM_SESSION_ID": "osc9",
    "VTE_VERSION": "osc777",
}
"""Variables that stay when a multiplexer puts its own name into TERM_PROGRAM."""
_BY_TERM: Mapping[str, Kind] = {
    "xterm-kitty": "osc99",
    "xterm-ghostty": "osc777",
    "foot": "osc777",
    "rxvt": "osc777",
}
_COMMAND_OF_CONEMU = re.compile(r"\d+(;|$)")


def alert_sequences(text: str, environment: Mapping[str, str], kind: Kind) -> str:
    """What to write to the terminal, so that it alerts; the first line of the text is the title."""
    if kind == "off":
        return ""
    sequence = chosen_kind(environment) if kind == "auto" else kind
    title, _, body = text.strip().partition("\n")
    written = _wrapped(_SEQUENCES[sequence](_clean(title), _clean(body)), environment)
    return written + _BELL if kind == "auto" and sequence != "bell" else written


def chosen_kind(environment: Mapping[str, str]) -> Kind:
    """The sequence that the terminal understands, as far as the environment tells."""
    program = environment.get("TERM_PROGRAM", "")
    if program in _BY_PROGRAM:
        return _BY_PROGRAM[program]
    if environment.get("LC_TERMINAL") == "iTerm2":  # it goes along over SSH
        return "osc9"
    for name, kind in _BY_VARIABLE.items():
        if environment.get(name):
            return kind
    term = environment.get("TERM", "")
    return next((kind for start, kind in _BY_TERM.items() if term.startswith(start)), "bell")


def _osc9(title: str, body: str) -> str:
    text = f"{title}: {body}" if body else title
    if _COMMAND_OF_CONEMU.match(text):  # such as 4;1;50, the bar of progress
        text = f"tme: {text}"
    return f"\x1b]9;{text}\a"


def _osc777(title: str, body: str) -> str:
    return f"\x1b]777;notify;{title.replace(';', ',')};{body}\a"


def _osc99(title: str, body: str) -> str:
    name = f"tme{crc32(f'{title} {body}'.encode()):x}"  # an alert of the same name would be replaced
    if not body:
        return f"\x1b]99;i={name};{title}\a"
    return f"\x1b]99;i={name}:d=0;{title}\a\x1b]99;i={name}:p=body;{body}\a"


def _bell(title: str, body: str) -> str:
    return _BELL


_SEQUENCES: Mapping[str, Callable[[str, str], str]] = {
    "osc9": _osc9,
    "osc777": _osc777,
    "osc99": _osc99,
    "bell": _bell,
}


def _clean(text: str) -> str:
    """One line in which the terminal finds nothing to obey."""
    line = "".join(letter for letter in " ".join(text.split()) if letter.isprintable())
    return line if len(line) <= _LONGEST else line[: _LONGEST - 1] + "…"


def _wrapped(sequence: str, environment: Mapping[str, str]) -> str:
    """The sequence so that a multiplexer hands it on; bells it hands on as they are."""
    if sequence == _BELL:
        return sequence
    if environment.get("TMUX"):
        return "\x1bPtmux;" + sequence.replace("\x1b", "\x1b\x1b") + "\x1b\\"
    if environment.get("STY"):  # GNU screen; the sequences inside end with a bell, so this ends only once
        return f"\x1bP{sequence}\x1b\\"
    return sequence


class TerminalChannel(PlainChannel):
    """Alerts through a screen. `write` may be called from any thread."""

    name = "terminal"
    facts = ChannelFacts(per_second=2.0, per_address=2.0, longest=2 * _LONGEST, local=True)

    def __init__(
        self, write: Callable[[str], None], kind: Kind = "auto", environment: Mapping[str, str] | None = None
    ) -> None:
        self._write = write
        self._kind = kind
        self._environment = dict(os.environ if environment is None else environment)

    def send(self, message: Outgoing) -> Receipt:
        """Let the terminal alert; whether it did, no terminal says."""
        text = f"{message.title}\n{message.body}"
        try:
            self._write(alert_sequences(text, self._environment, self._kind))
        except (OSError, RuntimeError):
            raise Temporary(_NOT_OPEN) from None
        return Receipt()

    def check(self) -> str:
        """The sequence that is used."""
        return chosen_kind(self._environment) if self._kind == "auto" else self._kind


def maker_for(write: Callable[[str], None] | None) -> ChannelMaker:
    """The maker for a screen; without one, this channel is not there."""

    return ChannelMaker(
        "terminal",
        lambda settings: write is not None and settings.alerts.terminal != "off",
        lambda settings, _: TerminalChannel(write or _nowhere, settings.alerts.terminal),
    )


def _nowhere(text: str) -> None:
    raise RuntimeError


MAKER = maker_for(None)
