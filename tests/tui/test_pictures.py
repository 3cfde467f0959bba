"""Documents show pictures that there are, and every picture is made by the script."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.tui.pictures import FOLDER, SCENES, take

DOCS = Path(__file__).parents[2]
PAGES = [*sorted((DOCS / "docs").glob("*.md")), DOCS / "README.md"]


def test_every_picture_is_made_by_the_script_and_shown_somewhere() -> None:
    shown = {
        Path(path).stem
        for page in PAGES
        for path in re.findall(r"!\[[^]]+\]\(([^)]+\.svg)\)", page.read_text(encoding="utf-8"))
    }
    assert shown == set(SCENES)
    assert {path.stem for path in FOLDER.glob("*.svg")} == set(SCENES)


@pytest.mark.parametrize("name", ["first-task", "form", "groups"])
def test_pictures_show_the_program_as_it_is(name: str) -> None:
    assert words_of(take(name)) == words_of((FOLDER / f"{name}.svg").read_text(encoding="utf-8")), (
        "python -m tests.tui.pictures takes them again"
    )


def words_of(svg: str) -> list[str]:
    """The texts of a picture in their order."""
    return re.findall(r"<text[^>]*>([^<]*)</text>", svg)
