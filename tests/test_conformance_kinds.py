"""Results of the wrong kind are named, and inputs that are written to are found after every call."""

import numpy as np
import pytest

from mathcnn import activation, catalogue, convolution, layers, normalization
from mathcnn.conformance import Target, judging, kinds
from mathcnn.conformance.subject import Subject
from mathcnn.evidence import checks, verdicts
from mathcnn.evidence.checks import Inputs

from .marks import thinned

RELU, CONV, SOFTMAX = activation.relu, layers.conv, activation.softmax


def rows_of(fn, of, part="form", examples=6):
    return list(judging.verdicts(Target("planted", {of.name: fn}, typed="planted"), of, part, examples, 0))


def kept(fn, of):
    return next(row for row in rows_of(fn, of) if row.law == "keeps the type")


WRONG = [
    (
        "integers where all are whole",
        lambda y: y.astype(np.int64) if np.all(y == np.round(y)) else y,
        "int64 for float",
    ),
    ("wider", lambda y: y.astype(np.float64), "float64 for float32"),
    ("widest", lambda y: y.astype(np.longdouble), "longdouble for float"),
    ("narrower", lambda y: y.astype(np.float32), "float32 for float64"),
    ("objects", lambda y: y.astype(object), "an array of objects"),
    ("list", lambda y: y.tolist(), "list, which is no array"),
    ("tuple", lambda y: tuple(y.tolist()), "tuple, which is no array"),
    ("masked", np.ma.masked_invalid, "MaskedArray"),
    ("memoryview", lambda y: np.ascontiguousarray(y).data, "memoryview, which is no array"),
    ("byte order", lambda y: y.astype(y.dtype.newbyteorder(">")), "(in another byte order)"),
    ("complex", lambda y: y + 0j, "complex128 for float64"),
    ("bool", lambda y: y > 0, "bool for float"),
    ("one number", lambda y: y.ravel()[0], "a number, where an array of shape"),
]


@pytest.mark.parametrize(("convert", "said"), thinned([row[1:] for row in WRONG], 3), ids=[row[0] for row in WRONG])
@pytest.mark.parametrize("of", [RELU, CONV], ids=["relu", "conv"])
def test_results_of_the_wrong_kind_are_named(of, convert, said):
    row = kept(lambda *args, **k: convert(np.asarray(of(*args, **k))), of)
    name = said.replace("longdouble", np.dtype(np.longdouble).name)
    assert row.verdict == verdicts.FAILS and name in row.says, row.says


@pytest.mark.parametrize(
    "name", ["activation.relu", "layers.conv", "activation.cross_entropy", "pooling.max_pool_indices"]
)
def test_right_kinds_are_accepted(name):
    of = catalogue.find_formula(name)
    row = kept(of, of)
    assert row.good, row.says


def test_what_is_expected():
    assert kinds.expected(convolution.dft) == kinds.COMPLEX and kinds.expected(CONV) == kinds.REAL
    assert kinds.expected(catalogue.find_formula("pooling.max_pool_indices")) == kinds.PLACES
    assert kinds.expected(catalogue.find_formula("geometry.output_size")) == kinds.ANY
    assert kinds.read(np.float64(1), kinds.REAL, "float64")[1] == kinds.read(1.0, kinds.REAL, "float64")[1] == ""
    assert kinds.read(1.0, kinds.REAL, "float32")[1] == "float64 for float32"
    big = np.ones(2, ">f8")
    assert kinds.read(big, kinds.REAL, "float64", native=False)[1] == "" and kinds.read(big, kinds.REAL, "float64")[1]
    for nothing in (None, "1.0", np.array(["a"]), [[1.0], [1.0, 2.0]], np.array([None]), True):
        with pytest.raises(TypeError, match=r"^returned "):
            kinds.read(nothing, kinds.REAL, "float64")


# ---------------------------------------------------------------- inputs


def writes(of, when):
    """A right implementation that writes into its last array argument in some calls."""

    def run(*args, **kwargs):
        y = np.array(of(*args, **kwargs))
        last = [x for x in args if isinstance(x, np.ndarray)][-1]
        if when(last):
            last.reshape(-1)[-1:] += 1 if last.flags.c_contiguous else 0
        return y

    return run


def test_inputs_are_compared_after_every_call():
    """In small calls and large ones, in those of laws and of gradients."""
    subject = Subject(RELU, Target("planted", {RELU.name: RELU}), writes(RELU, lambda x: x.size > 1000))
    subject(np.ones(10))
    with pytest.raises(RuntimeError, match="wrote into its input x"):
        subject(np.ones(2000, np.float32))
    always = writes(CONV, lambda x: True)
    rows = rows_of(always, CONV, "subsamples")
    assert rows[0].verdict == verdicts.FAILS and "wrote into its input" in rows[0].counterexample

    def pull(fn, dy, arrays):
        dy *= 2
        return {"x": np.where(arrays["x"] > 0, dy, 0)}

    subject = Subject(RELU, Target("planted", {RELU.name: RELU}, gradient=pull), RELU)
    with pytest.raises(RuntimeError, match="wrote into its input dy"):
        subject.backward(np.ones(3), x=np.ones(3))


def test_a_nan_that_is_overwritten_is_seen():
    x = np.array([np.nan, -0.0, 1.0])
    for k, v in ((0, 1.0), (1, 0.0), (2, np.nan)):
        inputs = Inputs({"x": x})
        inputs.check()
        before, x[k] = x[k], v
        with pytest.raises(RuntimeError, match="wrote into its input x"):
            inputs.check()
        x[k] = before


def test_what_lies_beside_a_view_is_compared():
    whole = np.zeros((4, 10))
    inputs = Inputs({"x": whole[:, 2:-2]})
    whole[0, 0] = 1
    with pytest.raises(RuntimeError, match="wrote beside its input x"):
        inputs.check()


def test_a_kernel_that_writes_into_large_weights_only():
    of = layers.linear
    broken = writes(of, lambda w: w.size > 100)
    x, w = np.ones((3, 40)), np.ones((5, 40))
    with pytest.raises(RuntimeError, match="wrote into its input w"):
        checks.call(of, broken, {"x": x, "w": w}, {})
    assert normalization.batch_mean(x[None]).shape  # the arrays themselves are usable afterwards


def test_a_kind_that_only_another_part_sees_is_named():
    wide = lambda x: RELU(x).astype(np.int64) if np.isinf(x).any() else RELU(x)
    with np.errstate(all="ignore"):
        rows = rows_of(wide, RELU, "edges")
    assert rows[-1].law == "keeps the type" and rows[-1].verdict == verdicts.FAILS and "int64" in rows[-1].says


def test_integers_that_int64_does_not_hold_are_those_of_python():
    """No type of NumPy keeps them. Smaller ones as objects are named."""
    huge, small = np.array([2**70, 3], object), np.array([2**40, 3], object)
    assert kinds.read(huge, kinds.REAL, "int64")[1] == kinds.read(huge, kinds.ANY, "float64")[1] == ""
    for y, kind, dtype in (
        (small, kinds.REAL, "int64"),
        (huge, kinds.REAL, "float64"),
        (huge / 1.0, kinds.ANY, "int64"),
    ):
        assert kinds.read(y, kind, dtype)[1] == "an array of objects", (y, kind, dtype)
