"""Letters of the statements of this topic, and what several of its shape lines share."""

from __future__ import annotations

from sympy import symbols

rate, peak = symbols("rate peak", real=True)
