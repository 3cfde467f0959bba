"""Spans: which piece of the line was understood as what, and how that is said."""

from __future__ import annotations

import pytest

from tests.language.quickadd.summary import context_at
from tme_tui.language.quickadd import as_plain_text, parse_line

SATURDAY = "2026-11-21T10:00"


def _pieces(line: str) -> list[tuple[str, str]]:
    draft = parse_line(line, context_at(SATURDAY))
    return [(line[span.start : span.end], span.kind.value) for span in draft.spans]


@pytest.mark.parametrize(
    ("line", "pieces"),
    [
        (
            "Buy milk tomorrow 18:00 +Home #shop !2 remind:15m",
            [
                ("Buy milk", "title"),
                ("tomorrow 18:00", "due"),
                ("+Home", "category"),
                ("#shop", "tag"),
                ("!2", "priority"),
                ("remind:15m", "reminder"),
            ],
        ),
        (
            "Созвон с @аня пт 10:00-11:30 напомни за 10 минут",
            [
                ("Созвон", "title"),
                ("с @аня", "person"),
                ("пт", "start"),
                ("10:00", "start"),
                ("-11:30", "end"),
                ("напомни за 10 минут", "reminder"),
            ],
        ),
        (
            'Delete mails up to "january 30th"',
            [("Delete mails up to", "title"), ('"january 30th"', "literal")],
        ),
        (
            "tomorrow buy milk 18:00",
            [("tomorrow", "due"), ("buy milk", "title"), ("18:00", "due")],
        ),
        (
            "every monday water plants until 31 dec x10",
            [
                ("every monday", "recurrence"),
                ("water plants", "title"),
                ("until 31 dec", "recurrence"),
                ("x10", "recurrence"),
            ],
        ),
        ("A >> B friday", [("A", "title"), (">>", "dependency")]),
        (r"Pay \#1 now", [("Pay", "title"), (r"\#1", "literal"), ("now", "title")]),
        ("Buy -- tomorrow", [("Buy", "title"), ("-- tomorrow", "literal")]),
        ("Buy // tomorrow", [("Buy", "title"), ("// tomorrow", "note")]),
        (
            "dep:1 blocks:2 ^3 X ~1h @anna",
            [
                ("dep:1", "dependency"),
                ("blocks:2", "blocks"),
                ("^3", "parent"),
                ("X", "title"),
                ("~1h", "estimate"),
                ("@anna", "person"),
            ],
        ),
        (
            "wait:mon until:fri X type:bug severity:high status:done",
            [
                ("wait:mon", "wait"),
                ("until:fri", "expires"),
                ("X", "title"),
                ("type:bug", "type"),
                ("severity:high", "attribute"),
                ("status:done", "status"),
            ],
        ),
    ],
)
def test_each_piece_is_named(line: str, pieces: list[tuple[str, str]]) -> None:
    assert _pieces(line) == pieces


def test_spans_of_a_chain_count_in_the_whole_line() -> None:
    line = "Buy wood >> Build fence friday >> Paint #home"
    draft = parse_line(line, context_at(SATURDAY))
    assert [one.text for one in draft.chain] == [line, line]
    said = [[line[span.start : span.end] for span in one.spans] for one in draft.chain]
    assert said == [["Build fence", "friday"], ["Paint", "#home"]]


@pytest.mark.parametrize(
    ("line", "locale", "sentence"),
    [
        ("X tomorrow 18:00", "en", "due tomorrow 18:00"),
        ("X завтра в 18:00", "ru", "срок завтра 18:00"),
        ("X every monday 9:00", "en", "every Monday, first Mon 23 Nov 09:00"),
        ("X каждый понедельник в 9:00", "ru", "каждый понедельник, впервые пн 23 ноя 09:00"),
        ("X ~1h30m", "en", "takes 1 h 30 min"),
        ("X ~1ч30м", "ru", "займёт 1 ч 30 мин"),
        ("X remind:15m@vk", "en", "reminds 15 min before by vk"),
        ("X напомнить:15м", "ru", "напомнит за 15 мин"),
        ("X dep:12ss+2d,14", "en", "waits for #12 (SS) +2 days, #14"),
        ("X dep:-12", "ru", "больше не ждёт #12"),
        ("X @anna", "en", "for anna"),
        ("X @home", "en", "context home"),
        ("X due:none", "en", "no due date"),
        ("X !1", "ru", "приоритет 1"),
    ],
)
def test_each_piece_says_what_it_means(line: str, locale: str, sentence: str) -> None:
    draft = parse_line(line, context_at(SATURDAY, locale=locale))
    assert sentence in [span.sentence for span in draft.spans]


@pytest.mark.parametrize(
    ("line", "piece", "title"),
    [
        ("Buy milk tomorrow 18:00 +Home", "tomorrow 18:00", "Buy milk tomorrow 18:00"),
        ("Buy milk #shop", "#shop", "Buy milk #shop"),
        ("Gym every monday at 9", "every monday at 9", "Gym every monday at 9"),
        ("Созвон пт 10:00-11:30", "-11:30", "Созвон 10:00-11:30"),
        ("A >> B", ">>", "A >> B"),
        ("Buy // two", "// two", "Buy // two"),
    ],
)
def test_any_piece_can_be_turned_back_into_text(line: str, piece: str, title: str) -> None:
    start = line.index(piece)
    plain = as_plain_text(line, start, start + len(piece))
    assert parse_line(plain, context_at(SATURDAY)).fields.title == title
