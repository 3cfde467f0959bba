"""Messages are said in the reader's language, with the right form of each word."""

from __future__ import annotations

import gettext
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tme_tui.i18n import Translator, translator
from tme_tui.i18n.catalogue import LOCALES, CatalogueMistake, read_entries
from tme_tui.i18n.plurals import FORMS

CATALOGUE = {
    ("{n} task", ""): ("{n} задача", "{n} задачи", "{n} задач"),
    ("Added {title}", ""): ("Добавлено: {title}",),
    ("Open", "menu"): ("Открыть",),
    ("Open", "status"): ("Открыта",),
    ("half done", ""): ("только одна форма",),
}


@pytest.mark.parametrize(
    ("number", "said"),
    [
        (0, "0 задач"),
        (1, "1 задача"),
        (2, "2 задачи"),
        (4, "4 задачи"),
        (5, "5 задач"),
        (11, "11 задач"),
        (12, "12 задач"),
        (14, "14 задач"),
        (21, "21 задача"),
        (22, "22 задачи"),
        (25, "25 задач"),
        (101, "101 задача"),
        (111, "111 задач"),
        (1003, "1003 задачи"),
        (1.5, "1.5 задачи"),
        (-1, "-1 задача"),
    ],
)
def test_russian_words_follow_their_number(number: float, said: str) -> None:
    assert Translator("ru", CATALOGUE).plural("{n} task", "{n} tasks", number) == said


def test_english_words_follow_their_number() -> None:
    words = Translator("en")
    assert [words.plural("{n} task", "{n} tasks", n) for n in (0, 1, 2, 21, 1.5)] == [
        "0 tasks",
        "1 task",
        "2 tasks",
        "21 tasks",
        "1.5 tasks",
    ]


@given(number=st.integers(0, 10**12))
def test_our_russian_rule_is_the_one_in_the_catalogue(number: int) -> None:
    header = next(iter(read_entries((LOCALES / "ru" / "common.po").read_text(encoding="utf-8"))))
    rule = header.forms[0].partition("plural=")[2].partition(";")[0]
    assert FORMS["ru"][1](number) == gettext.c2py(rule)(number)


def test_one_word_in_two_senses() -> None:
    words = Translator("ru", CATALOGUE)
    assert (words.sense("menu", "Open"), words.sense("status", "Open")) == ("Открыть", "Открыта")
    assert words.text("Open") == "Open", "without a sense it is another message"


def test_what_is_not_translated_is_said_in_english() -> None:
    words = Translator("ru", CATALOGUE)
    assert words.text("Removed {title}", title="x") == "Removed x"
    assert words.plural("{n} day", "{n} days", 5) == "5 days"
    assert words.plural("half done", "halves done", 5) == "halves done"


@pytest.mark.parametrize("title", ["{0}", "{title.__class__}", "100%", "}{", "[/]", "задача"])
def test_values_are_only_text(title: str) -> None:
    assert Translator("ru", CATALOGUE).text("Added {title}", title=title) == f"Добавлено: {title}"
    assert Translator("en").text("Added {title}", title=title) == f"Added {title}"


def test_braces_without_values_are_braces() -> None:
    assert Translator("en").text('{"a": 1}') == '{"a": 1}'


@pytest.mark.parametrize(
    ("locale", "language"),
    [
        ("ru", "ru"),
        ("ru_RU.UTF-8", "ru"),
        ("RU-ru", "ru"),
        ("en_GB", "en"),
        ("de", "en"),
        ("C.UTF-8", "en"),
        ("", "en"),
    ],
)
def test_locales(locale: str, language: str) -> None:
    assert translator(locale).language == language


def test_the_shipped_catalogue_is_read() -> None:
    assert translator("ru").text("a message that nobody translates") == "a message that nobody translates"


def test_entries_are_read_as_gettext_writes_them(tmp_path: Path) -> None:
    text = r"""
# a remark
#: tme_tui/cli/add.py:3
msgctxt "menu"
msgid "Say \"hi\"\n"
"twice\\n"
msgstr "Скажи "
"«привет»"

#, fuzzy, python-brace-format
msgid "old"
msgstr "старое"
msgid "{n} task"
msgid_plural "{n} tasks"
msgstr[0] "{n} задача"
msgstr[1] "{n} задачи"
msgstr[2] "{n} задач"
#~ msgid "gone"
#~ msgstr "нет"
"""
    first, second, third = read_entries(text)
    assert (first.sense, first.message, first.forms) == ("menu", 'Say "hi"\ntwice\\n', {0: "Скажи «привет»"})
    assert (second.message, second.fuzzy) == ("old", True)
    assert (third.message, third.many, third.fuzzy) == ("{n} task", "{n} tasks", False)
    assert list(third.forms.values()) == ["{n} задача", "{n} задачи", "{n} задач"]


@pytest.mark.parametrize(
    "line", ["msgid open", '"loose"', 'msgwhat "x"', r'msgid "\q"', 'msgstr[x] "a"', 'msgid "']
)
def test_a_broken_catalogue_names_the_line(line: str) -> None:
    with pytest.raises(CatalogueMistake, match="line 2:"):
        list(read_entries("\n" + line + "\n"))


@pytest.mark.parametrize(
    ("english", "russian"),
    [
        ("#3 does not repeat", "задача #3 не повторяется"),
        ("#3 is already done", "задача #3 уже завершена"),
        ("there is no task 12", "не найдено: задача 12"),
        ("there is no view x; tme views lists them", "не найдено: вид x; их перечисляет tme views"),
        ("that would go in a circle: #1 {a} → #2", "получился бы круг: #1 {a} → #2"),
        ("nobody knows this sentence", "nobody knows this sentence"),
        ("#3 (.*) does not repeat", "задача #3 (.*) не повторяется"),
    ],
)
def test_errors_are_known_by_their_shape(english: str, russian: str) -> None:
    assert translator("ru").error(english) == russian
    assert translator("en").error(english) == english


def test_what_went_wrong_is_said_in_the_readers_language() -> None:
    wrong = "there is no desktop session here that could show alerts"
    assert translator("en").error(wrong) == wrong
    assert translator("ru").error(wrong).startswith("здесь нет рабочего стола")
    assert translator("ru").error("nobody ever wrote this sentence") == "nobody ever wrote this sentence"
