"""From the dense layer of an image to the local one that convolutional networks use: five formulas, each a case of the one before.

    dense            every pixel of the result weighs every pixel of the image
    centred          the same, the weights re-indexed by the offset from pixel to pixel
    shift_invariant  the weights depend on the offset alone (translation invariance)
    local            and on small offsets only (locality)

Conventions: an image is (H, W), rows first. Offsets run over 1-H..H-1 and 1-W..W-1, or -k..k and -l..l, and the array that is
indexed by them has offset 0 in the middle. `border` says what an offset that leaves the image sees: nothing ("zero"), or the
other side ("circular": the image is a torus). The kernel is not turned: these are cross-correlations.
"""

from __future__ import annotations

import numpy as np
from sympy import Eq, IndexedBase, Mod, Sum, symbols

from .convolution import circular, cross_correlation
from .formula import formula
from .statement import Convention, Single
from .writing import writable

i, j, a, b, r, s = symbols("i j a b r s", integer=True)
k, l = symbols("k l", integer=True, nonnegative=True)
H, W = symbols("H W", integer=True, positive=True)
x, w, v, u, h = map(IndexedBase, "xwvuh")              # h for hidden: the result
BORDER = Convention((r, s), {"zero": (i + a, j + b), "circular": (Mod(i + a, H), Mod(j + b, W))})


@formula(
    Eq(h[i, j], u[i, j] + Sum(w[i, j, k, l] * x[k, l], (k, 0, H - 1), (l, 0, W - 1))),
    shapes="(H, W), (H, W, H, W), (H, W) -> (H, W)",
    source="zhang2023, eq. 7.1.1",
)
def dense(x, w, u):
    """The fully connected layer from an image to one of the same size: (H W)^2 weights.

    x: (H, W); w: (H, W, H, W), from pixel (k, l) to pixel (i, j); u: (H, W). Returns (H, W).
    Raises ValueError where the sizes differ.

    >>> dense([[1.0, 2.0]], [[[[1.0, 1.0]], [[0.0, 3.0]]]], [[10.0, 20.0]]).tolist()
    [[13.0, 26.0]]
    """
    return u + np.tensordot(w, x, 2)


@dense.gradient
def dense_backward(dy, x, w, u):
    return np.tensordot(dy, w, 2), np.multiply.outer(dy, x), dy


@formula(
    Eq(v[i, j, a, b], w[i, j, i + a, j + b]),
    shapes="(H, W, H, W) -> (H, W, 1-H..H-1, 1-W..W-1)",
    source="zhang2023, section 7.1.1",
)
def reindex(w):
    """The weights by offset: the weight from the pixel that lies (a, b) away. Zero where that is outside the image.

    w: (H, W, H, W). Returns (H, W, 2H-1, 2W-1); offset (a, b) stands at [..., H-1+a, W-1+b].

    >>> reindex([[[[1.0, 2.0]], [[3.0, 4.0]]]]).tolist()
    [[[[0.0, 1.0, 2.0]], [[3.0, 4.0, 0.0]]]]
    """
    H, W = w.shape[:2]
    v = np.zeros((H, W, 2 * H - 1, 2 * W - 1), w.dtype)
    v[offsets(H, W)] = w
    return v


def offsets(H, W):
    """Where in v the weight w_ijkl stands."""
    i, j, k, l = np.ogrid[:H, :W, :H, :W]
    return i, j, k - i + H - 1, l - j + W - 1


@reindex.gradient
def reindex_backward(dy, w):
    return (reindex_inverse(dy),)


@formula(
    Eq(w[i, j, k, l], v[i, j, k - i, l - j]),
    shapes="(H, W, 1-H..H-1, 1-W..W-1) -> (H, W, H, W)",
    source="zhang2023, section 7.1.1",
)
def reindex_inverse(v):
    """The weights by pixel from the weights by offset. Weights that point outside the image are dropped.

    v: (H, W, 2H-1, 2W-1). Returns (H, W, H, W).

    >>> reindex_inverse([[[[0.0, 1.0, 2.0]], [[3.0, 4.0, 0.0]]]]).tolist()
    [[[[1.0, 2.0]], [[3.0, 4.0]]]]
    """
    return v[offsets(*v.shape[:2])]


@reindex_inverse.gradient
def reindex_inverse_backward(dy, v):
    return (reindex(dy),)


@formula(
    Eq(h[i, j], u[i, j] + Sum(v[i, j, a, b] * x[i + a, j + b], (a, 1 - H, H - 1), (b, 1 - W, W - 1))),
    shapes="(H, W), (H, W, 1-H..H-1, 1-W..W-1), (H, W) -> (H, W)",
    source="zhang2023, eq. 7.1.1",
)
def centred(x, v, u):
    """The dense layer by offsets: what lies (a, b) away from a pixel has the weight v_ijab; nothing lies outside the image.

    x: (H, W); v: (H, W, 2H-1, 2W-1); u: (H, W). Returns (H, W).

    >>> centred([[1.0, 2.0]], [[[[9.0, 1.0, 1.0]], [[0.0, 3.0, 9.0]]]], [[10.0, 20.0]]).tolist()
    [[13.0, 26.0]]
    """
    return u + np.tensordot(v[offsets(*x.shape)], x, 2)


@centred.gradient
def centred_backward(dy, x, v, u):
    return np.tensordot(dy, reindex_inverse(v), 2), reindex(np.multiply.outer(dy, x)), dy


@formula(
    Eq(h[i, j], Single(u) + Sum(v[a, b] * x[r, s], (a, 1 - H, H - 1), (b, 1 - W, W - 1))),
    shapes="(H, W), (1-H..H-1, 1-W..W-1), () -> (H, W)",
    source="zhang2023, eq. 7.1.2",
    border=BORDER,
)
def shift_invariant(x, v, u, border="zero"):
    """Translation invariance: the weights depend on the offset alone, and one number is added everywhere.

    x: (H, W); v: (2H-1, 2W-1); u: a number. Returns (H, W). `border`: "zero" or "circular".

    >>> shift_invariant([[1.0, 2.0]], [[5.0, 3.0, 1.0]], 10.0).tolist()
    [[15.0, 21.0]]
    >>> shift_invariant([[1.0, 2.0]], [[5.0, 3.0, 1.0]], 10.0, border="circular").tolist()
    [[25.0, 22.0]]
    """
    return u + correlated(x, v, border)


@shift_invariant.gradient
def shift_invariant_backward(dy, x, v, u, border):
    return correlated(dy, v[::-1, ::-1], border), overlaps(dy, x, v.shape, border), dy.sum()


@formula(
    Eq(h[i, j], Single(u) + Sum(v[a, b] * x[r, s], (a, -k, k), (b, -l, l))),
    shapes="(H, W), (-k..k, -l..l), () -> (H, W)",
    source="zhang2023, eq. 7.1.3",
    border=BORDER,
)
def local(x, v, u, border="zero"):
    """Locality: a pixel sees what is at most k rows and l columns away. The receptive field is (2k+1, 2l+1).

    x: (H, W); v: (2k+1, 2l+1); u: a number. Returns (H, W). `border`: "zero" or "circular".
    Raises ValueError where a side of v is even, since then no tap is in the middle.

    >>> local([[0.0, 1.0, 0.0, 0.0]], [[5.0, 3.0, 1.0]], 0.0).tolist()
    [[1.0, 3.0, 5.0, 0.0]]
    """
    return u + correlated(x, v, border)


@local.gradient
def local_backward(dy, x, v, u, border):
    return correlated(dy, v[::-1, ::-1], border), overlaps(dy, x, v.shape, border), dy.sum()


# ---------------------------------------------------------------- taps: a kernel with its middle on each pixel in turn


def sights(x, shape, border):
    """For each tap of a kernel: the tap, the pixels that see something through it, and what they see."""
    H, W = x.shape
    k, l = (n // 2 for n in shape)
    if border == "circular":
        x = np.pad(x, ((k, k), (l, l)), "wrap")
    for tap in np.ndindex(*shape):
        a, b = tap[0] - k, tap[1] - l
        if border == "circular":
            yield tap, ..., x[k + a : k + a + H, l + b : l + b + W]
        elif abs(a) < H and abs(b) < W:
            (rows, seen_rows), (columns, seen_columns) = facing(H, a), facing(W, b)
            yield tap, (rows, columns), x[seen_rows, seen_columns]


def facing(n, offset):
    """Along an axis: the places that see something at an offset, and the places that they see."""
    return slice(max(0, -offset), min(n, n - offset)), slice(max(0, offset), min(n, n + offset))


def correlated(x, v, border):
    """Tap by tap, so that what a tap does not see takes no part even where the tap is infinite."""
    y = np.zeros(x.shape, np.result_type(x, v))
    for tap, here, seen in sights(x, v.shape, border):
        y[here] += seen * v[tap]
    return y


def overlaps(dy, x, shape, border):
    """For each tap, the sum of dy times what the tap sees: the gradient of the kernel."""
    dv = np.zeros(shape, np.result_type(dy, x))
    for tap, here, seen in sights(x, shape, border):
        dv[tap] = (dy[here] * seen).sum()
    return dv


# ---------------------------------------------------------------- notation of the laws


@writable(r"{}^{{\circ}}")
def pruned(v):
    """The weights by offset, zero where they point outside the image."""
    kept = v * 0
    at = offsets(*v.shape[:2])
    kept[at] = v[at]
    return kept


@writable(r"\mathbf{{0}}")
def zeros(u):
    """Zero, in the shape of an array."""
    return u * 0


@writable(r"\mathbf{{1}}({})")
def identity(x):
    """The weights that send each pixel to itself."""
    return np.eye(x.size, dtype=x.dtype).reshape(*x.shape, *x.shape)


@writable(r"{}^{{\top}}")
def adjoint(w):
    """The weights from (i, j) to (k, l)."""
    return w.transpose(2, 3, 0, 1)


@writable(r"\langle {}, {} \rangle")
def inner(y, z):
    """The sum of the products of two images' pixels."""
    return (y * z).sum()


@writable(r"\delta^{{{p},{q}}}")
def impulse(like, *, p, q):
    """The image of one bright pixel."""
    y = like * 0
    y[p, q] = 1
    return y


@writable(r"{}_{{\cdot\cdot {p} {q}}}")
def weights_from(w, *, p, q):
    """All weights from one pixel."""
    return w[:, :, p, q]


@writable(r"{}_{{ij\cdot\cdot}}")
def everywhere(v, *, like):
    """The same array at every pixel (i, j)."""
    return np.broadcast_to(v, (*like.shape, *v.shape))


@writable(r"T_{{{p},{q}}}\,{}")
def rolled(x, *, p, q):
    """The image moved around the torus, p rows down and q columns to the right."""
    return np.roll(x, (p, q), (0, 1))


@writable(r"\textstyle\sum_T T^{{-1}} {} T")
def averaged(w):
    """The sum of the weights over all shifts of the torus, which no shift changes any more."""
    H, W = w.shape[:2]
    return sum(np.roll(w, (p, q, p, q), (0, 1, 2, 3)) for p in range(H) for q in range(W))


@writable(r"{}^{{0}}")
def clear_edge(x):
    """The image with its last row and column dark, so that one step down and right keeps all its content."""
    x = x.copy()
    x[-1:] *= 0
    x[:, -1:] *= 0
    return x


@writable(r"{}_{{1:,1:}}")
def after_first(y):
    """Without the first row and column."""
    return y[1:, 1:]


@writable(r"{}_{{:-1,:-1}}")
def before_last(y):
    """Without the last row and column."""
    return y[:-1, :-1]


@writable(r"{}^{{3 \times 3}}")
def tiled(x):
    """Nine copies of the image, side by side."""
    return np.tile(x, (3, 3))


@writable(r"{}_{{\mathrm{{mid}}}}")
def middle(y, *, like):
    """The middle of a larger image, in the size of another."""
    top, left = ((m - n) // 2 for m, n in zip(y.shape, like.shape, strict=True))
    return y[top : top + like.shape[0], left : left + like.shape[1]]


@writable(r"{}_{{0}}")
def widened(v, *, like):
    """A small kernel with zeros for all the other offsets of an image."""
    H, W = like.shape
    wide = np.zeros((2 * H - 1, 2 * W - 1), v.dtype)
    k, l = (n // 2 for n in v.shape)
    wide[H - 1 - k : H + k, W - 1 - l : W + l] = v
    return wide


@writable(r"\tilde{{{}}}")
def turned(v):
    """The kernel turned about its centre."""
    return v[::-1, ::-1]


@writable(r"\delta")
def centre_tap(v):
    """A kernel or an image of one 1, in the middle."""
    one = v * 0
    one[tuple(n // 2 for n in v.shape)] = 1
    return one


# ---------------------------------------------------------------- laws of the dense layer: linear, and its columns


@dense.law(z="w", t="u")
def adds_weights(dense, x, w, z, u, t):
    return dense(x, w + z, u + t), dense(x, w, u) + dense(x, z, t)


@dense.law(z="x")
def adds_inputs(dense, x, z, w, u):
    return dense(x + z, w, u), dense(x, w, u) + dense(z, w, zeros(u))


@dense.law()
def has_unit(dense, x, u):
    """The identity weights leave the image as it is."""
    return dense(x, identity(x), u), x + u


@dense.law(p="0..2", q="0..2", requires=[lambda p, q, H, W: p < H and q < W])
def responds_to_impulses(dense, w, u, p, q):
    """One bright pixel brings out the weights from that pixel; with linearity this says everything."""
    return dense(impulse(u, p=p, q=q), w, u), u + weights_from(w, p=p, q=q)


@dense.law(z="x")
def has_adjoint(dense, x, w, z):
    """The weights the other way round are the adjoint map."""
    return inner(dense(x, w, zeros(x)), z), inner(x, dense(z, adjoint(w), zeros(x)))


@dense.law()
def equivariant_is_circular(dense, x, w):
    """A linear map that commutes with every shift of the torus is a circular convolution, with its response to an impulse."""
    return dense(x, averaged(w), zeros(x)), circular(x, dense(impulse(x, p=0, q=0), averaged(w), zeros(x)))


@dense.fails(p="0..1", q="0..1")
def is_equivariant(dense, x, w, p, q):
    """Each pixel has weights of its own, so a shifted image is another image."""
    return dense(rolled(x, p=p, q=q), w, zeros(x)), rolled(dense(x, w, zeros(x)), p=p, q=q)


# ---------------------------------------------------------------- laws of the re-indexing


@reindex.law()
def is_undone(reindex, w):
    return reindex_inverse(reindex(w)), w


@reindex.law()
def points_inside(reindex, w):
    """Offsets that leave the image have the weight zero."""
    return reindex(w), pruned(reindex(w))


@reindex_inverse.law(w="(H, W, H, W)")
def undoes(reindex_inverse, w):
    return reindex_inverse(reindex(w)), w


@reindex_inverse.law()
def drops_the_outside(reindex_inverse, v):
    """The other way round, what points outside is lost, and nothing else."""
    return reindex(reindex_inverse(v)), pruned(v)


@reindex_inverse.fails()
def keeps_everything(reindex_inverse, v):
    """Weights that point outside do not come back: v has more entries than w."""
    return reindex(reindex_inverse(v)), v


@centred.law(w="(H, W, H, W)")
def is_dense(centred, x, w, u):
    """The re-indexed form is the dense layer."""
    return centred(x, reindex(w), u), dense(x, w, u)


@centred.law()
def ignores_the_outside(centred, x, v, u):
    """Weights that point outside the image do nothing."""
    return centred(x, v, u), dense(x, reindex_inverse(v), u)


# ---------------------------------------------------------------- laws of translation invariance


@shift_invariant.law(held={"border": "zero"})
def shares_weights(shift_invariant, x, v, u):
    """The same weights and the same constant at every pixel of the re-indexed form."""
    return shift_invariant(x, v, u), centred(x, everywhere(v, like=x), everywhere(u, like=x))


@shift_invariant.law()
def circular_is_tiled(shift_invariant, x, v, u):
    """A torus is a plane paved with copies of the image."""
    return shift_invariant(x, v, u, border="circular"), middle(local(tiled(x), v, u, border="zero"), like=x)


@shift_invariant.law(p="0..3", q="0..3", held={"border": "circular"})
def is_equivariant_on_the_torus(shift_invariant, x, v, u, p, q):
    """A shift of the image shifts the result."""
    return (shift_invariant(rolled(x, p=p, q=q), v, u),
            rolled(shift_invariant(x, v, u), p=p, q=q))  # fmt: skip


@shift_invariant.law(held={"border": "zero"}, requires=[lambda H, W: H > 1 and W > 1])
def is_equivariant_inside(shift_invariant, x, v, u):
    """Between zeros a shift of the image shifts the result as long as the content stays inside; pixels that come in are new."""
    moved = rolled(clear_edge(x), p=1, q=1)
    return after_first(shift_invariant(moved, v, u)), before_last(shift_invariant(clear_edge(x), v, u))


@shift_invariant.fails(held={"border": "zero"}, p="0..1", q="0..1")
def is_equivariant_at_the_border(shift_invariant, x, v, u, p, q):
    """Between zeros content that leaves on one side and comes back on the other does not see the same neighbours."""
    return (shift_invariant(rolled(x, p=p, q=q), v, u),
            rolled(shift_invariant(x, v, u), p=p, q=q))  # fmt: skip


# ---------------------------------------------------------------- laws of locality


@local.law(requires=[lambda k, l, H, W: k < H and l < W])
def is_shift_invariant(local, x, v, u, border):
    """Locality: weights that are zero beyond k rows and l columns."""
    return local(x, v, u, border=border), shift_invariant(x, widened(v, like=x), u, border=border)


@local.law(requires=[lambda k, l, H, W: k <= H and l <= W])
def local_circular_is_tiled(local, x, v, u):
    """A torus is a plane paved with copies of the image."""
    return local(x, v, u, border="circular"), middle(local(tiled(x), v, u, border="zero"), like=x)


@local.law(held={"border": "zero"})
def is_cross_correlation(local, x, v, u):
    """What image processing calls cross-correlation, in mode "same", with u added."""
    return local(x, v, u), cross_correlation(x, v, mode="same") + u


@local.law(z="v", t="u")
def adds_kernels(local, x, v, z, u, t):
    return local(x, v + z, u + t), local(x, v, u) + local(x, z, t)


@local.law(z="x")
def adds_images(local, x, z, v, u):
    return local(x + z, v, u), local(x, v, u) + local(z, v, zeros(u))


@local.law()
def has_unit_tap(local, x, v, u):
    """A kernel whose only tap is a 1 in the middle adds the image."""
    return local(x, centre_tap(v), u), x + u


@local.law()
def answers_with_the_kernel_turned(local, v, u):
    """One bright pixel brings out the kernel, turned."""
    return local(centre_tap(v), v, u), turned(v) + u


@local.fails(plain=True)
def ignores_turning(local, x, v, u):
    """The kernel is not turned: this is cross-correlation, not convolution."""
    return local(x, turned(v), u), local(x, v, u)
