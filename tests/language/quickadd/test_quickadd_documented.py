"""Each example of docs/quick-add.md comes to what the page says."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.language.quickadd.summary import context_at
from tme_tui.language.quickadd import parse_line
from tme_tui.language.quickadd.keys import KEYS
from tme_tui.model.draft import Draft, SpanKind

PAGE = (Path(__file__).resolve().parents[3] / "docs" / "quick-add.md").read_text(encoding="utf-8")
RUSSIAN_BEGINS = PAGE.index("# Быстрое добавление")


def _examples() -> list[tuple[str, str, str]]:
    """What is typed, the language it is answered in, and the answer, from each two-column table."""
    return [
        (match[1], "ru" if match.start() > RUSSIAN_BEGINS else "en", match[2])
        for match in re.finditer(r"^\| `([^`]+)` \| ([^|]+) \|$", PAGE, re.MULTILINE)
    ]


def echo(typed: str, locale: str) -> str:
    """What a bot would answer: the title, each thing that was understood, and what is worth saying."""
    draft = parse_line(typed, context_at("2026-11-21T10:00", locale=locale))
    return " → ".join(_said(one) for one in (draft, *draft.chain))


def _said(draft: Draft) -> str:
    silent = (SpanKind.TITLE, SpanKind.LITERAL)
    arrows = [span for span in draft.spans if span.value == ">>"]
    sentences = [span.sentence for span in draft.spans if span.kind not in silent and span not in arrows]
    notices = [f"({notice})" for notice in draft.notices]
    return " · ".join(dict.fromkeys([f"**{draft.fields.title}**", *sentences, *notices]))


@pytest.mark.parametrize(("typed", "locale", "answer"), _examples())
def test_each_example_comes_to_what_the_page_says(typed: str, locale: str, answer: str) -> None:
    assert echo(typed, locale) == answer


def test_the_page_has_examples_in_both_languages() -> None:
    languages = [locale for _, locale, _ in _examples()]
    assert languages.count("en") > 60
    assert languages.count("ru") > 40


def test_each_key_of_the_page_is_one() -> None:
    keys = {key.casefold() for key in re.findall(r"`([^\W\d_]+):[^`]*`", PAGE)}
    assert keys - {"severity"} <= set(KEYS)
