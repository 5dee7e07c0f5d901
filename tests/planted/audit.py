"""The document's statements and their corrections, each altered by one sign, index, bound or constant; the audit's
verdict has to change.

Each line makes an altered statement from that of the document: `printed`, `under` and `corrected` replace what is asked
of it.
"""

import dataclasses
import itertools

import sympy as sp
from sympy import Eq, Max, Piecewise, Sum, log, oo

from mathcnn import convolution, information, perceptron
from mathcnn.activation.letters import n, x, y
from mathcnn.activation.relu import alpha
from mathcnn.audit import (
    activations,
    batch_norm,
    filters,
    find,
    foundations,
    frameworks,
    networks,
    perceptrons,
    pooling,
    products,
)
from mathcnn.audit.propositions import Every, Lawful, Measured
from mathcnn.audit.readings import Typed
from mathcnn.convolution import image, two_sided
from mathcnn.convolution.continuous import convolved
from mathcnn.convolution.curves import f, g, t
from mathcnn.convolution.letters import H as height
from mathcnn.convolution.letters import I, K, s
from mathcnn.convolution.letters import i as place
from mathcnn.convolution.letters import y as result
from mathcnn.information.letters import I as information_I
from mathcnn.information.letters import base, col
from mathcnn.language.statement import Single
from mathcnn.perceptron.letters import H, W, a, b, h, i, j, k, l, r, u, v
from mathcnn.perceptron.letters import s as column
from mathcnn.perceptron.letters import x as pixel
from mathcnn.probability.letters import X, Y, joint, row
from mathcnn.probability.letters import x as information_x
from mathcnn.probability.letters import y as information_y


def printed(name, *propositions):
    return dataclasses.replace(find(name), printed=propositions)


def under(name, *propositions):
    one = find(name)
    return dataclasses.replace(one, under=dataclasses.replace(one.under, propositions=propositions))


def corrected(name, *propositions):
    one = find(name)
    return dataclasses.replace(one, corrected=dataclasses.replace(one.corrected, propositions=propositions))


def conventions(name, **readings):
    return dataclasses.replace(find(name), conventions={word: (one,) for word, one in readings.items()})


def law(of, name):
    """A law, of another statement than its own."""
    return Lawful(of.laws[name])


def kernel(of, at, tap):
    """A kernel of the document with another tap."""
    taps = of.copy()
    taps[at] = sp.Rational(tap)
    return taps


# ---------------------------------------------------------------- altered formulas


def mutual(quotient):
    return information.mutual_information.restated(
        Eq(
            information_I,
            Sum(
                joint[information_x, information_y] * log(quotient) / log(base),
                (information_x, 0, X - 1),
                (information_y, 0, Y - 1),
            ),
        )
    )


p, p_X, p_Y = joint[information_x, information_y], row[information_x], col[information_y]


def entropies(formula):
    tables = foundations.tables(foundations.TABLES, foundations.WITH_A_ZERO)
    return Every("it is H(X) + H(Y) - H(X, Y)", tables, lambda p: foundations.in_bits(formula, p))


def centred(rows=(a, 1 - H, H - 1), seen=pixel[i + a, j + b], sign=1):
    return perceptron.centred.restated(
        Eq(h[i, j], u[i, j] + sign * Sum(v[i, j, a, b] * seen, (rows), (b, 1 - W, W - 1)))
    )


def local(rows=(a, -k, k), weight=v[a, b], seen=pixel[r, column], constant=Single(u)):
    return perceptron.local.restated(Eq(h[i, j], constant + Sum(weight * seen, rows, (b, -l, l))))


def shared(weight=v[a, b], rows=(a, 1 - H, H - 1), constant=Single(u)):
    return perceptron.shift_invariant.restated(
        Eq(h[i, j], constant + Sum(weight * pixel[r, column], rows, (b, 1 - W, W - 1)))
    )


def line(of, integrand):
    return of.restated(Eq(convolved(products.x), sp.Integral(integrand, (t, -oo, oo))))


def whole(term):
    m, place = two_sided.statement.rhs.limits[0][0], two_sided.statement.lhs.args[0]
    return two_sided.restated(Eq(convolved(place), Sum(term(m, place), (m, -oo, oo))))


def of_images(rows=(s, 0, height - 1), tap=K[place - s]):
    return image.restated(Eq(result[place], Sum(I[s] * tap, rows)))


sequences = convolution.discrete.restated(convolution.discrete.statement)


@sequences.law(h="g")
def distributes_with_a_minus(conv, f, g, h):
    return conv(f, g + h), conv(f, g) - conv(f, h)


@sequences.law()
def differentiates_as_a_product_of_numbers(conv, f, g):
    return convolution.difference(conv(f, g)), conv(convolution.difference(f), convolution.difference(g))


pictures = image.restated(image.statement)


@pictures.law(plain=True)
def turns_and_correlates(conv, I, K):
    return conv(I, convolution.flip(K)), convolution.cross_correlation(I, K)


@pictures.law(plain=True)
def is_the_same_for_odd_kernels(conv, I, K):
    return conv(I, K - convolution.flip(K)), convolution.cross_correlation(I, K - convolution.flip(K))


@perceptron.local.restated(perceptron.local.statement).law(held={"border": "zero"})
def adds_the_constant(local, x, v, u):
    return local(x, v, u), convolution.cross_correlation(x, v, mode="same") + u


@perceptron.local.restated(perceptron.local.statement).law(held={"border": "zero"})
def subtracts_the_constant(local, x, v, u):
    return local(x, v, u), convolution.cross_correlation(x, v, mode="same") - u


def rising(rng):
    found = [row[1] for row in foundations.through_layers()]
    return all(b >= a for a, b in itertools.pairwise(found)), f"{found}"


def turning(rng):
    found = frameworks.by_libraries()
    return all(what == "convolution" for what in found.values()), f"{found}"


def marginal_without_the_first(X, Y):
    left, right = foundations.marginals(X, Y)
    w = sp.symbols(f"w:{len(X)}")
    return left, [
        total - sum(w[o] for o in range(len(X)) if X[o] == x and Y[o] == min(Y))
        for x, total in zip(sorted(set(X)), right, strict=True)
    ]


def series(term):
    return Every(
        "sums to 1/2",
        [{"P(X = 0)": sp.Rational(1, 2)}],
        lambda **p: (sp.summation(term(foundations.n), (foundations.n, 0, oo)), *p.values()),
    )


def slope(value):
    return Every("slope", [{"x": networks.TRAIN}], lambda x: (list(networks.fitted()), value))


def field(size):
    return Every("the size of the field", [{"k": k} for k in range(3)], lambda k: size(perceptrons.sees(k), k))


def figure_of(name, figures, what, of):
    return Every(what, [{"layer": name}], lambda layer: ([networks.per_layer(of, what)[layer]], [figures[layer] + 1]))


radius = lambda seen: max(max(map(abs, at)) for at in seen)
width = lambda seen: len({at[0] for at in seen})
x_hat, mean, variance, eps, value = (getattr(batch_norm, name) for name in ("hat", "mean", "variance", "eps", "value"))


# ---------------------------------------------------------------- the alterations

ALTERATIONS = {
    "marginal: the sum starts at the second y": lambda: printed(
        "marginal", Every("additivity", foundations.spaces, marginal_without_the_first)
    ),
    "marginal: P(0, y) = 2^-(y+1)": lambda: printed("marginal", series(lambda n: sp.Rational(1, 2) / 2**n)),
    "marginal: P(0, y) = -2^-(y+2)": lambda: printed("marginal", series(lambda n: -sp.Rational(1, 4) / 2**n)),
    "mutual information: the quotient upside down": lambda: printed(
        "mutual-information", entropies(mutual(p_X * p_Y / p))
    ),
    "mutual information: p(y) left out": lambda: printed("mutual-information", entropies(mutual(p / p_X))),
    "mutual information: 2 p(x, y) in the logarithm": lambda: printed(
        "mutual-information", entropies(mutual(2 * p / (p_X * p_Y)))
    ),
    "mutual information, corrected: without 0 log 0 = 0": lambda: corrected(
        "mutual-information", entropies(foundations.AS_PRINTED)
    ),
    "information in features: it rises with depth": lambda: dataclasses.replace(
        find("information-in-features"), measured=(Measured("rises", rising),)
    ),
    "mlp: V has four indices": lambda: printed("mlp", Typed(perceptron.centred)),
    "mlp, corrected: V has two": lambda: corrected("mlp", Typed(perceptrons.printed_layer)),
    "reindexing: a from 1-n to n-1": lambda: printed("reindexing", law(centred(), "is_dense")),
    "reindexing, hypotheses: a to n-2": lambda: under("reindexing", law(centred(rows=(a, 1 - H, H - 2)), "is_dense")),
    "reindexing, hypotheses: X_(i-a, j+b)": lambda: under(
        "reindexing", law(centred(seen=pixel[i - a, j + b]), "is_dense")
    ),
    "reindexing, hypotheses: U - sum": lambda: under("reindexing", law(centred(sign=-1), "is_dense")),
    "parameters: O(n^3)": lambda: perceptrons.parameters_as(3),
    "parameters: O(n^5)": lambda: perceptrons.parameters_as(5),
    "flattening: n^2 x n^2 = n^3": lambda: printed(
        "flattening", Every("n^2 n^2", [{"n": perceptrons.n}], lambda n: (n**2 * n**2, n**3))
    ),
    "translation invariance: on the torus": lambda: printed(
        "translation-invariance", Lawful("perceptron.shift_invariant::is_equivariant_on_the_torus")
    ),
    "translation invariance, hypotheses: (i + 1) U": lambda: under(
        "translation-invariance", law(shared(constant=(i + 1) * Single(u)), "is_equivariant_on_the_torus")
    ),
    "shared form, hypotheses: V_(-a, b)": lambda: under("shared-form", law(shared(weight=v[-a, b]), "shares_weights")),
    "shared form, hypotheses: a from 2-n": lambda: under(
        "shared-form", law(shared(rows=(a, 2 - H, H - 1)), "shares_weights")
    ),
    "shared form, hypotheses: 2 U": lambda: under("shared-form", law(shared(constant=2 * Single(u)), "shares_weights")),
    "locality, hypotheses: a to k-1": lambda: under("locality", law(local(rows=(a, -k, k - 1)), "is_shift_invariant")),
    "locality, hypotheses: V_(a, -b)": lambda: under("locality", law(local(weight=v[a, -b]), "is_shift_invariant")),
    "locality, hypotheses: - U": lambda: under("locality", law(local(constant=-Single(u)), "is_cross_correlation")),
    "receptive field: k + 1": lambda: conventions(
        "receptive-field",
        radius=field(lambda seen, k: (radius(seen), k + 1)),
        width=field(lambda seen, k: (width(seen), k + 1)),
    ),
    "receptive field: 2k": lambda: conventions(
        "receptive-field",
        radius=field(lambda seen, k: (radius(seen), 2 * k)),
        width=field(lambda seen, k: (width(seen), 2 * k)),
    ),
    "receptive field, corrected: 2k - 1": lambda: corrected(
        "receptive-field", field(lambda seen, k: (width(seen), 2 * k - 1))
    ),
    "patch: U added": lambda: printed("patch", Lawful(adds_the_constant)),
    "patch, corrected: U subtracted": lambda: corrected("patch", Lawful(subtracts_the_constant)),
    "bilinear: f and g integrable": lambda: printed(
        "bilinear-commutative", Every("commutes", products.FUNCTIONS[:2], products.at_zero)
    ),
    "bilinear, hypotheses: g(t - x)": lambda: under(
        "bilinear-commutative", law(products.PRINTED_INTEGRAL, "commutes_on_the_line")
    ),
    "domain: integrable functions only": lambda: printed(
        "domain", Every("exists", products.FUNCTIONS[:2], products.exists)
    ),
    "domain, corrected: at least the product": lambda: corrected(
        "domain", Every("norms", products.INTEGRABLE, products.norms, ">=")
    ),
    "continuous: g(x - t)": lambda: printed(
        "continuous", law(convolution.continuous.restated(convolution.continuous.statement), "commutes_on_the_line")
    ),
    "continuous, corrected: g(x + t)": lambda: corrected(
        "continuous", law(line(convolution.continuous, g(products.x + t) * f(t)), "commutes_on_the_line")
    ),
    "continuous, corrected: f(-t)": lambda: corrected(
        "continuous", law(line(convolution.continuous, g(products.x - t) * f(-t)), "commutes_on_the_line")
    ),
    "discrete: finite sequences only": lambda: printed(
        "discrete", Every("exists", [{"f": two_sided.spaces["f"].members[0]}], lambda f: (two_sided(f, f, 0), 1))
    ),
    "discrete, hypotheses: g[n + m]": lambda: under(
        "discrete", law(whole(lambda m, n: f(m) * g(n + m)), "has_unit_on_the_integers")
    ),
    "discrete, hypotheses: g[n - m + 1]": lambda: under(
        "discrete", law(whole(lambda m, n: f(m) * g(n - m + 1)), "has_unit_on_the_integers")
    ),
    "image, hypotheses: K[i + m, j + n]": lambda: under("image", law(of_images(tap=K[place + s]), "has_unit_kernel")),
    "image, hypotheses: K[i - m + 1, j - n + 1]": lambda: under(
        "image", law(of_images(tap=K[place - s + 1]), "has_unit_kernel")
    ),
    "image, hypotheses: m from 1": lambda: under("image", law(of_images(rows=(s, 1, height - 1)), "has_unit_kernel")),
    "edges, corrected: k/2 + 1 zeros": lambda: corrected(
        "edges",
        Every(
            "same",
            [{"k": k} for k in (1, 3, 5)],
            lambda k: (products.geometry.output_size(9, k, padding=k // 2 + 1), 9),
        ),
    ),
    "edges: the result is smaller than the kernel": lambda: conventions(
        "edges", valid=Every("smaller", [{"k": 2}], lambda k: (9 - k + 1, k), "<")
    ),
    "cross-correlation: all turn the kernel": lambda: dataclasses.replace(
        find("cross-correlation"), measured=(Measured("turned", turning),)
    ),
    "example: the kernel turned": lambda: printed("example", Lawful(turns_and_correlates)),
    "example, hypotheses: K = -K turned": lambda: under("example", Lawful(is_the_same_for_odd_kernels)),
    "Laplacian: 9 in the middle": lambda: filters.laplacian_of(kernel(filters.LAPLACIAN, (1, 1), 9)),
    "Laplacian: a corner +1": lambda: filters.laplacian_of(kernel(filters.LAPLACIAN, (0, 0), 1)),
    "Laplacian: a corner 0": lambda: filters.laplacian_of(kernel(filters.LAPLACIAN, (2, 0), 0)),
    "Gaussian: 5/16 in the middle": lambda: filters.gaussian_of(kernel(filters.GAUSSIAN, (1, 1), "5/16")),
    "Gaussian: a tap -2/16": lambda: filters.gaussian_of(kernel(filters.GAUSSIAN, (0, 1), "-2/16")),
    "Gaussian: divided by 15": lambda: filters.gaussian_of(filters.GAUSSIAN * sp.Rational(16, 15)),
    "Sobel x: a tap 1": lambda: filters.sobel_of(kernel(filters.SOBEL_X, (1, 2), 1), "x"),
    "Sobel x: a tap +2 for -2": lambda: filters.sobel_of(kernel(filters.SOBEL_X, (1, 0), 2), "x"),
    "Sobel y: a tap 3": lambda: filters.sobel_of(kernel(filters.SOBEL_Y, (0, 1), -3), "y"),
    "Sobel y: a tap +1 for -1": lambda: filters.sobel_of(kernel(filters.SOBEL_Y, (0, 0), 1), "y"),
    "sharpen: 4 in the middle": lambda: filters.sharpen_of(kernel(filters.SHARPEN, (1, 1), 4)),
    "sharpen: a tap +1": lambda: filters.sharpen_of(kernel(filters.SHARPEN, (1, 2), 1)),
    "sharpen: a corner 1": lambda: filters.sharpen_of(kernel(filters.SHARPEN, (0, 0), 1)),
    "commutativity: finite sequences only": lambda: printed("commutativity", Lawful("convolution.discrete::commutes")),
    "commutativity, hypotheses: mode same": lambda: under("commutativity", Lawful("convolution.image::same_commutes")),
    "associativity: two of three summable": lambda: printed(
        "associativity", Lawful("convolution.two_sided::associates_where_summable")
    ),
    "associativity, hypotheses: cross-correlation": lambda: under(
        "associativity", Lawful("convolution.cross_correlation::associates_without_turning")
    ),
    "distributivity, hypotheses: f * g - f * h": lambda: under("distributivity", Lawful(distributes_with_a_minus)),
    "differentiation, hypotheses: f' * g'": lambda: under(
        "differentiation", Lawful(differentiates_as_a_product_of_numbers)
    ),
    "sequential: one axis more": lambda: conventions(
        "sequential",
        tensor=Every(
            "axes", [{"layers": "LeNet-5"}], lambda layers: networks.arrays_of_lenet(lambda shape: len(shape) + 1)
        ),
    ),
    "LeNet, corrected: a parameter more in C3": lambda: corrected(
        "lenet", figure_of("C3", networks.PUBLISHED, "parameters", "1998")
    ),
    "LeNet, corrected: a connection more in S2": lambda: corrected(
        "lenet", figure_of("S2", networks.CONNECTIONS, "connections", "1998")
    ),
    "line: 3x + 9": lambda: printed("line", slope([3, 9])),
    "line: 2x - 9": lambda: printed("line", slope([2, -9])),
    "ReLU: max(0, -x)": lambda: activations.relu_as(Eq(y[n], Max(0, -x[n]))),
    "ReLU: max(1, x)": lambda: activations.relu_as(Eq(y[n], Max(1, x[n]))),
    "ReLU: max(0, 2x)": lambda: activations.relu_as(Eq(y[n], Max(0, 2 * x[n]))),
    "leaky ReLU: x for x < 0": lambda: activations.leaky_as(
        Eq(y[n], Piecewise((x[n], x[n] < 0), (alpha * x[n], True)))
    ),
    "leaky ReLU: -alpha x": lambda: activations.leaky_as(Eq(y[n], Piecewise((x[n], x[n] > 0), (-alpha * x[n], True)))),
    "leaky ReLU: x for x > 1": lambda: activations.leaky_as(
        Eq(y[n], Piecewise((x[n], x[n] > 1), (alpha * x[n], True)))
    ),
    "max-pooling: the minimum": lambda: pooling.max_pool_as(min),
    "max-pooling: without the last entry": lambda: pooling.max_pool_as(lambda region: max(region[:-1] or region)),
    "max-pooling: minus the maximum": lambda: pooling.max_pool_as(lambda region: -max(region)),
    "average-pooling: divided by |R| + 1": lambda: pooling.avg_pool_as(lambda region, size: len(region) + 1),
    "average-pooling: minus |R|": lambda: pooling.avg_pool_as(lambda region, size: -len(region)),
    "average-pooling: not divided": lambda: pooling.avg_pool_as(lambda region, size: 1),
    "batch normalisation: x + E[x]": lambda: batch_norm.batch_norm_as(
        Eq(x_hat, (value + mean) / sp.sqrt(variance + eps))
    ),
    "batch normalisation: Var[x] - eps": lambda: batch_norm.batch_norm_as(
        Eq(x_hat, (value - mean) / sp.sqrt(variance - eps))
    ),
    "batch normalisation: no root": lambda: batch_norm.batch_norm_as(Eq(x_hat, (value - mean) / (variance + eps))),
    "batch normalisation: 2 eps": lambda: batch_norm.batch_norm_as(
        Eq(x_hat, (value - mean) / sp.sqrt(variance + 2 * eps))
    ),
    "affine: - beta": lambda: batch_norm.affine_as(lambda gamma, hat, beta: gamma * hat - beta),
    "affine: gamma (x^ + beta)": lambda: batch_norm.affine_as(lambda gamma, hat, beta: gamma * (hat + beta)),
    "affine: gamma² x^ + beta": lambda: batch_norm.affine_as(lambda gamma, hat, beta: gamma**2 * hat + beta),
}
