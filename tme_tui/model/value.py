"""Frozen values that cost next to nothing to define.

`dataclasses` writes and compiles the source of seven methods for each class, more than half a millisecond
apiece, and a command of a tenth of a second defines dozens. `value` gives a class the same behaviour (slots,
equality by type and fields, a hash, a repr, patterns, `dataclasses.replace`) through methods that all share.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, NoReturn, TypeVar, cast, dataclass_transform

_T = TypeVar("_T")


class _Made:
    """A default that is made anew for each value."""

    __slots__ = ("make",)

    def __init__(self, make: Callable[[], Any]) -> None:
        self.make = make


def field(*, default_factory: Callable[[], _T]) -> _T:
    """A default that must not be shared, as `dataclasses.field` has it."""
    return cast(_T, _Made(default_factory))


@dataclass_transform(frozen_default=True, field_specifiers=(field,))
def value(cls: type[_T]) -> type[_T]:
    """Make the class a frozen, slotted value of its annotated fields."""
    names = tuple(cls.__annotations__)
    defaults = {name: cls.__dict__[name] for name in names if name in cls.__dict__}
    made_anew = {name: default.make for name, default in defaults.items() if isinstance(default, _Made)}
    left_out = {*defaults, "__dict__", "__weakref__"}
    body = {name: member for name, member in cls.__dict__.items() if name not in left_out}
    shared = {
        "__init__": _init,
        "__eq__": _eq,
        "__hash__": _hash,
        "__repr__": _repr,
        "__setattr__": _frozen,
        "__delattr__": _frozen,
        "__reduce__": _reduce,
    }
    own = {name: member for name, member in shared.items() if name not in cls.__dict__}
    body |= own | {
        "__slots__": names,
        "__match_args__": names,
        "__defaults__": {name: default for name, default in defaults.items() if name not in made_anew},
        "__made__": made_anew,
        "__dataclass_fields__": _FIELDS,
    }
    return cast(type[_T], type(cls.__name__, cls.__bases__, body))


def fields_of(one: Any) -> tuple[Any, ...]:
    """What the fields hold, in their order."""
    return tuple(getattr(one, name) for name in one.__slots__)


class _Fields:
    """What `dataclasses.replace` and its kin want to know of a class, found out when they ask."""

    def __get__(self, one: Any, cls: Any) -> dict[str, Any]:
        from dataclasses import make_dataclass

        twin = make_dataclass(cls.__name__, [(name, Any) for name in cls.__slots__])
        found: dict[str, Any] = vars(twin)["__dataclass_fields__"]
        cls.__dataclass_fields__ = found
        return found


_FIELDS = _Fields()


def _init(self: Any, *given: Any, **named: Any) -> None:
    names, put = self.__slots__, object.__setattr__
    if len(given) == len(names) and not named:
        for name, one in zip(names, given, strict=True):
            put(self, name, one)
        if hasattr(self, "__post_init__"):
            self.__post_init__()
        return
    values = {**self.__defaults__, **dict(zip(names, given, strict=False)), **named}
    for name, make in self.__made__.items():
        if name not in values:
            values[name] = make()
    if len(values) != len(names) or len(given) + len(named) > len({*names[: len(given)], *named}):
        raise TypeError(f"{type(self).__name__} takes {', '.join(names)}")
    for name in names:
        put(self, name, values[name])
    if hasattr(self, "__post_init__"):
        self.__post_init__()


def _eq(self: Any, other: object) -> Any:
    if type(other) is not type(self):
        return NotImplemented
    return fields_of(self) == fields_of(other)


def _hash(self: Any) -> int:
    return hash((type(self), *fields_of(self)))


def _repr(self: Any) -> str:
    inside = ", ".join(f"{name}={getattr(self, name)!r}" for name in self.__slots__)
    return f"{type(self).__qualname__}({inside})"


def _frozen(self: Any, name: str, *_: object) -> NoReturn:
    raise AttributeError(f"a {type(self).__name__} does not change: its {name} stays")


def _reduce(self: Any) -> tuple[Any, ...]:
    return type(self), fields_of(self)
