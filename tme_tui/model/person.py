"""People: who acts, whose zone and language count, and what they decided."""

from __future__ import annotations

from enum import StrEnum

from tme_tui.model.ids import PersonId
from tme_tui.model.reminding import Reminding
from tme_tui.model.value import field, value
from tme_tui.model.working_time import WorkSchedule


class Role(StrEnum):
    """What a person may do in a shared base."""

    OWNER = "owner"
    MEMBER = "member"
    GUEST = "guest"


class Decision(StrEnum):
    """A participant's answer to an event."""

    YES = "yes"
    MAYBE = "maybe"
    NO = "no"
    UNDECIDED = "undecided"


@value
class Person:
    """Somebody who uses the base or is named in it."""

    id: PersonId
    uid: str
    login: str
    """A short name without spaces: what stands after `@`."""
    name: str
    zone: str
    locale: str
    role: Role
    schedule: WorkSchedule
    reminding: Reminding = field(default_factory=Reminding)
    version: int = 1
