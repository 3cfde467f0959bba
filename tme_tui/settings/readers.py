"""How text becomes a value: yes and no, numbers, choices, names, lists, addresses.

Every source gives text only (YAML's own types are not used: there `NO` would be false and `9:00` would be
540), so there is one reader for a setting, whatever the source. A reader raises `ValueError` for what it
does not understand; its `expects` completes the sentence "expected …".
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Any, Generic, TypeVar

T = TypeVar("T")


def _plainly(value: Any) -> str:
    """A value in the words in which it would be read again."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, float):
        return f"{value:g}"
    return str(value)


class Reader(Generic[T]):
    """Understands one kind of value."""

    __slots__ = ("choices", "expects", "mask", "read", "read_list", "show")

    def __init__(
        self,
        expects: str,
        read: Callable[[str], T],
        *,
        read_list: Callable[[Sequence[str]], T] | None = None,
        show: Callable[[Any], str] = _plainly,
        choices: Callable[[], Iterable[str]] | None = None,
        mask: Callable[[str], str] | None = None,
    ) -> None:
        self.expects = expects
        self.read = read
        self.read_list = read_list
        """For settings that may be written as a list."""
        self.show = show
        """The value in the words in which it would be read again."""
        self.choices = choices
        """What a mistaken value may have meant."""
        self.mask = mask
        """Hides the secret part of what `show` says."""


_YES = ("yes", "true", "on", "1", "y", "да")
_NO = ("no", "false", "off", "0", "n", "нет")


def _yes_no(text: str) -> bool:
    word = text.casefold()
    if word in _YES:
        return True
    if word in _NO:
        return False
    raise ValueError(text)


YES_NO = Reader("yes or no", _yes_no, choices=lambda: (*_YES, *_NO))


def whole(low: int, high: int) -> Reader[int]:
    """A whole number from `low` to `high`."""

    def read(text: str) -> int:
        number = int(text)
        if not low <= number <= high:
            raise ValueError(text)
        return number

    return Reader(f"a whole number from {low} to {high}", read)


def number(low: float, high: float) -> Reader[float]:
    """A number from `low` to `high`, with or without a fraction."""

    def read(text: str) -> float:
        value = float(text)
        if not low <= value <= high:  # false for "nan" too
            raise ValueError(text)
        return value

    return Reader(f"a number from {low:g} to {high:g}", read)


def optional(reader: Reader[T], word: str) -> Reader[T | None]:
    """What `reader` reads, or None when `word` is said."""

    def read(text: str) -> T | None:
        return None if text.casefold() == word else reader.read(text)

    return Reader(
        f"{reader.expects}, or {word}",
        read,
        show=lambda value: word if value is None else reader.show(value),
        choices=lambda: (word,),
    )


def one_of(*choices: str) -> Reader[Any]:
    """One of a few words; the field's own type says which."""

    def read(text: str) -> str:
        word = text.casefold()
        if word not in choices:
            raise ValueError(text)
        return word

    return Reader(f"one of {', '.join(choices)}", read, choices=lambda: choices)


def _one_line(text: str) -> str:
    if not text.isprintable() or len(text) > 1000:
        raise ValueError(text)
    return text


LINE = Reader("one line of text", _one_line)


KEYS = Reader("keys such as a, gg or ctrl+x k", _one_line, read_list=lambda ways: _one_line(", ".join(ways)))


def _no_spaces(text: str) -> str:
    if not text.isprintable() or any(letter.isspace() for letter in text) or len(text) > 1000:
        raise ValueError(text)
    return text


TOKEN = Reader("a token without spaces", _no_spaces)


def _login(text: str) -> str:
    if not all(letter.isalnum() or letter in "._-" for letter in text) or len(text) > 64:
        raise ValueError(text)
    return text


LOGIN = Reader("a short name of letters, digits, dots, - and _", _login)


def _module_names(names: Sequence[str]) -> tuple[str, ...]:
    for name in names:
        module, colon, attribute = name.partition(":")
        parts = module.split(".") + (attribute.split(".") if colon else [])
        if not all(part.isidentifier() for part in parts):
            raise ValueError(name)
    return tuple(names)


MODULES: Reader[tuple[str, ...]] = Reader(
    "names of Python modules such as my_package.my_plugin",
    lambda text: _module_names(text.replace(",", " ").split()),
    read_list=_module_names,
    show=", ".join,
)


def _words(text: str) -> tuple[str, ...]:
    import shlex  # for those who have such a setting

    return tuple(shlex.split(_one_line(text)))


def _shown_words(words: Sequence[str]) -> str:
    import shlex

    return shlex.join(words)


WORDS: Reader[tuple[str, ...]] = Reader(
    "a program with its arguments, as in a shell or as a list",
    _words,
    read_list=lambda words: tuple(_one_line(word) for word in words),
    show=_shown_words,
)


def _names(names: Sequence[str]) -> tuple[str, ...]:
    found = tuple(name.strip().casefold() for name in names if name.strip())
    for name in found:
        if not all(letter.isascii() and (letter.isalnum() or letter == "-") for letter in name):
            raise ValueError(name)
    return tuple(dict.fromkeys(found))


CHANNELS: Reader[tuple[str, ...]] = Reader(
    "names of channels such as desktop, telegram",
    lambda text: _names(text.replace(",", " ").split()),
    read_list=_names,
    show=", ".join,
)


def without_password(url: str) -> str:
    """The address with what it says of passwords replaced."""
    import re  # when an address is shown, not when it is read

    scheme, separator, rest = url.partition("://")
    login, at, host = rest.rpartition("@")
    name, colon, _ = login.partition(":")
    hidden = f"{scheme}{separator}{name}{colon}{'********' if colon else ''}{at}{host}"
    return re.sub(r"(?i)([?&;](?:ssl)?password=)[^&;]*", r"\1********", hidden)


def address(example: str, *schemes: str) -> Reader[str]:
    """An address that starts with one of `schemes`; a password in it is masked when it is shown."""

    def read(text: str) -> str:
        scheme, separator, rest = _no_spaces(text).partition("://")
        if not separator or scheme.casefold() not in schemes or not rest.rpartition("@")[2].strip("/:"):
            raise ValueError(text)
        return scheme.casefold() + separator + rest

    return Reader(f"an address such as {example}", read, mask=without_password)


def web_address(example: str, *schemes: str) -> Reader[str]:
    """The same of the web, where nothing but a number can be the port."""
    plain = address(example, *schemes)

    def read(text: str) -> str:
        from urllib.parse import urlsplit

        url = plain.read(text)
        if not urlsplit(url).hostname or urlsplit(url).port == 0:  # a ValueError for much else
            raise ValueError(text)
        return url

    return Reader(plain.expects, read, mask=without_password)


def _host(text: str) -> str:
    name = _no_spaces(text)
    if not set(name).isdisjoint("/@?#") or name.count(":") == 1:
        raise ValueError(text)
    return name


HOST = Reader("the name of a server such as smtp.example.org; its port is a setting of its own", _host)


_SERVER = address("postgresql://host/base", "postgres", "postgresql", "postgresql+psycopg")


def _base(text: str) -> str:
    """A server, `sqlite:///path`, or a path that cannot be taken for anything else."""
    if text.startswith(("sqlite:///", "sqlite+pysqlite:///", "/", "~/", "./", "../")):
        return _one_line(text)
    return _SERVER.read(text)


BASE = Reader("/path/to/tasks.db or an address such as postgresql://host/base", _base, mask=without_password)
