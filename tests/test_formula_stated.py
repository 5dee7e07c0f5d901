"""Formulas that a user states: powers of zero, slices in laws, cards, letters that are missing, verification."""

import subprocess
import sys
from fractions import Fraction

import flint
import numpy as np
import pytest
import sympy as sp

import mathcnn
from mathcnn import activation, geometry, layers, normalization
from mathcnn.language.formula import formula
from mathcnn.numbers.balls import BALLS
from mathcnn.numbers.exact import EXACT

n = sp.Symbol("n", integer=True)
p, m = sp.Symbol("p", real=True), sp.Symbol("m", integer=True)
N = sp.Symbol("N", integer=True, positive=True)
x, y = map(sp.IndexedBase, "xy")


@formula(sp.Eq(y[n], sp.Abs(x[n]) ** p), shapes="(N) -> (N)")
def power(x, p):
    """Powers of magnitudes."""
    return np.abs(x) ** p


@formula(sp.Eq(y[n], x[n] ** m), shapes="(N) -> (N)")
def whole_power(x, m):
    """Integer powers, of any sign."""
    return np.asarray(x, float) ** m


@formula(sp.Eq(y[n], 2 * x[n]), shapes="(N) -> (N)")
def double(x):
    """Twice as much."""
    return 2 * x


@power.gradient
def power_backward(dy, x, p):
    return (dy * p * np.abs(x) ** (p - 1) * np.sign(x),)


@double.law()
def head(double, x):
    """The first entries of the result are those of the first entries."""
    return double(x)[:2], 2 * x[:2]


@double.law()
def sorts(double, x):
    """100 % of the order is kept."""
    return np.sort(double(x)), 2 * np.sort(x)


ZERO = [
    (2, 0),
    (2.0, 0),
    (0.5, 0),
    (Fraction(1, 3), 0),
    (np.float32(2), 0),
    (0, 1),
    (0.0, 1),
    (-0.0, 1),
    (-1, "inf"),
    (-1.5, "inf"),
    (Fraction(-1, 2), "inf"),
]
ZEROS = {"int": 0, "float": 0.0, "-0.0": -0.0, "Fraction": Fraction(0), "SymPy": sp.Integer(0), "ball": flint.arb(0)}


@pytest.mark.parametrize("zero", ZEROS)
@pytest.mark.parametrize(("exponent", "want"), ZERO)
def test_zero_to_a_power(zero, exponent, want):
    """0, 1 or infinity, over every number type, as IEEE's pow says."""
    found = power.literal(np.array([ZEROS[zero]], object), exponent)[0]
    if isinstance(found, flint.arb):
        assert found == flint.arb(str(want)) or want == "inf" and str(found) == str(flint.arb("inf"))
    else:
        assert found == (sp.oo if zero == "SymPy" else np.inf) if want == "inf" else found == want


def test_powers_of_other_numbers():
    assert power.literal([0, 1, -3], 2).tolist() == [0, 1, 9]
    assert power.literal([Fraction(-1, 2)], -3).tolist() == [8]
    assert power.literal([Fraction(8)], 0.5)[0] == 2 * sp.sqrt(2)
    assert power.literal([4.0, -9.0], 0.5).tolist() == [2, 3]
    assert power.literal([sp.Symbol("t", positive=True)], sp.Rational(1, 2))[0] == sp.sqrt(
        sp.Symbol("t", positive=True)
    )
    assert whole_power.literal([2, -2, Fraction(1, 2)], -3).tolist() == [Fraction(1, 8), Fraction(-1, 8), 8]
    assert whole_power.literal([0.0, -0.0, 0], 0).tolist() == [1, 1, 1]
    assert whole_power.literal([-0.0], -1).tolist() == [-np.inf]
    with pytest.raises(ValueError, match="-1 to the power 1/2: no real number"):
        EXACT.raised(-1, Fraction(1, 2))


@pytest.mark.parametrize(
    ("radius", "exponent", "low", "high"), [(1, 2, 0, 1), (1, 3, -1, 1), (1, 0.5, 0, 1), (0.5, 4, 0, 0.0625)]
)
def test_powers_of_balls_around_zero(radius, exponent, low, high):
    """They hold every value, and are no NaN."""
    found = BALLS.raised(flint.arb(0, radius), exponent)
    assert (
        found.contains(flint.arb(low))
        and found.contains(flint.arb(high))
        and abs(found).upper() < high + 1e-6 + abs(low)
    )
    assert not BALLS.raised(flint.arb(0, radius), -1).is_nan() and not BALLS.raised(flint.arb(0, radius), -0.5).is_nan()


def test_derivatives_of_powers():
    """From the statement, on exact numbers: 2 x, and 0 at 0."""
    assert power.backward([Fraction(1)] * 3, [Fraction(0), Fraction(3), Fraction(-3)], 2)[0].tolist() == [0, 6, -6]
    assert power.backward([1.0, 1.0], [0.0, 3.0], 2)[0].tolist() == [0, 6]


def test_user_formulas_verify():
    """A formula, a list, a name; a law that slices; and what is none of these."""
    rows = mathcnn.verify(double, examples=5)
    assert {row.law for row in rows} >= {"head", "sorts"} and all(row.good for row in rows)
    assert all(row.good for row in mathcnn.verify(power, examples=10))
    both = mathcnn.verify([activation.relu, "geometry.output_size::relationship_1"], examples=2)
    assert {row.formula for row in both} == {"activation.relu", "geometry.output_size"}
    assert (
        next(row.law for row in mathcnn.verify(geometry.output_size.laws["relationship_1"], examples=2))
        == "relationship_1"
    )
    for wrong in (3, None, [3], print, {"a": 1}, b"relu"):
        with pytest.raises(TypeError, match="verify takes formulas, laws, topics, or their names, and not"):
            mathcnn.verify(wrong)


def test_laws_write_themselves():
    assert head.latex() == r"\operatorname{double}(x)[:2] = 2 \, x[:2]"
    assert sorts.latex() == r"\text{100 \% of the order is kept.}"
    assert "`head`" not in double.card() and "::head" in double.card()
    for f in mathcnn.catalog().formulas.values():  # ours write themselves, and are not said in words
        for law in f.laws.values():
            assert law.equation()


def test_missing_letters_are_named():
    with pytest.raises(TypeError, match="double_of_q: the shape line names 'Q' in 'Q'"):
        formula(sp.Eq(y[n], 2 * x[n]), shapes="(Q) -> (Q)")(named("double_of_q"))([1.0])
    with pytest.raises(TypeError, match="the shape line has 'N N'"):
        formula(sp.Eq(y[n], 2 * x[n]), shapes="(N N) -> (N)")(named("f"))([1.0])
    with pytest.raises(
        TypeError, match=r"f: the shape line '\(N\), \(N\) -> \(N\)' has 2 arrays before ->, and the statement reads 1"
    ):
        formula(sp.Eq(y[n], 2 * x[n]), shapes="(N), (N) -> (N)")(named("f"))


M = sp.Symbol("M", integer=True, positive=True)


@pytest.mark.parametrize(
    ("statement", "shapes", "message"),
    [
        (
            sp.Eq(y[n], 2 * x[n]),
            "(N) -> (N, M)",
            r"the statement has y\[n\], and the shape line gives the result the axes",
        ),
        (
            sp.Eq(y[n], 2 * x[n, m]),
            "(N) -> (N)",
            r"the statement has x\[n, m\], and the shape line gives x the axes \(N\)",
        ),
        (
            sp.Eq(y[n], x[n] + x[n, 0]),
            "(N, M) -> (N)",
            r"the statement has x\[n\], and the shape line gives x the axes",
        ),
        (x[n], "(N) -> (N)", r"x\[n\] is stated; it must be a SymPy equation"),
        (sp.Eq(x[n], x[n]), "(N) -> (N)", "True is stated; it must be a SymPy equation"),
        (y[n] < x[n], "(N) -> (N)", r"y\[n\] < x\[n\] is stated; it must be a SymPy equation"),
        (sp.Eq(y[0], 2 * x[0]), "(N) -> (N)", r"the left side y\[0\] must have a different letter for each index"),
        (sp.Eq(y[n + 1], x[n]), "(N) -> (N)", r"the left side y\[n \+ 1\] must have a different letter"),
        (sp.Eq(y[n, n], x[n]), "(N) -> (N, N)", r"the left side y\[n, n\] must have a different letter"),
        *(
            (sp.Eq(y[n], 2 * x[n]), line, "shapes = .*: it must be a text such as")
            for line in (
                "N -> N",
                "(N)",
                "",
                "(N -> (N)",
                "(N)) -> (N)",
                "(N) -> (N) -> (N)",
                "(N)?? -> (N)",
                "(N) -> N",
                3,
            )
        ),
    ],
)
def test_statements_of_another_form_are_refused(statement, shapes, message):
    """Where the formula is stated, or called, in one line that names the formula and the rule."""
    with pytest.raises(TypeError, match=f"f: {message}") as caught:
        formula(statement, shapes=shapes)(named("f"))([1.0])
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize(
    ("statement", "shapes", "letters"),
    [
        (sp.Eq(y[n], 2 * x[m]), "(N) -> (N)", "m"),
        (sp.Eq(y[n], x[n] + p * m), "(N) -> (N)", "m, p"),
        (sp.Eq(sp.Symbol("y"), sp.Sum(x[n], (n, 0, m))), "(N) -> ()", "m"),
        (sp.Eq(y[n], x[n]), "(N) -> (M)", "M"),
    ],
)
def test_letters_that_nothing_sets_are_named(statement, shapes, letters):
    """By a call, by the literal form and by printing alike."""
    stated = formula(statement, shapes=shapes)(named("f"))
    for use in (stated, stated.literal, lambda _: stated.latex()):
        with pytest.raises(TypeError, match=f"f: {letters} in .*: each letter must be an index of the result"):
            use([1.0, 2.0])


def test_words_are_no_booleans():
    """True is no 1, and 1 no True, where an argument is one of several words."""
    data = np.arange(12.0).reshape(2, 2, 3)
    for found in (1, np.int8(1), np.int64(1)):
        assert normalization.batch_var(data, correction=found).tolist() == normalization.batch_var(data, 1).tolist()
    for wrong in (True, False, np.True_, 1.0, "1"):
        with pytest.raises(ValueError, match=r"normalization.batch_var: correction = .*: it must be one of 0, 1"):
            normalization.batch_var(data, correction=wrong)
    with pytest.raises(ValueError, match="running_correction = True: it must be one of 1, 0"):
        normalization.batch_norm(data, np.ones(2), np.ones(2), 0.0, training=False, running_correction=True)


def named(name):
    def f(x):
        return 2 * x

    f.__name__ = name
    return f


HELP = """
import sys
sys.modules["hypothesis"] = None
import mathcnn
help(mathcnn)
assert "strategies" not in mathcnn.__all__
try:
    mathcnn.strategies
except ModuleNotFoundError as error:
    print(error)
"""


def test_help_without_hypothesis():
    done = subprocess.run([sys.executable, "-c", HELP], capture_output=True, text=True, check=True)
    assert "The mathematics of convolutional neural networks" in done.stdout and "TOPICS" in done.stdout
    assert done.stdout.rstrip().endswith("mathcnn.strategies needs hypothesis: pip install 'mathcnn[strategies]'")


def test_integers_of_lists_stay_exact():
    assert activation.relu([2**63, -1]).tolist() == [2**63, 0]
    assert activation.relu([[2**63], [-1]]).tolist() == [[2**63], [0]]
    assert activation.relu([2**64, -(2**70)]).tolist() == [2**64, 0]
    for v in (
        [2**53 + 1, 0.5],
        [[2**53 + 1], [0.5]],
        [np.uint64(2**63 + 1), np.int64(-1)],
        [np.array([2**53 + 1]), np.array([0.5])],
    ):
        with pytest.raises(ValueError, match=r"activation.relu: x holds .*, which float64 would round"):
            activation.relu(v)
    assert activation.relu([2**53, 0.5]).tolist() == [2**53, 0.5]


def test_huge_integers():
    x, w = np.ones((1, 1, 3)), np.ones((1, 1, 1))
    for options in (
        {"stride": 2**60},
        {"dilation": 2**60},
        {"padding": 2**60},
        {"stride": (2**63,)},
        {"groups": 2**31},
    ):
        with pytest.raises(
            ValueError,
            match=rf"layers.conv: {next(iter(options))} = .*: it must be an integer from [01] to 2147483647",
        ):
            layers.conv(x, w, **options)
    assert layers.conv(x, w, stride=2**31 - 1, dilation=2**31 - 1).tolist() == [[[1.0]]]
    assert geometry.output_size(2**70, 3) == 2**70 - 2
    with pytest.raises(ValueError, match="the result would have shape"):
        layers.pad(np.ones((1, 1, 3, 3)), 2**30)
    with pytest.raises(ValueError, match=r"activation.leaky_relu: alpha = 1e[+]300: larger than float32"):
        activation.leaky_relu(np.ones(3, np.float32), 1e300)


NO_LATEX = [np.sort, np.ravel, np.real, np.copy, np.squeeze, np.flip, np.atleast_1d, np.array, np.asarray, np.sum]


@pytest.mark.parametrize("fn", NO_LATEX)
def test_laws_with_functions_that_have_no_latex_are_said_in_words(fn):
    """NumPy takes a term for an array of no axes, and many of its functions return that unchanged."""

    def law(double, x):
        """The order is kept."""
        return fn(double(x)), fn(2 * x)

    law.__name__ = f"keeps_{fn.__name__}"
    kept = formula(sp.Eq(y[n], 2 * x[n]), shapes="(N) -> (N)")(named("twice")).law()(law)
    assert kept.latex() == r"\text{The order is kept.}"
