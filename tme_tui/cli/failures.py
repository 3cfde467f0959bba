"""What failed, as one line on standard error and an exit code.

Errors of the program say themselves what is wrong and what to do. A place in a line that somebody typed is
shown with a caret under it. Anything else is a mistake of ours: its traceback goes into a file, not in
people's faces.
"""

from __future__ import annotations

import click

from tme_tui.cli.exit_codes import FAILED, NOBODY_READS, WRONG_USAGE
from tme_tui.cli.output import OutputFailed, harmless
from tme_tui.cli.session import Session
from tme_tui.i18n import Translator, translator
from tme_tui.model.errors import CycleRefused, SyntaxMistake, TmeError
from tme_tui.settings import SettingsError
from tme_tui.settings.habits import find_locale

_LONGEST = 2_000
_LONGEST_REASON = 120


def report(error: Exception, session: Session) -> int:
    """Tell a person; the answer is the exit code."""
    try:
        return _report(error, session)
    except BrokenPipeError:
        return NOBODY_READS


def _report(error: Exception, session: Session) -> int:
    if isinstance(error, click.UsageError):
        session.complain(one_line(_in_words(_usage_mistake(error, _words(session)), session)))
        session.around.stderr.write(_words(session).text("try: {usage}", usage=session.usage) + "\n")
        return WRONG_USAGE
    if isinstance(error, SyntaxMistake):
        session.complain(one_line(_in_words(str(error), session)))
        show_place(error, session)
    elif isinstance(error, TmeError):
        session.complain(one_line(_in_words(str(error), session)))
        if isinstance(error, CycleRefused):
            _draw_circle(error, session)
    elif isinstance(error, SettingsError):
        session.complain(one_line(_in_words(str(error), session)))
    elif isinstance(error, OutputFailed):
        session.complain(f"the output cannot be written: {error}")
    else:
        session.complain(one_line(_unexpected(error, session)))
    return FAILED


def _in_words(sentence: str, session: Session) -> str:
    return _words(session).error(sentence)


def _words(session: Session) -> Translator:
    """The reader's language; the environment's where no settings can be read."""
    try:
        return session.words
    except SettingsError:
        return translator(find_locale(session.around.environment).value)


def one_line(text: str) -> str:
    """The text as one line of bearable length."""
    line = harmless(" ".join(text.split()))
    return line if len(line) <= _LONGEST else line[: _LONGEST - 1] + "…"


def show_place(error: SyntaxMistake, session: Session) -> None:
    """The line that was typed, with a caret under what is wrong in it."""
    from tme_tui.language.query.mistakes import caret_lines

    for each in caret_lines(error).split("\n"):
        session.around.stderr.write(f"  {harmless(each)}\n")


def _draw_circle(error: CycleRefused, session: Session) -> None:
    """The circle as a picture, for those who see more than they read."""
    from tme_tui.model.circle_text import circle_lines

    for line in circle_lines(error.path):
        session.around.stderr.write(f"  {line}\n")


def _usage_mistake(error: click.UsageError, words: Translator) -> str:
    """click's message as the rest of ours: a small letter first, no full stop."""
    if isinstance(error, click.BadParameter) and (said := _bad_value(error, words)):
        return said
    if isinstance(error, click.NoSuchOption):
        return f"there is no option {error.option_name}"
    if isinstance(error, click.MissingParameter) and error.param is not None and error.ctx is not None:
        return f"{error.param.make_metavar(error.ctx)} is missing"
    said = error.format_message()
    if said[1:2].islower():
        said = said[0].lower() + said[1:]
    return said.rstrip(".")


def _bad_value(error: click.BadParameter, words: Translator) -> str:
    """What may stand where something else did; nothing where click knows no more than we do."""
    param, context = error.param, error.ctx
    if param is None or context is None:
        return ""
    name = param.opts[0] if isinstance(param, click.Option) else param.make_metavar(context).strip("[].…")
    if isinstance(param.type, click.IntRange):
        least, most = param.type.min, param.type.max
        if most is None:
            return words.text("{name} takes a whole number from {least} on", name=name, least=least)
        return words.text(
            "{name} takes a whole number from {least} to {most}", name=name, least=least, most=most
        )
    if not isinstance(param.type, click.Choice):
        return ""
    if isinstance(param, click.Option):
        return words.text("{name} takes one of {choices}", name=name, choices=", ".join(param.type.choices))
    return words.text("one of these has to stand here: {choices}", choices=name.replace("|", ", "))


def _unexpected(error: Exception, session: Session) -> str:
    reason = " ".join(str(error).split())[:_LONGEST_REASON]
    said = f"a mistake in the program, not yours: {type(error).__name__}: {reason}"
    if isinstance(error, MemoryError):
        said = "there is not enough memory for this"
    kept = _keep_traceback(error, session)
    return f"{said}; {kept} says where" if kept else said


def _keep_traceback(error: Exception, session: Session) -> str:
    """Write down where it happened; the name of the file, or nothing when even that fails."""
    from traceback import format_exception

    from tme_tui.channels.redacting import redacted
    from tme_tui.settings.showing import secrets_of

    try:
        folder = session.settings.places.logs
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        path = folder / "crash.log"
        told = redacted("".join(format_exception(error)), *secrets_of(session.settings))
        path.write_text(told, encoding="utf-8", errors="replace")
        path.chmod(0o600)
    except Exception:
        return ""
    return str(path)
