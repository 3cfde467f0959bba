"""Compares the messages in the code with the catalogues: `python -m tme_tui.i18n.extract`.

A developer's tool, not loaded by the program. It prints what is not translated yet as entries of a catalogue,
ready to be filled in, and names what is wrong with the entries that are there. Only texts that stand in the
call itself are seen; a text that reaches the call through a variable is marked with `message` or
`plural_message` where it is written.
"""

from __future__ import annotations

import ast
import string
import sys
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from tme_tui.i18n.catalogue import Entry, files_of, read_entries
from tme_tui.i18n.error_shapes import errors_of
from tme_tui.i18n.errors import PIECES
from tme_tui.i18n.errors import SENSE as ERROR
from tme_tui.i18n.explaining import explanations
from tme_tui.i18n.found import Found
from tme_tui.i18n.plurals import FORMS
from tme_tui.i18n.translator import LANGUAGES

PACKAGE = Path(__file__).parent.parent


def messages_in(source: str, name: str) -> Iterator[Found]:
    """Every message that `text`, `sense`, `plural` or a marker is called with in a module."""
    for node in ast.walk(ast.parse(source)):
        if not isinstance(node, ast.Call):
            continue
        place = f"{name}:{node.lineno}"
        texts = [
            arg.value for arg in node.args[:2] if isinstance(arg, ast.Constant) and isinstance(arg.value, str)
        ]
        match node.func:
            case ast.Attribute(attr="text") | ast.Name(id="message") if texts:
                yield Found(texts[0], "", "", place)
            case ast.Attribute(attr="plural") | ast.Name(id="plural_message") if len(texts) == 2:
                yield Found(texts[0], texts[1], "", place)
            case ast.Attribute(attr="sense") if len(texts) == 2:
                yield Found(texts[1], "", texts[0], place)


def messages_of_settings(page: Path = PACKAGE.parent / "docs" / "settings.md") -> Iterator[Found]:
    """What settings are for: it is said in one page, and shown from there."""
    for key, about in explanations(page.read_text(encoding="utf-8")).items():
        yield Found(about, "", "", f"docs/settings.md: {key}")


def errors_of_package(package: Path = PACKAGE) -> Iterator[Found]:
    """The sentences of all errors that people meet."""
    for path in sorted(package.rglob("*.py")):
        if path.parent != Path(__file__).parent:
            yield from errors_of(path.read_text(encoding="utf-8"), str(path.relative_to(package.parent)))
    yield from (Found(piece, "", ERROR, "i18n/errors.py") for piece in PIECES)


def messages_of_package(package: Path = PACKAGE) -> list[Found]:
    """The messages of all modules and of the settings, each once, at the first place where it stands."""
    found: dict[tuple[str, str], Found] = {}
    for path in sorted(package.rglob("*.py")):
        if path.parent != Path(__file__).parent:
            name = str(path.relative_to(package.parent))
            for each in messages_in(path.read_text(encoding="utf-8"), name):
                found.setdefault((each.message, each.sense), each)
    for each in (*messages_of_settings(), *errors_of_package()):
        found.setdefault((each.message, each.sense), each)
    return list(found.values())


def all_entries(language: str) -> list[Entry]:
    """The entries of all files of a language."""
    return [entry for path in files_of(language) for entry in read_entries(path.read_text(encoding="utf-8"))]


def untranslated(found: Iterable[Found], entries: Iterable[Entry]) -> list[Found]:
    """The messages that the catalogue does not translate; an error may say what is said elsewhere."""
    known = {
        (entry.message, entry.sense) for entry in entries if all(entry.forms.values()) and not entry.fuzzy
    }
    return [
        each
        for each in found
        if (each.message, each.sense) not in known
        and not (each.sense == ERROR and (each.message, "") in known)
    ]


def mistakes(language: str, found: Iterable[Found], entries: Iterable[Entry]) -> list[str]:
    """What is wrong with the entries of a catalogue: said twice, left over, wrong forms, other values."""
    code: Mapping[tuple[str, str], Found] = {(each.message, each.sense): each for each in found}
    seen: set[tuple[str, str]] = set()
    said: list[str] = []
    for entry in entries:
        if not entry.message:
            continue
        key, place = (entry.message, entry.sense), f"{language}:{entry.line}: {entry.message!r}"
        if key in seen:
            said.append(f"{place} is translated twice")
        seen.add(key)
        if key not in code:
            said.append(f"{place} is in no module any more")
        elif code[key].many != entry.many:
            said.append(f"{place} has another English plural in {code[key].place}")
        wanted = set(range(FORMS[language][0] if entry.many else 1))
        if set(entry.forms) != wanted:
            said.append(f"{place} needs {len(wanted)} forms")
        values = _values(entry.message) | _values(entry.many)
        said.extend(
            f"{place} names other values: {form!r}"
            for form in entry.forms.values()
            if form and not (_values(form) <= values and values - _values(form) <= {"n"} & values)
        )
    return said


def _values(text: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(text) if name is not None}


def as_entry(found: Found, forms: int) -> str:
    """The message as an empty entry of a catalogue."""
    lines = [f"#: {found.place}"]
    lines += [f"msgctxt {_quoted(found.sense)}"] if found.sense else []
    lines += [f"msgid {_quoted(found.message)}"]
    if found.many:
        lines += [f"msgid_plural {_quoted(found.many)}", *(f'msgstr[{form}] ""' for form in range(forms))]
    else:
        lines += ['msgstr ""']
    return "\n".join(lines) + "\n"


def _quoted(text: str) -> str:
    escaped = text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n").replace("\t", "\\t")
    return f'"{escaped}"'


def main() -> int:
    """Prints what is missing in any catalogue; 1 when something is."""
    found = messages_of_package()
    clean = True
    for language in LANGUAGES[1:]:
        entries = all_entries(language)
        missing = untranslated(found, entries)
        wrong = mistakes(language, found, entries)
        clean = clean and not missing and not wrong
        for each in missing:
            sys.stdout.write(as_entry(each, FORMS[language][0]) + "\n")
        for line in wrong:
            sys.stderr.write(line + "\n")
    return 0 if clean else 1


if __name__ == "__main__":
    raise SystemExit(main())
