"""Ids for exchange are well-formed whatever the clock says."""

from __future__ import annotations

from uuid import UUID

import pytest

from tme_tui.model.ids import new_uid


@pytest.mark.parametrize("milliseconds", [-(10**15), -1, 0, 1_790_000_000_000, 2**48 - 1, 2**48, 10**18])
def test_any_clock_gives_a_uuid_of_version_seven(milliseconds: int) -> None:
    uid = new_uid(milliseconds)
    assert str(UUID(uid)) == uid
    assert (UUID(uid).version, UUID(uid).variant) == (7, "specified in RFC 4122")


def test_uids_sort_by_the_time_they_were_made() -> None:
    uids = [new_uid(milliseconds) for milliseconds in (-5, 1, 1000, 1_790_000_000_000, 1_790_000_000_001)]
    assert uids == sorted(uids)
