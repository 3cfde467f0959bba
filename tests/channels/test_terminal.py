"""What is written to a terminal so that it alerts; hostile text is only text, also for tmux itself."""

from __future__ import annotations

import os
import pty
import re
import select
import shutil
import subprocess
import sys
import time
from pathlib import Path
from shlex import quote

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tme_tui.channels.opening import open_channels
from tme_tui.channels.terminal import Kind, TerminalChannel, alert_sequences, chosen_kind
from tme_tui.model.delivery import Incoming, Outgoing, Temporary
from tme_tui.plugins.manager import load_plugins
from tme_tui.settings import load_settings

KINDS: tuple[Kind, ...] = ("osc9", "osc777", "osc99", "bell")
TEXT = "Позвонить Анне\n14:30"
ALERT = b"\x1b]777;notify;Call ]0,owned Anna;\a"
"""How an alert arrives at the terminal around tmux."""


@pytest.mark.parametrize(
    ("kind", "expected"),
    [
        ("osc9", "\x1b]9;Позвонить Анне: 14:30\a"),
        ("osc777", "\x1b]777;notify;Позвонить Анне;14:30\a"),
        ("bell", "\a"),
        ("off", ""),
    ],
)
def test_each_kind_is_written_as_terminals_read_it(kind: Kind, expected: str) -> None:
    assert alert_sequences(TEXT, {}, kind) == expected


def test_kitty_gets_title_and_text_under_one_name() -> None:
    found = re.fullmatch(
        r"\x1b\]99;i=(\w+):d=0;Позвонить Анне\a\x1b\]99;i=(\w+):p=body;14:30\a",
        alert_sequences(TEXT, {}, "osc99"),
    )
    assert found is not None
    assert found[1] == found[2]
    assert alert_sequences("Other\n14:30", {}, "osc99") != alert_sequences("One\n14:30", {}, "osc99")
    assert alert_sequences("One", {}, "osc99").count("\x1b]99") == 1


@pytest.mark.parametrize(
    ("environment", "kind"),
    [
        ({"TERM_PROGRAM": "iTerm.app"}, "osc9"),
        ({"TERM_PROGRAM": "WezTerm"}, "osc777"),
        ({"TERM_PROGRAM": "ghostty"}, "osc777"),
        ({"TERM_PROGRAM": "tmux", "KITTY_WINDOW_ID": "3"}, "osc99"),
        ({"TERM": "xterm-kitty"}, "osc99"),
        ({"TERM": "foot-extra"}, "osc777"),
        ({"VTE_VERSION": "7200", "TERM": "xterm-256color"}, "osc777"),
        ({"LC_TERMINAL": "iTerm2", "SSH_CONNECTION": "…"}, "osc9"),
        ({"TERM": "xterm-256color"}, "bell"),
        ({"WT_SESSION": "x"}, "bell"),
        ({}, "bell"),
    ],
)
def test_the_environment_says_which_kind(environment: dict[str, str], kind: Kind) -> None:
    assert chosen_kind(environment) == kind
    written = alert_sequences(TEXT, environment, "auto")
    assert written.endswith("\a")
    assert written.startswith(alert_sequences(TEXT, environment, kind))


def test_multiplexers_get_it_wrapped() -> None:
    inside = alert_sequences(TEXT, {}, "osc99")
    doubled = inside.replace("\x1b", "\x1b\x1b")
    assert alert_sequences(TEXT, {"TMUX": "/tmp/x"}, "osc99") == f"\x1bPtmux;{doubled}\x1b\\"
    assert (
        alert_sequences(TEXT, {"STY": "1.x"}, "osc9")
        == "\x1bP" + alert_sequences(TEXT, {}, "osc9") + "\x1b\\"
    )
    assert alert_sequences(TEXT, {"TMUX": "/tmp/x"}, "bell") == "\a"


@given(text=st.text(max_size=400), kind=st.sampled_from(KINDS))
def test_no_text_breaks_out(text: str, kind: Kind) -> None:
    written = alert_sequences(text, {}, kind)
    name = r"\x1b\]99;i=\w+"
    frames = {
        "osc9": r"\x1b\]9;([^\x00-\x1f\x7f-\x9f]*)\a",
        "osc777": r"\x1b\]777;notify;([^\x00-\x1f\x7f-\x9f;]*);([^\x00-\x1f\x7f-\x9f]*)\a",
        "osc99": name + r"(:d=0)?;[^\x00-\x1f\x7f-\x9f]*\a(" + name + r":p=body;[^\x00-\x1f\x7f-\x9f]*\a)?",
        "bell": r"\a",
    }
    assert re.fullmatch(frames[kind], written)
    assert len(written) < 500


@pytest.mark.parametrize("title", ["4;1;50", "9;9;C:\\", "1", "12;x"])
def test_a_title_is_no_command_of_a_terminal(title: str) -> None:
    assert alert_sequences(title, {}, "osc9") == f"\x1b]9;tme: {title}\a"


def test_the_channel_writes_through_the_screen() -> None:
    written: list[str] = []
    channel = TerminalChannel(written.append, "auto", {"TERM_PROGRAM": "iTerm.app"})
    channel.send(Outgoing("1", "", "Call Anna", "14:30"))
    assert written == ["\x1b]9;Call Anna: 14:30\a\a"]
    assert channel.check() == "osc9"
    assert channel.facts.local


def test_a_screen_that_closed_is_a_temporary_error() -> None:
    def closed(text: str) -> None:
        raise RuntimeError("not running")

    with pytest.raises(Temporary, match="no longer open"):
        TerminalChannel(closed).send(Outgoing("1", "", "Call Anna"))


def test_it_is_there_only_with_a_screen() -> None:
    def heard(incoming: Incoming) -> None:
        raise AssertionError(incoming)

    plugins = load_plugins()
    settings = load_settings({"TZ": "UTC"})
    written: list[str] = []
    assert "terminal" not in open_channels(settings, heard, plugins).channels
    opened = open_channels(settings, heard, plugins, screen=written.append)
    opened.channels["terminal"].send(Outgoing("1", "", "Call"))
    assert written
    off = load_settings({"TZ": "UTC", "TME_ALERTS__TERMINAL": "off"})
    assert "terminal" not in open_channels(off, heard, plugins, screen=written.append).channels


@pytest.mark.skipif(shutil.which("tmux") is None, reason="tmux is not installed here")
@pytest.mark.parametrize(("permission", "arrives"), [("on", True), ("off", False)])
def test_tmux_hands_it_on_where_it_may(tmp_path: Path, permission: str, arrives: bool) -> None:
    program = tmp_path / "alert.py"
    program.write_text(
        "import os, sys, time\n"
        "from itertools import count\n"
        "from tme_tui.channels.terminal import alert_sequences\n"
        "alert = alert_sequences('Call \\x1b]0;owned\\a Anna', os.environ, 'osc777') + '\\a'\n"
        "for number in count():\n"  # what comes before tmux has drawn its window reaches no terminal
        "    print(alert, f'THE END {number}', flush=True)\n"
        "    time.sleep(0.1)\n"
    )
    config = tmp_path / "tmux.conf"
    config.write_text(f"set -g allow-passthrough {permission}\nset -g status off\n")
    command = [
        "tmux",
        "-S",
        str(tmp_path / "s"),
        "-f",
        str(config),
        "new-session",
        f"{quote(sys.executable)} {program}",
    ]
    ours, theirs = pty.openpty()
    environment = {**os.environ, "TERM": "xterm-256color", "PYTHONPATH": str(Path(__file__).parents[2])}
    environment.pop("TMUX", None)
    with subprocess.Popen(
        command, stdin=theirs, stdout=theirs, stderr=theirs, env=environment, start_new_session=True
    ) as tmux:
        try:
            seen = _read_until(ours, *((ALERT,) if arrives else (b"THE END 9", b"\a")))
        finally:
            subprocess.run(
                ["tmux", "-S", str(tmp_path / "s"), "kill-server"], check=False, capture_output=True
            )
            tmux.wait(60)
            os.close(theirs)
            os.close(ours)
    assert (ALERT in seen) is arrives
    assert b"\a" in seen


def _read_until(terminal: int, *ends: bytes) -> bytes:
    seen, deadline = b"", time.monotonic() + 60
    while not all(end in seen for end in ends):
        assert time.monotonic() < deadline, seen
        if select.select([terminal], [], [], 1)[0]:
            seen += os.read(terminal, 65536)
    return seen
