"""The configuration file that `tme config edit` begins with: every setting, switched off."""

from __future__ import annotations

import os
from pathlib import Path

from tme_tui.settings.errors import SettingsError
from tme_tui.settings.schema import FROM_THE_MACHINE, known_keys

_HEAD = """\
# Settings of tme-tui. Everything works without any: take away the # of what you want to change,
# and of the names that it stands under. docs/settings.md explains each; `tme config show` shows what holds.
"""


def example_config() -> str:
    """The text of a configuration file that changes nothing."""
    lines = [_HEAD]
    path: list[str] = []
    for key, known in known_keys().items():
        *groups, name = key.split(".")
        shared = 0
        while shared < min(len(path), len(groups)) and path[shared] == groups[shared]:
            shared += 1
        for level in range(shared, len(groups)):
            lines += [""] if level == 0 else []
            lines.append(f"#{'  ' * level}{groups[level]}:")
        path = groups
        value = "" if key in FROM_THE_MACHINE else known.shown(known.default)
        value = f"{{{value.replace('=', ': ')}}}" if known.is_table else value
        lines.append(f"#{'  ' * len(groups)}{name}: {value}".rstrip())
    return "\n".join(lines) + "\n"


def write_example(path: Path) -> None:
    """Makes the file, readable for its owner only; one that exists is left as it is."""
    try:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return
    except OSError as error:
        raise SettingsError(str(path), "", f"cannot be written: {error.strerror}") from error
    with open(handle, "w", encoding="utf-8") as file:
        file.write(example_config())
