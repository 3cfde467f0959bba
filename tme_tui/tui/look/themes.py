"""Reads themes: those that come with the program, and the person's own from the configuration folder.

A theme is one TOML file; its name is the file's. One of a person's own may say as little as it likes: the
rest is as in the theme that it is `based_on`, by default `dark` or `light`. A mistake in a file is one line,
and the file is passed over: colours are never a reason not to start.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from tme_tui.tui.look.theme_variables import COLOURS, VARIABLES, is_colour, textual_variables

if TYPE_CHECKING:
    from textual.theme import Theme

DEFAULT = "dark"
"""The theme that is used when nothing else is chosen, or what was chosen cannot be read."""

_LARGEST = 100_000
_KEYS = ("title", "about", "dark", "based_on", "colours", "variables")


class ThemeMistake(ValueError):
    """What is wrong with a theme file, in one line."""


@dataclass(frozen=True, slots=True)
class ThemeFile:
    """A theme as its file says it, made whole."""

    name: str
    dark: bool
    title: Mapping[str, str]
    """What it is called, by language."""
    about: Mapping[str, str]
    """One sentence about it, by language."""
    said: Mapping[str, str]
    """Every colour of `COLOURS` and `VARIABLES`."""

    @property
    def ansi(self) -> bool:
        """Whether it uses the terminal's own sixteen colours."""
        return self.said["foreground"].startswith("ansi_")

    def title_in(self, locale: str) -> str:
        """Its title in a language, or in English, or its name."""
        return self.title.get(locale) or self.title.get("en") or self.name

    def about_in(self, locale: str) -> str:
        """The sentence about it, or nothing."""
        return self.about.get(locale) or self.about.get("en") or ""


def theme_names(shipped: Path, own: Path | None = None) -> list[str]:
    """The names of all theme files, without looking into them; the shipped ones first."""
    return list(dict.fromkeys((*_names(shipped), *(_names(own) if own else ()))))


def read_theme(name: str, shipped: Path, own: Path | None = None) -> ThemeFile:
    """One theme by its name; a `ThemeMistake` says what is wrong with the file."""
    path = _path(name, shipped, own)
    if path is None:
        near = _near(name, theme_names(shipped, own))
        raise ThemeMistake(f"there is no theme {name!r}{near}")
    try:
        return _whole(name, _content(path), lambda base: _base(name, base, shipped))
    except ThemeMistake as error:
        raise ThemeMistake(f"{path}: {error}") from None


def load_theme(
    name: str, shipped: Path, own: Path | None = None, complain: Callable[[str], None] | None = None
) -> Theme:
    """One theme for Textual, or the default when it cannot be read; only its own file is opened."""
    try:
        return textual_theme(read_theme(name, shipped, own))
    except ThemeMistake as error:
        if complain is not None:
            complain(str(error))
        return textual_theme(read_theme(DEFAULT, shipped))


def read_themes(
    shipped: Path, own: Path | None = None, complain: Callable[[str], None] | None = None
) -> dict[str, ThemeFile]:
    """Every theme that can be read, by name; `complain` is told of the others in a line each."""
    found: dict[str, ThemeFile] = {}
    for name in theme_names(shipped, own):
        try:
            found[name] = read_theme(name, shipped, own)
        except ThemeMistake as error:
            if complain is not None:
                complain(str(error))
    return found


def textual_theme(theme: ThemeFile) -> Theme:
    """The theme as Textual registers it."""
    from textual.theme import Theme

    said = theme.said
    return Theme(
        name=theme.name,
        dark=theme.dark,
        ansi=theme.ansi,
        luminosity_spread=0.08,  # lighter and darker shades stay near enough to be written on
        variables=theme_variables(theme),
        primary=said["primary"],
        secondary=said["secondary"],
        accent=said["accent"],
        foreground=said["foreground"],
        background=said["background"],
        surface=said["surface"],
        panel=said["panel"],
        success=said["success"],
        warning=said["warning"],
        error=said["error"],
        boost=said["boost"],
    )


def theme_variables(theme: ThemeFile) -> dict[str, str]:
    """Our variables and those of Textual's widgets; also what the app answers before a theme is chosen."""
    return {name: theme.said[name] for name in VARIABLES} | textual_variables(theme.said)


def _names(folder: Path) -> Iterator[str]:
    try:
        yield from sorted(path.stem for path in folder.iterdir() if path.suffix == ".toml" and path.is_file())
    except OSError:
        return  # most people have no themes of their own


def _path(name: str, shipped: Path, own: Path | None) -> Path | None:
    """The file of a theme; a person's own wins, and a name is never a path."""
    for folder in (own, shipped):
        if folder is not None and name in set(_names(folder)):
            return folder / f"{name}.toml"
    return None


def _content(path: Path) -> Mapping[str, Any]:
    try:
        with open(path, "rb") as file:
            content = file.read(_LARGEST + 1)
        if len(content) > _LARGEST:
            raise ThemeMistake(f"is larger than {_LARGEST:,} bytes")
        text = content.decode("utf-8-sig")
    except OSError as error:
        raise ThemeMistake(f"cannot be read: {error.strerror}") from None
    except UnicodeDecodeError:
        raise ThemeMistake("is not text in UTF-8") from None
    plain = read_plainly(text)
    if plain is not None:
        return plain
    import tomllib  # its regular expressions cost the start more than all the rest of a theme

    try:
        return tomllib.loads(text)
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        raise ThemeMistake(f"is not TOML: {_line(error)}") from None


def read_plainly(text: str) -> Mapping[str, Any] | None:
    """What a file says that has only tables, `name = "text"`, true, false and comments; else None.

    All shipped themes are like that, so that the first picture does not wait for a whole TOML parser.
    """
    found: dict[str, Any] = {}
    table = found
    for line in text.replace("\r\n", "\n").split("\n"):
        if not line or (line.startswith("#") and line.isprintable()):
            continue
        if line.startswith("[") and line.endswith("]") and _is_bare(line[1:-1]) and line[1:-1] not in found:
            table = found[line[1:-1]] = {}
            continue
        name, equals, value = line.partition(" = ")
        if not equals or not _is_bare(name) or name in table:
            return None
        if value in _TRUTHS:
            table[name] = _TRUTHS[value]
        elif len(value) > 1 and value[0] == value[-1] == '"' and _is_plain(value[1:-1]):
            table[name] = value[1:-1]
        else:
            return None
    return found


_TRUTHS = {"true": True, "false": False}


def _is_bare(name: str) -> bool:
    """Whether TOML takes it as a name without quotation marks."""
    return name.isascii() and name.replace("-", "a").replace("_", "a").isalnum()


def _is_plain(text: str) -> bool:
    """Whether it stands in quotation marks as it is."""
    return text.isprintable() and '"' not in text and "\\" not in text


def _base(name: str, base: str, shipped: Path) -> ThemeFile:
    if base == name or base not in set(_names(shipped)):
        raise ThemeMistake(f"based_on: there is no theme {base!r}{_near(base, list(_names(shipped)))}")
    return read_theme(base, shipped)


def _whole(name: str, content: Mapping[str, Any], base: Callable[[str], ThemeFile]) -> ThemeFile:
    """The theme that a file says, with what it leaves out taken from another."""
    for key in content:
        if key not in _KEYS:
            raise ThemeMistake(f"{_line(key)} means nothing here{_near(key, _KEYS)}")
    dark = content.get("dark", True)
    if not isinstance(dark, bool):
        raise ThemeMistake("dark: expected true or false")
    said = {**_colours(content, "colours", COLOURS), **_colours(content, "variables", VARIABLES)}
    if any(key not in said for key in (*COLOURS, *VARIABLES)):
        based_on = content.get("based_on", "dark" if dark else "light")
        said = {**base(str(based_on)).said, **said}
    return ThemeFile(name, dark, _text(content, "title"), _text(content, "about"), said)


def _colours(content: Mapping[str, Any], table: str, known: tuple[str, ...]) -> dict[str, str]:
    """The colours of one table of the file."""
    values = content.get(table, {})
    if not isinstance(values, Mapping):
        raise ThemeMistake(f"{table}: expected a table of colours")
    for key, value in values.items():
        if key not in known:
            raise ThemeMistake(f"{table}.{_line(key)} is no colour of a theme{_near(key, known)}")
        if not isinstance(value, str) or not is_colour(value):
            raise ThemeMistake(
                f"{table}.{key}: expected a colour such as #4b92d2 or ansi_bright_blue, not {_line(value)!r}"
            )
    return dict(values)


def _text(content: Mapping[str, Any], key: str) -> dict[str, str]:
    """A text in one language or in several."""
    value = content.get(key, {})
    texts = {"en": value} if isinstance(value, str) else value
    if not isinstance(texts, Mapping) or not all(isinstance(text, str) for text in texts.values()):
        raise ThemeMistake(f"{key}: expected a text, or a table with one for each language")
    return {language: _line(text) for language, text in texts.items()}


def _line(value: object) -> str:
    """What a file says, as one harmless line."""
    text = "".join(letter if letter.isprintable() else " " for letter in str(value))
    return text if len(text) <= 200 else text[:200] + "…"


def _near(name: str, known: tuple[str, ...] | list[str]) -> str:
    import difflib  # only mistakes need it

    close = difflib.get_close_matches(name.casefold()[:60], known, n=1)
    return f"; did you mean {close[0]}?" if close else ""
