"""Writes one secret into a `.env` file that nobody else can read; every other line stays as it is."""

from __future__ import annotations

import os
import re
from pathlib import Path

from tme_tui.settings.dotenv import read_dotenv
from tme_tui.settings.errors import SettingsError
from tme_tui.settings.reading import read_bytes
from tme_tui.settings.sources import is_ours

_OURS_ALONE = 0o600
_PLAIN = re.compile(r"[A-Za-z0-9_\-.:/@+=,~%]+")


def write_secret(path: Path, name: str, value: str) -> None:
    """Let the variable `name` be `value` in the file, which is made if need be; raises `SettingsError`."""
    path = path.resolve()
    try:
        lines = _lines(path) if path.exists() else []
        kept = [line for line in lines if not _is_about(line, name)]
        if kept and not kept[-1].endswith("\n"):
            kept[-1] += "\n"
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        _replace(path, "".join([*kept, f"{name}={_quoted(value)}\n"]), name, value)
    except OSError as error:
        raise SettingsError(str(path), name, f"cannot be written: {error.strerror}") from None


def _lines(path: Path) -> list[str]:
    return read_bytes(path).decode("utf-8", errors="surrogateescape").splitlines(keepends=True)


def _is_about(line: str, name: str) -> bool:
    said = line.strip().removeprefix("\ufeff").partition("=")[0].removeprefix("export ").strip()
    return said == name


def _replace(path: Path, text: str, name: str, value: str) -> None:
    """Put the text in the place of the file once it says what it should, so that a sound file stays sound."""
    new = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        handle = os.open(new, os.O_WRONLY | os.O_CREAT | os.O_EXCL, _OURS_ALONE)
        with os.fdopen(handle, "wb") as file:
            file.write(text.encode("utf-8", errors="surrogateescape"))
            file.flush()
            os.fsync(file.fileno())
        said = {each.name: each.value for each in read_dotenv(new, is_ours)}
        if said.get(name) != value:
            raise SettingsError(str(path), name, "cannot be written in a .env file")
        new.replace(path)
    finally:
        new.unlink(missing_ok=True)


def _quoted(value: str) -> str:
    if _PLAIN.fullmatch(value):
        return value
    escaped = value.replace("\\", "\\\\").replace('"', '\\"').replace("$", "\\$")
    return f'"{escaped}"'
