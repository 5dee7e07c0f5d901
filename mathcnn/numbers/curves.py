"""Functions of one real number, as arguments of statements with integrals."""

from __future__ import annotations

import functools
import math
from collections.abc import Callable

import flint
import sympy as sp

from .expressions import ball
from .outside import Value
from .pieces import break_points, in_pieces, said
from .scalars import plain_number

LETTER = sp.Dummy("s", real=True)  # in which a curve keeps its expression


class Curve:
    """A function of one real number.

    name: the argument's name, for messages; f: a SymPy expression in one letter (or in several, of which one is called
    t), a Lambda or a number, which have values for exact numbers, balls and floats; or a Python function of a float.
    TypeError if f is none of these or its variable is not clear, and ValueError if it is not real.

    expression: the SymPy expression in `letter`, its steps and absolute values written as cases, or None; python: the
    Python function, or None.
    """

    expression: sp.Expr | None
    python: Callable[[float], float] | None

    def __init__(self, name: str, f: object):
        self.expression, self.python = None, None
        self.letter = LETTER
        f = plain_number(f)
        if isinstance(f, (int, float)) and not isinstance(f, bool):
            f = sp.sympify(f)
        if isinstance(f, sp.Basic) and f.has(sp.nan, sp.oo, sp.zoo, sp.I):
            raise ValueError(f"{name} = {f}: it must be a real function")
        if isinstance(f, sp.Lambda):
            if len(f.variables) != 1:
                raise TypeError(f"{name} = {f}: it must be a function of one letter, and has {len(f.variables)}")
            self.expression = in_pieces(f(self.letter))
        elif isinstance(f, sp.Expr):
            free = sorted(f.free_symbols, key=str)
            own = (
                [s for s in free if s.name == "t"] if len(free) > 1 else free
            )  # of any assumptions: real or not stated
            if free and not own:
                raise TypeError(
                    f"{name} = {f}: it has the letters {', '.join(map(str, free))}; "
                    "pass a Lambda that says which is the variable"
                )
            self.expression = in_pieces(f.xreplace(dict.fromkeys(own, self.letter)))
        elif callable(f):
            self.python = f
        else:
            raise TypeError(
                f"{name} = {f!r}: it must be a SymPy expression in one letter, a Lambda or a Python function"
            )

    def __call__(self, v: Value) -> Value:
        """The value at v: a float for a float, a ball for a ball, else an expression by substitution.

        ValueError if there is no real value, and TypeError for a Python function at anything but a float.
        """
        if isinstance(v, float):
            try:
                value = float(self._compiled(v))
            except OverflowError:
                return math.inf
            except (ZeroDivisionError, ValueError) as error:
                raise ValueError(f"{self!r} has no value at {v!r} ({error})") from None
            except TypeError as error:
                raise ValueError(f"{self!r} has no real value at {v!r} ({error})") from None
            if math.isnan(value) and not math.isnan(v):
                raise ValueError(f"{self!r} has no value at {v!r}")
            return value
        if self.expression is None:
            raise TypeError(
                "a Python function has no closed form and no enclosure; pass a SymPy expression, or x as a float"
            )
        if isinstance(v, flint.arb):
            return ball(self.expression, {self.letter: v})
        return self.expression.xreplace({self.letter: sp.sympify(v)})

    @functools.cached_property
    def _compiled(self) -> Callable[[float], float]:
        if self.python is not None:
            return self.python
        found: Callable[[float], float] = sp.lambdify(self.letter, self.expression, ["math", {"erfi": _erfi}])
        return found

    @functools.cached_property
    def marks(self) -> list[float]:
        """Named places for quadrature: break points and, for each bell, its top and eight standard deviations to both
        sides; for a Python function its attribute `breaks`. ValueError if it is no list of finite numbers."""
        if self.expression is None:
            given = getattr(self.python, "breaks", ())
            try:
                found = [float(b) for b in given]
            except (TypeError, ValueError, OverflowError):
                found = [math.nan]
            if not all(map(math.isfinite, found)):
                raise ValueError(f"breaks = {said(given)} of {self!r}: it must be a list of finite numbers")
            return found
        bells = []
        for e in self.expression.atoms(sp.exp):
            if e.args[0].is_polynomial(self.letter) and sp.degree(e.args[0], self.letter) == 2:
                a, b, _ = sp.Poly(e.args[0], self.letter).all_coeffs()
                if a < 0:
                    bells += [float(-b / (2 * a) + k * 8 / sp.sqrt(-2 * a)) for k in (-1, 0, 1)]
        return sorted({*(float(b) for b in break_points(self.expression, self.letter)), *bells})

    def __repr__(self) -> str:
        if self.expression is None:
            return repr(self.python)
        return said(self.expression.xreplace({self.letter: sp.Symbol("t")}))


def _erfi(v: float) -> float:
    from scipy.special import erfi

    return float(erfi(v))


def as_curve(name: str, f: object) -> Curve:
    """An argument as a `Curve`: itself if it is one, with its compiled code; otherwise as `Curve(name, f)`."""
    return f if isinstance(f, Curve) else Curve(name, f)
