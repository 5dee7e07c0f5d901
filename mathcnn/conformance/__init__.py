"""Any implementation held against the formulas: whether it computes them, how accurately, by which conventions, where
it fails first.

verify_against("torch", ["layers"])       everything about a topic, in worker processes that may crash
target("mypkg.ops:conv2d", "layers.conv") what is held against the formulas
"""

from __future__ import annotations

from ..evidence.checks import NotOffered
from .campaign import Campaign, verify_against
from .target import BUILT_IN, NoTarget, Target, target

__all__ = ["BUILT_IN", "Campaign", "NoTarget", "NotOffered", "Target", "target", "verify_against"]
