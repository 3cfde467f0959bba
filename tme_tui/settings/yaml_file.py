"""The YAML file of the settings, read as nothing but groups, lists and text.

The parser's events are read, never objects built by it: no tag can construct anything, an alias cannot
multiply, depth is limited before memory is spent, and every value knows its line. Values stay text; see
`readers` for the reason.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from tme_tui.settings.errors import SettingsError, quoted
from tme_tui.settings.reading import read_small

if TYPE_CHECKING:
    import yaml

_DEEPEST = 12
_TOO_DEEP = "is nested too deeply"
"""Said by us or, of what is deeper than its own limit, by the parser."""
_NOTHING = {"", "~", "null"}


class Node:
    """A value with its line: text, a list of nodes, a mapping of nodes, or None for an empty value."""

    __slots__ = ("line", "value")

    def __init__(self, value: str | list[Node] | dict[str, Node] | None, line: int) -> None:
        self.value = value
        self.line = line


def read_yaml(path: Path) -> Mapping[str, Node]:
    """The file's groups; empty for an empty file."""
    text = read_small(path)
    if not text.strip():
        return {}
    import yaml  # 15 ms: only those who have a file pay for it

    loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    try:
        root = _document(_Events(yaml.parse(text, Loader=loader), path), path)
    except yaml.YAMLError as error:
        place, problem = str(path), "characters that cannot stand in YAML"
        if isinstance(error, yaml.MarkedYAMLError):
            problem = error.problem or problem
            if mark := error.problem_mark:
                place = f"{path}:{mark.line + 1}"
        said = _TOO_DEEP if "nesting depth" in problem else f"is not valid YAML: {problem}"
        raise SettingsError(place, "", said) from None
    if root.value is None:
        return {}
    if not isinstance(root.value, dict):
        raise SettingsError(f"{path}:{root.line}", "", "expected groups of settings such as `backup:`")
    return root.value


class _Events:
    """The parser's events; what settings have no use for is refused here."""

    def __init__(self, events: Iterator[yaml.Event], path: Path) -> None:
        self._events = events
        self._path = path

    def next(self) -> tuple[str, yaml.Event, int]:
        event = next(self._events)
        kind = type(event).__name__.removesuffix("Event")
        line = event.start_mark.line + 1 if event.start_mark else 1
        if kind == "Alias" or getattr(event, "anchor", None):
            raise self.refusal(line, "anchors and aliases (& and *) are not used here")
        if getattr(event, "tag", None) not in {None, "!"}:
            raise self.refusal(line, "tags (!) are not used here")
        return kind, event, line

    def refusal(self, line: int, problem: str) -> SettingsError:
        return SettingsError(f"{self._path}:{line}", "", problem)


def _document(events: _Events, path: Path) -> Node:
    kind, event, line = events.next()
    while kind in {"StreamStart", "DocumentStart"}:
        kind, event, line = events.next()
    if kind == "StreamEnd":
        return Node(None, 1)
    root = _node(events, kind, event, line, 0)
    events.next()  # the end of the document
    kind, _, line = events.next()
    if kind != "StreamEnd":
        raise SettingsError(f"{path}:{line}", "", "expected one document, found a second one after ---")
    return root


def _node(events: _Events, kind: str, event: Any, line: int, depth: int) -> Node:
    if depth > _DEEPEST:
        raise events.refusal(line, _TOO_DEEP)
    if kind == "Scalar":
        plain = event.style is None or event.style == ""
        return Node(None if plain and event.value in _NOTHING else event.value, line)
    if kind == "SequenceStart":
        return Node(list(_items(events, depth)), line)
    return Node(dict(_pairs(events, depth)), line)


def _items(events: _Events, depth: int) -> Iterator[Node]:
    kind, event, line = events.next()
    while kind != "SequenceEnd":
        yield _node(events, kind, event, line, depth + 1)
        kind, event, line = events.next()


def _pairs(events: _Events, depth: int) -> Iterator[tuple[str, Node]]:
    seen: dict[str, int] = {}
    kind, event, line = events.next()
    while kind != "MappingEnd":
        if kind != "Scalar":
            raise events.refusal(line, "expected a name before the colon")
        name: str = event.value  # type: ignore[attr-defined]
        if name in seen:
            raise events.refusal(line, f"{quoted(name)} is said a second time, after line {seen[name]}")
        seen[name] = line
        yield name, _node(events, *events.next(), depth + 1)
        kind, event, line = events.next()
