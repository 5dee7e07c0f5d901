"""Assertions for tests of one's own: a result is what a formula gives, within the formula's own rounding bound.

    assert_computes(layers.conv, x, w, stride=2, result=y)

takes the place of `numpy.testing.assert_allclose`. There is no tolerance to choose: each entry has the bound that
follows from the formula, the type of the arrays, and the numbers in them.
"""

from __future__ import annotations

import itertools
import math
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any  # Any: arrays and tensors of any library, and the other arguments of formulas

import numpy as np

from .conformance.everywhere import NoRule
from .conformance.judgement import Judgement, judge
from .conformance.plan.points import Point
from .conformance.reference import reference
from .conformance.wanted import Reference
from .evidence.verdicts import HOLDS, NORMWISE
from .language.formula import Formula
from .language.statement import Convention
from .numbers.formats import UNIT
from .numbers.rounding import LAMBDA, wide

READINGS = 64  # combinations of conventions that are tried for a wrong result
ENOUGH = 30  # outputs from which statistics of errors are computed


@dataclass(frozen=True)
class Errors:
    """The errors of a result.

    bound: how far each entry may be off; error: how far it is, with its sign; rho: the largest |error| / bound; tier:
    "0 ulp", "E" or "R". bias, variance: of the errors towards larger absolute values, in units of the standard
    deviation that roundings to nearest have at most; None for fewer than 30 entries, or where that is not known. Such
    roundings give |bias| <= 6.9 / sqrt(n) and variance <= 1 + 6.9 sqrt(2 / n) for n entries. A truncating accumulator
    has a negative bias, although each of its errors may be within its bound.
    """

    bound: np.ndarray
    error: np.ndarray
    rho: float
    tier: str
    bias: float | None = None
    variance: float | None = None

    @property
    def limits(self) -> tuple[float, float]:
        """The largest |bias| and variance of roundings to nearest, which are exceeded with a probability of 1e-10."""
        n = max(1, self.error.size)
        return LAMBDA / math.sqrt(n), 1 + LAMBDA * math.sqrt(2 / n)


def assert_computes(
    formula: Formula,
    *args: Any,
    result: Any,
    bound: bool = False,
    aggregate: bool = False,
    transform: bool = False,
    **kwargs: Any,
) -> np.ndarray | None:
    """Raise AssertionError unless a result is what a formula gives for these arguments.

    Parameters
    ----------
    formula : a formula, such as `mathcnn.layers.conv`.
    args, kwargs : its arguments, as for a call of the formula; arrays of NumPy or tensors of another library.
    result : what is checked, an array or a tensor.
    bound : if true, return how far each entry may be off.
    aggregate : if true, the errors of all entries together must be those of roundings to nearest, too: their bias and
        their variance, see `Errors`. This needs entries whose roundings are independent, as those of random numbers
        are, and at least 30 of them.

    transform : if true, the result may be computed by a transform (FFT, Winograd's algorithm, prefix sums), whose
        errors are bounded by the largest entries only.

    Returns
    -------
    None, or the bounds in the shape of the result.

    Raises
    ------
    AssertionError : an entry is beyond its bound; the message says which entries, one of them with both values, and
        which convention explains the result if one does. TypeError : `formula` is no formula. ValueError : the
        arguments do not fit the formula, or no bound is known for them.

    >>> import numpy as np
    >>> from mathcnn import convolution
    >>> f, g = np.float32([0.1, 0.2, 0.3]), np.float32([1, 0.7])
    >>> assert_computes(convolution.discrete, f, g, result=np.convolve(f, g))
    >>> assert_computes(convolution.discrete, f, g, result=np.convolve(f, g[::-1]))
    Traceback (most recent call last):
    AssertionError: convolution.discrete: ...
    """
    found, want, judged = _judged(formula, args, kwargs, result)
    if judged.verdict != HOLDS and not (transform and judged.verdict == NORMWISE):
        raise AssertionError(_message(formula, args, kwargs, result, judged))
    if aggregate:
        if found.bias is None or found.variance is None:
            raise ValueError(f"{formula.name}: aggregate needs a sum of products, and {ENOUGH} entries at least")
        most, spread = found.limits
        if abs(found.bias) > most or found.variance > spread:
            raise AssertionError(
                f"{formula.name}: each entry is within its bound, but the errors together are not those of roundings "
                f"to nearest: bias {found.bias:.3g} (at most {most:.3g}), variance {found.variance:.3g} (at most "
                f"{spread:.3g}), over {found.error.size:,} entries"
            )
    return want.radius if bound else None


def errors(formula: Formula, *args: Any, result: Any, **kwargs: Any) -> Errors:
    """The errors of a result beside what a formula gives: of each entry, and of all together.

    Parameters and errors as for `assert_computes`; a result of another shape raises AssertionError.
    """
    found, want, _ = _judged(formula, args, kwargs, result)
    if found.error.shape != want.want.shape:
        shape = np.shape(_array(result))
        raise AssertionError(f"{formula.name}: the result has shape {shape}; the formula gives {want.want.shape}")
    return found


def _array(x: Any) -> np.ndarray:
    """An array of NumPy from an array or a tensor."""
    if hasattr(x, "detach"):
        from .conformance.adapters import torch

        return np.asarray(torch.lowered(x.detach().cpu()))
    return np.asarray(x)


def _call(
    of: Formula, args: tuple[Any, ...], kwargs: Mapping[str, Any]
) -> tuple[dict[str, np.ndarray], dict[str, Any]]:
    """The arrays of a call and its other arguments, by name."""
    if not isinstance(of, Formula):
        raise TypeError(f"formula is {type(of).__name__}; it must be a formula of mathcnn, such as layers.conv")
    try:
        given = of.signature.bind(*args, **kwargs).arguments
    except TypeError as error:
        raise ValueError(f"{of.name}: {error}") from None
    arrays = {a: _array(v) for a, v in given.items() if a in of.arrays and v is not None}
    return arrays, {a: v for a, v in given.items() if a not in of.arrays}


def _dtype(of: Formula, arrays: Mapping[str, np.ndarray]) -> str:
    """The type that a call is made in: the widest of its arrays."""
    names = {x.dtype.name for a, x in arrays.items() if a not in of.labels}
    floats = sorted(names & {*UNIT}, key=lambda name: UNIT[name])
    if floats:
        return floats[0]
    if any(x.dtype.kind not in "iub" for x in arrays.values()):
        raise ValueError(
            f"{of.name}: arrays of {', '.join(sorted(names))}; they must be of {', '.join(UNIT)} or integers"
        )
    return "int64"


def _wanted(of: Formula, arrays: dict[str, np.ndarray], kwargs: dict[str, Any]) -> tuple[Reference, str]:
    dtype = _dtype(of, arrays)
    try:
        return reference(of, arrays, kwargs, dtype), dtype
    except NoRule as error:
        raise ValueError(f"{of.name}: no bound is known for this call: {error}") from None


def _judged(
    of: Formula, args: tuple[Any, ...], kwargs: Mapping[str, Any], result: Any
) -> tuple[Errors, Reference, Judgement]:
    arrays, others = _call(of, args, kwargs)
    want, dtype = _wanted(of, arrays, others)
    got = _array(result)
    point = Point({a: x.shape for a, x in arrays.items()}, others, "")
    judged = judge(of, point, got, want, dtype, False)
    if got.shape != want.want.shape:
        return Errors(want.radius, np.zeros(0), math.inf, want.tier), want, judged
    with np.errstate(all="ignore"):
        error = (wide(got) - want.want).astype(np.float64)
        bias = variance = None
        if want.alone and want.likely is not None and error.size >= ENOUGH:
            unit = want.likely / LAMBDA
            z = np.where(unit > 0, error * np.sign(want.want) / np.where(unit > 0, unit, 1), 0)
            bias, variance = float(z.mean()), float(np.square(z).mean())
    return Errors(want.radius, error, max(0.0, judged.rho), want.tier, bias, variance), want, judged


def _message(of: Formula, args: tuple[Any, ...], kwargs: Mapping[str, Any], result: Any, judged: Judgement) -> str:
    """What is wrong, in one line."""
    parts = [f"{of.name}: {judged.verdict}: {judged.shown}" if judged.shown else f"{of.name}: {judged.verdict}"]
    if math.isfinite(judged.rho) and judged.rho > 1:
        parts.append(f"rho = {judged.rho:.3g}, the error in units of the bound")
    if judged.says:
        parts.append(judged.says)
    if convention := _convention(of, args, kwargs, result):
        parts.append(f"differs by convention: it is right for {convention}")
    return "; ".join(parts)


def _convention(of: Formula, args: tuple[Any, ...], kwargs: Mapping[str, Any], result: Any) -> str:
    """Other words for the conventions of a formula for which a result is right; "" if there are none."""
    arrays, others = _call(of, args, kwargs)
    words = {a: w for a, w in of.words.items() if isinstance(w, Convention)}
    asked = {a: others.get(a, of.signature.parameters[a].default) for a in words}
    ways = [dict(zip(words, way, strict=True)) for way in itertools.product(*(w.words for w in words.values()))]
    for way in sorted(ways[:READINGS], key=lambda way: sum(way[a] != asked[a] for a in way)):
        if way == asked:
            continue
        try:
            _, _, judged = _judged(of, (), {**arrays, **others, **way}, result)
        except (ValueError, TypeError):
            continue
        if judged.verdict in (HOLDS, NORMWISE):
            return ", ".join(f"{a} = {v!r}" for a, v in way.items() if v != asked[a])
    return ""
