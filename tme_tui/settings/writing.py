"""Writes one setting into the person's YAML file; every comment, every other line stays as it is.

The file is read for places only: where a value stands, the text between its ends is replaced; where it does
not stand yet, a line is put below its group. What comes out is read again before it takes the old one's
place, so a file that was sound stays sound.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

from tme_tui.settings.errors import SettingsError
from tme_tui.settings.reading import read_small
from tme_tui.settings.yaml_file import read_yaml

_INDENT = 2
_PLAIN = frozenset("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_./ ")


def write_setting(path: Path, key: str, value: str | None) -> None:
    """Let `key` be `value` in the file, or, for None, be what it is without it."""
    text = read_small(path) if path.exists() else ""
    changed = changed_text(path, text, key.split("."), value)
    if changed == text:
        return
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    new = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        new.write_text(changed, encoding="utf-8")
        read_yaml(new)
        if path.exists():
            new.chmod(path.stat().st_mode & 0o777)
        new.replace(path)
    except OSError as error:
        raise SettingsError(str(path), key, f"cannot be written: {error.strerror}") from None
    finally:
        new.unlink(missing_ok=True)


def changed_text(path: Path, text: str, parts: list[str], value: str | None) -> str:
    """The text of the file with another value in it."""
    import yaml

    loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    try:
        root = yaml.compose(text, Loader=loader)
    except yaml.YAMLError:
        raise SettingsError(str(path), "", "is not valid YAML; mend it before anything is written") from None
    node, depth = root, 0
    place = len(text)
    while isinstance(node, yaml.MappingNode) and depth < len(parts):
        found = next((pair for pair in node.value if pair[0].value == parts[depth]), None)
        if found is None:
            if node.flow_style:
                raise SettingsError(
                    str(path), ".".join(parts), "stands in a line with others: change it by hand"
                )
            place = _line_start(text, node.start_mark.index) if depth else len(text)
            break
        name, node = found
        depth += 1
        if depth == len(parts):
            return _replaced(text, name, node, value)
        place = _after_line(text, name.end_mark.index)
    if value is None:
        return text
    return _inserted(text, place, parts[depth:], depth, value)


def _replaced(text: str, name: Any, node: Any, value: str | None) -> str:
    if value is None:
        start, end = _line_start(text, name.start_mark.index), _after_line(text, node.end_mark.index)
        if text[:end].endswith("\n") and node.end_mark.column == 0:
            end = node.end_mark.index
        return text[:start] + text[end:]
    start, end = node.start_mark.index, node.end_mark.index
    while end > start and text[end - 1] in "\n\r \t":
        end -= 1
    before = text[:start] if start > name.end_mark.index + 1 else text[: name.end_mark.index] + ": "
    rest = text[end:] if start != end else text[max(end, name.end_mark.index + 1) :]
    return f"{before}{quoted(value)}{rest}"


def _inserted(text: str, place: int, parts: list[str], depth: int, value: str) -> str:
    lines = [f"{' ' * (_INDENT * (depth + n))}{part}:" for n, part in enumerate(parts)]
    lines[-1] += f" {quoted(value)}"
    before = text[:place]
    if before and not before.endswith("\n"):
        before += "\n"
    return before + "\n".join(lines) + "\n" + text[place:]


def _line_start(text: str, place: int) -> int:
    return text.rfind("\n", 0, place) + 1


def _after_line(text: str, place: int) -> int:
    end = text.find("\n", place)
    return len(text) if end < 0 else end + 1


def quoted(value: str) -> str:
    """A value as YAML takes it for text."""
    plain = value and set(value) <= _PLAIN and value == value.strip() and value[0] not in "-."
    if plain and value.casefold() not in {"null", "~"}:
        return value
    escaped = value.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")
    return f'"{escaped}"'
