"""Frozen values that cost next to nothing to define.

`dataclasses` writes and compiles the source of seven methods for each class, half a millisecond apiece; the
conditions of a query are two dozen classes that every reading command imports. `value` gives a class the
same behaviour (slots, equality by type and fields, a hash, a repr, patterns) through methods that all share.
"""

from __future__ import annotations

from typing import Any, NoReturn, TypeVar, cast, dataclass_transform

_T = TypeVar("_T")


@dataclass_transform(frozen_default=True)
def value(cls: type[_T]) -> type[_T]:
    """Make the class a frozen, slotted value of its annotated fields."""
    names = tuple(cls.__annotations__)
    defaults = {name: cls.__dict__[name] for name in names if name in cls.__dict__}
    left_out = {*defaults, "__dict__", "__weakref__"}
    body = {name: member for name, member in cls.__dict__.items() if name not in left_out}
    body |= {
        "__slots__": names,
        "__match_args__": names,
        "__defaults__": defaults,
        "__init__": _init,
        "__eq__": _eq,
        "__hash__": _hash,
        "__repr__": _repr,
        "__setattr__": _frozen,
        "__delattr__": _frozen,
        "__reduce__": _reduce,
    }
    return cast(type[_T], type(cls.__name__, cls.__bases__, body))


def fields_of(one: Any) -> tuple[Any, ...]:
    """What the fields hold, in their order."""
    return tuple(getattr(one, name) for name in one.__slots__)


def _init(self: Any, *given: Any, **named: Any) -> None:
    names = self.__slots__
    if len(given) > len(names):
        raise TypeError(f"{type(self).__name__} takes {len(names)} values, {len(given)} were given")
    values = {**self.__defaults__, **dict(zip(names, given, strict=False)), **named}
    if len(values) != len(names) or len(given) + len(named) > len({*names[: len(given)], *named}):
        raise TypeError(f"{type(self).__name__} takes {', '.join(names)}")
    for name in names:
        object.__setattr__(self, name, values[name])


def _eq(self: Any, other: object) -> bool:
    if type(other) is not type(self):
        return NotImplemented
    return bool(fields_of(self) == fields_of(other))


def _hash(self: Any) -> int:
    return hash((type(self), *fields_of(self)))


def _repr(self: Any) -> str:
    inside = ", ".join(f"{name}={getattr(self, name)!r}" for name in self.__slots__)
    return f"{type(self).__qualname__}({inside})"


def _frozen(self: Any, name: str, *_: object) -> NoReturn:
    raise AttributeError(f"a {type(self).__name__} does not change: its {name} stays")


def _reduce(self: Any) -> tuple[Any, ...]:
    return type(self), fields_of(self)
