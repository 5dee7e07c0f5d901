"""The code of exponentials, logarithms and hyperbolic tangents: for a number, or for a vector of numbers at once.

Each is a function of LLVM that has no branch, so that all lanes take the same way, and that gives a lane the bits that
it gives a number alone. exp and log reduce their argument to one near 0 or 1, with log 2 in two parts (W. J. Cody and
W. Waite, Software Manual for the Elementary Functions, Prentice-Hall 1980, chapters 5 and 6), and add up a power series
as far as its terms count. The error is below 2 units in the last place; tests measure it.
"""

from __future__ import annotations

import functools
import math
import struct
from collections.abc import Callable
from fractions import Fraction

import sympy as sp

LN2 = Fraction(int(sp.floor(sp.log(2) * 2**200)), 2**200)


class Format:
    """A format of floats: its name, its integers, and the numbers that depend on it.

    digits : of the significand, the first one included; exponents : bits of the exponent.
    """

    def __init__(self, name: str, short: str, integer: str, digits: int, exponents: int):
        self.name, self.short, self.integer, self.digits, self.exponents = name, short, integer, digits, exponents
        self.fraction = digits - 1  # bits that follow the first one
        self.bias = 2 ** (exponents - 1) - 1
        kept = digits - exponents - 2  # so that the product with an exponent has no rounding error
        self.ln2_high = Fraction(math.floor(LN2 * 2**kept), 2**kept)
        self.ln2_low = LN2 - self.ln2_high

    def bits(self, v: float) -> int:
        """The bits of a number of this format, as an integer."""
        return int(struct.unpack("I", struct.pack("f", v))[0] if self.digits == 24 else self._wide(v))

    def constant(self, v: float | Fraction) -> str:
        """The nearest number of this format, as LLVM writes it."""
        near = float(v)
        if self.digits == 24:
            near = struct.unpack("f", struct.pack("f", near))[0]
        return f"0x{self._wide(near):016X}"

    @staticmethod
    def _wide(v: float) -> int:
        return int(struct.unpack("Q", struct.pack("d", v))[0])


FORMATS = {"float": Format("float", "f32", "i32", 24, 8), "double": Format("double", "f64", "i64", 53, 11)}
LEAST = {"float": -104.0, "double": -746.0}  # exp of less is 0
MOST = {"float": 89.0, "double": 710.0}  # exp of more is infinite
FLAT = {"float": 10.0, "double": 20.0}  # tanh of more is 1
TERMS = {"float": (7, 4), "double": (13, 10)}  # of the series of exp and of the inverse hyperbolic tangent
NEAR = 0.7  # up to which the series of exp(x) - 1 is summed without a power of 2,
TERMS_NEAR = {"float": 10, "double": 16}  # by this many terms


class Body:
    """Writes a function of one argument. lanes : how many numbers its vectors have; 0 for numbers alone."""

    def __init__(self, format: Format, lanes: int):
        self.format, self.lanes = format, lanes
        self.lines: list[str] = []
        self.kind, self.integers, self.bools = (self._kind(one) for one in (format.name, format.integer, "i1"))
        self.declared: set[str] = set()

    def _kind(self, one: str) -> str:
        return f"<{self.lanes} x {one}>" if self.lanes else one

    def new(self, text: str) -> str:
        """A register with the result of an instruction."""
        self.lines.append(f"  %f{len(self.lines)} = {text}")
        return f"%f{len(self.lines) - 1}"

    def number(self, v: float | Fraction) -> str:
        """The operand of a constant."""
        return self._operand(self.format.name, self.format.constant(v))

    def whole(self, n: int) -> str:
        """The operand of an integer constant."""
        return self._operand(self.format.integer, str(n))

    def _operand(self, kind: str, text: str) -> str:
        return f"<{', '.join([f'{kind} {text}'] * self.lanes)}>" if self.lanes else text

    def do(self, operation: str, a: str, b: str) -> str:
        """An operation on two floats."""
        return self.new(f"{operation} {self.kind} {a}, {b}")

    def on_wholes(self, operation: str, a: str, b: str) -> str:
        """An operation on two integers."""
        return self.new(f"{operation} {self.integers} {a}, {b}")

    def call(self, name: str, *args: str) -> str:
        """A function of LLVM."""
        function = f"@llvm.{name}.{f'v{self.lanes}' if self.lanes else ''}{self.format.short}"
        self.declared.add(f"declare {self.kind} {function}({', '.join([self.kind] * len(args))})")
        return self.new(f"call {self.kind} {function}({', '.join(f'{self.kind} {x}' for x in args)})")

    def select(self, test: str, a: str, b: str) -> str:
        """a where a condition holds, else b."""
        return self.new(f"select {self.bools} {test}, {self.kind} {a}, {self.kind} {b}")

    def polynomial(self, x: str, coefficients: list[Fraction]) -> str:
        """A polynomial; the constant is the first coefficient."""
        *less, last = coefficients
        total = self.number(last)
        for c in reversed(less):
            total = self.call("fmuladd", total, x, self.number(c))
        return total

    def within(self, x: str, least: float | None, most: float) -> str:
        """A number that is no less and no more; NaN stays."""
        if least is not None:
            x = self.select(self.do("fcmp olt", x, self.number(least)), self.number(least), x)
        return self.select(self.do("fcmp ogt", x, self.number(most)), self.number(most), x)

    def reduced(self, x: str) -> tuple[str, str]:
        """n as an integer, and r, with x = n log 2 + r and |r| <= log(2) / 2 up to rounding."""
        f = self.format
        shift = 1.5 * 2.0**f.fraction  # added to a number it leaves the nearest integer in the last bits
        shifted = self.do("fadd", self.do("fmul", x, self.number(1 / LN2)), self.number(shift))
        n = self.do("fsub", shifted, self.number(shift))
        r = self.do("fsub", x, self.do("fmul", n, self.number(f.ln2_high)))
        r = self.do("fsub", r, self.do("fmul", n, self.number(f.ln2_low)))
        bits = self.new(f"bitcast {self.kind} {shifted} to {self.integers}")
        return self.on_wholes("sub", bits, self.whole(f.bits(shift))), r

    def less_one(self, r: str, count: int) -> str:
        """exp(r) - 1 by this many terms of its series."""
        q = self.polynomial(r, [Fraction(1, math.factorial(k)) for k in range(2, count + 1)])
        return self.call("fmuladd", self.do("fmul", r, r), q, r)

    def power_of_2(self, n: str) -> str:
        """2^n for integers n whose power is a normal number."""
        raised = self.on_wholes("add", n, self.whole(self.format.bias))
        bits = self.on_wholes("shl", raised, self.whole(self.format.fraction))
        return self.new(f"bitcast {self.integers} {bits} to {self.kind}")


def _exp(b: Body, x: str) -> str:
    name = b.format.name
    n, r = b.reduced(b.within(x, LEAST[name], MOST[name]))
    y = b.do("fadd", b.less_one(r, TERMS[name][0]), b.number(1))
    half = b.on_wholes("ashr", n, b.whole(1))  # in two steps, of which only the second one can leave the normal numbers
    y = b.do("fmul", y, b.power_of_2(half))
    return b.do("fmul", y, b.power_of_2(b.on_wholes("sub", n, half)))


def _split(b: Body, x: str) -> tuple[str, str]:
    """m and k as floats, with x = m 2^k and m from sqrt(1/2) to sqrt(2), for x > 0 that is finite."""
    f = b.format
    small = b.do("fcmp olt", x, b.number(2.0 ** (1 - f.bias)))  # subnormal
    scaled = b.select(small, b.do("fmul", x, b.number(2.0**f.digits)), x)
    bits = b.new(f"bitcast {b.kind} {scaled} to {b.integers}")
    k = b.on_wholes("sub", bits, b.whole(f.bits(math.sqrt(0.5))))
    k = b.on_wholes("ashr", k, b.whole(f.fraction))
    m = b.on_wholes("sub", bits, b.on_wholes("shl", k, b.whole(f.fraction)))
    fewer = b.new(f"select {b.bools} {small}, {b.integers} {b.whole(f.digits)}, {b.integers} {b.whole(0)}")
    k = b.new(f"sitofp {b.integers} {b.on_wholes('sub', k, fewer)} to {b.kind}")
    return b.new(f"bitcast {b.integers} {m} to {b.kind}"), k


def _log(b: Body, x: str, more: str | None = None) -> str:
    f = b.format
    m, k = _split(b, x)
    k = k if more is None else b.do("fadd", k, more)
    t = b.do("fsub", m, b.number(1))  # x = 2^k (1 + t)
    s = b.do("fdiv", t, b.do("fadd", t, b.number(2)))  # log(1 + t) = 2 artanh s = t - s (t - rest)
    square = b.do("fmul", s, s)
    series = [Fraction(2, 2 * j + 1) for j in range(1, TERMS[f.name][1] + 1)]
    rest = b.do("fmul", square, b.polynomial(square, series))
    half = b.do("fmul", b.do("fmul", t, t), b.number(0.5))  # t - s (t - rest) = t - (half - s (half + rest))
    low = b.call("fmuladd", s, b.do("fadd", half, rest), b.do("fmul", k, b.number(f.ln2_low)))
    y = b.do("fsub", b.do("fmul", k, b.number(f.ln2_high)), b.do("fsub", b.do("fsub", half, low), t))
    y = b.select(b.do("fcmp ueq", x, b.number(math.inf)), x, y)  # infinity, or NaN
    y = b.select(b.do("fcmp oeq", x, b.number(0)), b.number(-math.inf), y)
    return b.select(b.do("fcmp olt", x, b.number(0)), b.number(math.nan), y)


def _significand(b: Body, x: str) -> str:
    m, _ = _split(b, b.call("fabs", x))
    return b.select(_has_exponent(b, x), b.call("copysign", m, x), x)


def _exponent(b: Body, x: str) -> str:
    _, k = _split(b, b.call("fabs", x))
    return b.select(_has_exponent(b, x), k, b.number(0))


def _has_exponent(b: Body, x: str) -> str:
    """Whether a number is neither 0 nor infinite nor NaN."""
    size = b.call("fabs", x)
    test = f"and {b.bools} {b.do('fcmp ogt', size, b.number(0))}, {b.do('fcmp olt', size, b.number(math.inf))}"
    return b.new(test)


def _tanh(b: Body, x: str) -> str:
    size = b.within(b.call("fabs", x), None, FLAT[b.format.name])
    twice = b.do("fadd", size, size)
    n, r = b.reduced(twice)
    near = b.do("fcmp olt", twice, b.number(NEAR))  # here n = 1 would cost digits
    power = b.select(near, b.number(1), b.power_of_2(n))
    part = b.less_one(b.select(near, twice, r), TERMS_NEAR[b.format.name])
    less_one = b.call("fmuladd", power, part, b.do("fsub", power, b.number(1)))  # exp(2 |x|) - 1
    y = b.do("fdiv", less_one, b.do("fadd", less_one, b.number(2)))
    half = b.do("fmul", less_one, b.number(0.5))  # near 0, y = half - half y has only the rounding error of half
    y = b.select(near, b.do("fsub", half, b.do("fmul", half, y)), y)
    return b.call("copysign", y, x)


BODIES: dict[str, Callable[..., str]] = {
    "exp": _exp,
    "log": _log,
    "tanh": _tanh,
    "significand": _significand,
    "exponent": _exponent,
    "log of scaled": _log,
}


@functools.cache
def function(name: str, element: str, lanes: int) -> tuple[str, frozenset[str]]:
    """A function as LLVM's code.

    Parameters
    ----------
    name : "exp", "log" or "tanh"; "significand" and "exponent", the m and the k of x = m 2^k; "log of scaled",
        log(x 2^k) of two arguments, x and k.
    element : "float" or "double".
    lanes : how many numbers the argument is a vector of; 0 for a number alone.

    Returns
    -------
    The name of the function of LLVM, and what has to be written before it is called: its text and declarations.
    """
    b = Body(FORMATS[element], lanes)
    names = ["%x", "%k"] if name == "log of scaled" else ["%x"]
    found = BODIES[name](b, *names)
    arguments = ", ".join(f"{b.kind} {one}" for one in names)
    title = f"@own.{name.replace(' ', '.')}.{f'v{lanes}' if lanes else ''}{b.format.short}"
    lines = [f"define internal {b.kind} {title}({arguments}) alwaysinline {{", *b.lines, f"  ret {b.kind} {found}", "}"]
    return title, frozenset({*b.declared, "\n".join(lines)})
