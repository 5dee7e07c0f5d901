"""Evidence for formulas and laws: cases, checks, verdicts."""

from __future__ import annotations

from .verdicts import Verdict, Verdicts, verify_formula

__all__ = ["Verdict", "Verdicts", "verify_formula"]
