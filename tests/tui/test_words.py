"""Everything that can be read on the screen goes through the catalogues."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

from tme_tui.i18n.extract import PACKAGE

SINKS = frozenset(
    {
        *("say", "notify", "say_empty", "Content", "styled", "assemble", "Static", "Label", "Button"),
        *("Choice", "Picker", "Confirm", "Fact", "ask_line", "show_status", "refuse", "update"),
    }
)
"""What shows a text."""
SPOKEN = re.compile(r"[A-Za-zА-Яа-я]{3,}")
"""Something that reads as a word."""
STYLES = re.compile(r"^(bold|dim|italic|reverse|underline|on|none|auto|\$[\w-]+|\s)+$")
ALLOWED = frozenset({" TME ", "tme-tui"})


def visible_literals(source: str) -> Iterator[tuple[int, str]]:
    """Texts written into calls that show them, and into titles and placeholders."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Call):
            name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
            if name in SINKS:
                for argument in node.args:
                    yield from literals(argument)
            for keyword in node.keywords:
                if keyword.arg in ("placeholder", "hint", "title"):
                    yield from literals(keyword.value)
        elif isinstance(node, ast.Assign):
            names = [target.attr for target in node.targets if isinstance(target, ast.Attribute)]
            if {"border_title", "border_subtitle", "placeholder"} & set(names):
                yield from literals(node.value)


def literals(node: ast.AST) -> Iterator[tuple[int, str]]:
    match node:
        case ast.Constant(value=str(text)):
            yield node.lineno, text
        case ast.JoinedStr(values=parts):
            for part in parts:
                yield from literals(part) if isinstance(part, ast.Constant) else ()
        case ast.Tuple(elts=parts) | ast.List(elts=parts):
            for part in parts:
                yield from literals(part)
        case ast.IfExp(body=one, orelse=other):
            yield from literals(one)
            yield from literals(other)
        case ast.BinOp(left=one, right=other):
            yield from literals(one)
            yield from literals(other)


def unspoken(source: str) -> list[str]:
    return [
        f"{line}: {text!r}"
        for line, text in visible_literals(source)
        if SPOKEN.search(text) and not STYLES.match(text) and text not in ALLOWED
    ]


def test_no_visible_text_stands_outside_the_catalogues() -> None:
    found = [
        f"{path.relative_to(PACKAGE)}:{each}"
        for path in sorted((PACKAGE / "tui").rglob("*.py"))
        for each in unspoken(path.read_text(encoding="utf-8"))
    ]
    assert found == []


def test_such_texts_are_found() -> None:
    assert unspoken('self.say("Saved it")')
    assert unspoken("widget.border_title = f'Tasks {count}'")
    assert unspoken('Content.assemble(("Hello there", "bold"))')
    assert not unspoken('self.say(words.text("Saved it"))')
    assert not unspoken('Content.styled(said, "bold $tme-key")')


def test_no_meaning_is_in_slanted_letters_alone() -> None:
    sheets = [*(PACKAGE / "tui").rglob("*.tcss")]
    assert sheets
    for sheet in sheets:
        assert "italic" not in sheet.read_text(encoding="utf-8"), sheet.name


def test_words_are_looked_for_where_the_screen_is() -> None:
    assert Path(PACKAGE / "tui" / "main_screen.py").exists()
