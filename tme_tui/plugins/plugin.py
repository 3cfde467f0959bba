"""A plugin as people see it: where it came from, what it brought, or why it is not used."""

from __future__ import annotations

from enum import StrEnum
from traceback import extract_tb

from tme_tui.model.value import value


class Source(StrEnum):
    """By whose wish a plugin is loaded."""

    BUILT_IN = "built-in"
    """It is a part of the program."""
    PACKAGE = "package"
    """An installed package names it, as an entry point of the group `tme.channels`."""
    SETTING = "setting"
    """`plugins.external` names it."""


@value
class Plugin:
    """One plugin, loaded or not."""

    name: str
    source: Source
    package: str = ""
    """The package with its version, for those that came with one."""
    channels: tuple[str, ...] = ()
    problem: str = ""
    """Why it is not used; empty when it is."""


def place_of(error: BaseException) -> str:
    """Where it went wrong and how the error is called, for logs: what an error says may hold secrets."""
    frames = extract_tb(error.__traceback__)
    where = f" in {frames[-1].filename}:{frames[-1].lineno}" if frames else ""
    return f"{type(error).__name__}{where}"


def reason_of(error: BaseException) -> str:
    """What went wrong, in one line."""
    said = " ".join(str(error).split())
    kind = type(error).__name__
    return f"{kind}: {said}"[:500] if said else kind
