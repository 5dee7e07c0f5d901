"""Networks whose layers are compiled: the same results as with NumPy up to rounding, and the same bits each time."""

import numpy as np
import pytest
from sympy import Eq, IndexedBase, Sum, symbols

from mathcnn import activation, formula, layers, normalization, pooling
from mathcnn.commands import main
from mathcnn.compiled import batches, programs
from mathcnn.compiled.parts import parts_of
from mathcnn.memory import Buffers
from mathcnn.networks import chunks, training
from mathcnn.networks.lenet import Network
from mathcnn.networks.sequential import Layer, Sequential
from mathcnn.networks.training import Settings, preset
from mathcnn.text import extras

pytest.importorskip("llvmlite", reason="compiled forms need the extra `native`")
pytestmark = pytest.mark.usefixtures("compiling")


def test_a_stack_on_whole_numbers():
    draw = np.random.default_rng(0)
    w, v = draw.integers(-3, 4, (3, 2, 3, 2)).astype(float), draw.integers(-3, 4, (4, 36)).astype(float)
    stack = [Layer(layers.conv, w=w), activation.relu, Layer(pooling.max_pool, kernel_size=2), layers.flatten]
    x = draw.integers(-4, 5, (5, 2, 8, 7)).astype(float)
    stack.append(Layer(layers.linear, w=v[:, : 3 * 3 * 3]))
    dy = draw.integers(-4, 5, (5, 4)).astype(float)
    plain, own = (Sequential((2, 8, 7), stack, engine) for engine in ("numpy", "compiled"))
    np.testing.assert_array_equal(own(x), plain(x))
    (dx, grads), (dx_own, grads_own) = plain.backward(dy, x), own.backward(dy, x)
    np.testing.assert_array_equal(dx_own, dx)
    for want, got in zip(grads, grads_own, strict=True):
        assert want.keys() == got.keys()
        for a in want:
            np.testing.assert_array_equal(got[a], want[a])


DRAW = np.random.default_rng(3)
SHAPE = (2, 9, 11)


def drawn(*shape, dtype=np.float64):
    return DRAW.integers(-3, 4, shape).astype(dtype)


def stacks(dtype):
    """Stacks whose results are exact on small whole numbers, none with two equal axes."""
    images = lambda *shape: drawn(*shape, dtype=dtype)
    uneven = {"stride": (2, 1), "padding": ((1, 0), (2, 3)), "dilation": (1, 2)}
    return {
        "padded, strided, dilated": [
            Layer(layers.conv, w=images(6, 2, 3, 2), b=images(6), **uneven),
            activation.relu,
            Layer(layers.conv, w=images(4, 3, 2, 2), groups=2),
            Layer(pooling.max_pool, kernel_size=(2, 3)),
        ],
        "pooled, flat": [
            Layer(layers.conv, w=images(5, 2, 2, 4)),
            activation.relu,
            Layer(pooling.avg_pool, kernel_size=2, stride=(2, 1)),
            layers.flatten,
            Layer(layers.linear, w=images(7, 140), b=images(7)),
            activation.relu,
            Layer(layers.linear, w=images(3, 7)),
        ],
        "one layer": [Layer(layers.conv, w=images(1, 2, 1, 1))],
    }


def same(stack, x, to_bits=True):
    """Results and gradients of both engines agree, and the compiled one went part by part."""
    plain, own = (Sequential(x.shape[1:], stack, engine) for engine in ("numpy", "compiled"))
    want, got = plain(x), own(x)
    np.testing.assert_array_equal(got, want)
    dy = drawn(*want.shape, dtype=x.dtype)
    (dx, grads), (dx_own, grads_own) = plain.backward(dy, x), own.backward(dy, x)
    assert dx_own.dtype == got.dtype == x.dtype
    np.testing.assert_array_equal(dx_own, dx)
    for wanted, found in zip(grads, grads_own, strict=True):
        assert wanted.keys() == found.keys()
        for a in wanted:
            np.testing.assert_array_equal(found[a], wanted[a])
    return own


@pytest.mark.parametrize("case", stacks(np.float64))
@pytest.mark.parametrize("count", [1, 5, 16, 17, 67])
def test_parts_of_a_batch_are_exact(case, count):
    dtype = np.float64 if count == 17 else np.float32
    own = same(stacks(dtype)[case], drawn(count, *SHAPE, dtype=dtype))
    assert not own._chunks.refused


def test_a_batch_is_cut_by_its_size_alone():
    for count in range(1, 200):
        cut = chunks.sizes_of(count)
        assert sum(n * images for n, images in cut) == count
        assert {images for _, images in cut[:-1]} <= {chunks.FEW, chunks.MANY}


def test_the_number_of_threads_changes_no_bit():
    stack, x = stacks(np.float32)["pooled, flat"], DRAW.standard_normal((83, *SHAPE)).astype(np.float32)
    dy, found = DRAW.standard_normal((83, 3)).astype(np.float32), []
    for threads in (1, 2, 5):
        own = Sequential(SHAPE, stack, "compiled")
        own._chunks.threads = threads
        dx, grads = own.backward(dy, x)
        found.append((own(x).tobytes(), dx.tobytes(), *(g.tobytes() for one in grads for g in one.values())))
    assert found[0] == found[1] == found[2]


def test_what_one_pass_returned_stays_as_it_is():
    own = Sequential(SHAPE, stacks(np.float32)["pooled, flat"], "compiled")
    x, other = (drawn(18, *SHAPE, dtype=np.float32) for _ in range(2))
    with Buffers():
        through = own.forward(x)
        dx, grads = through.pulled(np.ones((18, 3), np.float32), [layer.formula.arrays[1:] for layer in own.layers])
        before = [np.array(y) for y in through[:]], np.array(dx), {a: np.array(g) for a, g in grads[4].items()}
        own.backward(np.full((18, 3), 2, np.float32), other)
        for y, old in zip(through, before[0], strict=True):
            np.testing.assert_array_equal(y, old)
        np.testing.assert_array_equal(dx, before[1])
        for a, old in before[2].items():
            np.testing.assert_array_equal(grads[4][a], old)
    np.testing.assert_array_equal(through[-1], through[len(own.layers)])
    assert len(through) == len(own.layers) + 1


def test_writing_into_weights_changes_the_stack():
    w = drawn(3, 2, 2, 2, dtype=np.float32)
    own, x = Sequential(SHAPE, [Layer(layers.conv, w=w)], "compiled"), drawn(4, *SHAPE, dtype=np.float32)
    own(x)
    w[1] += 1
    np.testing.assert_array_equal(own(x), layers.conv(x, w))


MIXED = [
    Layer(layers.conv, w=drawn(4, 2, 2, 2)),
    Layer(normalization.batch_norm, gamma=np.ones(4), beta=np.zeros(4)),
    activation.relu,
]


def test_what_reads_the_whole_batch_is_not_cut():
    x = DRAW.standard_normal((37, *SHAPE))
    plain, own = (Sequential(SHAPE, MIXED, engine) for engine in ("numpy", "compiled"))
    assert abs(own(x) - plain(x)).max() <= 1e-12 and own._chunks.refused


def test_arrays_of_two_types_run_layer_by_layer():
    stack, x = [Layer(layers.conv, w=drawn(3, 2, 2, 2))], drawn(4, *SHAPE, dtype=np.float32)
    plain, own = (Sequential(SHAPE, stack, engine) for engine in ("numpy", "compiled"))
    np.testing.assert_array_equal(own(x), plain(x))
    assert own(x).dtype == np.float64 and own._chunks.refused
    np.testing.assert_array_equal(own(x.astype(float)), plain(x))


n, c, k, N, C = symbols("n c k N C", integer=True, positive=True)
X, Y, W = map(IndexedBase, ("x", "y", "w"))


def test_which_statements_are_cut():
    def plan(statement, shapes, *names):
        def of(x, w=None): ...

        made = formula(statement, shapes=shapes, source="a test")(of if names else lambda x: x)
        return parts_of(made.read((np.zeros((2, 3)), *(np.zeros(3) for _ in names)), {}).plan)

    mean = plan(Eq(Y[n, c], X[n, c] - Sum(X[k, c], (k, 0, N - 1)) / N), "(N, C) -> (N, C)")
    assert batches.separable(mean, {"x": 0}, "N") is None
    turned = plan(Eq(Y[n, c], X[N - 1 - n, c]), "(N, C) -> (N, C)")
    assert batches.separable(turned, {"x": 0}, "N") is None
    transposed = plan(Eq(Y[c, n], X[n, c]), "(N, C) -> (C, N)")
    assert batches.separable(transposed, {"x": 0}, "N") == 1
    placed = plan(Eq(Y[n, c], n * X[n, c]), "(N, C) -> (N, C)")
    assert batches.separable(placed, {"x": 0}, "N") is None
    total = plan(Eq(Y[c], Sum(X[n, c], (n, 0, N - 1))), "(N, C) -> (C)")
    assert batches.additive(total, {"x": 0}, "N")
    for value in (Sum(X[n, c], (n, 0, N - 1)) / N, Sum(X[n, c], (n, 0, N - 1)) + 1, Sum(X[n, c], (n, 1, N - 1))):
        assert not batches.additive(plan(Eq(Y[c], value), "(N, C) -> (C)"), {"x": 0}, "N")
    square = plan(Eq(Y[c], Sum(X[n, c], (n, 0, N - 1)) ** 2), "(N, C) -> (C)")
    assert not batches.additive(square, {"x": 0}, "N")


def claimed_separable(monkeypatch):
    monkeypatch.setattr(programs, "separable", lambda *_: 0)


def batch_axis_outermost(monkeypatch):
    right = programs.Program._apart
    monkeypatch.setattr(programs.Program, "_apart", lambda *args: right(*args)[::-1])


def one_part_too_few(monkeypatch):
    right = programs.chunks
    monkeypatch.setattr(programs, "chunks", lambda low, high, *more: right(low, max(low + 1, high - 1), *more))


def far_terms_first(monkeypatch):
    from mathcnn.compiled import nests

    right = nests.Nest._axis
    monkeypatch.setattr(nests.Nest, "_axis", lambda self, order, at: right(self, order, at[:1] if not order else at))


@pytest.mark.parametrize("fault", [batch_axis_outermost, one_part_too_few, far_terms_first], ids=lambda f: f.__name__)
def test_faults_of_the_engine_are_seen(fault, monkeypatch, compiling):
    fault(monkeypatch)
    programs.compiled.cache_clear()
    try:
        with pytest.raises(AssertionError):
            same(stacks(np.float32)["pooled, flat"], drawn(67, *SHAPE, dtype=np.float32))
    finally:
        programs.compiled.cache_clear()
    compiling.clear()


def test_a_wrong_claim_that_a_batch_can_be_cut_is_seen(monkeypatch):
    claimed_separable(monkeypatch)
    x = DRAW.standard_normal((37, *SHAPE))
    plain, own = (Sequential(SHAPE, MIXED, engine) for engine in ("numpy", "compiled"))
    assert abs(own(x) - plain(x)).max() > 1e-3


@pytest.mark.parametrize("fault", [False, True], ids=["right", "beyond its place"])
def test_nothing_is_written_beside_the_places_of_arrays(fault, monkeypatch):
    """Between any two places lie bytes that no code may write."""
    places, made = [], []
    array, memory, lines = programs.Region.array, programs.Region.memory, programs._lines

    def noted(self, *given, **more):
        place = array(self, *given, **more)
        places.append((self, place.offset, place.offset + place.view.nbytes))
        place.offset += programs.LINE * (fault and len(places) == 2)
        return place

    def filled(self, count):
        rows = memory(self, count)
        rows[...] = 0xA5
        made.append((self, rows))
        return rows

    monkeypatch.setattr(programs, "_lines", lambda size: lines(size) + 4 * programs.LINE)
    monkeypatch.setattr(programs.Region, "array", noted)
    monkeypatch.setattr(programs.Region, "memory", filled)
    own = Sequential(SHAPE, stacks(np.float32)["padded, strided, dilated"], "compiled")
    x = drawn(37, *SHAPE, dtype=np.float32)
    own.backward(np.ones(own(x).shape, np.float32), x)
    wrong = 0
    for region, rows in made:
        free = np.ones(rows.shape[1], bool)
        for where, begin, end in places:
            if where is region:
                free[begin:end] = False
        wrong += int((rows[:, free] != 0xA5).sum())
    assert bool(wrong) is fault


def test_an_unknown_engine_is_refused():
    with pytest.raises(ValueError, match="engine = 'gpu': it must be one of 'numpy', 'compiled'"):
        Sequential((1, 2, 2), [activation.relu], "gpu")
    with pytest.raises(ValueError, match="engine = 'gpu': it must be one of numpy, compiled"):
        Settings(engine="gpu")


def test_the_faster_engine_is_the_default(monkeypatch):
    assert preset("digits").engine == preset("mnist", variant="1998").engine == "compiled"
    assert preset("digits", engine="numpy").engine == preset("digits", batch_norm=True).engine == "numpy"
    monkeypatch.setattr(extras, "EXTRAS", {**extras.EXTRAS, "native": ("a_package_that_nobody_has",)})
    assert preset("digits").engine == "numpy"


@pytest.mark.parametrize("asked", [[], ["--engine", "numpy"], ["--engine", "compiled"], ["--batch-norm"]], ids=str)
def test_a_training_has_the_engine_that_was_asked_for(asked, monkeypatch, tmp_path):
    path = str(tmp_path / "lenet.npz")
    monkeypatch.setattr(training.Training, "run", lambda self, data, **_: self.keep(path) or self)
    images = ["--data", "digits", "--train-images", "40", "--test-images", "10", "-o", path]
    main(["lenet", "train", *images, *asked])
    want = asked[1] if asked[1:] else "numpy" if asked else "compiled"
    assert training.Training.kept(path).settings.engine == want
    if want == "compiled" and asked:
        assert main(["lenet", "train", "--resume", "-o", path, "--engine", "numpy"]) == 2


def test_a_network_is_used_without_the_engine_that_trained_it(monkeypatch, tmp_path):
    path, data = str(tmp_path / "lenet.npz"), ["--data", "digits", "--train-images", "40", "--test-images", "10"]
    monkeypatch.setattr(training.Training, "run", lambda self, data, **_: self.keep(path) or self)
    main(["lenet", "train", *data, "-o", path])
    monkeypatch.setattr(extras, "EXTRAS", {**extras.EXTRAS, "native": ("a_package_that_nobody_has",)})
    assert main(["lenet", "evaluate", "--checkpoint", path]) == 0
    with pytest.raises(extras.MissingExtra, match=r"pip install 'mathcnn\[native\]'"):
        training.Training.kept(path)


@pytest.mark.slow
def test_lenet_has_the_same_bits_each_time():
    draw = np.random.default_rng(0)
    x, t = draw.standard_normal((32, 1, 32, 32)).astype(np.float32), draw.integers(0, 10, 32)
    (loss, row, _), (again, same, _) = (Network(engine="compiled").gradient(x, t) for _ in range(2))
    assert loss == again and row.tobytes() == same.tobytes()
    want_loss, want, _ = Network(engine="numpy").gradient(x, t)
    steps = 2000 * 2.0**-24  # roundings on the longest way, each of at most half a unit
    assert abs(loss - want_loss) <= steps * abs(want_loss) and abs(row - want).max() <= steps * abs(want).max()
