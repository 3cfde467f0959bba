"""`tme service`: a file by which the system starts `tme run`, shown before it is written."""

from __future__ import annotations

import os
import shlex
import subprocess
import sys
from pathlib import Path
from xml.sax.saxutils import escape

import click

from tme_tui.cli.command import command, group
from tme_tui.cli.session import Session
from tme_tui.i18n import message
from tme_tui.model.errors import Refused
from tme_tui.settings.places import absolute

NAME = "tme-tui.service"
LABEL = "org.tme-tui.run"
_PATHS = ("TME_HOME", "TME_CONFIG")
_KEPT = (*_PATHS, "DATABASE_URL")
"""What of the environment belongs to the place where tasks are; paths are told from the root."""
_OURS_ALONE = 0o600


@group("service", examples=("tme service install", "tme service status", "tme service uninstall"))
@click.pass_context
def service_command(context: click.Context) -> None:
    """Let the system start “tme run”."""
    if context.invoked_subcommand is None:
        context.invoke(status)


@command("install", summary=message("Show the file, ask, write it, and say how it is started."))
@click.option("--yes", is_flag=True, help=message("Do not ask."))
@click.pass_obj
def install(session: Session, yes: bool) -> None:
    """Write the file."""
    place, text = _unit(session)
    words = session.words
    session.out.say(words.text("This is written to {place}:", place=place))
    session.out.write(text + "\n")
    session.out.flush()
    if not yes and not (session.interactive and session.ask(words.text("Write it? [y/N]"))):
        raise Refused(words.text("nothing was written; --yes writes without asking"))
    place.parent.mkdir(parents=True, exist_ok=True)
    place.touch(mode=_OURS_ALONE)
    place.chmod(_OURS_ALONE)  # the address of a base may hold a password
    place.write_text(text, encoding="utf-8")
    session.out.say(words.text("Written. Start it with: {command}", command=_start_command()))


@command("uninstall", summary=message("Take the file away."))
@click.pass_obj
def uninstall(session: Session) -> None:
    """Take the file away."""
    place, _ = _unit(session)
    if not place.exists():
        raise Refused(session.words.text("{place} does not exist", place=place))
    place.unlink()
    (place.parent / "default.target.wants" / place.name).unlink(missing_ok=True)  # made when it was enabled
    session.out.say(
        session.words.text("Removed {place}. Stop it with: {command}", place=place, command=_stop_command())
    )


@command("status", summary=message("Say whether the file is there and what the system says of it."))
@click.pass_obj
def status(session: Session) -> None:
    """Say whether it is installed."""
    place, text = _unit(session)
    words = session.words
    if not place.exists():
        session.out.say(words.text("Not installed: {place} does not exist.", place=place))
        session.exit_code = 1
        return
    session.out.say(words.text("Installed: {place}", place=place))
    if place.read_text(encoding="utf-8") != text:
        session.out.say(words.text("It differs from what “tme service install” would write now."))
    said = _asked_system()
    session.out.say(said or words.text("The system's service manager does not answer here."))


for one in (install, uninstall, status):
    service_command.add_command(one)


def _unit(session: Session) -> tuple[Path, str]:
    """Where the file is, and what is in it."""
    environment = session.around.environment
    home = Path(environment.get("HOME") or Path.home())
    kept = {name: environment[name] for name in _KEPT if environment.get(name)}
    kept |= {name: str(absolute(kept[name], environment)) for name in _PATHS if name in kept}
    program = [str(Path(sys.executable).absolute().with_name("tme")), "run"]
    if sys.platform == "darwin":
        return home / "Library/LaunchAgents" / f"{LABEL}.plist", _plist(program, kept)
    config = Path(environment.get("XDG_CONFIG_HOME") or home / ".config")
    return config / "systemd/user" / NAME, _systemd(program, kept)


def _systemd(program: list[str], kept: dict[str, str]) -> str:
    quoted = " ".join(_systemd_quoted(part).replace("$", "$$") for part in program)
    variables = "".join(f"Environment={_systemd_quoted(f'{name}={value}')}\n" for name, value in kept.items())
    return (
        "[Unit]\n"
        "Description=Reminders of tme-tui\n"
        "After=network-online.target graphical-session.target\n\n"
        "[Service]\n"
        f"ExecStart={quoted}\n"
        f"{variables}"
        "Restart=on-failure\n"
        "RestartSec=10\n"
        "TimeoutStopSec=10\n\n"
        "[Install]\n"
        "WantedBy=default.target\n"
    )


def _systemd_quoted(text: str) -> str:
    escaped = text.replace("\\", "\\\\").replace('"', '\\"').replace("%", "%%")
    return f'"{escaped}"' if escaped != text or " " in text or "'" in text else text


def _plist(program: list[str], kept: dict[str, str]) -> str:
    arguments = "".join(f"    <string>{escape(part)}</string>\n" for part in program)
    pairs = "".join(
        f"    <key>{escape(name)}</key><string>{escape(value)}</string>\n" for name, value in kept.items()
    )
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        '<!DOCTYPE plist PUBLIC "-//Apple//DTD PLIST 1.0//EN" '
        '"http://www.apple.com/DTDs/PropertyList-1.0.dtd">\n'
        '<plist version="1.0">\n<dict>\n'
        f"  <key>Label</key><string>{LABEL}</string>\n"
        f"  <key>ProgramArguments</key>\n  <array>\n{arguments}  </array>\n"
        f"  <key>EnvironmentVariables</key>\n  <dict>\n{pairs}  </dict>\n"
        "  <key>RunAtLoad</key><true/>\n"
        "  <key>KeepAlive</key><true/>\n"
        "</dict>\n</plist>\n"
    )


def _start_command() -> str:
    if sys.platform == "darwin":
        return f"launchctl load -w ~/Library/LaunchAgents/{LABEL}.plist"
    return f"systemctl --user daemon-reload && systemctl --user enable --now {NAME}"


def _stop_command() -> str:
    if sys.platform == "darwin":
        return f"launchctl remove {LABEL}"
    return f"systemctl --user stop {NAME} && systemctl --user daemon-reload"


def _asked_system() -> str:
    """What the service manager says of it, in a line; empty when it does not answer."""
    words = (
        ["launchctl", "list", LABEL]
        if sys.platform == "darwin"
        else [
            "systemctl",
            "--user",
            "is-active",
            NAME,
        ]
    )
    try:
        done = subprocess.run(words, capture_output=True, text=True, timeout=5, check=False)  # noqa: S603
    except (OSError, subprocess.TimeoutExpired):
        return ""
    return f"{shlex.join(words)}: {done.stdout.strip()}" if done.stdout.strip() and os.name == "posix" else ""
