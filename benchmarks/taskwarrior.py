"""Taskwarrior with the same titles, as a peer in the same run, on machines that have it."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from datetime import date
from pathlib import Path

from benchmarks.figures import Figure, cpu_of
from benchmarks.sample import sample_fields

SIZE = 10_000


def peer_figures(folder: Path) -> list[Figure]:
    """CPU time of its `add` and `list` with 10,000 tasks; nothing where it is not installed."""
    if shutil.which("task") is None:
        return []
    home = folder / "taskwarrior"
    home.mkdir()
    rc = home / "taskrc"
    rc.write_text(f"data.location={home}\nconfirmation=off\nverbose=nothing\n", encoding="utf-8")
    environment = {**os.environ, "TASKRC": str(rc), "TASKDATA": str(home)}
    titles = [{"description": str(fields.title)} for fields in sample_fields(SIZE, date(2026, 11, 21))]
    text = json.dumps(titles, ensure_ascii=False)
    subprocess.run(
        ["task", "import", "-"], input=text, text=True, env=environment, check=True, capture_output=True
    )
    added, listed = cpu_of([["task", "add", "Call Anna"], ["task", "limit:20", "list"]], environment, 5)
    return [
        Figure(f"Taskwarrior: task add at {SIZE:,}", added),
        Figure(f"Taskwarrior: task limit:20 list at {SIZE:,}", listed),
    ]
