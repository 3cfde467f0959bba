"""The editor that a person chose, opened on a file."""

from __future__ import annotations

import shlex
import shutil
import subprocess
from collections.abc import Mapping
from pathlib import Path

from tme_tui.model.errors import Refused

_USUAL = ("sensible-editor", "nano", "vi")


def edit_file(environment: Mapping[str, str], file: Path) -> None:
    """Open the file and wait; Refused when there is no editor, or it fails."""
    chosen = environment.get("VISUAL") or environment.get("EDITOR")
    search = environment.get("PATH")
    words = (
        shlex.split(chosen)
        if chosen
        else [next((one for one in _USUAL if shutil.which(one, path=search)), "")]
    )
    if not words or not words[0]:
        raise Refused("no editor was found: set EDITOR to the one you use")
    try:
        code = subprocess.run([*words, str(file)], env=dict(environment), check=False).returncode  # noqa: S603 - the person's own choice
    except OSError as error:
        raise Refused(f"the editor {words[0]!r} cannot be started: {error.strerror}") from error
    if code:
        raise Refused(f"the editor ended with code {code}")
