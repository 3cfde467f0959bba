"""How a command of ours reads its line: text may begin with a dash, shared options stand anywhere.

`tme edit 3 -#shop` takes a tag away and `tme list -is:blocked` excludes, so only what begins with two dashes
is an option. After `--` all is text, also for the quick-add line, which therefore receives the dashes.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any

import click

from tme_tui.cli.options import HELP, SHARED
from tme_tui.cli.session import Session


class Command(click.Command):
    """A command whose options are long ones, before, between or after its text."""

    def __init__(
        self,
        name: str | None,
        *,
        summary: str = "",
        details: str = "",
        examples: Sequence[str] = (),
        keeps_dashes: bool = False,
        **named: Any,
    ) -> None:
        super().__init__(name, add_help_option=False, **named)
        self.summary = summary
        """One line, where the table of commands has none."""
        self.details = details
        self.examples = tuple(examples)
        self.keeps_dashes = keeps_dashes
        """Whether `--` is handed on, because the text has a meaning for it."""

    def get_params(self, ctx: click.Context) -> list[click.Parameter]:
        """Its own parameters, and those that every command has."""
        return [*self.params, *SHARED, HELP]

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Sort options from text, then let click read them."""
        _remember_usage(ctx)
        options, texts = self._sorted_out(ctx, args)
        return super().parse_args(ctx, [*options, "--", *texts])

    def _sorted_out(self, ctx: click.Context, args: list[str]) -> tuple[list[str], list[str]]:
        """The options with their values, and the texts."""
        takes_value = _options_of(self, ctx)
        options: list[str] = []
        texts: list[str] = []
        waiting = iter(["--help"] if args == ["-h"] else args)
        for arg in waiting:
            name, equals, _ = arg.partition("=")
            if arg == "--":
                texts += ["--", *waiting] if self.keeps_dashes else waiting
            elif name in takes_value:
                options.append(arg)
                if takes_value[name] and not equals:
                    options.append(_value(name, waiting, ctx))
            elif name.startswith("--") and name[2:3].isalpha() and " " not in name:
                raise no_such_option(name, takes_value, ctx)
            else:
                texts.append(arg)
        if "--help" in options:  # last, so that it is in the language that the others choose
            options.remove("--help")
            options.append("--help")
        return options, texts


class Group(click.Group):
    """A command with others below it; called alone, it does what its function does."""

    def __init__(
        self,
        name: str | None,
        *,
        summary: str = "",
        details: str = "",
        examples: Sequence[str] = (),
        **named: Any,
    ) -> None:
        super().__init__(name, add_help_option=False, invoke_without_command=True, **named)
        self.summary = summary
        self.details = details
        self.examples = tuple(examples)

    def get_params(self, ctx: click.Context) -> list[click.Parameter]:
        """Its own parameters, and those that every command has."""
        return [*self.params, *SHARED, HELP]

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Read the options before the name of the command below."""
        _remember_usage(ctx)
        return super().parse_args(ctx, ["--help"] if args == ["-h"] else args)

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """The command that is meant, or an error that offers the nearest one."""
        names = self.list_commands(ctx)
        if args[0] in names:
            return super().resolve_command(ctx, args)
        near = "".join(f"; did you mean {name}?" for name in _alike(args[0], names))
        raise click.UsageError(f"there is no command {args[0]!r}{near}", ctx)


def command(name: str, **named: Any) -> Callable[[Callable[..., None]], Command]:
    """Make a function a command of ours."""
    return click.command(name, cls=Command, **named)


def group(name: str, **named: Any) -> Callable[[Callable[..., None]], Group]:
    """Make a function a group of ours."""
    return click.group(name, cls=Group, **named)


def _remember_usage(ctx: click.Context) -> None:
    session = ctx.find_object(Session)
    if session is not None:
        session.usage = f"{ctx.command_path} --help"


def _options_of(of: click.Command, ctx: click.Context) -> dict[str, bool]:
    """Each option's names, and whether it takes a value."""
    return {
        name: not option.is_flag
        for option in of.get_params(ctx)
        if isinstance(option, click.Option)
        for name in (*option.opts, *option.secondary_opts)
    }


def _value(name: str, waiting: Iterator[str], ctx: click.Context) -> str:
    found = next(waiting, None)
    if found is None:
        raise click.BadOptionUsage(name, f"{name} needs a value", ctx)
    return found


def no_such_option(name: str, known: Iterable[str], ctx: click.Context | None) -> click.UsageError:
    """The error to raise for an option that a command does not have."""
    near = "".join(f"; did you mean {one}?" for one in _alike(name, known))
    return click.UsageError(f"there is no option {name}{near}", ctx)


def _alike(name: str, known: Iterable[str]) -> list[str]:
    from difflib import get_close_matches

    return get_close_matches(name, list(known), n=1)
