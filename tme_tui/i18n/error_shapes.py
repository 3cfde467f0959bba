"""Finds the sentences of errors in code, as shapes with a name in braces for each value.

An error is an f-string where it is raised, which is the best place to read it. `f"#{task.id} is done"` has
the shape `#{id} is done`; a catalogue translates the shape, and `errors.py` knows a sentence by it again.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator

from tme_tui.i18n.errors import SENSE
from tme_tui.i18n.found import Found

_PLACES = {"SettingsError": 2, "damaged": 1, "refusal": 1}
"""Which argument is the sentence, where it is not the first."""
_MAKERS = ("said", "mistake", "wrong", "_wrong", "Reader")
"""Functions, beside the errors themselves, that are given a sentence."""
_ENDINGS = ("Error", "Mistake", "Value", "Refused", "NotFound", "Conflict", "Usage")
_STORE = "Store"
_DELIVERY = ("Permanent", "Temporary", "Unanswered", "Refusal", "VkRefusal", "GiveUp")
_OFFERS = ("near", "_near", "_perhaps")
"""What may stand at the end of a sentence, behind a semicolon of its own."""
_PROGRAMMERS = ("TypeError", "AttributeError", "AssertionError", "KeyError", "RuntimeError", "OSError")
"""What a caller's code did wrong is told to whoever writes it, in English."""


def errors_of(source: str, name: str) -> Iterator[Found]:
    """The sentences of a module, each with its place."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Call) and _is_told(node.func):
            hints = (given.value for given in node.keywords if given.arg == "hint")
            for shape in (shape for said in (_sentence(node), *hints) for shape in _shapes(said)):
                words = re.sub(r"{.*?}", "", shape).strip(" :;")
                if " " in words or (words and _name(node.func) == "NotFound"):
                    yield Found(shape, "", SENSE, f"{name}:{node.lineno}")


def _is_told(called: ast.expr) -> bool:
    """Whether what is called takes a sentence that a person reads."""
    if ast.unparse(called) == "super().__init__":
        return True
    name = _name(called)
    if name in _PROGRAMMERS or (name.startswith("_") and name not in _MAKERS):
        return False
    return name in (*_MAKERS, *_DELIVERY, *_PLACES) or name.startswith(_STORE) or name.endswith(_ENDINGS)


def _name(called: ast.expr) -> str:
    return called.id if isinstance(called, ast.Name) else getattr(called, "attr", "")


def _sentence(call: ast.Call) -> ast.expr | None:
    place = _PLACES.get(_name(call.func), 0)
    return call.args[place] if place < len(call.args) else None


def _shapes(said: ast.expr | None) -> Iterator[str]:
    """The shape of a text; of two when a condition chooses."""
    if isinstance(said, ast.IfExp):
        yield from _shapes(said.body)
        yield from _shapes(said.orelse)
    elif isinstance(said, ast.BinOp):  # what is put behind it is known by itself
        yield from _shapes(said.left)
    elif isinstance(said, ast.Constant) and isinstance(said.value, str):
        yield said.value
    elif isinstance(said, ast.JoinedStr):
        yield _shape(said)


def _shape(said: ast.JoinedStr) -> str:
    shape, seen = "", dict[str, int]()
    for part in said.values:
        if isinstance(part, ast.Constant):
            shape += str(part.value).replace("{", "{{").replace("}", "}}")
        elif isinstance(part, ast.FormattedValue):
            if ast.unparse(part.value).partition("(")[0] in _OFFERS:
                break
            name = getattr(part.value, "id", getattr(part.value, "attr", "value"))
            seen[name] = seen.get(name, 0) + 1
            shape += "{" + name + (str(seen[name]) if seen[name] > 1 else "") + "}"
    return shape
