"""Check any implementation against the formulas: whether it computes them, how accurately, by which conventions, and
the smallest case in which it fails.

verify_against("torch", ["layers"])       everything about a topic, in worker processes that may crash
target("mypkg.ops:conv2d", "layers.conv") what is checked against the formulas
scope(ranks={2}, layout="NHWC")           a decorator: what a function takes; outside of it nothing is asked
"""

from __future__ import annotations

from ..evidence.checks import NotOffered
from .campaign import Campaign, verify_against
from .scope import BadScope, Scope, scope
from .signatures import DoesNotImport, NoTarget
from .target import BUILT_IN, Target, target

__all__ = [
    "BUILT_IN",
    "BadScope",
    "Campaign",
    "DoesNotImport",
    "NoTarget",
    "NotOffered",
    "Scope",
    "Target",
    "scope",
    "target",
    "verify_against",
]
