"""Convolutions against numbers worked by hand, NumPy and SciPy; functions on the line against closed forms and each
other.
"""

import math
import random
import subprocess
import sys
from fractions import Fraction

import flint
import numpy as np
import pytest
import scipy.integrate
import scipy.linalg
import scipy.ndimage
import scipy.signal
import scipy.stats
import sympy as sp

from mathcnn import convolution as C
from mathcnn.convolution import box, continuous, exponential, gaussian, polynomial, two_sided
from mathcnn.numbers.expressions import ball
from mathcnn.numbers.sequences import Sequence

EPS = np.finfo(float).eps
t, x = sp.symbols("t x", real=True)
rng = np.random.default_rng(4)


def same(got, want):
    """Exactly the same numbers, in the same shape."""
    got, want = np.asarray(got), np.asarray(want)
    assert got.shape == want.shape and (got == want).all(), f"{got} and {want}"


def near(got, want, terms, gauge):
    """Two sums of `terms` products, each off by at most (terms + 1) u sum |products|: so they differ by twice that."""
    got, want = np.asarray(got), np.asarray(want)
    assert got.shape == want.shape
    assert (abs(got - want) <= (terms + 1) * EPS * gauge).all()


# ---------------------------------------------------------------- by hand


def test_numbers_from_a_page():
    same(
        C.discrete([1, 2, 3], [0, 1, Fraction(1, 2)]), [0, 1, Fraction(5, 2), 4, Fraction(3, 2)]
    )  # the example of numpy.convolve
    same(C.discrete([1, 1], [1, 2, 1]), [1, 3, 3, 1])  # (1 + z)(1 + z)^2: a row of Pascal's triangle
    same(C.discrete([3, 2, 1], [1]), [3, 2, 1])
    # 123 * 45 = 5535: digits, lowest first, convolve to 15, 22, 13, 4 before carries
    digits = C.discrete([3, 2, 1], [5, 4])
    same(digits, [15, 22, 13, 4])
    assert sum(d * 10**k for k, d in enumerate(digits)) == 123 * 45


def test_image_by_hand():
    """Each entry of the image sends out the kernel: 1 K, 2 K one to the right, 3 K one below, 4 K both."""
    same(C.image([[1, 2], [3, 4]], [[1, 0], [0, -1]]), [[1, 2, 0], [3, 3, -2], [0, -3, -4]])
    same(C.image([[1, 2], [3, 4]], [[1, 0], [0, -1]], "valid"), [[3]])  # 4 * 1 - 1 * 1
    same(C.image([[1, 2], [3, 4]], [[1, 0], [0, -1]], "same"), [[1, 2], [3, 3]])
    same(C.cross_correlation([[1, 2], [3, 4]], [[1, 0], [0, -1]], "valid"), [[-3]])  # 1 * 1 - 4 * 1


def test_circular_by_hand():
    same(C.circular([1, 2, 3, 4], [1, 0, 0, -1]), [-1, -1, -1, 3])  # f[n] - f[n + 1] around the circle
    same(C.circular([[1, 2], [3, 4]], [[0, 0], [0, 1]]), [[4, 3], [2, 1]])


def test_dft_by_hand():
    """N = 4 has the roots 1, -i, -1, i."""
    same(C.dft([1.0, 2.0, 3.0, 4.0]), [10, -2 + 2j, -2, -2 - 2j])


def test_small_parts():
    same(C.delta(0), [1])
    same(C.delta(3), [0, 0, 0, 1])
    same(C.shift([1, 2], 0), [1, 2])
    same(C.difference([1, 4, 9]), [1, 3, 5, -9])
    same(C.flip(np.arange(6).reshape(1, 2, 3)), [[[5, 4, 3], [2, 1, 0]]])


# ---------------------------------------------------------------- NumPy and SciPy


SIZES = [(1, 1), (1, 4), (4, 1), (3, 5), (5, 3), (6, 6), (7, 2), (2, 7)]


@pytest.mark.parametrize("M, L", SIZES)
def test_sequences_as_numpy_has_them(M, L):
    f, g = rng.integers(-9, 10, M), rng.integers(-9, 10, L)
    same(C.discrete(f, g), np.convolve(f, g))
    same(C.discrete(f, g), scipy.signal.convolve(f, g, method="direct"))
    same(C.toeplitz(g, M), scipy.linalg.convolution_matrix(g, M))
    same(C.toeplitz(g, M), scipy.linalg.toeplitz(np.append(g, np.zeros(M - 1, int)), np.eye(1, M)[0] * g[0]))
    same(C.toeplitz(g, M) @ f, C.discrete(f, g))
    a, b = rng.standard_normal(M), rng.standard_normal(L)
    near(C.discrete(a, b), np.convolve(a, b), min(M, L), np.convolve(abs(a), abs(b)))


@pytest.mark.parametrize("mode", ["full", "same", "valid"])
@pytest.mark.parametrize("rank", [1, 2, 3])
def test_images_as_scipy_has_them(mode, rank):
    for _ in range(12):
        H, A = rng.integers(1, 6, rank), rng.integers(1, 5, rank)
        if mode == "valid":
            H += A - 1
        image, kernel = rng.integers(-9, 10, H), rng.integers(-9, 10, A)
        want = scipy.signal.convolve(image, kernel, mode, "direct")
        same(C.image(image, kernel, mode), want)
        same(C.cross_correlation(image, kernel, mode), scipy.signal.correlate(image, kernel, mode, "direct"))
        same(C.image(image.astype("f4"), kernel.astype("f4"), mode), want)
        if rank == 2 and mode != "same":  # convolve2d centres even kernels elsewhere in "same"
            same(C.image(image, kernel, mode), scipy.signal.convolve2d(image, kernel, mode))


def test_images_as_ndimage_has_them():
    """scipy.ndimage takes an even kernel half a step later; an odd one lies the same everywhere."""
    image = rng.integers(-9, 10, (6, 7))
    for shape in ((3, 3), (1, 5), (5, 3)):
        kernel = rng.integers(-9, 10, shape)
        same(C.image(image, kernel, "same"), scipy.ndimage.convolve(image, kernel, mode="constant"))
        same(C.cross_correlation(image, kernel, "same"), scipy.ndimage.correlate(image, kernel, mode="constant"))


def test_circular_as_ndimage_has_it():
    for shape in ((5,), (4, 3), (2, 3, 4)):
        f, g = rng.integers(-9, 10, shape), rng.integers(-9, 10, shape)
        origin = [-(n // 2) for n in shape]  # the kernel's first entry, and not its centre, is the origin
        same(C.circular(f, g), scipy.ndimage.convolve(f, g, mode="wrap", origin=origin))


def test_dft_as_numpy_has_it():
    """Against the matrix of roots: both within (N + 3) u sum |f| of the exact value."""
    for N in (1, 2, 3, 8, 11, 30):
        f = rng.standard_normal(N)
        roots = np.exp(-2j * np.pi * (np.outer(np.arange(N), np.arange(N)) % N) / N)
        assert (abs(C.dft(f) - roots @ f) <= 2 * (N + 3) * EPS * abs(f).sum()).all()


def test_same_is_as_large_as_the_first_argument():
    """numpy#6316: np.convolve makes "same" as large as the longer argument, which is not the image where the kernel is
    longer.
    """
    f, g = np.arange(1, 4), np.arange(1, 7)
    assert np.convolve(f, g, "same").shape == (6,)
    same(C.image(f, g, "same"), np.convolve(f, g)[2:5])
    same(C.image(f, g, "same"), scipy.signal.convolve(f, g, "same", "direct"))


# ---------------------------------------------------------------- NaN, infinity, whole numbers


def test_nan_reaches_exactly_what_reads_it():
    image = np.ones((5, 6))
    image[1, 2] = np.nan
    kernel = np.ones((2, 3))
    same(np.isnan(C.image(image, kernel)), C.image(np.isnan(image).astype(int), np.ones((2, 3), int)) > 0)
    same(np.isnan(C.discrete([1.0, np.nan, 1.0], [1.0, 2.0])), [False, True, True, False])
    assert np.isnan(C.circular([1.0, np.nan], [1.0, 1.0])).all()


def test_infinity_follows_ieee():
    same(C.discrete([np.inf, 1.0], [1.0, 1.0]), [np.inf, np.inf, 1])
    with np.errstate(invalid="ignore"):
        assert np.isnan(C.discrete([np.inf], [0.0])).all()
        assert np.isnan(C.discrete([np.inf, -np.inf], [1.0, 1.0])[1])
    same(C.image([np.inf, 1.0], [2.0, 1.0], "valid"), [np.inf])


def test_a_kernel_that_is_nan_where_the_image_ends():
    """What lies outside takes no part, so a NaN of the kernel does not meet the zeros around the image."""
    same(np.isnan(C.image([1.0, 1.0], [1.0, np.nan])), [False, True, True])
    same(np.isnan(C.cross_correlation([1.0, 1.0], [1.0, np.nan], "valid")), [True])


def test_whole_numbers_stay_whole():
    big = 2**40
    assert C.discrete([big, 1], [big, -1]).dtype == np.int64 if big**2 < 2**62 else True
    same(C.discrete(np.array([200, 200], np.uint8), np.array([2, 2], np.uint8)), [400, 800, 400])
    same(C.image(np.full((2, 2), 255, np.uint8), np.array([[-1]])), np.full((2, 2), -255))
    same(C.difference(np.array([3, 1], np.uint8)), [3, -2, -1])
    with pytest.raises(ValueError, match="may reach"):
        C.discrete([2**33], [2**33])


def test_exact_numbers():
    f, g = [Fraction(1, 3), Fraction(1, 6)], [Fraction(3), Fraction(1, 2)]
    same(C.discrete(f, g), [1, Fraction(2, 3), Fraction(1, 12)])
    a, b = sp.symbols("a b")
    same(C.discrete([a, b], [1, -1]), [a, b - a, -b])


def test_gradients_by_hand():
    """y = (f0 g0, f0 g1 + f1 g0, f1 g1), weighted by dy."""
    df, dg = C.discrete.backward([1.0, 10.0, 100.0], [2.0, 3.0], [5.0, 7.0])
    same(df, [5 + 70, 50 + 700])
    same(dg, [2 + 30, 20 + 300])
    (dg,) = C.toeplitz.backward(np.ones((3, 2)), [5.0, 7.0], 2)
    same(dg, [2, 2])
    dI, dK = C.image.backward(np.ones((1, 1)), np.arange(4.0).reshape(2, 2), np.arange(4.0, 8.0).reshape(2, 2), "valid")
    same(dI, [[7, 6], [5, 4]])
    same(dK, [[3, 2], [1, 0]])


# ---------------------------------------------------------------- functions on the line: closed forms


def equal(got, want):
    """The same function of x: the same expression between break points, tried at many exact points."""
    for point in [sp.Rational(k, 7) for k in range(-30, 45)]:
        assert sp.simplify(got.xreplace({x: point}) - sp.sympify(want).xreplace({x: point})) == 0, (point, got, want)


def test_boxes_make_a_triangle():
    equal(continuous(box(0, 1), box(0, 1), x), sp.Piecewise((0, x < 0), (x, x < 1), (2 - x, x < 2), (0, True)))


def test_boxes_of_two_widths_make_a_trapezoid():
    equal(
        continuous(box(-1, 1), box(0, 3), x),
        sp.Piecewise((0, x < -1), (x + 1, x < 1), (2, x < 2), (4 - x, x < 4), (0, True)),
    )


def test_gaussians_add_means_and_variances():
    equal(
        continuous(gaussian(1, 2), gaussian(-3, sp.Rational(1, 2)), x),
        gaussian(-2, sp.sqrt(sp.Rational(17, 4))).xreplace({t: x}),
    )
    mu, nu = sp.symbols("mu nu", real=True)
    s, r = sp.symbols("s r", positive=True)
    got = continuous(gaussian(mu, s), gaussian(nu, r), x)
    assert sp.simplify(got - gaussian(mu + nu, sp.sqrt(s**2 + r**2)).xreplace({t: x})) == 0


def test_exponentials():
    """Equal rates give Erlang's density, rates a and b give a b (exp(-a x) - exp(-b x)) / (b - a)."""
    equal(continuous(exponential(3), exponential(3), x), sp.Piecewise((0, x < 0), (9 * x * sp.exp(-3 * x), True)))
    equal(
        continuous(exponential(1), exponential(2), x),
        sp.Piecewise((0, x < 0), (2 * (sp.exp(-x) - sp.exp(-2 * x)), True)),
    )
    a, b = sp.symbols("a b", positive=True)
    got = continuous(exponential(a), exponential(b), x).args[-1][0]
    assert sp.simplify(got - a * b * (sp.exp(-a * x) - sp.exp(-b * x)) / (b - a)) == 0


def test_box_and_gaussian_make_a_difference_of_error_functions():
    phi = lambda v: (1 + sp.erf(v / sp.sqrt(2))) / 2
    equal(continuous(box(0, 1), gaussian(0, 1), x), phi(x) - phi(x - 1))


def test_polynomial_and_box():
    """t^2 on [0, 2), averaged over the unit before x: differences of x^3 / 3."""
    equal(
        continuous(polynomial([0, 0, 1], 0, 2), box(0, 1), x),
        sp.Piecewise(
            (0, x < 0),
            (x**3 / 3, x < 1),
            ((x**3 - (x - 1) ** 3) / 3, x < 2),
            ((8 - (x - 1) ** 3) / 3, x < 3),
            (0, True),
        ),
    )


def test_other_spellings_of_a_function():
    triangle = continuous(box(0, 1), box(0, 1), x)
    u = sp.Symbol("u")
    for f in (
        sp.Heaviside(u) * sp.Heaviside(1 - u),
        sp.Lambda(u, sp.Piecewise((1, (u > 0) & (u < 1)), (0, True))),
        box(0.0, 1.0),
    ):
        equal(continuous(f, box(0, 1), x), triangle)
    equal(continuous(sp.Max(0, 1 - sp.Abs(t)), 1, x), sp.Integer(1))
    equal(continuous(sp.exp(-sp.Abs(t)), sp.exp(-sp.Abs(t)), x), (1 + sp.Abs(x)) * sp.exp(-sp.Abs(x)))


def test_the_document_prints_another_formula():
    """With g(t - x) in place of g(x - t) the product does not commute: f = box(0, 1), g = box(0, 2), at x = 1."""
    printed = lambda f, g, x: continuous(f, sp.Lambda(t, g.xreplace({t: -t})), x)
    assert printed(box(0, 1), box(0, 2), 1) == 0 and printed(box(0, 2), box(0, 1), 1) == 1
    assert continuous(box(0, 1), box(0, 2), 1) == continuous(box(0, 2), box(0, 1), 1) == 1


PAIRS = {
    "box, box": (box(0, 1), box(-1, 2)),
    "box, gaussian": (box(0, 1), gaussian(0, 1)),
    "gaussians": (gaussian(1, 2), gaussian(0, 1)),
    "exponentials": (exponential(1), exponential(1)),
    "exponentials of two rates": (exponential(1), exponential(Fraction(5, 2))),
    "exponential, gaussian": (exponential(1), gaussian(0, 1)),
    "polynomial, box": (polynomial([1, -2, 3], -1, 2), box(0, 1)),
    "polynomial, exponential": (polynomial([0, 1], 0, 2), exponential(2)),
    "two-sided exponential, box": (sp.exp(-sp.Abs(t)), box(0, 1)),
}


@pytest.mark.parametrize("name", PAIRS)
def test_closed_form_quadrature_and_enclosure_agree(name):
    f, g = PAIRS[name]
    closed = continuous(f, g, x)
    for point in (Fraction(-1, 3), Fraction(0), Fraction(5, 8), Fraction(1), Fraction(7, 3), Fraction(4)):
        exact = ball(closed.xreplace({x: sp.Rational(point)}), {})
        enclosure = continuous(f, g, flint.arb(flint.fmpq(point.numerator, point.denominator)))
        assert enclosure.overlaps(flint.arb(exact)) and enclosure.rad() < 1e-12
        assert abs(flint.arb(continuous(f, g, float(point))) - flint.arb(exact)) < 2e-9


def test_enclosures_shrink_with_the_precision():
    with flint.ctx.workprec(200):
        got = continuous(box(0, 1), gaussian(0, 1), flint.arb(1) / 3)
        assert got.rad() < 1e-50
        assert got.overlaps(flint.arb(ball(continuous(box(0, 1), gaussian(0, 1), sp.Rational(1, 3)), {})))


def test_a_wide_ball_holds_all_values():
    """(box * box)(x) for x in [3/4, 5/4] takes every value of [3/4, 1]."""
    got = continuous(box(0, 1), box(0, 1), flint.arb(1, 0.25))
    assert got.contains(flint.arb(0.75)) and got.contains(flint.arb(1))


def test_densities_of_sums():
    """The density of a sum of independent variables; scipy.stats has these by other formulas (here to 1e-8)."""
    for point in (-0.7, 0.4, 2.5):
        assert abs(continuous(exponential(1), gaussian(0, 1), point) - scipy.stats.exponnorm(1).pdf(point)) < 1e-8
        assert abs(continuous(box(0, 1), box(0, 1), point) - scipy.stats.triang(0.5, 0, 2).pdf(point)) < 1e-8
        assert (
            abs(continuous(exponential(2), exponential(2), point) - scipy.stats.gamma(2, scale=0.5).pdf(point)) < 1e-8
        )


def test_python_functions():
    def step(v):
        return 1.0 if 0 <= v < 1 else 0.0

    step.breaks = (0, 1)
    got = continuous(step, lambda v: math.exp(-v * v), np.array([-1.0, 0.3, 2.0]))
    want = [scipy.integrate.quad(lambda s, at=at: math.exp(-((at - s) ** 2)), 0, 1)[0] for at in (-1.0, 0.3, 2.0)]
    assert (abs(got - want) < 2e-9).all()


def test_arrays_of_points():
    got = continuous(box(0, 1), box(0, 1), [[0.5, 1.0], [1.5, 9.0]])
    assert got.shape == (2, 2) and (abs(got - [[0.5, 1], [0.5, 0]]) < 1e-9).all()
    same(
        continuous(box(0, 1), box(0, 1), np.array([Fraction(1, 3), Fraction(5, 3)], object)),
        [sp.Rational(1, 3), sp.Rational(1, 3)],
    )


# ---------------------------------------------------------------- sequences on Z


def test_sequences_on_the_integers():
    step, ones = Sequence(after=1), Sequence(before=1, after=1)
    assert [two_sided(step, step, n) for n in range(-2, 4)] == [0, 0, 1, 2, 3, 4]
    assert two_sided(ones, Sequence([2, 5], start=7), 100) == 7
    same(two_sided(Sequence([1, 2]), Sequence([1, 0, 3], start=-1), np.arange(-2, 4)), [0, 1, 2, 3, 6, 0])
    f, g = rng.integers(-9, 10, 5), rng.integers(-9, 10, 3)
    same([two_sided(Sequence(f.tolist(), 2), Sequence(g.tolist(), -4), n - 2) for n in range(7)], np.convolve(f, g))


def test_the_smallest_failure_of_associativity():
    """f = 1, g = delta_0 - delta_1, h = Heaviside, which a search over plain sequences finds first."""
    from mathcnn.evidence.functions import counterexample

    run = counterexample(two_sided.laws["associates_without_summability"], two_sided.literal)
    assert run.case.kwargs == {"f": Sequence(before=1, after=1), "g": Sequence([1, -1]), "h": Sequence(after=1), "n": 0}
    assert (run.worst.got, run.worst.want) == (0, 1)


@pytest.mark.parametrize("of", [continuous, two_sided])
def test_counterexamples_run_again(of, capsys):
    """What a verdict prints to reproduce a case is a program, which shows two sides that differ."""
    from mathcnn.evidence import verdicts

    for name in (name for name, law in of.laws.items() if not law.holds):
        (verdict,) = (v for v in verdicts.verify_formula(of, 4, only=name))
        assert verdict.good
        exec(verdict.reproduce, {})
        assert capsys.readouterr().out.strip()


def test_equal_sequences_look_equal():
    assert (
        Sequence([0, 0, 1, 0]) == Sequence([1], start=2)
        and repr(Sequence([0, 3], before=0)) == "Sequence([3], start=1)"
    )
    assert Sequence([1, 1], before=1, after=1) == Sequence(before=1, after=1, start=5)
    assert hash(Sequence([0, 1])) == hash(Sequence([1], 1)) and Sequence([1]) != 1
    assert Sequence([1]) - Sequence([1], 1) == Sequence([1, -1])


def test_the_document_s_differentiation_for_sequences():
    """Delta (f * g) = (Delta f) * g = f * (Delta g)."""
    f, g = rng.integers(-9, 10, 5), rng.integers(-9, 10, 4)
    want = np.diff(np.convolve(f, g), prepend=0, append=0)
    same(C.difference(C.discrete(f, g)), want)
    same(C.discrete(C.difference(f), g), want)
    same(C.discrete(f, C.difference(g)), want)


# ---- sizes and places far beyond what can be listed


def by_all_terms(f, g, n):
    """The sum term by term, from the first change of f or g to the last."""
    lo, hi = min(f.start, n - g.end + 1) - 1, max(f.end, n - g.start + 1) + 1
    return sum(f(m) * g(n - m) for m in range(lo, hi))


def test_sequences_far_apart_are_summed_at_once():
    far = 2**70
    assert two_sided(Sequence([1, 1]), Sequence([1, 2]), -far) == 0
    assert two_sided(Sequence([1, 1]), Sequence([1, 2]), far) == 0
    assert two_sided(Sequence(after=2), Sequence([5], after=3), far) == 2 * (5 + 3 * far)
    assert two_sided(Sequence([1, 2], start=far), Sequence([3], start=-far), 1) == 6
    assert two_sided(Sequence(before=1, after=1), Sequence([1, 1], start=far), -far) == 2
    assert two_sided.literal(Sequence([1, 1]), Sequence([1, 2]), -far) == 0
    with pytest.raises(ValueError, match="too many values"):
        two_sided.literal(Sequence(after=1), Sequence(after=1), far)
    with pytest.raises(ValueError, match=r"the sum at n = 1000.* is too large for a float") as refused:
        two_sided(Sequence(after=0.5), Sequence(after=1), 10**400)
    assert len(str(refused.value)) < 300


def test_sequences_near_and_far_are_the_sum_of_all_terms():
    draw = random.Random(7)
    for _ in range(300):
        f, g = (
            Sequence([draw.randint(-3, 3) for _ in range(draw.randint(0, 4))], draw.randint(-5, 5), *ends)
            for ends in ((0, draw.randint(0, 2)), (0, draw.randint(0, 2)))
        )
        n = draw.randint(-12, 40)
        assert two_sided(f, g, n) == by_all_terms(f, g, n)


OUT_OF_MEMORY = """
import resource
resource.setrlimit(resource.RLIMIT_AS, (3 << 30, 3 << 30))
import numpy as np
from mathcnn import convolution, layers
for call in (
    lambda: convolution.delta(10**9),
    lambda: convolution.shift(np.ones(2), 10**9),
    lambda: layers.pad(np.ones((1, 1, 3)), 10**9),
    lambda: layers.conv(np.ones((1, 1, 3)), np.ones((1, 1, 2)), padding=((0, 10**9),)),
    lambda: layers.conv_transpose(np.ones((1, 1, 3)), np.ones((1, 1, 2)), stride=10**9),
):
    try:
        call()
    except ValueError as error:
        print(error)
"""


def test_sizes_beyond_memory_are_refused_in_one_line():
    found = subprocess.run([sys.executable, "-c", OUT_OF_MEMORY], capture_output=True, text=True, timeout=120)
    lines = found.stdout.splitlines()
    assert found.returncode == 0, found.stderr
    starts = (
        "convolution.delta: k = 1000000000 needs more memory than there is: ",
        "convolution.shift: k = 1000000000 needs",
        "layers.pad: padding = ((1000000000, 1000000000),) needs",
        "layers.conv: padding = ((0, 1000000000),) needs",
        "layers.conv_transpose: stride = (1000000000,) needs",
    )
    assert len(lines) == len(starts)
    assert all(line.startswith(start) for line, start in zip(lines, starts, strict=True)), lines
