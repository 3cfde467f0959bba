"""The public face: what it promises to hold, what it costs to import, and that its examples run."""

from __future__ import annotations

import re
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

import pytest

import tme_tui

ROOT = Path(__file__).parent.parent


@pytest.mark.parametrize("name", tme_tui.__all__)
def test_each_public_name_says_what_it_is(name: str) -> None:
    assert (getattr(tme_tui, name).__doc__ or "").strip()


def test_an_unknown_name_is_an_ordinary_error() -> None:
    with pytest.raises(AttributeError, match="nonsense"):
        _ = tme_tui.__getattr__("nonsense")


def test_importing_loads_nothing_else() -> None:
    code = "import sys, tme_tui; print([m for m in sys.modules if m.startswith(('tme_tui.', 'sqlalchemy'))])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


@pytest.mark.parametrize("page", ["README.md", "docs/library.md"])
def test_the_examples_of_a_page_are_a_program_that_runs(
    page: str, home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    boxes = re.findall(r"```python\n(.*?)```", (ROOT / page).read_text(encoding="utf-8"), re.DOTALL)
    assert boxes
    exec(compile("".join(boxes), page, "exec"), {})
    assert "Send the report" in capsys.readouterr().out


def test_every_public_name_is_explained() -> None:
    page = (ROOT / "docs" / "library.md").read_text(encoding="utf-8")
    rows = re.findall(r"^\| (`.*?) \|", page, re.MULTILINE)
    assert sorted(re.findall(r"`(\w+)`", " ".join(rows))) == sorted(tme_tui.__all__)


def test_the_example_of_the_package_runs(home: Path) -> None:
    example = re.search(r"\n\n((?:    .*\n|\n)+)", tme_tui.__doc__ or "")
    assert example is not None
    exec(compile(re.sub(r"^    ", "", example[1], flags=re.MULTILINE), "tme_tui", "exec"), {})
    with tme_tui.open_manager() as tasks:
        assert {task.title for task in tasks.get_tasks()} == {"Pay rent", "Call Anna"}


def test_a_recurrence_reads_and_writes_the_text_of_the_rfc() -> None:
    rule = tme_tui.Recurrence.from_text("FREQ=WEEKLY;BYDAY=MO,WE")
    assert tme_tui.Recurrence.from_text(rule.to_text()) == rule
    start = tme_tui.Moment.from_text("2026-03-02T09:00[Europe/Riga]")
    window = (datetime(2026, 3, 25, tzinfo=UTC), datetime(2026, 4, 2, tzinfo=UTC))
    assert [one.iso("UTC") for one in rule.between(start, *window)] == [
        "2026-03-25T09:00:00+02:00",
        "2026-03-30T09:00:00+03:00",
        "2026-04-01T09:00:00+03:00",
    ]
    assert str(rule.next_after(start, window[1])) == "2026-04-06T09:00[Europe/Riga]"
