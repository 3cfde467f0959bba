"""How a section of settings is written down: a class with one line for each setting.

    class Backup(Section):
        automatic: bool = setting(YES_NO, default=True)

Instances are frozen. Type checkers see ordinary frozen dataclasses; at run time the classes are made by
hand, because every start of the program makes all of them and a `dataclass` of the standard library costs
about half a millisecond each.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Generic, TypeVar, cast, dataclass_transform

if TYPE_CHECKING:
    from tme_tui.settings.readers import Reader

T = TypeVar("T")
SectionType = TypeVar("SectionType", bound="Section")

MASK = "********"


class Setting(Generic[T]):
    """How one value is read, shown and kept secret."""

    __slots__ = ("default", "is_table", "reader", "secret")

    def __init__(self, reader: Reader[Any], default: T, *, secret: bool, is_table: bool) -> None:
        self.reader = reader
        self.default = default
        self.secret = secret
        self.is_table = is_table
        """Whether the names below it are the user's own; then the reader is for each of their values."""

    @property
    def holds_secret(self) -> bool:
        """Whether the value, or a part of it, is nobody else's business."""
        return self.secret or self.reader.mask is not None

    def shown(self, value: object, *, reveal: bool = False) -> str:
        """One value in words; a secret only when `reveal` says so."""
        if self.secret and not reveal:
            return MASK if value else ""
        if self.is_table:
            pairs = cast("Mapping[str, object]", value).items()
            return ", ".join(f"{name}={self.reader.show(each)}" for name, each in pairs)
        said = self.reader.show(value)
        return said if reveal or self.reader.mask is None else self.reader.mask(said)


class _Group:
    """A section inside a section."""

    __slots__ = ("section",)

    def __init__(self, section: type[Section]) -> None:
        self.section = section


def setting(reader: Reader[T], *, default: T, secret: bool = False) -> T:
    """A value that `reader` understands."""
    return cast("T", Setting(reader, default, secret=secret, is_table=False))


def table(reader: Reader[T], *, default: Mapping[str, T], secret: bool = False) -> Mapping[str, T]:
    """Values under names that the user chooses; each is read by `reader`, and adds to the default."""
    return cast("Mapping[str, T]", Setting(reader, MappingProxyType(default), secret=secret, is_table=True))


def group(section: type[SectionType]) -> SectionType:
    """A section inside a section."""
    return cast("SectionType", _Group(section))


@dataclass_transform(frozen_default=True, kw_only_default=True, field_specifiers=(setting, table, group))
class Section:
    """A frozen group of settings."""

    _settings: Mapping[str, Setting[Any]]
    _groups: Mapping[str, type[Section]]

    def __init_subclass__(cls) -> None:
        own = vars(cls).items()
        cls._settings = {name: value for name, value in own if isinstance(value, Setting)}
        cls._groups = {name: value.section for name, value in own if isinstance(value, _Group)}

    def __init__(self, **values: Any) -> None:
        fields = self.__dict__
        for name, known in self._settings.items():
            fields[name] = known.default
        for name, section in self._groups.items():
            if name not in values:
                fields[name] = section()
        for name in values:
            if name not in type(self).__annotations__:
                raise TypeError(f"{type(self).__name__} has no {name}")
        fields.update(values)

    def __setattr__(self, name: str, value: object) -> None:
        raise AttributeError(f"settings do not change: {name}")

    def __delattr__(self, name: str) -> None:
        raise AttributeError(f"settings do not change: {name}")

    def __eq__(self, other: object) -> bool:
        return type(other) is type(self) and self.__dict__ == other.__dict__

    __hash__ = None  # type: ignore[assignment]  # tables are not hashable

    def __repr__(self) -> str:
        said = (f"{name}={known.shown(getattr(self, name))!r}" for name, known in self._settings.items())
        groups = (f"{name}={getattr(self, name)!r}" for name in self._groups)
        return f"{type(self).__name__}({', '.join([*said, *groups])})"


def walk(section: type[Section], prefix: str = "") -> Iterator[tuple[str, Setting[Any]]]:
    """Every setting below `section` with its whole key, in the order of the code."""
    for name, known in section._settings.items():
        yield prefix + name, known
    for name, below in section._groups.items():
        yield from walk(below, f"{prefix}{name}.")


def build(
    section: type[SectionType], values: Mapping[str, object], prefix: str = "", **given: object
) -> SectionType:
    """The section whose settings are in `values` by whole key; what is not there keeps its default."""
    own = {name: values[prefix + name] for name in section._settings if prefix + name in values}
    below = {name: build(group, values, f"{prefix}{name}.") for name, group in section._groups.items()}
    return section(**own, **below, **given)
