"""Compiled sums of products whose arrays are copied, so that channels are lanes: exact at every kind of edge."""

import numpy as np
import pytest
import sympy as sp

from mathcnn import layers
from mathcnn.compiled import Compiled, packing, tiling
from mathcnn.compiled.loops import Loops
from mathcnn.compiled.nests import Nest
from mathcnn.compiled.storing import Stores

pytest.importorskip("llvmlite", reason="compiled forms need the extra `native`")
pytestmark = pytest.mark.usefixtures("compiling")

CASES = {  # channels of x, groups; shapes of x without them, of w with output channels; options
    "one block of columns": ((2, 16, 5, 6), (32, 16, 3, 3), {"padding": 1}),
    "blocks at both edges": ((1, 8, 4, 41), (16, 8, 2, 3), {"padding": (0, 2)}),
    "channels that fill no vector": ((1, 9, 5, 7), (13, 9, 3, 2), {"padding": (1, 0)}),
    "channels that are no multiple of a vector": ((1, 17, 5, 7), (40, 17, 2, 2), {}),
    "stride": ((2, 16, 9, 11), (16, 16, 3, 3), {"stride": 2, "padding": 1}),
    "distinct axes": ((2, 16, 9, 14), (32, 8, 3, 2), {"stride": (1, 2), "padding": ((1, 0), (2, 3)), "groups": 2}),
    "dilation": ((1, 16, 9, 12), (16, 16, 3, 3), {"dilation": 2, "padding": 2}),
    "a kernel longer than what is written out": ((1, 8, 3, 30), (8, 8, 1, 11), {"padding": (0, 5)}),
    "1 x 1": ((2, 48, 3, 5), (24, 48, 1, 1), {}),
    "rows of each length that a block has": ((1, 16, 3, 55), (16, 16, 2, 3), {}),
    "sequences": ((3, 16, 21), (16, 16, 4), {"padding": 3, "stride": 3}),
}


def whole_numbers(shape, seed, dtype="float32"):
    return np.random.default_rng([seed, *shape]).integers(-4, 5, shape).astype(dtype)


def given(case, dtype="float32"):
    of_x, of_w, options = CASES[case]
    x, w, b = (whole_numbers(shape, k, dtype) for k, shape in enumerate((of_x, of_w, of_w[:1])))
    dy = whole_numbers(layers.conv(x, w, b, **options).shape, 3, dtype)
    return dy, x, w, b, options


def copies_of(run):
    """The steps of its kernels that copy an array."""
    return [step.name for made in run.made.values() for step in made[0].steps if packing.is_copy(step.name)]


def assert_exact(case, dtype="float32", kinds="yxw"):
    """Compare a convolution, and its gradients, on whole numbers; the number of copies that are made."""
    dy, x, w, b, options = given(case, dtype)
    copied = 0
    right = dict(zip("xw", layers.conv.backward(dy, x, w, b, **options), strict=False))
    for kind in kinds:
        run = Compiled(layers.conv if kind == "y" else layers.conv.gradient[kind], 1, True)
        got = run(*([x, w, b] if kind == "y" else [dy, x, w, b]), **options)
        np.testing.assert_array_equal(got, layers.conv(x, w, b, **options) if kind == "y" else right[kind])
        assert got.flags.c_contiguous
        copied += len(copies_of(run))
    return copied


@pytest.fixture
def always(monkeypatch):
    """Copies are made wherever they can be."""
    monkeypatch.setattr(packing, "WORTH", np.inf)
    monkeypatch.setattr(packing, "FEW", 0)


@pytest.mark.parametrize("case", CASES)
def test_whole_numbers_are_exact(case, always):
    assert assert_exact(case)


@pytest.mark.parametrize("dtype", ["float64", "int64"])
def test_types(dtype, always):
    assert assert_exact("distinct axes", dtype)


@pytest.mark.parametrize("case", ["one block of columns", "distinct axes"])
def test_processors_with_narrow_vectors(case, always, monkeypatch):
    monkeypatch.setattr(tiling, "has_wide_vectors", lambda: False)
    assert assert_exact(case)


@pytest.mark.parametrize("batch", [6, 7])
def test_rounds(batch, always, monkeypatch):
    monkeypatch.setattr(tiling, "NEAR_BYTES", 1 << 13)
    x, w, b = (whole_numbers(s, k) for k, s in enumerate([(batch, 16, 6, 7), (16, 16, 3, 3), (16,)]))
    dy = whole_numbers((batch, 16, 6, 7), 3)
    want = layers.conv.backward(dy, x, w, b, padding=1)[1]
    for threads in (1, 3):
        run = Compiled(layers.conv.gradient["w"], threads, True)
        np.testing.assert_array_equal(run(dy, x, w, b, padding=1), want)


def test_threads_give_the_same_bits():
    rng = np.random.default_rng(0)
    x, w, dy = (rng.standard_normal(shape) for shape in [(3, 32, 14, 14), (32, 32, 3, 3), (3, 32, 14, 14)])
    for of, args in (
        (layers.conv, (x, w)),
        (layers.conv.gradient["w"], (dy, x, w)),
        (layers.conv.gradient["x"], (dy, x, w)),
    ):
        found = [Compiled(of, threads, True) for threads in (1, 2, 5)]
        one, *others = (run(*args, padding=1).tobytes() for run in found)
        assert others == [one] * 2 and copies_of(found[0])


def test_what_lies_outside_takes_no_part(always):
    """Whatever the weights are: a place outside x is not read as 0, which times infinity is NaN."""
    x, w = np.ones((1, 8, 3, 5), "float32"), np.ones((8, 8, 3, 3), "float32")
    w[:, 3, 0, 0], w[:, 5, 2, 2] = np.inf, np.nan
    run = Compiled(layers.conv, 1, True)
    got = run(x, w, padding=1)
    assert copies_of(run)
    want = np.full((3, 5), 0.0)
    for i in range(3):
        for j in range(5):
            rows, columns = 3 - (i == 0) - (i == 2), 3 - (j == 0) - (j == 4)
            want[i, j] = np.nan if i < 2 and j < 4 else np.inf if i > 0 and j > 0 else 8 * rows * columns
    np.testing.assert_array_equal(got, np.broadcast_to(want, (1, 8, 3, 5)))
    dy = np.ones((1, 8, 3, 5), "float32")
    dy[..., 0, 0] = np.inf  # at a corner: taps that would read above or left of x there are finite
    got = Compiled(layers.conv.gradient["w"], 1, True)(dy, x, w, padding=1)
    np.testing.assert_array_equal(
        np.isinf(got[0, 0]), [[False, False, False], [False, True, True], [False, True, True]]
    )


def test_only_what_is_worth_it_is_copied():
    wide, rng = (8, 96, 56, 56), np.random.default_rng(0)
    normal = lambda *shape: rng.standard_normal(shape, np.float32)
    depthwise, last = normal(*wide), normal(16, 28, 28, 32).transpose(3, 0, 1, 2)
    for of, arguments, options in (
        (layers.conv, (depthwise, normal(96, 1, 3, 3)), {"padding": 1, "groups": 96}),
        (layers.conv, (last, normal(16, 16, 3, 3)), {"padding": 1}),  # the batch axis is innermost already
        (layers.linear, (normal(2, 300), normal(400, 300)), {}),  # each entry would be read twice
    ):
        run = Compiled(of, 1, True)
        run(*arguments, **options)
        assert not copies_of(run), of.name


@pytest.mark.parametrize(("side", "asked"), [(40, 1), (30, 0)])
def test_vectors_of_other_pages_are_asked_for_before(side, asked):
    """Once for each vector: all outputs of a block read the same one."""
    run = Compiled(layers.conv, 1, True)
    x, w = whole_numbers((1, 12, side, side), 0), whole_numbers((8, 12, 1, 1), 1)
    np.testing.assert_array_equal(run(x, w), layers.conv(x, w))
    (kernel,) = run.kernels.values()
    assert kernel.text.count("call void @llvm.prefetch") == 3 * asked  # two full vectors of a row and its rest


# ---------------------------------------------------------------- planted faults of the generator


def test_a_block_at_an_edge_that_is_left_out_is_found(always, monkeypatch):
    blocks = Nest._blocks
    shorter = lambda self, letter, low, stop, size, at: blocks(self, letter, low, stop - (stop - low) % size, size, at)
    monkeypatch.setattr(Nest, "_blocks", shorter)
    with pytest.raises(AssertionError):
        assert_exact("blocks at both edges", kinds="y")


def test_an_edge_that_counts_as_inside_is_found(always, monkeypatch):
    written = Loops._written_out
    longer = lambda self, v, terms, *rest: written(self, v, range(terms.start, terms.stop - 1), *rest)
    monkeypatch.setattr(Loops, "_written_out", longer)
    for case in ("one block of columns", "a kernel longer than what is written out"):
        with pytest.raises(AssertionError):
            assert_exact(case, kinds="w")


def test_a_copy_in_another_order_is_found(always, monkeypatch):
    rewritten = packing._Copies._rewritten

    def turned(self, s, number):
        copies, part = rewritten(self, s, number)
        (copy, own), *more = copies
        *first, a, b, lane = copy.indices
        return [(packing.Part(copy.name, (*first, b, a, lane), copy.value), own), *more], part

    monkeypatch.setattr(packing._Copies, "_rewritten", turned)
    with pytest.raises(AssertionError):
        assert_exact("one block of columns", kinds="y")


def test_rounds_that_are_not_added_are_found(always, monkeypatch):
    monkeypatch.setattr(Nest, "_result", lambda self, offset: self.number(sp.S.Zero))
    with pytest.raises(AssertionError):
        test_rounds(6, None, monkeypatch)


def test_rows_with_lanes_of_other_places_are_found(always, monkeypatch):
    shuffled = Stores._shuffled

    def turned(self, a, b, places, kind):
        return shuffled(self, *((b, a) if len(places) == self.out.lanes else (a, b)), places, kind)

    monkeypatch.setattr(Stores, "_shuffled", turned)
    for case in ("one block of columns", "blocks at both edges"):
        with pytest.raises(AssertionError):
            assert_exact(case, kinds="y")
