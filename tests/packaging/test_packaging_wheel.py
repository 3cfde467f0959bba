"""The wheel is complete: built, installed into a clean environment, and used from there."""

from __future__ import annotations

import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from tests.conftest import ORIGINAL_ENVIRONMENT

ROOT = Path(__file__).resolve().parents[2]

pytestmark = [pytest.mark.packaging, pytest.mark.timeout(900)]


def run(*command: str | Path, folder: Path, **variables: str) -> str:
    """The standard output of a program that has to succeed."""
    done = subprocess.run(
        [str(part) for part in command],
        cwd=folder,
        env={"PATH": ORIGINAL_ENVIRONMENT["PATH"], **variables},
        capture_output=True,
        text=True,
        timeout=600,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def pip_environment(folder: Path) -> dict[str, str]:
    """How the machine reaches its package index, with a home of its own."""
    ours = {
        name: value
        for name, value in ORIGINAL_ENVIRONMENT.items()
        if name.lower().startswith(("pip_", "http"))
    }
    patient = {"PIP_RETRIES": "10", "PIP_RESUME_RETRIES": "10", "PIP_DEFAULT_TIMEOUT": "60"}
    return {**patient, **ours, "HOME": str(folder)}


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel of this checkout."""
    folder = tmp_path_factory.mktemp("wheel")
    command = (sys.executable, "-m", "pip", "wheel", "--no-deps", "--wheel-dir", folder, ROOT)
    run(*command, folder=folder, **pip_environment(folder))
    (built,) = folder.glob("tme_tui-*.whl")
    return built


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of the commands of a clean environment that has only this wheel and what it needs."""
    folder = tmp_path_factory.mktemp("installed")
    run(sys.executable, "-m", "venv", folder / "venv", folder=folder)
    commands = folder / "venv" / "bin"
    run(
        commands / "python",
        "-m",
        "pip",
        "install",
        "--quiet",
        wheel,
        folder=folder,
        **pip_environment(folder),
    )
    return commands


def test_the_wheel_holds_what_the_program_needs(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        names = set(archive.namelist())
    modules = {str(path.relative_to(ROOT)) for path in (ROOT / "tme_tui").rglob("*.py")}
    assert modules <= names
    assert {"tme_tui/py.typed", "tme_tui/i18n/locales/ru/common.po"} <= names
    for folder in ("migrations", "themes"):
        shipped = (
            path for path in (ROOT / folder).rglob("*") if path.is_file() and "__pycache__" not in path.parts
        )
        assert {f"tme_tui/shipped/{path.relative_to(ROOT)}" for path in shipped} <= names
    assert not [name for name in names if name.startswith(("tests/", "benchmarks/", "docs/"))]


def test_the_program_runs_from_the_wheel_with_what_it_needs_and_no_more(
    installed: Path, tmp_path: Path
) -> None:
    """All in one test, since parallel workers would each install it."""
    base = {"TME_HOME": str(tmp_path / "home"), "HOME": str(tmp_path)}
    run(installed / "tme", "add", "Купить молоко", "#shop", folder=tmp_path, **base)
    assert "Купить молоко" in run(installed / "tme", "list", folder=tmp_path, **base)
    assert (tmp_path / "home" / "tme.db").is_file()

    code = (
        "import tme_tui, tme_tui.shipped_files as s; print(tme_tui.__file__); print(s.shipped('migrations'))"
    )
    for path in run(installed / "python", "-c", code, folder=tmp_path).split():
        assert Path(path).is_relative_to(installed.parent)

    listed = run(installed / "python", "-m", "pip", "list", "--format=freeze", folder=tmp_path).casefold()
    assert "sqlalchemy==" in listed
    for optional in ("pytelegrambotapi", "psycopg", "holidays", "dateparser", "pytest", "mypy"):
        assert f"{optional}==" not in listed
