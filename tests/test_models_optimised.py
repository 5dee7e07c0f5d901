"""A runtime that fuses nodes: what is between two results that are shown is judged as a whole, and narrowed down."""

import pytest

onnx = pytest.importorskip("onnx", reason="needs the package onnx: pip install 'mathcnn[onnx]'")

from mathcnn.models import Report, optimised, targets  # noqa: E402  after the packages that it needs
from mathcnn.models.graph import graph_of  # noqa: E402  after the packages that it needs

from . import networks  # noqa: E402  after the packages that it needs

MODEL = networks.example()
GRAPH = graph_of(MODEL, "net")
X = networks.numbers_for(MODEL)


class Fusing:
    """A runtime with a fault: `broken` is the network that it computes, unless one of `harmless` is exposed."""

    def __init__(self, broken, harmless=()):
        self.wrong, self.right = networks.results(broken, X), networks.results(MODEL, X)
        self.harmless, self.runs = set(harmless), 0

    def exposed(self, target, feeds, names):
        self.runs += 1
        found = self.right if self.harmless & set(names) else self.wrong
        return targets.Shown({name: found[name] for name in names})


def with_weight(w):
    w[1, 2, 0, 1] += 1
    return w


def judged(runner):
    shown = optimised.first_run(GRAPH, runner, {"x": X})
    rows = optimised.judged(GRAPH, runner, {"x": X}, shown, None)
    return Report("net", "fusing", rows)


def test_a_right_runtime_holds():
    runner = Fusing(MODEL)
    report = judged(runner)
    assert report.first is None and report.share == 1 and runner.runs == 1
    assert any(row.inside for row in report.rows)


@pytest.mark.parametrize("node", ["first", "middle", "late"])
def test_a_faulty_group_is_narrowed_down_to_the_node(node):
    runner = Fusing(networks.with_constant(MODEL, node, 1, with_weight))
    report = judged(runner)
    assert report.first is not None and runner.runs > 1
    group = {report.first.node.name, *report.first.with_}
    assert node in group and len(group) <= 2, group


def test_a_fault_that_goes_away_without_fusing_is_said_of_the_group():
    broken = networks.with_constant(MODEL, "middle", 1, with_weight)
    runner = Fusing(broken, harmless={"middle_y", "relu6_y", "norm_y", "relu_y", "first_y"})
    report = judged(runner)
    assert report.first is not None and "middle" in {report.first.node.name, *report.first.with_}
