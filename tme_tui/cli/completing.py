"""`tme completion`: scripts that complete commands, options, ids, categories, tags and people in a shell.

Commands and options stand in the script itself, so that completing them starts no process. What only the base
knows is asked for with `tme completion names`, and the script keeps the answer for some seconds.
"""

from __future__ import annotations

from collections.abc import Iterator

import click

from tme_tui.cli.command import Group, command
from tme_tui.cli.commands import COMMANDS
from tme_tui.cli.helping import summary_of
from tme_tui.cli.options import HELP, SHARED
from tme_tui.cli.program import program
from tme_tui.cli.session import Session
from tme_tui.cli.shells import SCRIPTS, SEPARATOR, Known
from tme_tui.i18n import message

_MOST_IDS = 500


@command(
    "completion",
    details=message(
        'Load it where your shell starts: eval "$(tme completion bash)" in ~/.bashrc, the same with zsh in '
        "~/.zshrc after compinit, and tme completion fish | source in ~/.config/fish/config.fish."
    ),
    examples=('eval "$(tme completion bash)"', "tme completion fish | source"),
)
@click.argument("shell", type=click.Choice([*SCRIPTS, "names"]), metavar="bash|zsh|fish")
@click.pass_context
def completion_command(context: click.Context, shell: str) -> None:
    """Print the script for a shell, or the names that it asks for."""
    session = context.find_object(Session)
    if session is None:
        return
    if shell == "names":
        for word, said in _names(session):
            session.out.say(f"{word}{SEPARATOR}{said}")
        return
    session.out.write(SCRIPTS[shell](_known(session, context)))


def _known(session: Session, context: click.Context) -> Known:
    """Every command with its options and what may follow it."""
    words = session.words
    known = Known(shared=tuple(name for option in (*SHARED, HELP) for name in option.opts))
    for name in COMMANDS:
        found = program.get_command(context, name)
        if found is None:
            continue
        known.summaries[name] = words.text(summary_of(found))
        known.options[name] = _options(found)
        if isinstance(found, Group):
            known.below[name] = {
                below.name or "": words.text(summary_of(below)) for below in found.commands.values()
            }
            for below in found.commands.values():
                known.options[name] += tuple(one for one in _options(below) if one not in known.options[name])
        metavars = " ".join(one.metavar or "" for one in found.params if isinstance(one, click.Argument))
        if "ID" in metavars:
            known.with_ids.append(name)
    return known


def _options(of: click.Command) -> tuple[str, ...]:
    return tuple(name for option in of.params if isinstance(option, click.Option) for name in option.opts)


def _names(session: Session) -> Iterator[tuple[str, str]]:
    """What the base knows, as it is typed, each with a word about it."""
    manager = session.manager
    for task in manager.page("", _MOST_IDS).tasks:
        yield str(task.id), task.title
    for category in manager.categories():
        yield f"+{category.name}", str(category.count)
    for tag in manager.tags():
        yield f"#{tag.name}", str(tag.count)
    for person in manager.people():
        yield f"@{person.login}", person.name
