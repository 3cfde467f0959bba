"""`--help` in the reader's language: how a command is called, what it does, examples, options."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import click

from tme_tui.cli.cells import padded, width, wrapped
from tme_tui.cli.command import Group
from tme_tui.cli.commands import COMMANDS, Topic
from tme_tui.cli.options import HELP, SHARED
from tme_tui.cli.program import Program
from tme_tui.cli.session import Session
from tme_tui.i18n import Translator, translator

_WIDEST, _INDENT = 100, 2


def help_text(session: Session, context: click.Context) -> str:
    """The help for the command of a context."""
    words = words_of(session)
    room = min(session.out.width or 80, _WIDEST)
    asked = context.command
    lines = [words.text("Usage: {usage}", usage=_usage(asked, context))]
    if summary := summary_of(asked):
        lines += ["", *_paragraph(words.text(summary), room)]
    if details := getattr(asked, "details", ""):
        for paragraph in words.text(details).split("\n\n"):
            lines += ["", *_paragraph(paragraph, room)]
    if examples := getattr(asked, "examples", ()):
        lines += ["", words.text("Examples:"), *(f"{' ' * _INDENT}{example}" for example in examples)]
    lines += _commands(asked, words, room)
    own = [param for param in asked.params if isinstance(param, click.Option) and not param.hidden]
    lines += _section(words.text("Options:"), _described([*own, *SHARED, HELP], context, words), room)
    return "\n".join(lines) + "\n"


def words_of(session: Session) -> Translator:
    """The reader's language; English where settings cannot be read, since help must always come."""
    try:
        return session.words
    except Exception:
        return translator("en")


def summary_of(asked: click.Command) -> str:
    """A line about a command: its own, or that of the table."""
    own: str = getattr(asked, "summary", "")
    entry = COMMANDS.get(asked.name or "")
    return own or (entry.summary if entry else "")


def _usage(asked: click.Command, context: click.Context) -> str:
    pieces = [context.command_path]
    for param in asked.params:
        if isinstance(param, click.Option):
            continue
        pieces.append(param.make_metavar(context))
    if isinstance(asked, click.Group):
        pieces.append("[COMMAND]")
    if any(isinstance(param, click.Option) for param in asked.params):
        pieces.append("[OPTIONS]")
    return " ".join(pieces)


def _paragraph(text: str, room: int, indent: int = 0) -> list[str]:
    return [" " * indent + line for line in wrapped(" ".join(text.split()), room - indent)]


def _commands(asked: click.Command, words: Translator, room: int) -> list[str]:
    if isinstance(asked, Program):
        lines: list[str] = []
        for topic in Topic:
            rows = [
                (name, words.text(entry.summary)) for name, entry in COMMANDS.items() if entry.topic is topic
            ]
            lines += _section(f"{words.text(topic.value)}:", rows, room)
        return lines
    if isinstance(asked, Group):
        rows = [(name, words.text(summary_of(below))) for name, below in asked.commands.items()]
        return _section(words.text("Commands:"), rows, room)
    return []


def _described(
    options: Iterable[click.Option], context: click.Context, words: Translator
) -> list[tuple[str, str]]:
    rows = []
    for option in options:
        name = ", ".join(option.opts)
        if not option.is_flag:
            name += f" {option.make_metavar(context)}"
        rows.append((name, words.text(option.help) if option.help else ""))
    return rows


def _section(title: str, rows: Sequence[tuple[str, str]], room: int) -> list[str]:
    """A title and two columns, the second one wrapped."""
    if not rows:
        return []
    left = min(max(width(name) for name, _ in rows), 26) + _INDENT
    lines = ["", title]
    for name, said in rows:
        first, *more = _paragraph(said, max(room - left - _INDENT, 20))
        if width(name) > left - _INDENT:
            lines.append(" " * _INDENT + name)
            more = [first, *more]
        else:
            lines.append(f"{' ' * _INDENT}{padded(name, left)}{first}".rstrip())
        lines += [f"{' ' * (left + _INDENT)}{line}" for line in more]
    return lines
