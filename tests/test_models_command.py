"""`mathcnn inspect`, `verify --model` and `diff`: what they print, their exit codes, and one line for bad input."""

import json
import re

import numpy as np
import pytest

onnx = pytest.importorskip("onnx", reason="needs the package onnx: pip install 'mathcnn[onnx]'")
pytest.importorskip("onnxruntime", reason="needs the package onnxruntime: pip install 'mathcnn[onnx]'")

from mathcnn.commands import main  # noqa: E402  after the packages that it needs
from mathcnn.models import diff, inspect, targets, worker  # noqa: E402  after the packages that it needs
from mathcnn.networks.lenet import Network  # noqa: E402  after the packages that it needs
from mathcnn.networks.onnx import export  # noqa: E402  after the packages that it needs

from . import networks  # noqa: E402  after the packages that it needs

MODEL = networks.example()


@pytest.fixture(autouse=True)
def in_this_process(monkeypatch, request):
    """Models of these tests run in this process, since each of their own takes a second, but for hostile targets."""
    if "hostile" in request.node.name:
        return

    def run(self, kind, inputs, **request):
        import mathcnn.models.running as running

        folder = targets.Path(targets.tempfile.mkdtemp(prefix="mathcnn-"))
        (folder / "model.onnx").write_bytes(self.data)
        step = {"onnxruntime": running.on_runtime, "onnx-reference": running.on_reference, "shapes": running.shapes}
        call = step.get(kind, running.by_function)
        try:
            arrays, facts = call(folder / "model.onnx", dict(inputs), {"threads": 1, **request})
        except Exception as error:
            raise targets.TargetFails(str(error).partition("\n")[0]) from None
        return targets.Shown(worker.load(folder, worker.write(folder, "out", arrays)), facts.get("versions", {}), facts)

    monkeypatch.setattr(targets.Runner, "run", run)


@pytest.fixture(scope="module")
def path(tmp_path_factory):
    at = tmp_path_factory.mktemp("model") / "net.onnx"
    onnx.save(MODEL, at)
    return str(at)


def said(capsys, *argv):
    """The exit code of a command, what it prints, and its errors."""
    code = main(list(map(str, argv)))
    out, err = capsys.readouterr()
    return code, out, err


def test_a_network_is_shown_layer_by_layer(path, capsys, tmp_path):
    code, out, _ = said(capsys, "inspect", path)
    assert code == 0
    rows = {line.split()[0]: re.sub(" +", " ", line) for line in out.splitlines() if line}
    # 6 x 3 x 3 x 3 weights and 6 biases; 6 x 11 positions of 27 products for 6 channels in 2 images
    assert "Conv layers.conv 2 x 6 x 6 x 11 168 21,384 3.1 KiB" in rows["first"]
    assert "asymmetric: before 0, after 1; before 1, after 1" in rows["first"]
    assert "3 x 3 every 2 x 1, from 0 x -1" in rows["first"]
    assert "3 x 5 every 2 x 1, from 0 x -2" in rows["middle"]
    assert "ports badly" in out and "padding is asymmetric at stride 2" in out
    assert "resizes by linear, half_pixel: check align_corners" in out
    assert "epsilon = 0.01 is inside the root" in out
    usual = networks.Builder((1, 2, 5, 4)).batch_norm(1e-5).node("Relu").model()
    onnx.save(usual, tmp_path / "usual.onnx")
    code, out, _ = said(capsys, "inspect", tmp_path / "usual.onnx")
    assert code == 0 and "is inside the root" not in out


def test_one_layer_is_shown_with_its_formula(path, capsys):
    code, out, _ = said(capsys, "inspect", path, "--layer", "late")
    assert code == 0 and "kernel: 3 x 3" in out and r"\sum_{c=0}^{C - 1}" in out and "multiply-adds: 190,080" in out
    assert "N = 2" in out and "C = 8" in out and "M = 5" in out
    code, out, _ = said(capsys, "inspect", path, "--layer", "late_y", "--json")
    assert [one["name"] for one in json.loads(out)["layers"]] == ["late"]
    code, _, err = said(capsys, "inspect", path, "--layer", "lat")
    assert code == 2 and err.endswith("has no layer 'lat'; did you mean late?\n")


def test_a_picture_is_drawn(path, capsys, tmp_path):
    pytest.importorskip("matplotlib", reason="needs matplotlib: pip install 'mathcnn[figures]'")
    code, _, _ = said(capsys, "inspect", path, "--picture", tmp_path / "net.svg")
    assert code == 0 and (tmp_path / "net.svg").read_text("utf-8").count("<path") > 4
    code, _, err = said(capsys, "inspect", path, "--picture", tmp_path / "net.bmp")
    assert code == 2 and "must be .png, .svg or .pdf" in err


def test_a_right_network_holds(path, capsys, tmp_path):
    report = tmp_path / "report.json"
    code, out, _ = said(capsys, "verify", "--model", path, "--against", "onnxruntime", "--json", report)
    assert code == 0, out
    assert out.count("11 nodes: 11 holds; 100.00 % of") == 2  # with all results exposed, and with nodes fused
    found = json.loads(report.read_text())["reports"]
    assert [one["how"] for one in found] == ["every result exposed", "optimised"]
    assert all(one["first_faulty"] is None and one["share_checked"] == 1 for one in found)
    assert any(row["inside"] for row in found[1]["nodes"]) and not any(row["inside"] for row in found[0]["nodes"])


def with_weight(x):
    """A target: the network with one weight changed."""
    w = networks.with_constant(MODEL, "middle", 1, changed)
    return networks.results(w, x)


def changed(w):
    w[1, 1, 0, 1] -= 0.75
    return w


def test_the_first_faulty_node_is_named(path, capsys, tmp_path):
    page = tmp_path / "report.html"
    target = f"{__name__}:with_weight"
    code, out, _ = said(capsys, "verify", "--model", path, "--against", target, "--html", page)
    assert code == 1
    assert "first faulty node: middle (Conv), by layers.conv" in out
    assert "only channel 1" in out and "one other weight: w[1, 1, 0, 1]" in out
    text = page.read_text("utf-8")
    assert text.index("the first faulty node") < text.index("<table>") and "<math" in text and 'class="over"' in text


def test_a_program_of_a_report_runs_and_shows_the_fault(path, capsys, tmp_path):
    report = tmp_path / "report.json"
    said(capsys, "verify", "--model", path, "--against", f"{__name__}:with_weight", "--json", report)
    row = next(row for row in json.loads(report.read_text())["reports"][0]["nodes"] if row["verdict"] == "fails")
    exec(row["reproduce"], {})
    out = capsys.readouterr().out
    assert abs(float(np.squeeze(eval(out, {"array": np.array, "float32": "f4"}))) - row["want"]) <= row["bound"]
    assert abs(row["got"] - row["want"]) > row["bound"]


# ---------------------------------------------------------------- two models


def test_a_moved_padding_is_found_and_repaired(path, capsys, tmp_path):
    other = networks.faulty(MODEL, "first", pads=[1, 1, 0, 1])
    other = networks.with_constant(other, "late", 1, lambda w: w[..., ::-1, ::-1])
    onnx.save(other, tmp_path / "b.onnx")
    mended = tmp_path / "mended.onnx"
    code, out, _ = said(capsys, "diff", path, tmp_path / "b.onnx", "--repair", mended)
    assert code == 1 and "first faulty node: first (Conv)" in out and "padding (1, 1) before and (0, 1) after" in out
    assert "first: pads = (0, 1, 1, 1) there, (1, 1, 0, 1) here" in out
    assert "late: input 1 (c11) is flipped along the axes of space" in out
    assert "with 2 repairs both models agree: the repaired model was run" in out
    assert said(capsys, "diff", path, mended)[0] == 0


def test_models_that_agree(path, capsys, tmp_path):
    code, out, _ = said(capsys, "diff", path, path)
    assert code == 0 and "repair" not in out
    code, _, err = said(capsys, "diff", path, path, "--repair", tmp_path / "x.onnx")
    assert code == 2 and "no repair was verified" in err and not (tmp_path / "x.onnx").exists()


def test_an_optimised_model_is_compared_with_its_fused_nodes(path, tmp_path):
    """The batch normalisation is part of the convolution before it."""
    import onnxruntime

    options = onnxruntime.SessionOptions()
    options.graph_optimization_level = onnxruntime.GraphOptimizationLevel.ORT_ENABLE_EXTENDED
    options.optimized_model_filepath = str(tmp_path / "fused.onnx")
    options.log_severity_level = 4
    onnxruntime.InferenceSession(path, options, providers=["CPUExecutionProvider"])
    found = diff(path, tmp_path / "fused.onnx")
    assert found.report.first is None and "norm" in found.only_first
    assert {row.node.name: row.inside for row in found.report.rows}["norm"] != ""


def test_momentum_is_said_to_have_no_effect_in_inference(path, tmp_path):
    onnx.save(networks.faulty(MODEL, "norm", momentum=0.1), tmp_path / "b.onnx")
    found = diff(path, tmp_path / "b.onnx")
    assert found.report.first is None
    assert [
        "momentum = " in text and "no effect in inference" in text for one in found.differences for text in one.says
    ]


# ---------------------------------------------------------------- bad input


def of_nodes(*nodes, shape=(1, 2, 5, 4), opset=17, domains=()):
    h = onnx.helper
    inputs = [h.make_tensor_value_info("x", 1, shape)]
    graph = h.make_graph(list(nodes), "net", inputs, [h.make_empty_tensor_value_info(nodes[-1].output[0])])
    versions = [h.make_opsetid("", opset), *(h.make_opsetid(one, 1) for one in domains)]
    return h.make_model(graph, opset_imports=versions, ir_version=8)


def relu(x="x", y="y", **more):
    return onnx.helper.make_node("Relu", [x], [y], **more)


BAD = {
    "no file": (None, r"nowhere\.onnx: No such file or directory"),
    "text": (b"This is text, and no model.", r"not an ONNX model"),
    "nothing": (b"", r"not an ONNX model"),
    "half a model": (MODEL.SerializeToString()[: MODEL.ByteSize() // 2], r"not an ONNX model"),
    "open sizes": (
        of_nodes(relu(), shape=(1, 2, "H", "W")),
        r"input 'x' has shape \[1, 2, H, W\], whose sizes are open",
    ),
    "a tensor that no node makes": (of_nodes(relu("z")), r"node Relu_0 reads 'z', which no node before it makes"),
}


@pytest.mark.parametrize("name", BAD)
@pytest.mark.parametrize("command", ["inspect", "verify", "diff"])
def test_a_bad_model_is_one_line(name, command, tmp_path, capsys, path):
    model, says = BAD[name]
    at = tmp_path / "nowhere.onnx"
    if model is not None:
        at.write_bytes(model if isinstance(model, bytes) else model.SerializeToString())
    argv = {"inspect": ["inspect", at], "diff": ["diff", at, path]}.get(
        command, ["verify", "--model", at, "--against", "onnxruntime"]
    )
    code, out, err = said(capsys, *argv)
    assert code == 2 and not out and err.count("\n") == 1 and re.search(says, err), err


def test_missing_external_data_is_one_line(tmp_path, capsys):
    model = networks.example()
    at = tmp_path / "net.onnx"
    onnx.save(model, at, save_as_external_data=True, location="weights.bin", size_threshold=16)
    assert said(capsys, "inspect", at)[0] == 0
    (tmp_path / "weights.bin").unlink()
    code, out, err = said(capsys, "inspect", at)
    assert code == 2 and not out and "the file 'weights.bin' with the external data of tensor" in err


def test_a_custom_operator_is_listed_and_said_by_the_runtime(tmp_path, capsys):
    own = onnx.helper.make_node("Twist", ["y"], ["z"], domain="my.ops", name="twist")
    model = of_nodes(relu(), own, domains=("my.ops",))
    at = tmp_path / "net.onnx"
    at.write_bytes(model.SerializeToString())
    code, out, _ = said(capsys, "inspect", at)
    assert code == 0 and re.search(r"twist +my\.ops:Twist +none", out)
    code, out, err = said(capsys, "verify", "--model", at, "--against", "onnxruntime")
    assert code == 2 and not out and err.count("\n") == 1 and "onnxruntime cannot run" in err and "Twist" in err


def test_a_node_without_a_formula_is_listed_as_not_checked(tmp_path, capsys):
    model = of_nodes(relu(), onnx.helper.make_node("Erf", ["y"], ["z"], name="erf"))
    at = tmp_path / "net.onnx"
    at.write_bytes(model.SerializeToString())
    code, out, _ = said(capsys, "verify", "--model", at, "--against", "onnx-reference")
    assert code == 0 and "erf: operator Erf has no formula" in out and "1 not checked" in out


@pytest.mark.parametrize(
    "argv, says",
    [
        (["--model", "{p}"], "--model needs --against TARGET, or --dump DIR"),
        (["--model", "{p}", "--against", "torch"], "no target 'torch': it is one of onnxruntime, onnx-reference"),
        (["--model", "{p}", "--against", "no.such:fn"], "No module named 'no"),
        (["--model", "{p}", "--against", "onnxruntime", "--dump", "."], "leave out --against"),
        (["--model", "{p}", "--against", "onnxruntime", "--shape", "x=1"], "input 'x' has shape .* not \\[1\\]"),
        (["--model", "{p}", "--against", "onnxruntime", "--shape", "y=1,2"], "has no input 'y'; its inputs are x"),
        (
            ["--model", "{p}", "--against", "onnxruntime", "--shape", "x"],
            "--shape 'x': it must be the name of an input",
        ),
        (["--model", "{p}", "--against", "onnxruntime", "--input", "{t}/x.npy"], "input 'x' is float64; it must be"),
        (["--model", "{p}", "--against", "onnxruntime", "--input", "{t}/y.npy"], r"input 'x' has shape .* not \[3\]"),
        (["--model", "{p}", "--against", "onnxruntime", "--input", "{p}"], "not a file of arrays"),
        (["--model", "{p}", "--against", "onnxruntime", "layers.conv"], "layers.conv names a formula"),
        (["--input", "x.npy"], "--input needs --model"),
        (["--dump", "x"], "--dump needs --model"),
    ],
)
def test_wrong_usage_is_one_line(argv, says, path, tmp_path, capsys):
    np.save(tmp_path / "x.npy", np.zeros((2, 3, 13, 11)))
    np.save(tmp_path / "y.npy", np.zeros(3, np.float32))
    code, out, err = said(capsys, "verify", *(one.format(p=path, t=tmp_path) for one in argv))
    assert code == 2 and not out and err.count("\n") == 1 and re.search(says, err), err


def test_shapes_of_open_inputs_are_given(tmp_path, capsys):
    at = tmp_path / "net.onnx"
    at.write_bytes(of_nodes(relu(), shape=("N", 2, "H", "W")).SerializeToString())
    assert inspect(str(at), shapes={"x": (3, 2, 4, 5)}).layers[0].shape == (3, 2, 4, 5)
    code, out, _ = said(capsys, "verify", "--model", at, "--against", "onnxruntime", "--shape", "x=1,2,7,5")
    assert code == 0 and "1 x 2 x 7 x 5" in out
    at.write_bytes(of_nodes(relu(), shape=("N", 2, 3, 4)).SerializeToString())
    code, out, _ = said(capsys, "inspect", at)
    assert code == 0 and "the first axis of input x, which is open, is taken as 1" in out


# ---------------------------------------------------------------- processes


HOSTILE = {  # the body of a target, and what is said of it
    "crashes": ("os._exit(3)", "ended its process: exit code 3"),
    "hangs": ("while True: pass", "took more than 3 s"),
    "eats_memory": ("return {'first_y': np.ones(2**50)}", "Unable to allocate|ran out of memory"),
    "raises": ("raise RuntimeError('no such layer, second line')", "no such layer"),
    "is_no_dict": ("return x", "returned ndarray; it must return arrays by name, a dict"),
    "prints": ("print('noise', flush=True); raise ValueError('after noise')", "after noise"),
}


@pytest.mark.parametrize(
    "name", [one if one in ("crashes", "hangs") else pytest.param(one, marks=pytest.mark.slow) for one in HOSTILE]
)
def test_a_hostile_target_runs_in_its_own_process(name, path, tmp_path, capsys, monkeypatch):
    body, says = HOSTILE[name]
    (tmp_path / "hostile_net.py").write_text(f"import os\nimport numpy as np\n\ndef {name}(x):\n    {body}\n")
    monkeypatch.chdir(tmp_path)
    limit = "3" if name == "hangs" else "60"
    target = f"hostile_net:{name}"
    code, out, err = said(capsys, "verify", "--model", path, "--against", target, "--time-limit", limit)
    assert code == 2 and not out and err.count("\n") == 1
    assert re.search(rf"hostile_net:{name} cannot run .*net\.onnx: .*({says})", err), err


@pytest.mark.slow
@pytest.mark.parametrize(("gib", "says"), [(2.5, "it had the memory"), (5, "Unable to allocate|ran out of memory")])
def test_a_hostile_target_may_use_memory_beside_what_it_holds_when_it_is_loaded(
    gib, says, path, tmp_path, capsys, monkeypatch
):
    """A library may reserve GiB of address space by its import, which is no part of what a run may use."""
    lines = ["import mmap", "import numpy as np", "held = mmap.mmap(-1, 2 * 2**30)", "def fn(x):"]
    lines += [f"    np.empty(int({gib} * 2**30), np.uint8)", "    raise ValueError('it had the memory')"]
    (tmp_path / "large_net.py").write_text("\n".join(lines))
    monkeypatch.chdir(tmp_path)
    code, _, err = said(capsys, "verify", "--model", path, "--against", "large_net:fn", "--memory", "4")
    assert code == 2 and re.search(says, err), err


@pytest.mark.parametrize("variant", ["document", "1998"])
@pytest.mark.parametrize("target", ["onnxruntime", "onnx-reference"])
def test_exports_of_lenet(variant, target, tmp_path, capsys):
    """The files that `mathcnn lenet export` writes: each node is judged, and none is wrong."""
    export(Network(variant), tmp_path / "lenet.onnx")
    assert main(["verify", "--model", str(tmp_path / "lenet.onnx"), "--against", target]) == 0
    assert "100.00 % of" in capsys.readouterr().out
