"""How a list can be arranged beside the order that its query gives."""

from __future__ import annotations

from enum import StrEnum


class GroupBy(StrEnum):
    """What tasks of a list are put together by."""

    NOTHING = ""
    DAY = "day"
    CATEGORY = "category"
    PRIORITY = "priority"
    ASSIGNEE = "assignee"
