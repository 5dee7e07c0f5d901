"""Statements as machine code: the equation that is printed is the kernel that runs."""

from .calls import Compiled, compiled, why_not
from .writer import NotCompiled

__all__ = ["Compiled", "NotCompiled", "compiled", "why_not"]
