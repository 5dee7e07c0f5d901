"""Networks that are in use, from packages on PyPI: text recognition (PP-OCR) and a YOLOv8n. They need
`pip install --no-deps rapidocr-onnxruntime nudenet`, which `.ci/run` does.
"""

import importlib.util
import pathlib

import pytest

pytest.importorskip("onnx", reason="needs the package onnx: pip install 'mathcnn[onnx]'")
pytest.importorskip("onnxruntime", reason="needs the package onnxruntime: pip install 'mathcnn[onnx]'")

from mathcnn.models import inspect, verify

NETWORKS = {  # package, file, shape of the input, at least so many million multiply-adds, nodes
    "cls": ("rapidocr_onnxruntime", "models/ch_ppocr_mobile_v2.0_cls_infer.onnx", {"x": (1, 3, 48, 192)}, 16, 258),
    "det": ("rapidocr_onnxruntime", "models/ch_PP-OCRv4_det_infer.onnx", {"x": (1, 3, 320, 320)}, 575, 330),
    "rec": ("rapidocr_onnxruntime", "models/ch_PP-OCRv4_rec_infer.onnx", {"x": (1, 3, 48, 320)}, 700, 440),
    "yolo": ("nudenet", "320n.onnx", {"images": (1, 3, 320, 320)}, 1000, 323),
}


def found(name):
    """The file and the shape of a network; the package is looked for, and not imported."""
    package, file, shapes, *counts = NETWORKS[name]
    spec = importlib.util.find_spec(package)
    if spec is None or spec.origin is None:
        pytest.skip(f"{package} is not installed: pip install --no-deps {package.replace('_', '-')}")
    return str(pathlib.Path(spec.origin).parent / file), shapes, *counts


@pytest.mark.slow
@pytest.mark.parametrize("target", ["onnxruntime", "onnx-reference"])
@pytest.mark.parametrize("name", NETWORKS)
def test_every_node_is_judged(name, target):
    path, shapes, least, nodes = found(name)
    for report in verify(path, target, shapes=shapes):
        assert len(report.rows) == nodes and report.share >= 0.95
        short = report.falls_short
        if target == "onnx-reference" and name != "yolo":  # onnx/onnx#8442: it blends statistics before operator set 14
            assert {row.node.op for row in short} == {"BatchNormalization"}
            assert "with the statistics of this batch, blended with momentum" in report.first.says
            continue
        assert not short, [(row.node.name, row.says, row.shown) for row in short]
        assert sum(row.multiply_adds for row in report.rows) >= least * 10**6
        unchecked = [row for row in report.rows if row.verdict == "not checked"]
        assert all(row.says for row in unchecked) and len(unchecked) < 0.1 * nodes
        # what ONNX Runtime computes with an absolute bound only is its sigmoid
        normwise = {row.node.op for row in report.rows if row.verdict == "holds normwise"}
        assert normwise <= {"Sigmoid"}
        last = next(row for row in reversed(report.rows) if row.total is not None and row.scale)
        assert last.total <= 1e-4 * max(last.scale, 1)


@pytest.mark.slow
@pytest.mark.parametrize("name", NETWORKS)
def test_the_table_of_layers(name):
    path, shapes, least, nodes = found(name)
    network = inspect(path, shapes=shapes)
    assert len(network.layers) == nodes and network.multiply_adds >= least * 10**6
    assert not network.notes or all("first axis" in note for note in network.notes)  # every shape is known
    convolutions = [layer for layer in network.layers if layer.op == "Conv"]
    assert all(len(layer.shape) == 4 for layer in convolutions)
    assert convolutions[0].sees() == "3 x 3 every 2, from -1"
