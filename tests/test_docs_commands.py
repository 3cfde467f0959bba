"""The commands and examples in the documents work, and CI runs the very command that the README shows."""

from __future__ import annotations

import os
import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

from tests.cli.command_line import CommandLine
from tme_tui.model.clock import FixedClock

ROOT = Path(__file__).resolve().parents[1]
README = (ROOT / "README.md").read_text(encoding="utf-8")
COMMANDS = Path(sys.executable).parent
INSTALLS = re.findall(r"^python3 -m venv .*$", README, re.MULTILINE)
EXAMPLES = re.findall(r"^```console\n(.*?)^```", README, re.MULTILINE | re.DOTALL)


def test_one_command_runs_it_and_one_tests_it() -> None:
    assert len(INSTALLS) == 2
    run, test = INSTALLS
    assert run.endswith(".venv/bin/tme list")
    assert ".venv/bin/python -m pytest" in test


def test_ci_runs_the_command_of_the_readme() -> None:
    script = ROOT / ".ci" / "run"
    assert os.access(script, os.X_OK)
    assert INSTALLS[1] in script.read_text(encoding="utf-8").splitlines()


@pytest.mark.parametrize("example", EXAMPLES)
def test_the_commands_of_the_readme_work(example: str, clock: FixedClock) -> None:
    tme = CommandLine(clock)
    for line in example.splitlines():
        if line.startswith("$ tme "):
            answer = tme(*shlex.split(line)[2:])
            assert answer.exit == 0, (line, answer)


def test_the_command_is_installed() -> None:
    done = subprocess.run([COMMANDS / "tme", "list"], capture_output=True, text=True, check=True)
    assert (done.stdout, done.stderr) == ("", "tme: nothing matches\n")


@pytest.mark.parametrize(
    "document", [*ROOT.glob("*.md"), *ROOT.glob("docs/*.md")], ids=lambda path: path.name
)
def test_links_lead_somewhere(document: Path) -> None:
    for target, heading in re.findall(r"\]\(([^)#]*)#?([^)]*)\)", document.read_text(encoding="utf-8")):
        if "://" not in target:
            page = document.parent / target if target else document
            assert page.exists(), target
            assert not heading or heading in headings(page), f"{target}#{heading}"


def headings(page: Path) -> list[str]:
    """What links to parts of a page are made of."""
    found = re.findall(r"^#+ (.*)$", page.read_text(encoding="utf-8"), re.MULTILINE)
    return [re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in found]


def test_paths_that_contributors_are_told_exist() -> None:
    for document in ("CONTRIBUTING.md", "docs/architecture.md"):
        text = (ROOT / document).read_text(encoding="utf-8")
        for path in re.findall(r"`((?:tme_tui|tests|migrations|docs)/[a-z_/.]+)`", text):
            assert (ROOT / path).exists(), path


def test_every_folder_of_the_program_is_on_the_map() -> None:
    page = (ROOT / "docs" / "architecture.md").read_text(encoding="utf-8")
    folders = {each.parent.name for each in (ROOT / "tme_tui").glob("*/__init__.py")}
    assert set(re.findall(r"^\| `tme_tui/(\w+)/` \|", page, re.MULTILINE)) == folders
