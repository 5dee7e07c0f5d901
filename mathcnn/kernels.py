"""Five kernels of image processing, in closed form, and what any kernel does to smooth images.

Conventions: rows are y and go down, columns are x and go right; tap (a, b) multiplies the pixel a rows below and b columns to
the right, so a kernel is (2k+1, 2l+1) with tap (0, 0) in the middle. Kernels act by cross-correlation, without being turned;
`flip=True` turns them first, which is true convolution. Pixels are h apart.

Idea: by Taylor's theorem a kernel K maps a smooth image f to the sum over p, q of M_pq h^(p+q) / (p! q!) times the p-th
derivative along y and the q-th along x, where M_pq is a moment of K. So the moments say which derivative a kernel estimates, by
which factor and how well, and which polynomials it annihilates or preserves; nine of them fix a 3 x 3 kernel.
"""

from __future__ import annotations

import itertools
import math
from fractions import Fraction

import numpy as np
import sympy as sp
from sympy import Abs, And, Eq, IndexedBase, Piecewise, Sum, binomial, symbols

from .convolution import image
from .formula import as_objects, formula
from .perceptron import local
from .writing import writable

a, b = symbols("a b", integer=True)
p, q, k, l, order = symbols("p q k l order", integer=True, nonnegative=True)
S, x, y = symbols("S x y")
h = symbols("h", positive=True)
f, f_x, f_y, f_xx, f_yy = symbols("f f_x f_y f_xx f_yy")
K, M = map(IndexedBase, "KM")


# ---------------------------------------------------------------- the kernels


@formula(
    Eq(K[a, b], Piecewise((8, And(Eq(a, 0), Eq(b, 0))), (-1, True))),
    shapes="-> (-1..1, -1..1)",
    notation=r"K_{\text{Laplacian}}",
    source="gonzalez2018, section 3.6",
)
def laplacian():
    """Edges in every direction: eight times a pixel less its eight neighbours. It is -3 h^2 times the Laplacian.

    >>> laplacian().tolist()
    [[-1, -1, -1], [-1, 8, -1], [-1, -1, -1]]
    """
    taps = np.full((3, 3), -1)
    taps[1, 1] = 8
    return taps


@formula(
    Eq(K[a, b], binomial(2, a + 1) * binomial(2, b + 1) / 16),
    shapes="-> (-1..1, -1..1)",
    notation=r"K_{\text{Gaussian}}",
    source="szeliski2022, section 3.2.1",
)
def gaussian():
    """Blur with binomial weights, the discrete Gaussian of variance 1/2 along each axis.

    >>> (16 * gaussian()).tolist()
    [[1.0, 2.0, 1.0], [2.0, 4.0, 2.0], [1.0, 2.0, 1.0]]
    """
    return np.outer([1, 2, 1], [1, 2, 1]) / 16


@formula(
    Eq(K[a, b], binomial(2, a + 1) * b),
    shapes="-> (-1..1, -1..1)",
    notation=r"K_{\text{Sobel }x}",
    source="gonzalez2018, section 3.6",
)
def sobel_x():
    """Change along x, so vertical edges: the central difference along a row, smoothed along the column. It is 8 h f_x.

    >>> sobel_x().tolist()
    [[-1, 0, 1], [-2, 0, 2], [-1, 0, 1]]
    """
    return np.outer([1, 2, 1], [-1, 0, 1])


@formula(
    Eq(K[a, b], binomial(2, b + 1) * a),
    shapes="-> (-1..1, -1..1)",
    notation=r"K_{\text{Sobel }y}",
    source="gonzalez2018, section 3.6",
)
def sobel_y():
    """Change along y (down), so horizontal edges. It is 8 h f_y.

    >>> sobel_y().tolist()
    [[-1, -2, -1], [0, 0, 0], [1, 2, 1]]
    """
    return np.outer([-1, 0, 1], [1, 2, 1])


@formula(
    Eq(K[a, b], Piecewise((5, And(Eq(a, 0), Eq(b, 0))), (-1, Eq(Abs(a) + Abs(b), 1)), (0, True))),
    shapes="-> (-1..1, -1..1)",
    notation=r"K_{\text{sharpen}}",
    source="gonzalez2018, section 3.6",
)
def sharpen():
    """The image less its five-point Laplacian: edges overshoot.

    >>> sharpen().tolist()
    [[0, -1, 0], [-1, 5, -1], [0, -1, 0]]
    """
    return np.array([[0, -1, 0], [-1, 5, -1], [0, -1, 0]])


KERNELS = {kernel.__name__: kernel for kernel in (laplacian, gaussian, sobel_x, sobel_y, sharpen)}


# ---------------------------------------------------------------- what any kernel does


@formula(
    Eq(S, Sum(K[a, b], (a, -k, k), (b, -l, l))),
    shapes="(-k..k, -l..l) -> ()",
    source="gonzalez2018, section 3.4",
)
def total(K):
    """The sum of the taps: what the kernel multiplies a constant image by.

    K: (2k+1, 2l+1). Returns a number. Raises ValueError where a side is even.

    >>> int(total(sharpen()))
    1
    """
    return K.sum()


@total.gradient
def total_backward(dy, K):
    return (np.ones_like(K) * dy,)


@formula(
    Eq(M[p, q], Sum(a**p * b**q * K[a, b], (a, -k, k), (b, -l, l))),
    shapes="(-k..k, -l..l) -> (order + 1, order + 1)",
    source="leveque2007, section 1.5",
)
def moments(K, order):
    """The moments M_pq up to p, q = order, p along y and q along x; 0^0 = 1.

    K: (2k+1, 2l+1). Returns (order+1, order+1). Raises ValueError where a side is even.

    >>> moments(sobel_x(), 2).tolist()
    [[0, 8, 0], [0, 0, 0], [0, 4, 0]]
    """
    return np.tensordot(powers(K, order), K, 2)


@moments.gradient
def moments_backward(dy, K, order):
    return (np.tensordot(dy, powers(K, order), 2),)


def powers(K, order):
    """a^p b^q, indexed [p, q, a, b]."""
    a, b = (np.vander(np.arange(-(n // 2), n // 2 + 1).astype(K.dtype), order + 1, increasing=True).T for n in K.shape)
    return (a[:, None, :, None] * b[:, None, :]).astype(K.dtype)


# ---------------------------------------------------------------- in symbols: exact, so floats count as the fractions that they are


def exact(K):
    """The taps as fractions, indexed [a + k, b + l]; errors name what is no kernel."""
    taps = total.read((K,), {}).arrays["K"]
    for at, v in np.ndenumerate(taps):
        if not isinstance(v, (int, Fraction, np.integer, sp.Rational)) and not (isinstance(v, (float, np.floating)) and math.isfinite(v)):
            raise ValueError(f"kernels: K holds {v} at {at}; a tap has to be a finite number")
    return as_objects(Fraction(int(v.p), int(v.q)) if isinstance(v, sp.Rational) else Fraction(v) for v in taps.ravel().tolist()).reshape(taps.shape)


def degree_of(v):
    if isinstance(v, bool) or not isinstance(v, (int, np.integer)) or v < 0:
        raise (ValueError if isinstance(v, (int, np.integer)) and not isinstance(v, bool) else TypeError)(
            f"kernels: degree = {v!r}: it has to be a whole number >= 0")  # fmt: skip
    return int(v)


def taps_of(K, flip):
    """(a, b, tap) of each tap that is not zero."""
    if not isinstance(flip, (bool, np.bool_)):
        raise TypeError(f"kernels: flip = {flip!r}: it has to be True or False")
    taps = exact(K)
    middle = [n // 2 for n in taps.shape]
    for (row, column), v in np.ndenumerate(taps[::-1, ::-1] if flip else taps):
        if v:
            yield row - middle[0], column - middle[1], sp.Rational(v.numerator, v.denominator)


@writable(r"{} \star f", tight=False)
def leading_term(K, flip=False):
    """What a kernel makes of a smooth image f: its multiple of f, its derivatives of least order, and the order of the rest.

    Returns a SymPy expression in f, f_x, f_xy, ... and the distance h of pixels.

    >>> leading_term(laplacian()), leading_term(sobel_x(), flip=True)
    (-3*h**2*(f_xx + f_yy) + O(h**4), -8*f_x*h + O(h**3))
    >>> leading_term(gaussian())
    h**2*(f_xx + f_yy)/4 + f + O(h**4)
    """
    taps = list(taps_of(K, flip))
    value = sum((v for _, _, v in taps), sp.S.Zero) * f
    if all(row == column == 0 for row, column, _ in taps):
        return value
    turned_taps = exact(K)[::-1, ::-1] if flip else exact(K)

    def term(n):
        M = moments(turned_taps, n)
        parts = (sp.Rational(M[p, n - p]) / (math.factorial(p) * math.factorial(n - p)) * derivative(p, n - p) for p in range(n + 1))
        return sp.factor_terms(h**n * sum(parts))

    # taps off the centre make the sum of K exp(a s + b t) no polynomial, so infinitely many orders have a term
    first, after = itertools.islice((n for n in itertools.count(1) if term(n) != 0), 2)
    return value + term(first) + sp.O(h**after)


def derivative(p, q):
    """f differentiated p times along y and q times along x."""
    return sp.Symbol("f_" + "x" * q + "y" * p) if p + q else f


@writable(r"{} \star {}", tight=False)
def applied(K, polynomial, flip=False):
    """A kernel on the image of a polynomial in x and y, on the whole plane with pixels 1 apart.

    >>> applied(sharpen(), x**2), applied(laplacian(), x * y)
    (x**2 - 2, 0)
    """
    polynomial = sp.sympify(polynomial)
    if not polynomial.free_symbols <= {x, y} or not polynomial.is_polynomial(x, y):
        raise ValueError(f"kernels: {polynomial} is no polynomial in x and y")
    seen = (v * polynomial.subs({x: x + column, y: y + row}, simultaneous=True) for row, column, v in taps_of(K, flip))
    return sp.expand(sum(seen, sp.S.Zero))


def monomials(degree):
    """1, x, y, x^2, x y, y^2, ... up to a total degree."""
    return [x**(n - m) * y**m for n in range(degree_of(degree) + 1) for m in range(n + 1)]


@writable(r"\ker {}")
def annihilates(K, degree=2):
    """The monomials up to a total degree that the kernel maps to zero everywhere.

    >>> annihilates(sobel_x())
    (1, y, y**2)
    """
    return tuple(m for m in monomials(degree) if applied(K, m) == 0)


@writable(r"\operatorname{{Fix}} {}")
def preserves(K, degree=2):
    """The monomials up to a total degree that the kernel leaves as they are.

    >>> preserves(gaussian())
    (1, x, y, x*y)
    """
    return tuple(m for m in monomials(degree) if applied(K, m) == m)


def separates(K):
    """The column and the row whose outer product the kernel is, exactly, or None. The row holds coprime whole numbers.

    >>> column, row = separates(sobel_x())
    >>> [int(v) for v in column], [int(v) for v in row]
    ([1, 2, 1], [-1, 0, 1])
    >>> separates(laplacian()) is None
    True
    """
    taps = exact(K)
    rows = [row for row in taps if any(row)]
    if not rows:
        return taps[:, 0], taps[0]
    scale = math.lcm(*(v.denominator for v in rows[0]))
    row = rows[0] * Fraction(scale, math.gcd(*(int(v * scale) for v in rows[0])))
    at = next(c for c, v in enumerate(row) if v)
    column = taps[:, at] / row[at]
    return (column, row) if np.array_equal(np.outer(column, row), taps) else None


TURNS = {
    "left-right": lambda K: K[:, ::-1],
    "up-down": lambda K: K[::-1],
    "transpose": lambda K: K.T,
    "half turn": lambda K: K[::-1, ::-1],
}


def symmetries(K):
    """Which turns leave the kernel as it is (1), and which change its sign (-1).

    >>> symmetries(sobel_x())
    {'left-right': -1, 'up-down': 1, 'half turn': -1}
    """
    taps = exact(K)
    found = {}
    for name, turn in TURNS.items():
        sign = next((s for s in (1, -1) if np.array_equal(turn(taps), s * taps)), None)
        if sign:
            found[name] = sign
    return found


def response(K, wy, wx, flip=False):
    """The frequency response: what the kernel multiplies the wave exp(i (wy y + wx x)) by; wy, wx in radians a pixel.

    Returns a SymPy expression in cosines and sines; where a frequency is a float, a complex number.

    >>> response(sobel_x(), 0, sp.Symbol("w", real=True))
    8*I*sin(w)
    >>> response(laplacian(), 0.0, 0.0)
    0j
    """
    for name, w in (("wy", wy), ("wx", wx)):
        if isinstance(w, bool) or not isinstance(w, (int, float, np.integer, np.floating, sp.Expr)):
            raise TypeError(f"kernels: {name} = {w!r}: it has to be a number or an expression")
        if isinstance(w, (float, np.floating)) and not math.isfinite(w):
            raise ValueError(f"kernels: {name} = {w!r}: it has to be finite")
    angles = ((v, row * sp.sympify(wy) + column * sp.sympify(wx)) for row, column, v in taps_of(K, flip))
    found = sp.expand(sum((v * (sp.cos(w) + sp.I * sp.sin(w)) for v, w in angles), sp.S.Zero))
    return complex(found) if found.is_number and any(isinstance(w, (float, np.floating, sp.Float)) for w in (wy, wx)) else found


# ---------------------------------------------------------------- notation of the laws


@writable("{1}")
def stated(like, rows):
    """Numbers in the number type of a kernel."""
    rows = as_objects(map(Fraction, itertools.chain(*rows.tolist()))).reshape(rows.shape)
    return rows if like.dtype.kind == "O" else rows.astype(float)


@writable(r"{}^{{\top}}")
def transposed(K):
    """Rows and columns swapped."""
    return K.T


@writable(r"{}^{{\leftrightarrow}}")
def mirrored(K):
    """Left and right swapped."""
    return K[:, ::-1]


@writable(r"\operatorname{{minors}} {}")
def minors(K):
    """All determinants of two rows and two columns: they vanish exactly where the kernel is one column times one row."""
    products = K[:, :, None, None] * K
    return products - products.transpose(2, 1, 0, 3)


@writable(r"\mathbf{{0}}")
def no_minors(K):
    """Every one of them zero."""
    return minors(K) * 0


@writable(r"\tilde{{{}}}")
def turned(K):
    """The kernel turned about its centre."""
    return K[::-1, ::-1]


@writable(r"{}_{{00}}")
def entry_00(M):
    return M[0, 0]


@writable(r"{}_{{p < n, q < n}}")
def but_last(M):
    """Without the highest moments."""
    return M[:-1, :-1]


@writable(r"{}_{{p < n, q + 1}}")
def but_first_along_x(M):
    """Without p = n and q = 0."""
    return M[:-1, 1:]


@writable(r"b {}")
def weighed_by_column(K):
    """Each tap times its column's offset."""
    return K * np.arange(-(K.shape[1] // 2), K.shape[1] // 2 + 1)


@writable(r"\mathbf{{1}}")
def ones(I):
    """An image that is 1 everywhere."""
    return I * 0 + 1


@writable("0")
def nothing(I):
    """Zero, as an array without axes."""
    return np.zeros((), I.dtype)


matrix = sp.ImmutableMatrix
SMOOTH, DIFFERENCE, PAIR = np.array([[1, 2, 1]]), np.array([[-1, 0, 1]]), np.array([[1, 1], [1, 1]])


# ---------------------------------------------------------------- laws of the kernels: the moments fix every tap, the rest says what they mean


@laplacian.law()
def laplacian_has_moments(laplacian):
    K = laplacian()
    return moments(K, 2), stated(K, matrix([[0, 0, -6], [0, 0, 0], [-6, 0, -4]]))


@laplacian.law()
def laplacian_sums_to_zero(laplacian):
    """A constant image becomes black."""
    return total(laplacian()), 0


@laplacian.law()
def laplacian_is_transposed(laplacian):
    return transposed(laplacian()), laplacian()


@laplacian.law()
def laplacian_is_mirrored(laplacian):
    return mirrored(laplacian()), laplacian()


@laplacian.law()
def is_three_laplacians(laplacian):
    """-3 h^2 times the Laplacian: the sign of what is usually called so is the other one."""
    return leading_term(laplacian()), -3 * h**2 * (f_xx + f_yy) + sp.O(h**4)


@laplacian.law()
def of_a_parabola(laplacian):
    """The Laplacian of x^2 is 2, so this kernel gives -6 everywhere."""
    return applied(laplacian(), x**2), -3 * sp.Integer(2)


@laplacian.law()
def turning_is_harmless(laplacian):
    """The kernel has a centre of symmetry, so convolution and cross-correlation are the same."""
    return leading_term(turned(laplacian())), leading_term(laplacian())


@laplacian.law()
def annihilates_planes(laplacian):
    """Ramps become black, whatever their slope, and so does the saddle x y."""
    return annihilates(laplacian(), 3), (sp.S.One, x, y, x * y)


@laplacian.fails()
def has_the_sign_of_the_laplacian(laplacian):
    """With 8 in the middle a bright spot gives a positive value, where the Laplacian of f is negative (as in scikit-image, issue 7357)."""
    return leading_term(laplacian()), 3 * h**2 * (f_xx + f_yy) + sp.O(h**4)


@laplacian.fails()
def laplacian_is_separable(laplacian):
    """It is no column times a row: two passes of one axis each cannot replace it."""
    return minors(laplacian()), no_minors(laplacian())


@gaussian.law()
def gaussian_has_moments(gaussian):
    K = gaussian()
    return moments(K, 2), stated(K, matrix([[1, 0, sp.Rational(1, 2)], [0, 0, 0], [sp.Rational(1, 2), 0, sp.Rational(1, 4)]]))


@gaussian.law()
def gaussian_sums_to_one(gaussian):
    """A constant image stays as it is."""
    return total(gaussian()), 1


@gaussian.law()
def gaussian_is_transposed(gaussian):
    return transposed(gaussian()), gaussian()


@gaussian.law()
def gaussian_is_mirrored(gaussian):
    return mirrored(gaussian()), gaussian()


@gaussian.law()
def gaussian_is_separable(gaussian):
    return minors(gaussian()), no_minors(gaussian())


@gaussian.law()
def is_the_mean_of_four_twice(gaussian):
    """Twice the mean of 2 x 2 pixels."""
    return 16 * gaussian(), image(PAIR, PAIR)


@gaussian.law()
def blurs_by_the_heat_equation(gaussian):
    """f plus h^2 / 4 times its Laplacian: a step of the heat equation, over a time h^2 / 4."""
    return leading_term(gaussian()), f + h**2 * (f_xx + f_yy) / 4 + sp.O(h**4)


@gaussian.law()
def gaussian_preserves_planes(gaussian):
    return preserves(gaussian(), 3), (sp.S.One, x, y, x * y)


@gaussian.fails()
def preserves_parabolas(gaussian):
    """A blur raises the bottom of a valley, by half a pixel squared."""
    return applied(gaussian(), x**2), x**2


@sobel_x.law()
def sobel_x_has_moments(sobel_x):
    K = sobel_x()
    return moments(K, 2), stated(K, matrix([[0, 8, 0], [0, 0, 0], [0, 4, 0]]))


@sobel_x.law()
def sobel_x_sums_to_zero(sobel_x):
    return total(sobel_x()), 0


@sobel_x.law()
def sobel_x_is_separable(sobel_x):
    return minors(sobel_x()), no_minors(sobel_x())


@sobel_x.law()
def is_a_smoothed_difference(sobel_x):
    """The binomial weights along the column after the central difference along the row."""
    return sobel_x(), image(SMOOTH.T, DIFFERENCE)


@sobel_x.law()
def changes_sign_left_to_right(sobel_x):
    return mirrored(sobel_x()), -sobel_x()


@sobel_x.law()
def is_the_other_transposed(sobel_x):
    return sobel_x(), transposed(sobel_y())


@sobel_x.law()
def estimates_f_x(sobel_x):
    """Eight times the derivative along x: horizontal change, so vertical edges."""
    return leading_term(sobel_x()), 8 * h * f_x + sp.O(h**3)


@sobel_x.law()
def true_convolution_changes_the_sign(sobel_x):
    """Turned, as in true convolution, it estimates the derivative in the other direction."""
    return leading_term(turned(sobel_x())), -leading_term(sobel_x())


@sobel_x.law()
def sees_no_change_along_y(sobel_x):
    """Horizontal edges, which depend on y alone, become black."""
    return annihilates(sobel_x(), 3), (sp.S.One, y, y**2, y**3)


@sobel_x.fails()
def sees_horizontal_edges(sobel_x):
    """The words "edge detection (horizontal)" mean horizontal change: a horizontal edge depends on y alone, and is not seen."""
    return leading_term(sobel_x()), 8 * h * f_y + sp.O(h**3)


@sobel_x.fails()
def ignores_true_convolution(sobel_x):
    """The kernel has no centre of symmetry: convolution and cross-correlation differ in sign."""
    return leading_term(turned(sobel_x())), leading_term(sobel_x())


@sobel_y.law()
def sobel_y_has_moments(sobel_y):
    K = sobel_y()
    return moments(K, 2), stated(K, matrix([[0, 0, 0], [8, 0, 4], [0, 0, 0]]))


@sobel_y.law()
def sobel_y_sums_to_zero(sobel_y):
    return total(sobel_y()), 0


@sobel_y.law()
def sobel_y_is_separable(sobel_y):
    return minors(sobel_y()), no_minors(sobel_y())


@sobel_y.law()
def is_the_same_left_to_right(sobel_y):
    return mirrored(sobel_y()), sobel_y()


@sobel_y.law()
def sobel_y_is_the_other_transposed(sobel_y):
    return sobel_y(), transposed(sobel_x())


@sobel_y.law()
def estimates_f_y(sobel_y):
    """Eight times the derivative along y, which goes down."""
    return leading_term(sobel_y()), 8 * h * f_y + sp.O(h**3)


@sobel_y.law()
def sees_no_change_along_x(sobel_y):
    return annihilates(sobel_y(), 3), (sp.S.One, x, x**2, x**3)


@sharpen.law()
def sharpen_has_moments(sharpen):
    K = sharpen()
    return moments(K, 2), stated(K, matrix([[1, 0, -2], [0, 0, 0], [-2, 0, 0]]))


@sharpen.law()
def sharpen_sums_to_one(sharpen):
    return total(sharpen()), 1


@sharpen.law()
def sharpen_is_transposed(sharpen):
    return transposed(sharpen()), sharpen()


@sharpen.law()
def sharpen_is_mirrored(sharpen):
    return mirrored(sharpen()), sharpen()


@sharpen.law()
def subtracts_the_laplacian(sharpen):
    """f less h^2 times its Laplacian, to third order: a step of the heat equation backwards."""
    return leading_term(sharpen()), f - h**2 * (f_xx + f_yy) + sp.O(h**4)


@sharpen.law()
def sharpen_preserves_planes(sharpen):
    return preserves(sharpen(), 3), (sp.S.One, x, y, x * y)


@sharpen.fails()
def sharpen_preserves_parabolas(sharpen):
    """The bottom of a valley goes down: x^2 becomes x^2 - 2."""
    return applied(sharpen(), x**2), x**2


@sharpen.fails()
def sharpen_is_separable(sharpen):
    return minors(sharpen()), no_minors(sharpen())


# ---------------------------------------------------------------- laws of sums and moments


@total.law(I="(H, W)")
def answers_to_constants(total, K, I):
    """A constant image on a torus becomes the sum of the taps everywhere."""
    return total(K) * ones(I), local(ones(I), K, nothing(I), border="circular")


@total.law(J="K")
def adds(total, K, J):
    return total(K + J), total(K) + total(J)


@total.law()
def ignores_turning(total, K):
    return total(mirrored(K)), total(K)


@moments.law()
def begin_with_the_total(moments, K, order):
    """The moment of order 0 is the sum of the taps."""
    return entry_00(moments(K, order)), total(K)


@moments.law()
def count_columns(moments, K, order):
    """Taps times their column's offset have the moments of one order more along x."""
    return moments(weighed_by_column(K), order), but_first_along_x(moments(K, order + 1))


@moments.law()
def transpose(moments, K, order):
    """Swapping rows and columns swaps p and q."""
    return moments(transposed(K), order), transposed(moments(K, order))


@moments.law()
def are_nested(moments, K, order):
    """Higher orders add moments, and change none."""
    return but_last(moments(K, order + 1)), moments(K, order)


@moments.fails(plain=True)
def ignore_turning(moments, K, order):
    """Turned about its centre a kernel has the moments of odd p + q with the other sign."""
    return moments(mirrored(K), order), moments(K, order)
