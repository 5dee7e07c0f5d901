"""Bad calls of the convolutions."""

from fractions import Fraction

import flint
import numpy as np
import sympy as sp

from mathcnn.convolution import (
    box,
    circular,
    continuous,
    cross_correlation,
    delta,
    dft,
    difference,
    discrete,
    exponential,
    flip,
    gaussian,
    image,
    polynomial,
    shift,
    toeplitz,
    two_sided,
)
from mathcnn.numbers.sequences import Sequence

one, t, x = sp.Integer(1), sp.Symbol("t", real=True), sp.Symbol("x", real=True)
step = Sequence(after=1)
letter = sp.Symbol("a", positive=True)


def endless(t):
    return 1.0


endless.breaks = (float("inf"),)


def constant(t):
    return 1.0


CALLS = [
    ("a string", lambda: discrete("abc", [1]), "convolution.discrete: f = 'abc': it must be an array of numbers"),
    ("None", lambda: discrete([1], None), "convolution.discrete: g = None"),
    (
        "an empty sequence",
        lambda: discrete([], [1]),
        r"f has shape \(0,\), and its axis 0 is 0 = M, which no integer M >= 1 gives",
    ),
    ("a number", lambda: discrete(3, [1]), r"f has shape \(\); it must have 1 axes, \(M\)"),
    ("an image for a sequence", lambda: discrete(np.ones((2, 2)), [1]), r"f has shape \(2, 2\); it must have 1 axes"),
    ("complex numbers", lambda: discrete([1j], [1]), "f has dtype complex128"),
    ("ragged", lambda: discrete([[1], [1, 2]], [1]), "f is ragged"),
    (
        "overflow",
        lambda: discrete([2**40], [2**40]),
        r"\|f\| <= 1099511627776, .* may reach 1208925819614629174706176 > 9223372036854775807",
    ),
    ("more than int64", lambda: discrete(np.array([2**64 - 1], np.uint64), [1]), "f holds 18446744073709551615"),
    ("one argument too few", lambda: discrete([1]), "convolution.discrete: missing a required argument: 'g'"),
    (
        "an argument misspelled",
        lambda: image([1], [1], mod="same"),
        "unexpected keyword argument 'mod'; did you mean mode",
    ),
    ("delta before zero", lambda: delta(-1), "convolution.delta: k = -1: it must be an integer >= 0"),
    ("delta between places", lambda: delta(1.5), "delta: k = 1.5: it must be an integer >= 0"),
    ("delta at a truth", lambda: delta(True), "delta: k = True"),
    ("shift forward", lambda: shift([1], -2), "shift: k = -2: it must be an integer >= 0"),
    ("shift by half", lambda: shift([1], 0.5), "shift: k = 0.5"),
    ("shift by nothing given", lambda: shift([1]), "shift: missing a required argument: 'k'"),
    ("difference of a matrix", lambda: difference(np.ones((2, 2))), r"f has shape \(2, 2\)"),
    ("toeplitz of no columns", lambda: toeplitz([1], 0), "toeplitz: M = 0: it must be an integer >= 1"),
    ("toeplitz of half a column", lambda: toeplitz([1], 2.0), "toeplitz: M = 2.0: it must be an integer >= 1"),
    ("toeplitz without taps", lambda: toeplitz([], 2), r"g has shape \(0,\)"),
    ("dft of complex numbers", lambda: dft([1j]), "dft: f has dtype complex128"),
    ("dft of nothing", lambda: dft([]), r"f has shape \(0,\)"),
    (
        "unknown mode",
        lambda: image([1], [1], "sane"),
        "image: mode = 'sane': it must be one of 'full', 'same', 'valid'; did you mean same",
    ),
    ("mode as a number", lambda: image([1], [1], 2), "image: mode = 2: it must be one of 'full', 'same', 'valid'"),
    (
        "kernel of another rank",
        lambda: image(np.ones((3, 3)), [1, 2]),
        r"K has shape \(2,\); it must have 2 axes, \(A, B\)",
    ),
    (
        "kernel larger than the image",
        lambda: image(np.ones((4, 4)), np.ones((5, 5)), "valid"),
        r"image: I \(4, 4\), K \(5, 5\) leave no result: .* = 0 \(with .*A = 5.*H = 4",
    ),
    (
        "kernel longer on one axis",
        lambda: cross_correlation(np.ones((4, 4)), np.ones((2, 6)), "valid"),
        r"I \(4, 4\), K \(2, 6\) leave no result",
    ),
    (
        "image without rows",
        lambda: image(np.ones((0, 3)), np.ones((1, 1))),
        r"I has shape \(0, 3\), and its axis 0 is 0",
    ),
    (
        "image of nine axes",
        lambda: image(np.ones((1,) * 9), np.ones((1,) * 9)),
        r"I has shape \(1, 1, 1, 1, 1, 1, 1, 1, 1\).*1 to 8 axes",
    ),
    ("image without axes", lambda: flip(3.0), r"f has shape \(\).*1 to 8 axes"),
    ("a masked image", lambda: image(np.ma.masked_array([1, 2], [False, True]), [1]), "I is a masked array"),
    (
        "a colour image and a flat kernel",
        lambda: cross_correlation(np.ones((4, 4, 3)), np.ones((3, 3))),
        r"K has shape \(3, 3\); it must have 3 axes",
    ),
    (
        "tori of two sizes",
        lambda: circular([1, 2, 3], [1, 2]),
        r"g has shape \(2,\), and its axis 0 is 2; it must be H = 3",
    ),
    ("tori of two ranks", lambda: circular([[1, 2]], [1, 2]), r"g has shape \(2,\); it must have 2 axes"),
    (
        "a function by name",
        lambda: continuous("box", one, x),
        "continuous: f = 'box': it must be a SymPy expression in one letter",
    ),
    ("no function", lambda: continuous(box(), None, x), "continuous: g = None"),
    ("an array for a function", lambda: continuous(np.ones(3), box(), x), "continuous: f = array"),
    (
        "a function of two letters",
        lambda: continuous(sp.Symbol("a") * sp.Symbol("b"), one, x),
        "f = a\\*b: it has the letters a, b; pass a Lambda",
    ),
    (
        "a Lambda of two letters",
        lambda: continuous(sp.Lambda((x, t), x * t), one, x),
        "it must be a function of one letter, and has 2",
    ),
    ("a function that is infinite", lambda: continuous(sp.oo, box(), x), "f = oo: it must be a real function"),
    ("a function that is imaginary", lambda: continuous(sp.I * t, box(), x), r"f = I\*t: it must be a real function"),
    ("x is NaN", lambda: continuous(box(), box(), float("nan")), "continuous: x = nan: it must be a finite number"),
    ("x is a string", lambda: continuous(box(), box(), "1"), "continuous: x = '1': it must be a number"),
    ("x is imaginary", lambda: continuous(box(), box(), 1j), "continuous: x = 1j: it must be real"),
    ("x is a symbol that is imaginary", lambda: continuous(box(), box(), sp.I), "continuous: x = I: it must be real"),
    (
        "ones, in closed form",
        lambda: continuous(one, one, x),
        "continuous at x = x: the integral diverges: the integrand 1 does not fall off fast enough toward infinity",
    ),
    (
        "ones, by quadrature",
        lambda: continuous(one, one, 0.5),
        "continuous at x = 0.5: the integral diverges: the integrand 1 does not",
    ),
    (
        "ones, in a ball",
        lambda: continuous(one, one, flint.arb(0.5)),
        "the integral diverges: the integrand 1 does not fall off",
    ),
    (
        "ones, as Python functions",
        lambda: continuous(constant, constant, 0.5),
        "continuous at x = 0.5: the tail could not be bounded; the integral may not exist",
    ),
    ("growth against decay", lambda: continuous(sp.exp(t), sp.exp(t**2), x), "the integral diverges"),
    (
        "growth as large as decay",
        lambda: continuous(sp.exp(-t), exponential(1), x),
        "the integral diverges: the integrand .* does not fall off",
    ),
    (
        "a Python function in closed form",
        lambda: continuous(constant, box(), x),
        "a Python function has no closed form and no enclosure",
    ),
    (
        "a Python function in a ball",
        lambda: continuous(constant, box(), flint.arb(1)),
        "a Python function has no closed form and no enclosure",
    ),
    (
        "a tail without a bound",
        lambda: continuous(sp.sin(t) / t, 1, flint.arb(1)),
        r"the tail of sin\(t\)/t toward infinity could not be bounded",
    ),
    (
        "a tail without a bound, at a float",
        lambda: continuous(sp.sin(t) / t, 1, 1.0),
        "could not be bounded: .*; the integral may exist or not",
    ),
    (
        "a root of what is negative",
        lambda: continuous(box(-1, 1) * sp.sqrt(t), box(), 0.5),
        r"the integrand sqrt\(t\) is not real at t = -0.25",
    ),
    (
        "the same, exactly",
        lambda: continuous(box(-1, 1) * sp.sqrt(t), box(), Fraction(1, 2)),
        r"the integrand sqrt\(t\) is not real at t = ",
    ),
    (
        "a pole in a box",
        lambda: continuous(box(-2, 1) / (1 + t**3), 1, 0.5),
        r"diverges: the integrand 1/\(t\*\*3 \+ 1\) .* toward t = -1",
    ),
    (
        "a pole of a tangent",
        lambda: continuous(box(0, 2) * sp.tan(t), 1, 0.5),
        "has no bounded enclosure; the integrand may oscillate",
    ),
    (
        "a Piecewise without default",
        lambda: continuous(sp.Piecewise((1, t < 1)), box(), 0.5),
        r"Piecewise\(\(1, t < 1\)\) has no value at t = ",
    ),
    (
        "the same, in closed form",
        lambda: continuous(sp.Piecewise((1, t < 1)), box(), x),
        "a Piecewise needs a case for every number",
    ),
    (
        "a divergent integral in a ball",
        lambda: continuous(sp.exp(t), 1, flint.arb(0, 1)),
        "the integral diverges: the integrand exp",
    ),
    (
        "a pole in a ball",
        lambda: continuous(box(-1, 1) / t, 1, flint.arb(0)),
        "the integral diverges: the integrand 1/t",
    ),
    (
        "a letter without a value, at a float",
        lambda: continuous(sp.Lambda(t, sp.exp(-letter * t**2)), 1, 0.5),
        "the letter a has no value; replace it by a number",
    ),
    (
        "the same, in a ball",
        lambda: continuous(sp.Lambda(t, box() * letter), 1, flint.arb(1)),
        "the letter a has no value; replace it by a number",
    ),
    (
        "x is infinite",
        lambda: continuous(box(), box(), float("inf")),
        "continuous: x = inf: it must be a finite number",
    ),
    (
        "a Python function that divides by 0",
        lambda: continuous(lambda v: 1 / (v * 0), box(), 0.5),
        "has no value at .*float division by zero",
    ),
    ("a break that is not finite", lambda: continuous(endless, box(), 0.5), "it must be a list of finite numbers"),
    (
        "a condition that is no interval",
        lambda: continuous(sp.Piecewise((1, t**2 < 1), (0, True)), box(), x),
        "is not a comparison with one number",
    ),
    (
        "ends that are letters",
        lambda: continuous(box(0, sp.Symbol("a", real=True)), box(), x),
        "break points .* depend on 2 letters",
    ),
    ("a box from right to left", lambda: box(2, 1), r"polynomial on \[2, 1\): a must be less than b"),
    ("an endless box", lambda: box(0, float("inf")), "polynomial: b = oo; must be a finite real number"),
    ("a box between words", lambda: box("0", 1), "polynomial: a = '0'; must be a number"),
    ("a polynomial without coefficients", lambda: polynomial([], 0, 1), "coefficients is empty"),
    ("a bell without width", lambda: gaussian(0, 0), "gaussian: sigma = 0; must be > 0"),
    ("a bell at NaN", lambda: gaussian(float("nan"), 1), "gaussian: mu = nan"),
    ("a growing exponential", lambda: exponential(-1), "exponential: rate = -1; must be > 0"),
    ("a list for a sequence", lambda: two_sided([1, 2], step, 0), r"two_sided: f = \[1, 2\]; must be a Sequence"),
    ("a place between places", lambda: two_sided(step, step, 0.5), "two_sided: n = 0.5: it must be an integer"),
    (
        "a sum that diverges",
        lambda: two_sided(Sequence(before=1, after=1), step, 0),
        "the sum at n = 0 diverges: f = Sequence",
    ),
    (
        "a divergent literal sum",
        lambda: two_sided.literal(Sequence(before=1), step, 0),
        "the sum diverges: its terms are 1 at every place before",
    ),
    (
        "a sequence that starts nowhere",
        lambda: Sequence([1], start=0.5),
        "start = 0.5: it must be an integer",
    ),
    (
        "a sequence with NumPy's NaN",
        lambda: Sequence([np.float32("nan")]),
        "the entries of a sequence must be finite numbers, not nan",
    ),
    (
        "a sequence with SymPy's NaN",
        lambda: Sequence(after=sp.nan),
        "the entries of a sequence must be finite numbers, not nan",
    ),
    (
        "a sequence with a complex number",
        lambda: Sequence([1j]),
        "the entries of a sequence must be finite numbers, not 1j",
    ),
    (
        "a sequence with a truth value",
        lambda: Sequence([np.True_]),
        "the entries of a sequence must be finite numbers, not ",
    ),
    ("a sequence that is a number", lambda: Sequence(3), "values = 3: it must be a list of numbers"),
    (
        "a sequence that starts at True",
        lambda: Sequence([1], start=True),
        "start = True: it must be an integer",
    ),
    (
        "a sequence with NaN",
        lambda: Sequence([float("nan")]),
        "the entries of a sequence must be finite numbers, not nan",
    ),
]
