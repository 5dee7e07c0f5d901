"""Bad calls of the dense layer, its special cases, and the kernels."""

import math

import numpy as np
import sympy as sp

from mathcnn import kernels
from mathcnn.kernels.letters import x as kernels_x
from mathcnn.kernels.taylor import applied
from mathcnn.perceptron import centred, dense, local, reindex, reindex_inverse, shift_invariant

x, w, u = np.ones((2, 3)), np.ones((2, 3, 2, 3)), np.ones((2, 3))
v, shared, small = np.ones((2, 3, 3, 5)), np.ones((3, 5)), np.ones((3, 3))
K = kernels.laplacian()
BIG = np.full((2, 3), 2**40)

CALLS = [
    (
        "image of one axis",
        lambda: dense(np.ones(6), w, u),
        r"perceptron.dense: x has shape \(6,\); it must have 2 axes, \(H, W\)",
    ),
    (
        "empty image",
        lambda: dense(np.ones((0, 3)), w, u),
        r"x has shape \(0, 3\), and its axis 0 is 0 = H, which no integer H >= 1 gives",
    ),
    ("weights of another image", lambda: dense(x, np.ones((2, 3, 3, 2)), u), r"its axis 2 is 3; it must be H = 2"),
    (
        "weights as a matrix",
        lambda: dense(x, np.ones((6, 6)), u),
        r"w has shape \(6, 6\); it must have 4 axes, \(H, W, H, W\)",
    ),
    (
        "constants of another image",
        lambda: dense(x, w, np.ones((3, 2))),
        r"u has shape \(3, 2\), and its axis 0 is 3; it must be H = 2",
    ),
    ("one constant for dense", lambda: dense(x, w, 1.0), r"u has shape \(\); it must have 2 axes"),
    ("dense without constants", lambda: dense(x, w), "perceptron.dense: missing a required argument: 'u'"),
    ("an image that is None", lambda: dense(None, w, u), "x = None: it must be an array of numbers"),
    ("complex weights", lambda: dense(x, 1j * w, u), "w has dtype complex128; it must hold real numbers"),
    ("a masked image", lambda: dense(np.ma.masked_array(x, x > 0), w, u), "x is a masked array"),
    ("ragged weights", lambda: dense(x, [[1, 2], [3]], u), "w is ragged"),
    (
        "whole numbers that might wrap",
        lambda: dense(BIG, w.astype(int) * 2**40, u.astype(int)),
        r"may reach \d+ > 9223372036854775807 = 2\^63 - 1; pass floats",
    ),
    ("an unknown argument", lambda: dense(x, w, u, border="zero"), "unexpected keyword argument 'border'"),
    ("weights that are not square", lambda: reindex(np.ones((2, 3, 4, 5))), "its axis 2 is 4; it must be H = 2"),
    ("a string of weights", lambda: reindex("w"), "perceptron.reindex: w = 'w': it must be an array of numbers"),
    (
        "offsets of even length",
        lambda: reindex_inverse(np.ones((2, 3, 4, 5))),
        r"its axis 2 is 4; it must be 2\*H - 1 = 3 \(with H = 2\)",
    ),
    (
        "offsets too few",
        lambda: reindex_inverse(np.ones((2, 3, 3, 3))),
        r"its axis 3 is 3; it must be 2\*W - 1 = 5 \(with W = 3\)",
    ),
    (
        "weights by pixel for weights by offset",
        lambda: centred(x, w, u),
        r"v has shape \(2, 3, 2, 3\), and its axis 2 is 2",
    ),
    ("weights shared already", lambda: centred(x, shared, u), r"v has shape \(3, 5\); it must have 4 axes"),
    ("a small kernel", lambda: shift_invariant(x, small, 0.0), r"its axis 1 is 3; it must be 2\*W - 1 = 5"),
    ("a constant a pixel", lambda: shift_invariant(x, shared, u), r"u has shape \(2, 3\); it must have 0 axes, \(\)"),
    (
        "an unknown border",
        lambda: shift_invariant(x, shared, 0.0, border="wrap"),
        "border = 'wrap': it must be one of 'zero', 'circular'",
    ),
    ("a border that is misspelt", lambda: local(x, small, 0.0, border="circlar"), "did you mean circular"),
    (
        "a border that is a number",
        lambda: local(x, small, 0.0, border=0),
        "border = 0: it must be one of 'zero', 'circular'",
    ),
    (
        "a kernel of even height",
        lambda: local(x, np.ones((2, 3)), 0.0),
        r"v has shape \(2, 3\), and its axis 0 is 2 = 2\*k \+ 1, which no integer k >= 0 gives",
    ),
    ("a kernel of even width", lambda: local(x, np.ones((3, 4)), 0.0), r"its axis 1 is 4 = 2\*l \+ 1"),
    ("an empty kernel", lambda: local(x, np.ones((0, 3)), 0.0), r"its axis 0 is 0 = 2\*k \+ 1"),
    ("a kernel a channel", lambda: local(x, np.ones((1, 3, 3)), 0.0), r"v has shape \(1, 3, 3\); it must have 2 axes"),
    ("a colour image", lambda: local(np.ones((2, 3, 3)), small, 0.0), r"x has shape \(2, 3, 3\); it must have 2 axes"),
    ("no constant", lambda: local(x, small, None), "u = None: it must be an array of numbers"),
    (
        "a gradient of another shape",
        lambda: local.backward(np.ones((3, 3)), x, small, 0.0),
        r"dy has shape \(3, 3\); it must have the shape of the result, \(2, 3\)",
    ),
    ("an argument for a constant kernel", lambda: kernels.sobel_x(3), "kernels.sobel_x: too many positional arguments"),
    (
        "a kernel with no middle",
        lambda: kernels.total(np.ones((2, 2))),
        r"K has shape \(2, 2\), and its axis 0 is 2 = 2\*k \+ 1",
    ),
    (
        "a kernel of one axis",
        lambda: kernels.total(np.ones(3)),
        r"kernels.total: K has shape \(3,\); it must have 2 axes",
    ),
    (
        "a negative order",
        lambda: kernels.moments(K, -1),
        "kernels.moments: order = -1: it must be an integer >= 0",
    ),
    (
        "an order that is no whole number",
        lambda: kernels.moments(K, 1.5),
        "order = 1.5: it must be an integer >= 0",
    ),
    (
        "moments that might wrap",
        lambda: kernels.moments(np.full((5, 5), 2), 40),
        r"may reach \d+ > 9223372036854775807 = 2\^63 - 1; pass floats",
    ),
    ("moments of strings", lambda: kernels.moments([["a"]], 1), "K has dtype <U1"),
    (
        "a tap that is NaN",
        lambda: kernels.leading_term([[0, math.nan, 0]]),
        r"K holds nan at \(0, 1\); a tap must be a finite number",
    ),
    ("a tap that is infinite", lambda: kernels.separates([[math.inf]]), r"K holds inf at \(0, 0\)"),
    ("a tap that is a letter", lambda: kernels.symmetries(np.array([[sp.Symbol("c")]])), r"K holds c at \(0, 0\)"),
    ("a flip that is a number", lambda: kernels.leading_term(K, flip=1), "flip = 1: it must be True or False"),
    ("a degree below zero", lambda: kernels.annihilates(K, -1), "degree = -1: it must be an integer >= 0"),
    (
        "a degree that is no whole number",
        lambda: kernels.preserves(K, 2.0),
        "degree = 2.0: it must be an integer >= 0",
    ),
    ("no polynomial", lambda: applied(K, sp.exp(kernels_x)), r"exp\(x\) must be a polynomial in x and y"),
    ("a polynomial in another letter", lambda: applied(K, sp.Symbol("z")), "z must be a polynomial in x and y"),
    (
        "a frequency that is a word",
        lambda: kernels.response(K, "pi", 0),
        "wy = 'pi': it must be a number or a SymPy expression",
    ),
    ("a frequency that is infinite", lambda: kernels.response(K, 0.0, math.inf), "wx = inf: it must be finite"),
]
