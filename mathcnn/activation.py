"""Activations: functions applied to every entry, and those of a whole axis of classes.

Conventions: relu(0) has the derivative 0, and leaky_relu there alpha. NaN goes through all of them. In a softmax -inf
gets the share 0; +inf, whose share of infinity is undetermined, makes its row NaN, as IEEE arithmetic says of inf - inf.

The exponentials of softmax are stated less the row's largest entry. As real functions that is the textbook's quotient (a
law below says so); but only this form is bounded: the denominator lies between 1 and K, so an exponential that underflows
is small against it, and the rounding bound, which follows the statement, is u (|x_i| + |max|) for the exponent, what the
difference of two rounded numbers costs any implementation. The bare quotient has no bound where every exponential underflows.
"""

from __future__ import annotations

import numpy as np
from sympy import Eq, IndexedBase, Max, Piecewise, Rational, Sum, Symbol, exp, log, symbols, tanh

from . import kinds
from .formula import Along, Domain, formula
from .memory import like
from .statement import MaxOver
from .writing import writable

n, k, l = symbols("n k l", integer=True)
N, K = symbols("N K", integer=True, positive=True)
alpha = Symbol("alpha", real=True)
loss = Symbol("loss", real=True)
x, y, t, m = map(IndexedBase, "xytm")

# ---------------------------------------------------------------- entry by entry


@formula(Eq(y[n], Max(0, x[n])), shapes="(N...) -> (N...)", source="goodfellow2016, section 6.3.1")
def relu(x):
    """The rectified linear unit: negative entries become 0.

    x: any shape. Returns the same shape and type.

    >>> relu([-2, 0, 3]).tolist()
    [0, 0, 3]
    """
    if x.dtype.kind != "f":
        return np.maximum(x, 0, out=like(x))
    return x.clip(0, np.inf, out=like(x))                # a NaN stays one, too; NumPy takes three times as long for a maximum with one number


@relu.gradient
def relu_backward(dy, x):
    positive = np.greater(x, 0, out=like(x, dtype=bool))
    if dy.dtype.kind != "f" or dy.dtype.itemsize not in (4, 8):
        return (np.where(positive, dy, dy.dtype.type(0) if dy.dtype.kind == "f" else 0),)
    bits = np.dtype(f"i{dy.dtype.itemsize}")             # where a product with 0 would make NaN of inf; as fast as a product
    kept = np.negative(positive.view(np.int8), out=like(dy, dtype=bits))
    return (np.bitwise_and(dy.view(bits), kept, out=kept).view(dy.dtype),)


@formula(
    Eq(y[n], Piecewise((x[n], x[n] > 0), (alpha * x[n], True))),
    shapes="(N...) -> (N...)",
    source="maas2013, section 2",
)
def leaky_relu(x, alpha=0.01):
    """A rectified linear unit that lets a share alpha of the negative entries through.

    x: any shape; alpha: any finite number. Returns the shape of x.

    >>> leaky_relu([-2.0, 0.0, 3.0], alpha=0.5).tolist()
    [-1.0, 0.0, 3.0]
    """
    return np.where(x > 0, x, alpha * np.minimum(x, 0))  # so that 0 inf is met only where it is stated


@leaky_relu.gradient
def leaky_relu_backward(dy, x, alpha):
    return (np.where(x > 0, dy, alpha * dy),)


@formula(Eq(y[n], 1 / (1 + exp(-x[n]))), shapes="(N...) -> (N...)", source="goodfellow2016, eq. 3.30")
def sigmoid(x):
    """The logistic function, from 0 to 1.

    x: any shape. Returns the shape of x.

    >>> sigmoid([0.0, 1000.0, -1000.0]).tolist()
    [0.5, 1.0, 0.0]
    """
    e = np.exp(-np.abs(x))                               # at most 1, so nothing overflows
    return np.where(x >= 0, 1, e) / (1 + e)


@sigmoid.gradient
def sigmoid_backward(dy, x):
    """s (1 - s), and 1 - s(x) = s(-x) without cancellation."""
    return (dy * sigmoid.fn(x) * sigmoid.fn(-x),)


@formula(
    Eq(y[n], Rational(17159, 10000) * tanh(Rational(2, 3) * x[n])),
    shapes="(N...) -> (N...)",
    source="lecun1998, section II and appendix A",
)
def scaled_tanh(x):
    """LeCun's squashing function 1.7159 tanh(2x/3), which is about 1 at 1 and -1 at -1.

    x: any shape. Returns the shape of x.

    >>> scaled_tanh([0.0, 1000.0]).tolist()
    [0.0, 1.7159]
    """
    y = np.multiply(x, 2 / 3, out=like(x))
    return np.multiply(1.7159, np.tanh(y, out=y), out=y)


@scaled_tanh.gradient
def scaled_tanh_backward(dy, x):
    """1 - tanh^2 = 1 / cosh^2, without cancellation."""
    e = np.abs(x, out=like(x))                           # 1 / cosh(z)^2 = 4 e^(-2|z|) / (1 + e^(-2|z|))^2
    e = np.exp(np.multiply(e, -4 / 3, out=e), out=e)
    dx = np.multiply(dy, 4 * 1.7159 * 2 / 3, out=like(dy))
    np.multiply(dx, e, out=dx)
    e += 1
    np.divide(dx, e, out=dx)
    return (np.divide(dx, e, out=dx),)


# ---------------------------------------------------------------- shares of an axis

top = Eq(m[n], MaxOver(x[n, k], (k, 0, K - 1)))
total = Sum(exp(x[n, k] - m[n]), (k, 0, K - 1))


@formula(
    Eq(y[n, l], exp(x[n, l] - m[n]) / total),
    where=[top],
    shapes="(N..., K) -> (N..., K)",
    source="goodfellow2016, eq. 4.1, and section 4.1 for the largest entry",
    axis=Along("K"),
)
def softmax(x, axis=-1):
    """Each class's share of the exponentials along an axis.

    x: any shape with an axis of classes; axis: which one, or several. Returns the shape of x.

    >>> softmax([0.0, 0.0]).tolist()
    [0.5, 0.5]
    """
    e = np.exp(below_top(x, axis))
    return e / e.sum(axis=axis, keepdims=True)


def below_top(x, axis):
    """How far each entry lies below the largest one of its row."""
    with np.errstate(invalid="ignore"):                  # inf - inf is NaN, which is what is stated
        return x - x.max(axis=axis, keepdims=True)


@softmax.gradient
def softmax_backward(dy, x, axis):
    y = softmax.fn(x, axis)
    return (y * (dy - (dy * y).sum(axis=axis, keepdims=True)),)


@formula(
    Eq(y[n, l], x[n, l] - m[n] - log(total)),
    where=[top],
    shapes="(N..., K) -> (N..., K)",
    source="goodfellow2016, eq. 6.30",
    axis=Along("K"),
)
def log_softmax(x, axis=-1):
    """The natural logarithm of the softmax.

    x: any shape with an axis of classes; axis: which one, or several. Returns the shape of x.

    >>> log_softmax([0.0, -1000.0]).tolist()
    [0.0, -1000.0]
    """
    z = below_top(x, axis)
    return z - np.log(np.exp(z).sum(axis=axis, keepdims=True))


@log_softmax.gradient
def log_softmax_backward(dy, x, axis):
    return (dy - softmax.fn(x, axis) * dy.sum(axis=axis, keepdims=True),)


def label_fault(t, env):
    """What is wrong with an array of classes, or nothing."""
    bad = ~((t >= 0) & (t < env["K"]) & (t == np.floor(t)))
    if not bad.any():
        return ""
    at = tuple(map(int, np.argwhere(bad)[0]))
    return f"holds {t[at]} at {at}; a label is a whole number from 0 to {env['K'] - 1}"


def as_labels(raw, env):
    """Free values of any number type as classes."""
    return np.array([int(abs(v) * 8 if isinstance(v, float) else v) % env["K"] for v in raw.ravel().tolist()], np.int64).reshape(raw.shape)


labels = Domain(r"t_n \in \{0, \dots, K - 1\}", label_fault, as_labels)


@formula(
    Eq(loss, Sum(log(total) - (x[n, t[n]] - m[n]), (n, 0, N - 1)) / N),
    where=[top],
    shapes="(N, K), (N) -> ()",
    domain={"t": labels},
    source="goodfellow2016, eq. 6.30 and section 5.5",
)
def cross_entropy(x, t):
    """The mean over a batch of -log softmax(x), read at the labels, in nats.

    x: (N, K) logits; t: (N) whole labels from 0 to K - 1. Returns a number. Raises ValueError for any other label.

    >>> float(cross_entropy([[0.0, 0.0]], [1]).round(6))
    0.693147
    """
    rows = np.arange(len(x))
    return -log_softmax.fn(x, 1)[rows, t.astype(np.int64)].mean()


@cross_entropy.gradient
def cross_entropy_backward(dy, x, t):
    """(p - y) / N."""
    dx = softmax.fn(x, 1)
    dx[np.arange(len(x)), t.astype(np.int64)] -= 1
    return (dy * dx / x.dtype.type(len(x)),)


# ---------------------------------------------------------------- what laws are said with


def in_kind(name, *arrays):
    """An operation of the entries' own number type, entry by entry."""
    found = np.broadcast_arrays(*arrays)
    kind = kinds.kind_of(found[0].ravel().tolist())
    values = [getattr(kind, name)(*entries) for entries in zip(*(a.ravel().tolist() for a in found), strict=True)]
    out = np.empty(len(values), object)
    out[:] = values
    return out.reshape(found[0].shape)


@writable(r"|{}|")
def magnitude(x):
    return abs(x)


@writable(r"\max(0, {})")
def positive_part(x):
    return np.where(x > 0, x, x * 0)


@writable(r"e^{{{}}}")
def exponential(x):
    return np.exp(x) if x.dtype != object else in_kind("exp", x)


@writable(r"\ln {}")
def logarithm(x):
    return np.log(x) if x.dtype != object else in_kind("log", x)


@writable(r"\tanh {}")
def hyperbolic_tangent(x):
    return np.tanh(x) if x.dtype != object else in_kind("tanh", x)


@writable(r"{}_{{\text{{NaN}}}}")
def with_nan(x):
    """The middle entry of all replaced by NaN."""
    out = x.copy()
    out.flat[x.size // 2] = np.nan
    return out


@writable(r"\mathbf{{0}}")
def zeros(x):
    return x * 0


@writable(r"\mathbf{{1}}")
def ones(x):
    """Ones in the shape and type of x."""
    return x * 0 + 1


@writable(r"\sum_{{k \in {axis}}} {}")
def summed(y, *, axis):
    """The sum over the axis of classes, which stays."""
    return y.sum(axis=axis, keepdims=True)


@writable(r"{}^{{\pi}}")
def turned(x, *, axis):
    """The classes turned by one place."""
    return np.roll(x, 1, axis)


@writable(r"({}, \mathbf{{0}})")
def beside_zero(x):
    """Two classes: x and 0."""
    return np.stack([x, x * 0], -1)


@writable(r"{}_{{\cdot 0}}")
def first_class(y):
    return y[..., 0]


@writable(r"\frac{{1}}{{N}} \sum_n {}_{{n, {}_n}}")
def mean_at(y, at):
    """The mean of the entries at the labels."""
    return sum(y[row, int(label)] for row, label in enumerate(at)) / len(at)


@writable(r"K")
def classes(x):
    """The number of classes, as an array in the type of x."""
    return (x * 0 + 1).sum(axis=1)


@writable(r"{}")
def mean(x):
    return x.sum() / len(x)


@writable(r"{}_{{[0]}}")
def first_row(x):
    return x[:1]


# ---------------------------------------------------------------- laws


@relu.law()
def is_positive_part(relu, x):
    """(x + |x|) / 2."""
    return relu(x) + relu(x), x + magnitude(x)


@relu.law()
def splits(relu, x):
    """What is kept of x less what is kept of -x."""
    return relu(x) - relu(-x), x


@relu.law()
def is_idempotent(relu, x):
    return relu(relu(x)), relu(x)


@relu.law("<=", z="x")
def is_monotone(relu, x, z):
    return relu(x), relu(x + magnitude(z))


@relu.law(">=")
def is_at_least_zero(relu, x):
    return relu(x), zeros(x)


@relu.law(z="()")
def is_positively_homogeneous(relu, x, z):
    return relu(magnitude(z) * x), magnitude(z) * relu(x)


@relu.law()
def passes_nan_on(relu, x):
    """A NaN stays a NaN, and is no reason to be 0; no other entry notices it."""
    return relu(with_nan(x)), with_nan(relu(x))


@relu.fails(z="x")
def is_linear(relu, x, z):
    return relu(x + z), relu(x) + relu(z)


@relu.fails()
def is_odd(relu, x):
    return relu(-x), -relu(x)


@leaky_relu.law()
def is_identity_at_one(leaky_relu, x):
    return leaky_relu(x, alpha=1), x


@leaky_relu.law()
def is_relu_at_zero(leaky_relu, x):
    return leaky_relu(x, alpha=0), relu(x)


@leaky_relu.law()
def leaks(leaky_relu, x, alpha):
    """Two rectified linear units."""
    return leaky_relu(x, alpha=alpha), relu(x) - alpha * relu(-x)


@leaky_relu.law(z="()")
def leaky_is_positively_homogeneous(leaky_relu, x, z):
    return leaky_relu(magnitude(z) * x), magnitude(z) * leaky_relu(x)


@leaky_relu.law()
def leaky_passes_nan_on(leaky_relu, x):
    return leaky_relu(with_nan(x)), with_nan(leaky_relu(x))


@leaky_relu.fails(z="x")
def leaky_is_linear(leaky_relu, x, z):
    return leaky_relu(x + z), leaky_relu(x) + leaky_relu(z)


@leaky_relu.fails()
def leaky_is_idempotent(leaky_relu, x):
    """The second time leaks again."""
    return leaky_relu(leaky_relu(x)), leaky_relu(x)


@sigmoid.law()
def has_complement(sigmoid, x):
    return sigmoid(x) + sigmoid(-x), ones(x)


@sigmoid.law()
def is_a_half_at_zero(sigmoid, x):
    return sigmoid(zeros(x)) + sigmoid(zeros(x)), ones(x)


@sigmoid.law()
def has_odds(sigmoid, x):
    """The odds are e^x; written without the large exponential."""
    return sigmoid(-magnitude(x)), exponential(-magnitude(x)) * sigmoid(magnitude(x))


@sigmoid.law()
def is_a_tanh(sigmoid, x):
    """2 sigma(2x) - 1 = tanh x."""
    return sigmoid(x + x) + sigmoid(x + x) - ones(x), hyperbolic_tangent(x)


@sigmoid.fails()
def sigmoid_is_odd(sigmoid, x):
    return sigmoid(-x), -sigmoid(x)


@scaled_tanh.law()
def is_odd_too(scaled_tanh, x):
    return scaled_tanh(-x), -scaled_tanh(x)


@scaled_tanh.law()
def is_a_sigmoid(scaled_tanh, x):
    """1.7159 (2 sigma(4x/3) - 1), three times as far out so that no quotient is needed: f(3x)."""
    return (scaled_tanh(x + x + x) * 10000, (sigmoid(4 * x) + sigmoid(4 * x) - ones(x)) * 17159)


@scaled_tanh.fails()
def reaches_its_argument(scaled_tanh, x):
    """f(1) is near 1, and not 1."""
    return scaled_tanh(ones(x)), ones(x)


@softmax.law()
def sums_to_one(softmax, x, axis):
    return summed(softmax(x, axis=axis), axis=axis), ones(summed(x, axis=axis))


@softmax.law()
def chooses_between_two(softmax, x, axis):
    """Of two classes the first has the share sigma(x_k - x_l) of what both have: the ratio is e^(x_k - x_l)."""
    y = softmax(x, axis=axis)
    return y, (y + turned(y, axis=axis)) * sigmoid(x - turned(x, axis=axis))


@softmax.law(z="()")
def ignores_a_constant(softmax, x, z):
    return softmax(x + z), softmax(x)


@softmax.law()
def moves_with_the_classes(softmax, x, axis):
    return softmax(turned(x, axis=axis), axis=axis), turned(softmax(x, axis=axis), axis=axis)


@softmax.law(plain=True)
def of_two_is_the_sigmoid(softmax, x):
    return first_class(softmax(beside_zero(x))), sigmoid(x)


@softmax.fails()
def softmax_is_homogeneous(softmax, x):
    """Scaling the logits sharpens the shares."""
    return softmax(x + x), softmax(x) + softmax(x)


@softmax.fails()
def is_blind_to_scale(softmax, x):
    return softmax(x + x), softmax(x)


@log_softmax.law()
def is_the_logarithm(log_softmax, x, axis):
    return exponential(log_softmax(x, axis=axis)), softmax(x, axis=axis)


@log_softmax.law()
def keeps_differences(log_softmax, x, axis):
    y = log_softmax(x, axis=axis)
    return y - turned(y, axis=axis), x - turned(x, axis=axis)


@log_softmax.law("<=")
def is_at_most_zero(log_softmax, x, axis):
    return log_softmax(x, axis=axis), zeros(x)


@log_softmax.law(z="()")
def log_ignores_a_constant(log_softmax, x, z):
    return log_softmax(x + z), log_softmax(x)


@log_softmax.fails()
def log_is_odd(log_softmax, x):
    return log_softmax(-x), -log_softmax(x)


@cross_entropy.law()
def reads_the_log_softmax(cross_entropy, x, t):
    return cross_entropy(x, t), -mean_at(log_softmax(x, axis=1), t)


@cross_entropy.law()
def of_equal_logits(cross_entropy, x, t):
    """Where nothing is known, log K."""
    return cross_entropy(zeros(x), t), mean(logarithm(classes(x)))


@cross_entropy.law(z="()")
def loss_ignores_a_constant(cross_entropy, x, t, z):
    return cross_entropy(x + z, t), cross_entropy(x, t)


@cross_entropy.law()
def gains_by_the_label(cross_entropy, x, t):
    """One image: e to the minus loss is the label's share."""
    return exponential(-row_loss(cross_entropy(first_row(x), first_row(t)))), label_share(softmax(first_row(x), axis=1), first_row(t))


@writable(r"{}")
def row_loss(v):
    return np.asarray(v).reshape(1)


@writable(r"{}_{{{}}}")
def label_share(y, t):
    return y[:, int(t[0])]


@cross_entropy.fails()
def loss_is_symmetric_in_the_sign(cross_entropy, x, t):
    return cross_entropy(-x, t), cross_entropy(x, t)
