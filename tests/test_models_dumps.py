"""Intermediate results in files: names, layouts and types are matched, and the first faulty node is named."""

import numpy as np
import pytest

onnx = pytest.importorskip("onnx", reason="needs the package onnx: pip install 'mathcnn[onnx]'")
ml_dtypes = pytest.importorskip("ml_dtypes", reason="needs ml-dtypes, for bfloat16 in NumPy")

from mathcnn.models import BadModel, dumps  # noqa: E402  after the packages that it needs
from mathcnn.models.targets import Runner  # noqa: E402  after the packages that it needs

from . import networks  # noqa: E402  after the packages that it needs

MODEL = networks.example()
X = networks.numbers_for(MODEL) / 4
RIGHT = {"x": X, **networks.results(MODEL, X)}


@pytest.fixture(scope="module")
def path(tmp_path_factory):
    """The network as a file."""
    at = tmp_path_factory.mktemp("model") / "net.onnx"
    onnx.save(MODEL, at)
    return at


@pytest.fixture(autouse=True, scope="module")
def shapes_once():
    """The shapes of the network are found out once, since each time takes a process."""
    found = {}

    def shapes(self, inputs):
        if not found:
            found[0] = original(self, inputs)
        return found[0]

    original = Runner.shapes
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Runner, "shapes", shapes)
        yield


def nhwc(x):
    return np.moveaxis(x, 1, -1) if x.ndim == 4 else x


def written(folder, arrays):
    folder.mkdir(exist_ok=True)
    for name, x in arrays.items():
        np.save(folder / f"{name}.npy", x)
    return folder


def report_of(path, folder, **options):
    (found,) = dumps.verify(path, folder, **options)
    return found


def judged(path, tmp_path, arrays, **options):
    """The report, whose every row must be judged."""
    report = report_of(path, written(tmp_path / "dump", arrays), **options)
    assert all(row.verdict != "not checked" for row in report.rows), [row.says for row in report.rows]
    return report


WAYS = {
    "by tensor": lambda name, x: (name, x),
    "by node": lambda name, x: (name.removesuffix("_y"), x),
    "by PyTorch's export": lambda name, x: (f"{name.removesuffix('_y')}_output_0", x),
    "in capitals, with slashes": lambda name, x: (name.upper().replace("_", "-") + ":0", x),
    "NHWC": lambda name, x: (name, nhwc(x)),
    "flat": lambda name, x: (name, x.ravel()),
    "flat NHWC and some not": lambda name, x: (name, nhwc(x).ravel() if "late" in name else nhwc(x)),
}


@pytest.mark.parametrize("way", WAYS)
def test_names_and_layouts_are_matched(path, tmp_path, way):
    arrays = dict(WAYS[way](name, x.copy()) for name, x in RIGHT.items())
    report = judged(path, tmp_path, arrays)
    assert report.first is None and report.share == 1
    assert not any("not matched" in note for note in report.notes)
    late = next(n for n in arrays if "late" in n.lower())
    arrays[late] = arrays[late].copy()
    arrays[late].flat[7] += 0.5
    assert judged(path, tmp_path, arrays).first.node.name == "late"


def test_an_archive_is_read(path, tmp_path):
    np.savez(tmp_path / "all.npz", **RIGHT)
    assert report_of(path, tmp_path).first is None


def test_arrays_are_matched_by_shape_where_only_one_fits(path, tmp_path):
    arrays = {f"layer_{k}": x for k, (name, x) in enumerate(RIGHT.items()) if name in ("x", "middle_y", "late_y")}
    report = report_of(path, written(tmp_path / "dump", {**arrays, "junk": np.zeros((3, 4, 5))}))
    assert report.first is None
    assert "not matched: junk, layer_4" in report.notes  # two tensors have the shape of "middle"
    assert sum("the only tensor of its shape" in note for note in report.notes) == 2


def test_few_arrays_are_judged_with_those_between(path, tmp_path):
    few = {name: RIGHT[name] for name in ("x", "relu_y", "late_y")}
    report = report_of(path, written(tmp_path / "dump", few))
    assert report.first is None
    assert [row.verdict for row in report.rows[:7]] == ["holds"] * 7
    assert {row.verdict for row in report.rows[7:]} == {"not checked"}
    few["late_y"] = few["late_y"].copy()
    few["late_y"][1, 4, 9, 9] += 0.5
    report = report_of(path, written(tmp_path / "dump", few))
    assert report.first.node.name == "late" and "middle" in report.first.with_


@pytest.mark.parametrize("dtype", [np.float16, ml_dtypes.bfloat16])
def test_half_precision(path, tmp_path, dtype):
    halves = {name: x.astype(dtype) for name, x in RIGHT.items()}
    assert judged(path, tmp_path, halves).first is None
    halves["late_y"] = halves["late_y"].copy()
    halves["late_y"][0, 1] *= 2
    assert judged(path, tmp_path, halves).first.node.name == "late"


def test_bits_of_bfloat16(path, tmp_path):
    bits = {name: x.astype(ml_dtypes.bfloat16).view(np.uint16) for name, x in RIGHT.items()}
    assert judged(path, tmp_path, bits).first is None


def stepped(x, bits=8):
    scale = float(np.abs(x).max()) / (2 ** (bits - 1) - 1)
    return np.clip(np.rint(x / scale), -128, 127).astype(np.int8), np.float32(scale)


def test_int8_with_scales(path, tmp_path):
    """A device that goes on with what it has rounded to int8: each result is within half a step."""
    arrays, node = {}, {n.output[0]: n for n in MODEL.graph.node}
    q, scale = stepped(X)
    arrays |= {"x": q, "x_scale": scale}
    known = {"x": (q * scale).astype(np.float32)}
    for name in ("first_y", "norm_y", "relu_y", "middle_y"):
        part = onnx.ModelProto.FromString(MODEL.SerializeToString())
        del part.graph.node[:]
        part.graph.node.append(node[name])
        before = node[name].input[0]
        part.graph.input[0].CopyFrom(onnx.helper.make_tensor_value_info(before, 1, known[before].shape))
        part.graph.output[0].CopyFrom(onnx.helper.make_empty_tensor_value_info(name))
        (y,) = onnx.reference.ReferenceEvaluator(part).run(None, {before: known[before]})
        q, scale = stepped(y)
        arrays |= {name: q, f"{name}_scale": scale}
        known[name] = (q * scale).astype(np.float32)
    report = report_of(path, written(tmp_path / "dump", arrays))
    assert report.first is None and [row.verdict for row in report.rows[:4]] == ["holds"] * 4
    arrays["middle_y"][0, 2, 3, 3] += 2
    assert report_of(path, written(tmp_path / "dump", arrays)).first.node.name == "middle"
    del arrays["middle_y_scale"]
    (tmp_path / "dump" / "middle_y_scale.npy").unlink()
    with pytest.raises(BadModel, match="'middle_y' is int8, and the tensor is float32: its scale must be beside it"):
        report_of(path, written(tmp_path / "dump", arrays))


def test_a_truncated_dump_is_named(path, tmp_path):
    arrays = {**RIGHT, "middle_y": RIGHT["middle_y"][:, :, :-1]}
    report = report_of(path, written(tmp_path / "dump", arrays))
    assert report.first.node.name == "middle"
    assert report.first.shown.startswith("shape (2, 8, 5, 11) instead of (2, 8, 6, 11)"), report.first.shown
    assert len(report.falls_short) == 1
    file = tmp_path / "dump" / "middle_y.npy"
    file.write_bytes(file.read_bytes()[:-100])
    with pytest.raises(BadModel, match=r"middle_y\.npy: not a whole file of arrays"):
        report_of(path, tmp_path / "dump")


def test_bad_folders_are_one_line(path, tmp_path):
    (tmp_path / "empty").mkdir()
    with pytest.raises(BadModel, match=r"empty: no \.npy or \.npz file with arrays"):
        report_of(path, tmp_path / "empty")
    with pytest.raises(FileNotFoundError):
        report_of(path, tmp_path / "nowhere")
    np.save(tmp_path / "empty" / "a.npy", np.array([{}], object), allow_pickle=True)
    with pytest.raises(BadModel, match=r"a\.npy: not a whole file of arrays: .*pickled"):
        report_of(path, tmp_path / "empty")
    np.save(tmp_path / "empty" / "a.npy", np.array(["text"]))
    with pytest.raises(BadModel, match=r"'a' holds <U4, not numbers"):
        report_of(path, tmp_path / "empty")
    np.save(tmp_path / "empty" / "a.npy", np.zeros((91, 3)))
    with pytest.raises(BadModel, match="no array has the name or the shape of a tensor"):
        report_of(path, tmp_path / "empty")


def test_a_missing_input_is_said(path, tmp_path):
    arrays = {name: x for name, x in RIGHT.items() if name != "x"}
    report = report_of(path, written(tmp_path / "dump", arrays))
    assert report.rows[0].verdict == "not checked" and "input is not given" in report.rows[0].says
    assert [row.verdict for row in report.rows[1:]] == ["holds"] * (len(report.rows) - 1)
    assert report_of(path, tmp_path / "dump", inputs={"x": X}).rows[0].verdict == "holds"
