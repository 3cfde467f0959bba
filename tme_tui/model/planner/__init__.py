"""Planning: when to do what, so that as little as possible is late.

plan(jobs, ties, gaps, now) -> Plan
"""

from __future__ import annotations

from tme_tui.model.planner.searching import plan
from tme_tui.model.planner.values import Block, Delay, Job, Plan, Span, Why

__all__ = ["Block", "Delay", "Job", "Plan", "Span", "Why", "plan"]
