"""Section II, 1.0.1 to 1.0.3: from the dense layer to shared, local weights."""

from __future__ import annotations

import itertools
from typing import Any

import numpy as np
import sympy as sp
from sympy import Eq, Sum, symbols

from .. import geometry, perceptron
from ..convolution import cross_correlation
from ..data import portrait
from ..geometry.counts import columns, rows
from ..language.formula import formula
from ..language.latex import writable
from ..perceptron import centred, dense, shift_invariant
from ..perceptron.letters import H, W, a, b, h, i, j, u, v, x
from .propositions import Every, Fails, Lawful, Measured
from .readings import Defined, Typed
from .statements import Corrected, Statement, Under

n = symbols("n", integer=True, positive=True)


# ---------------------------------------------------------------- the dense layer


@formula(
    Eq(h[i, j], u[i, j] + Sum(v[i, j, a, b] * x[i + a, j + b], (a, 1 - n, n - 1), (b, 1 - n, n - 1))),
    shapes="(n, n), (n, n), (n, n) -> (n, n)",
)
def printed_layer(x, v, u):
    """The layer with U and V in M_n(R), as its first line has it."""
    raise NotImplementedError("V has no such entries")


@dense.restated(dense.statement).law(z="w", t="u")
def collapses(dense, x, w, u, z, t):
    """Two dense layers in a row are one dense layer: without an activation between them the second adds nothing."""
    return dense(dense(x, w, u), z, t), dense(x, after(z, w), dense(u, z, t))


@writable(r"{} {}")
def after(z: np.ndarray, w: np.ndarray) -> np.ndarray:
    """The weights of a layer that follows another."""
    return np.tensordot(z, w, 2)


mlp = Statement(
    "mlp",
    "1.0.1",
    "there exist (U, V) in M_n(R)² such that H_ij = U_ij + sum_kl W_ijkl X_kl = U_ij + sum_ab V_ijab X_(i+a, j+b)",
    source="zhang2023, eq. 7.1.1",
    formula=printed_layer,
    printed=(Typed(printed_layer),),
    corrected=Corrected(
        "U is in M_n(R); W and V are families with four indices, W in R^(n×n×n×n) and V_ijab with |a|, |b| < n",
        (
            Typed(dense),
            Typed(centred),
            Lawful("perceptron.dense::responds_to_impulses"),
            Lawful("perceptron.dense::adds_inputs"),
            Lawful("perceptron.centred::is_dense"),
        ),
        centred,
    ),
    beside=(
        Lawful(collapses),
        Every(
            "V in M_n(R) holds n² numbers, and the layer needs n⁴ weights",
            [{"n": 2}],
            lambda n: (n**2, n**4),
            "<",
            whole=True,
        ),
    ),
    note="(i, j) runs over integers, not over the interval [1, n]. And one affine layer is no multilayer "
    "perceptron: that has an "
    "activation between its layers.",
)


RANGES_OF_K_AND_L = centred.restated(Eq(h[i, j], u[i, j] + Sum(v[i, j, a, b] * x[i + a, j + b], (a, 1, H), (b, 1, W))))

reindexing = Statement(
    "reindexing",
    "1.0.1",
    "H_ij = U_ij + sum_ab V_ijab X_(i+a, j+b), with V_ijab = W_(i, j, i+a, j+b)",
    source="zhang2023, section 7.1.1",
    formula=RANGES_OF_K_AND_L,
    printed=(Lawful(RANGES_OF_K_AND_L.laws["is_dense"]),),
    under=Under(
        "a runs over 1-i..n-i and b over 1-j..n-j, so that (i+a, j+b) stays inside the image (or over 1-n..n-1, with "
        "X and W zero outside)",
        (Lawful("perceptron.centred::is_dense"), Lawful("perceptron.reindex::is_undone")),
    ),
    corrected=Corrected("the same sum, over the offsets that stay inside the image", formula=centred),
    note="No range is printed for a and b. With the only range that is given, 1..n for k and l, the sum leaves out "
    "even the pixel itself (a = b = 0).",
)


# ---------------------------------------------------------------- how many numbers that needs

COUNT = geometry.dense_parameters.statement.rhs.subs({rows: n, columns: n})


def parameters_as(order: int) -> Statement:
    """The statement that the layer has O(n^order) parameters."""
    return Statement(
        "parameters",
        "1.0.1",
        f"this formulation requires O(n^{order}) parameters for an n x n image",
        source="zhang2023, section 7.1.1",
        formula=Eq(symbols("parameters"), COUNT, evaluate=False),
        printed=(
            Lawful("geometry.dense_parameters::grows_as_n_to_the_fourth"),
            Every(
                f"over n^{order} it tends to 1: no more are needed, and no fewer",
                [{"n": n}],
                lambda n: (sp.limit(COUNT / n**order, n, sp.oo), 1),
                whole=True,
            ),
            Every(
                f"it is at most 2 n^{order}",
                [{"n": k} for k in range(1, 7)],
                lambda n: (geometry.dense_parameters(n, n), 2 * n**order),
                "<=",
            ),
        ),
        beside=(
            Every(
                "intractable: an image of 224 x 224 needs 2,517,681,152 parameters, 10 GB in single precision",
                [{"n": 224}],
                lambda n: (geometry.dense_parameters(n, n), 2_517_681_152),
                whole=True,
            ),
        ),
        figure="perceptron.parameters",
        note="O is an upper bound; that many are needed is what Θ(n^4) says.",
    )


def flattened(n: int) -> tuple[Any, Any]:
    """The dense layer on letters, and the product of an n² x n² matrix with the image as one column."""
    w, x = letters("w", n, n, n, n), letters("x", n, n)
    return dense.literal(x, w, np.zeros((n, n), int)).ravel(), w.reshape(n * n, n * n) @ x.ravel()


def letters(name: str, *shape: int) -> np.ndarray:
    """An array of distinct letters."""
    flat = np.empty(int(np.prod(shape)), object)
    flat[:] = symbols(f"{name}:{flat.size}")
    return flat.reshape(shape)


FLAT = Eq(sp.Mul(n**2, n**2, evaluate=False), n**4, evaluate=False)

flattening = Statement(
    "flattening",
    "1.0.1",
    "flattened to n² numbers, with a hidden layer of n² neurons: n² × n² = n^4",
    source="zhang2023, section 7.1.1",
    formula=FLAT,
    printed=(
        Every(
            "the layer is an n² × n² matrix, of n^4 weights, times the flattened image", [{"n": 1}, {"n": 2}], flattened
        ),
        Every("n² × n² = n^4", [{"n": n}], lambda n: (n**2 * n**2, n**4)),
    ),
    beside=(
        Lawful("geometry.dense_parameters::depends_on_the_area"),
        Every("with the n² numbers of U it has n^4 + n² parameters", [{"n": n}], lambda n: (n**4 + n**2, n**4), "!="),
    ),
)


# ---------------------------------------------------------------- translation invariance

translation_invariance = Statement(
    "translation-invariance",
    "1.0.2",
    "a shift of X should simply lead to a shift of H, and this is only possible if U and V do not depend on (i, j)",
    source="zhang2023, section 7.1.2; goodfellow2016, section 9.2",
    printed=(Lawful("perceptron.shift_invariant::is_equivariant_at_the_border"),),
    under=Under(
        "the image has no border: it is a torus (or all of Z², with X zero outside a finite part)",
        (
            Lawful("perceptron.shift_invariant::is_equivariant_on_the_torus"),
            Lawful("perceptron.dense::equivariant_is_circular"),
        ),
    ),
    corrected=Corrected(
        "on the torus a linear layer commutes with every shift exactly if it is a circular convolution plus a "
        "constant; on an image "
        "with a border the same holds for content that stays away from it",
        formula=shift_invariant,
    ),
    beside=(
        Lawful("perceptron.shift_invariant::is_equivariant_inside"),
        Fails("perceptron.dense::is_equivariant", "weights that depend on (i, j) do not commute with shifts"),
    ),
    note="What is described is equivariance: a shift of X shifts H. Invariance would mean that H stays as it is.",
    figure="document.shifted_off_the_edge",
)

shared_form = Statement(
    "shared-form",
    "1.0.2",
    "H_ij = U + sum_ab V_ab X_(i+a, j+b)",
    source="zhang2023, eq. 7.1.2",
    formula=shift_invariant,
    printed=(Defined(shift_invariant),),
    under=Under(
        "X is zero outside the image, and a and b run over 1-n..n-1",
        (
            Lawful("perceptron.shift_invariant::shares_weights"),
            Lawful("perceptron.shift_invariant::is_equivariant_inside"),
        ),
    ),
    corrected=Corrected(
        "the sum over all offsets, with the values of X outside the image defined: zero, or those of the other side "
        "of a torus",
        formula=shift_invariant,
    ),
    beside=(Lawful("perceptron.shift_invariant::circular_is_tiled"),),
    note="A pixel at the edge has neighbours outside X. Their values change H there, and the document does not define "
    "them.",
)


# ---------------------------------------------------------------- locality


def neighbours_are_alike(rng: np.random.Generator) -> tuple[bool, str]:
    """The correlation of brightness between pixels 1, 4, 16 and 64 apart, in the photograph that matplotlib ships."""
    grey = portrait.brightness()
    at = [1, 4, 16, 64]
    found = [float(np.corrcoef(grey[:, d:].ravel(), grey[:, :-d].ravel())[0, 1]) for d in at]
    return all(p > q for p, q in itertools.pairwise(found)), ", ".join(
        f"{d} apart {r:.2f}" for d, r in zip(at, found, strict=True)
    )


locality = Statement(
    "locality",
    "1.0.3",
    "restrict a and b to [-k, k]: H_ij = U + sum over a, b = -k..k of V_ab X_(i+a, j+b)",
    source="zhang2023, eq. 7.1.3",
    formula=perceptron.local,
    printed=(Defined(perceptron.local),),
    under=Under(
        "X is zero outside the image (padding by k), or (i, j) stays k pixels from the edge",
        (
            Lawful("perceptron.local::is_shift_invariant"),
            Lawful("perceptron.local::is_cross_correlation"),
            Lawful("perceptron.local::answers_with_the_kernel_turned"),
        ),
    ),
    corrected=Corrected(
        "the same sum, X being zero outside the image: the shared form with V_ab = 0 beyond k", formula=perceptron.local
    ),
    beside=(Measured("nearby pixels are more alike than distant ones, in a photograph", neighbours_are_alike, 4),),
    figure="perceptron.matrices",
)


def sees(k: int) -> set[tuple[int, int]]:
    """The offsets of the pixels that a pixel in the middle depends on, read off the layer on letters."""
    side = 2 * k + 3  # one more on each side than the field
    x, v = letters("x", side, side), letters("v", 2 * k + 1, 2 * k + 1)
    middle = perceptron.local.literal(x, v, sp.S.Zero)[side // 2, side // 2]
    return {(r - side // 2, c - side // 2) for (r, c), s in np.ndenumerate(x) if s in sp.sympify(middle).free_symbols}


def fields(size: Any) -> Every:
    """k, and the size of the receptive field by some measure, for k = 0, 1, 2."""
    return Every(
        "the size of the receptive field is k", [{"k": k} for k in range(3)], lambda k: (size(sees(k)), k), whole=True
    )


receptive_field = Statement(
    "receptive-field",
    "1.0.3",
    "k defines the receptive field size",
    source="araujo2019, eq. 2; zhang2023, section 7.2.6",
    conventions={
        "size as a radius: how many pixels it reaches in each direction": (
            fields(lambda seen: max(max(map(abs, at)) for at in seen)),
        ),
        "size as a width: how many pixels it is across, as the field counts it": (
            fields(lambda seen: len({r for r, _ in seen})),
        ),
        "size as an area: how many pixels it holds": (fields(len),),
    },
    corrected=Corrected(
        "the receptive field of one layer is 2k + 1 pixels across, (2k + 1)² in all; of L such layers 2kL + 1",
        (
            Every(
                "width and area",
                [{"k": k} for k in range(3)],
                lambda k: ([len({r for r, _ in sees(k)}), len(sees(k))], [2 * k + 1, (2 * k + 1) ** 2]),
                whole=True,
            ),
            Every(
                "a stack of L layers",
                [{"L": L, "k": k} for L, k in itertools.product((1, 2, 3), (0, 1, 2))],
                lambda L, k: (geometry.receptive_field([2 * k + 1] * L, [1] * L, [1] * L), 2 * k * L + 1),
            ),
            Lawful("geometry.receptive_field::composes"),
        ),
        geometry.receptive_field,
    ),
)


@perceptron.local.restated(perceptron.local.statement).law(held={"border": "zero"})
def is_the_patch_times_the_kernel(local, x, v, u):
    """H_ij is the sum of the patch around (i, j), multiplied elementwise by V."""
    return local(x, v, u), cross_correlation(x, v, mode="same")


patch = Statement(
    "patch",
    "1.0.3",
    "take a small patch of X centred at (i, j), multiply it elementwise by the filter V, and sum the results",
    source="zhang2023, eq. 7.1.3",
    formula=is_the_patch_times_the_kernel,
    printed=(Lawful(is_the_patch_times_the_kernel),),
    corrected=Corrected(
        "... sum the results, and add U; pixels of the patch outside the image are zero",
        (Lawful("perceptron.local::is_cross_correlation"), Lawful("perceptron.local::has_unit_tap")),
        perceptron.local.laws["is_cross_correlation"],
    ),
)

STATEMENTS = (
    mlp,
    reindexing,
    parameters_as(4),
    flattening,
    translation_invariance,
    shared_form,
    locality,
    receptive_field,
    patch,
)
