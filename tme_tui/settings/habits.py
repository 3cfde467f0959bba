"""What the machine already knows about its user: login, name, language, time zone, how dates are written."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

from tme_tui.settings.origin import Origin
from tme_tui.settings.time_readers import language_in

_MONTH_FIRST = frozenset({"US", "PH", "FM", "MH", "PW"})
_SUNDAY_FIRST = frozenset(
    "BR CA CO GT HK ID IL IN JP KE KR MT MX PA PE PH PK PT SA SG TH TW US VE ZA ZW".split()  # noqa: SIM905
)
_SATURDAY_FIRST = frozenset("AE AF BH DJ DZ EG IQ IR JO KW LY OM QA SD SY".split())  # noqa: SIM905


class Found(NamedTuple):
    """A value that the machine gave, and where it was."""

    value: str
    origin: Origin


def find_login(environment: Mapping[str, str]) -> Found:
    """The login of the system, as a short name that can stand after `@`."""
    for name in ("LOGNAME", "USER", "USERNAME"):
        if login := _short_name(environment.get(name, "")):
            return Found(login, Origin("system", name))
    if login := _short_name(_account()[0]):
        return Found(login, Origin("system", "account"))
    return Found("me", Origin("default"))


def find_name() -> Found:
    """The full name in the account of the system, if there is one."""
    name = " ".join(_account()[1].partition(",")[0].split())
    return Found(name if name.isprintable() else "", Origin("system", "account"))


def _account() -> tuple[str, str]:
    try:
        import pwd

        entry = pwd.getpwuid(os.getuid())
    except (ImportError, KeyError):
        return "", ""
    return entry.pw_name, entry.pw_gecos


def _short_name(login: str) -> str:
    last = login.rpartition("\\")[2]
    return "".join(letter if letter.isalnum() or letter in "._-" else "-" for letter in last)[:64].strip("-.")


def find_locale(environment: Mapping[str, str]) -> Found:
    """The language of messages; English when the machine speaks one that we do not."""
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        if said := environment.get(name, ""):
            return Found(language_in(said) or "en", Origin("system", name))
    return Found("en", Origin("default"))


def territory(environment: Mapping[str, str]) -> str:
    """The country whose dates the machine writes, such as `US`; empty when it does not say."""
    for name in ("LC_ALL", "LC_TIME", "LANG"):
        if said := environment.get(name, ""):
            return said.partition(".")[0].partition("@")[0].partition("_")[2].upper()
    return ""


def month_comes_first(country: str) -> bool:
    """Whether 05/03 is the third of May there."""
    return country in _MONTH_FIRST


def first_weekday(country: str) -> int:
    """With which day the week begins there; 0 is Monday."""
    if country in _SUNDAY_FIRST:
        return 6
    return 5 if country in _SATURDAY_FIRST else 0


def find_zone(environment: Mapping[str, str], system: Path) -> tuple[Found, str]:
    """The machine's time zone, and a notice when it could not be found out; `system` is /etc."""
    if chosen := environment.get("TZ", "").strip():
        if zone := _named_zone(chosen):
            return Found(zone, Origin("system", "TZ")), ""
        return Found("UTC", Origin("default")), (
            f"TZ={chosen[:40]!r} names no time zone such as Europe/Moscow: UTC is used; set user.zone"
        )
    clock = system / "localtime"
    try:
        if zone := _zone_of_path(os.readlink(clock)):
            return Found(zone, Origin("system", str(clock))), ""
    except OSError:
        pass  # a copy, or nothing: its name may still stand in a file beside it
    try:
        name = (system / "timezone").read_text(encoding="ascii", errors="replace").strip()
    except OSError:
        name = ""
    if _looks_like_zone(name):
        return Found(name, Origin("system", str(system / "timezone"))), ""
    if clock.exists():
        return Found("UTC", Origin("default")), f"{clock} does not say its name: UTC is used; set user.zone"
    return Found("UTC", Origin("default")), ""


def _zone_of_path(path: str) -> str:
    """The zone's name in a path such as /usr/share/zoneinfo/Europe/Moscow."""
    name = path.rpartition("zoneinfo/")[2] if "zoneinfo/" in path else ""
    for kind in ("posix/", "right/"):
        name = name.removeprefix(kind)
    return name if _looks_like_zone(name) else ""


def _looks_like_zone(name: str) -> bool:
    """Whether it can be a name of the time zone database; whether it is one, the calendar will find out."""
    parts = name.split("/")
    return (
        len(name) < 60
        and name.isascii()
        and all(part and part.replace("_", "").replace("-", "").replace("+", "").isalnum() for part in parts)
    )


def _named_zone(chosen: str) -> str:
    """The zone that TZ names: a name, a file of the database, or a plain offset such as MSK-3."""
    name = chosen.removeprefix(":")
    if name.startswith("/"):
        return _zone_of_path(name)
    letters = name.rstrip("+-0123456789")
    offset = name[len(letters) :]
    if offset and "/" not in name:
        # In TZ and in the names Etc/GMT… alike, a minus sign means east of Greenwich.
        digits = offset[1:] if offset[0] in "+-" else offset
        hours = int(digits) if digits.isdigit() and len(digits) <= 2 else 99
        hours = -hours if offset[0] == "-" else hours
        if not -14 <= hours <= 12:
            return ""
        return f"Etc/GMT{hours:+d}" if hours else "UTC"
    if not _looks_like_zone(name):
        return ""
    from zoneinfo import ZoneInfo  # TZ is seldom set, and often wrongly

    try:
        return ZoneInfo(name).key
    except (OSError, ValueError, LookupError):
        return ""
