"""What the screen may offer to complete while a line is typed."""

from __future__ import annotations

import pytest

from tme_tui.language.context import Dialect
from tme_tui.language.quickadd import completion_at


@pytest.mark.parametrize(
    ("line", "kind", "prefix"),
    [
        ("Buy #sh|", "tag", "sh"),
        ("Buy #|", "tag", ""),
        ("Buy #s|hop milk", "tag", "s"),
        ("Buy -#sh|", "tag", "sh"),
        ("Buy +Wo|", "category", "Wo"),
        ("Buy +Work/De|", "category", "Work/De"),
        ('Buy +"Big Pr|', "category", "Big Pr"),
        ("Ask @an|", "person", "an"),
        ("Ask for:an|", "person", "an"),
        ("Ask кому:а|", "person", "а"),
        ("Ask with:anna,bo|", "person", "bo"),
        ("Do ^1|", "parent", "1"),
        ("Do parent:1|", "parent", "1"),
        ("Do dep:12,1|", "dependency", "1"),
        ("Do dep:-1|", "dependency", "1"),
        ("Do зависит:|", "dependency", ""),
        ("Do blocks:7|", "blocks", "7"),
        ("Do проект:До|", "category", "До"),
        ("Do tag:a,b|", "tag", "b"),
        ("Fix type:bu|", "type", "bu"),
    ],
)
def test_a_name_is_completed_after_its_mark(line: str, kind: str, prefix: str) -> None:
    cursor = line.index("|")
    text = line.replace("|", "")
    found = completion_at(text, cursor)
    assert found is not None
    assert (found.kind.value, found.prefix) == (kind, prefix)


def test_what_is_replaced_reaches_to_the_end_of_the_word() -> None:
    found = completion_at("Buy #shop milk", 6)
    assert found is not None
    assert "Buy #shop milk"[found.start : found.end] == "shop"


@pytest.mark.parametrize("line", ["|", "Buy milk|", "C#|", "a@b|", "due:fr|", "Buy #shop |", "http://a|"])
def test_plain_text_is_not_completed(line: str) -> None:
    assert completion_at(line.replace("|", ""), line.index("|")) is None


def test_marks_follow_the_dialect() -> None:
    found = completion_at("Buy #Ho", 7, Dialect.TODOIST)
    assert found is not None
    assert found.kind.value == "category"
    assert completion_at("Buy #Ho", 7, Dialect.OFF) is None
