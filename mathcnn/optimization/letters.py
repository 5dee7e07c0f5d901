"""Letters of the statements about optimisation."""

from __future__ import annotations

from sympy import symbols

rate, peak = symbols("rate peak", real=True)
