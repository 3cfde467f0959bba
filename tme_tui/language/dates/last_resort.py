"""Dates in other languages and odd forms, through dateparser when it is installed and asked for.

Its import takes a sixth of a second and its searches milliseconds, so nothing here runs unless a setting
asks for it and everything else has failed.
"""

from __future__ import annotations

import warnings
from datetime import datetime
from importlib import import_module
from typing import Any

from tme_tui.language.dates.reference import Reference
from tme_tui.model.moment import Moment

_LONGEST = 60


def read_exotic(phrase: str, ref: Reference) -> Moment | None:
    """What dateparser makes of a phrase: a day if it lies at midnight, else a time."""
    if len(phrase) > _LONGEST or not any(letter.isalnum() for letter in phrase):
        return None
    try:
        parser: Any = import_module("dateparser")
    except ImportError:
        return None
    settings = {
        "RELATIVE_BASE": ref.now.replace(tzinfo=None),
        "PREFER_DATES_FROM": "future",
        "RETURN_AS_TIMEZONE_AWARE": False,
    }
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # the library warns about its own use of dates without a year
        found = parser.parse(phrase, settings=settings)
    if not isinstance(found, datetime):
        return None
    local = found.replace(tzinfo=None, second=0, microsecond=0)
    now = ref.now.replace(tzinfo=None, second=0)
    if (local.hour, local.minute) in ((0, 0), (now.hour, now.minute)):
        return Moment(local.date())
    return Moment(local, ref.context.zone)
