"""How an implementation is checked. A check draws samples, judges each, and sums up what it found in a `CheckResult`.

results          samples, their judgement, and what a check found
tiers            when a tier applies, its bound, and what a result beyond it looks like
forms            the fast form against the literal form: bit for bit on integers (tier E), 0 ulp where entries are only
                 chosen, within the rounding bound (R, and P before it)
special_values   NaN and infinities, in forms and in gradients
transforms       results of FFT, Winograd and prefix sums, which meet a normwise bound only
laws             both sides of a law by the implementation, on integers or within the sum of their bounds
gradients        a gradient against the derivative of the literal form
gradient_edges   the same at ties, kinks, large inputs and infinities

What an implementation does not offer it refuses with `NotOffered`. Such samples are skipped and never count as a pass.
"""

from __future__ import annotations

from .calls import Inputs, call, exact_scalars, float_scalars, literal, Written
from .forms import form_exact, form_rounded, form_selects
from ...language.gradients import pulled
from .gradients import gradient_exact, gradient_rounded, not_differentiated, returned, split_dy
from .laws import law_exact, law_rounded, related, sides
from .results import (
    BOTH,
    EDGES,
    FEW,
    MORE,
    CheckResult,
    Fault,
    Inapplicable,
    NotOffered,
    Sample,
    at_fault,
    histogram,
    look,
    said,
)
from .special_values import form_special, free, gradient_special, special, specials
from .tiers import bounded
from .transforms import TRANSFORM, allowance, meets_normwise_bound

__all__ = [
    "BOTH",
    "EDGES",
    "FEW",
    "MORE",
    "TRANSFORM",
    "CheckResult",
    "Fault",
    "Inapplicable",
    "Inputs",
    "NotOffered",
    "Sample",
    "Written",
    "allowance",
    "at_fault",
    "histogram",
    "bounded",
    "call",
    "exact_scalars",
    "float_scalars",
    "literal",
    "form_exact",
    "form_rounded",
    "form_selects",
    "form_special",
    "free",
    "gradient_exact",
    "gradient_rounded",
    "gradient_special",
    "law_exact",
    "law_rounded",
    "look",
    "meets_normwise_bound",
    "not_differentiated",
    "pulled",
    "related",
    "returned",
    "said",
    "sides",
    "special",
    "specials",
    "split_dy",
]
