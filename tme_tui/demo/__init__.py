"""A base full of a believable life, dated around the present day: for `--demo`, first looks and pictures."""

from __future__ import annotations

from tme_tui.demo.filling import fill_demo

__all__ = ["fill_demo"]
