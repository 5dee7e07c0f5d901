"""Statements as machine code: the equation that is printed is the kernel that runs."""

from .calls import Compiled, compiled
from .writer import NotCompiled

__all__ = ["Compiled", "NotCompiled", "compiled"]
