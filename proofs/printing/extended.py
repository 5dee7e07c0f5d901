"""Values of a statement that may be infinite, or no number, as text of Coq.

Trusted. It trusts `expressions`, and the words of `rocq/PrintedExtended.v`. A statement may have infinity or NaN as one
of its cases. What is made of these is printed with the operations of extended numbers, and all else as a number.
"""

from __future__ import annotations

import functools
import math
from typing import Any

import sympy as sp

from mathcnn.language.statement import PLog

from .expressions import REALS, Unprinted, Values, cases

NUMBER = "(Number {})"
SPECIAL = {sp.oo: "(Infinite false)", -sp.oo: "(Infinite true)", sp.nan: "NoNumber"}
OPERATIONS = {  # on numbers, and the same on extended numbers
    "({} + {})": "(add_extended {} {})",
    "({} - {})": "(add_extended {} (opposite_extended {}))",
    "({} * {})": "(multiply_extended {} {})",
    "({} / {})": "(divide_extended {} {})",
    "(- {})": "(opposite_extended {})",
    "`|{}|": "(absolute_extended {})",
    "{}": "{}",
}
SUM, SUM_EXTENDED = "(sumb {} (fun {} => {}))", "(sum_extended {} (fun {} => {}))"


def special(v: Any) -> str:
    """The text of an infinity or of NaN; "" for all other values."""
    if isinstance(v, float) and not math.isfinite(v):
        return SPECIAL[sp.nan if math.isnan(v) else sp.oo if v > 0 else -sp.oo]
    return ""


class ExtendedValues:
    """Values of a statement as extended numbers.

    values: those that are numbers. parts: the named parts that are extended.
    """

    def __init__(self, values: Values, parts: set[str]):
        self.values, self.parts = values, parts

    def reads(self, e: sp.Basic) -> bool:
        """Whether an expression has an infinity or NaN in it."""
        own = any(str(x.base) in self.parts for x in e.atoms(sp.Indexed))
        return own or any(one in SPECIAL for one in sp.preorder_traversal(e))

    def __call__(self, e: sp.Basic) -> str:
        """A value as text. Raises Unprinted."""
        if not self.reads(e):
            return NUMBER.format(self.values(e))
        self.values.needs("realFieldType")
        folded = lambda form, args: functools.reduce(form.format, map(self, args))
        match e:
            case _ if e in SPECIAL:
                return SPECIAL[e]
            case sp.Indexed() if str(e.base) in self.parts:
                return self.values.entry(e)
            case sp.Piecewise():
                return cases(e, self, test=self.values.holds)
            case sp.Sum():
                return self.values.ranged(e, SUM_EXTENDED, self(e.function))
            case PLog() if not self.reads(e.args[0]) and not self.reads(e.args[2]):
                self.values.needs(REALS)
                p, q, base = e.args
                return f"(weighted_log_extended {self.values(p)} {self(q)} {self.values(base)})"
            case sp.Mul() if e.could_extract_minus_sign():
                return OPERATIONS["(- {})"].format(self(-e))
            case sp.Add():
                return folded(OPERATIONS["({} + {})"], e.args)
            case sp.Mul() if sp.fraction(e)[1] == 1:
                return folded(OPERATIONS["({} * {})"], e.args)
        raise Unprinted(f"no Coq for the extended value {e} ({type(e).__name__})")
