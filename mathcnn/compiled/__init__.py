"""Statements as machine code: the equation that is printed is the kernel that runs."""

from . import records
from .calls import Compiled, compiled, why_not
from .writer import NotCompiled

records.is_as_written()  # what is as it was imported counts as written

__all__ = ["Compiled", "NotCompiled", "compiled", "why_not"]
