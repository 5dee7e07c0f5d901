"""Every bug of the list is an exhibit and is rejected, by the laws that it names and not only by comparison; a right
implementation is not.
"""

import functools
import json

import numpy as np
import pytest

from mathcnn import activation, commands, layers, museum
from mathcnn.display import museum as pages
from mathcnn.museum import DERIVATIVE, FORM, collection, examination, exhibit

from .marks import thinned

# the reports, one entry a bug, with the laws that are to catch each: first what its report suggests
REPORTS = {
    ("onnx#4958", "onnx#5235"): "every_average_meets_the_input every_window_meets_the_input",
    ("onnxruntime#29629",): "overhang_is_the_mean_of_what_it_sees counts_padding",
    ("pytorch#36977",): "every_window_meets_the_input",
    ("coremltools#2844", "tract#2851", "iree#24580"): "avg_moves_with_a_constant of_ones_is_one",
    ("onnxruntime#29637",): "is_read_at_its_index points_at_the_maximum",
    ("executorch#18616",): "divides_by_the_override",
    ("pytorch#7645", "pytorch#39846"): "passes_nan_on",
    ("Theano#3060",): "nan_may_stand_anywhere",
    ("pytorch#33384",): "stays_negative",
    ("candle#3719", "cubek#639"): "averages_many",
    ("keras#19721", "keras#18452"): "avg_same_covers_the_input same_counts_the_input",
    ("Anakin#210",): "is_global",
    ("tensorflow#18454", "mxnet#8557"): "dilates",
    ("tensorflow#57128",): "has_its_size",
    ("tinygrad#17805",): "same_covers_the_input knows_its_axis dilates",
    ("pytorch#20981", "pytorch#37256"): "keeps_the_inside commutes_with_a_cyclic_shift",
    ("pytorch#86690",): "commutes_with_a_cyclic_shift wraps_around",
    ("tensorflow#1299",): "treats_images_alone",
    ("pytorch#82060", "pytorch#99519"): "ignores_memory_layout",
    ("pytorch#180984", "pytorch#192212"): "reads_views",
    ("pytorch#129207",): "splits_into_outputs",
    ("pytorch#84488",): "agrees_on_tiles",
    ("oneDNN#288",): "adds_input_channels",
    ("xla#48713",): "is_a_slice",
    ("mlx#2038",): "pads",
    ("ncnn#1891",): "shifts",
    ("ComputeLibrary#1154",): "dilates",
    ("TorchSharp#496",): "has_its_size",
    ("Paddle#21225",): "transposes",
    ("onnxruntime#2518",): "dilation_widens_the_kernel",
    ("pytorch#14272",): "output_padding_adds",
    ("FlagGems#1576", "backpack#30"): "is_the_adjoint derivative",
    ("deeplearning4j#8178",): "derivative",
    ("tt-metal#45968",): "ignores_a_large_constant",
    ("chainer#2214",): "has_its_variance",
    ("pytorch#7999", "tensorflow#40072"): "passes_nan_on",
    ("dfdx#379",): "commutes_with_the_negative_part",
    ("caffe#1864",): "reaches_no_further_than_the_channels",
    ("scikit-image#7357",): "of_a_parabola",
    ("imageproc#649",): "laplacian_sums_to_zero",
    ("numpy#6316",): "same_is_as_large",
}

examined = functools.cache(lambda name: examination.examine(museum.find(name), smallest=False))


def test_every_report_has_an_exhibit():
    assert len(REPORTS) == 41
    shown = [one.references for one in museum.exhibits().values()]
    for references, laws in REPORTS.items():
        assert set(references) <= {r for found in shown for r in found}, references
        named = {
            law for one in museum.exhibits().values() if set(one.references) & set(references) for law in one.laws
        } - {FORM}
        assert named == set(laws.split()), references
    assert {r for found in shown for r in found} == {r for references in REPORTS for r in references}


@pytest.mark.parametrize("name", thinned(museum.exhibits(), 5))
def test_is_rejected(name):
    found = examined(name)
    assert not found.missed, f"{found.missed} let it pass; caught by {found.caught}"
    assert found.by_laws, "only a comparison with the literal form caught it"
    assert found.rejected and found.exhibit.what.endswith((".", ")"))
    for row in found.fallen:  # it is wrong, and does not break down
        assert row.counterexample and "Error" not in row.counterexample, (row.law, row.counterexample)
        assert row.law not in found.exhibit.laws or len(row.counterexample) < 300, (row.law, row.counterexample)


# ---------------------------------------------------------------- what the museum itself might get wrong


def test_what_is_right_is_not_rejected():
    @exhibit(layers.pad, "pytorch#1", laws=["wraps_around"])
    def right(x, padding, mode="zero"):
        """Nothing."""
        return layers.pad(x, padding, mode)

    @exhibit(activation.leaky_relu.backward, "pytorch#1", laws=[DERIVATIVE])
    def right_gradient(dy, x, alpha=0.01):
        """Nothing."""
        return activation.leaky_relu.backward(dy, x, alpha)

    for one in (right, right_gradient):
        found = examination.examine(one)
        assert found.caught == [] and found.missed == list(one.laws) and not found.rejected
        assert pages.catchers(found).plain == f"not by {one.laws[0]}"


def test_named_laws_have_to_catch_it_and_one_of_them_has_to_be_a_law():
    def doubled(x):
        """Twice."""
        return 2 * activation.relu(x)

    assert examination.examine(exhibit(activation.relu, "pytorch#1", laws=[FORM, "is_idempotent"])(doubled)).rejected
    missed = examination.examine(exhibit(activation.relu, "pytorch#1", laws=["is_at_least_zero"])(doubled))
    assert missed.missed == ["is_at_least_zero"] and not missed.rejected

    def shy(x):
        """Wrong in one place that no law meets: entries of 1,000 and more, and 0 is none of them."""
        return np.where((x > 0) & (x < 0.001), -x, np.maximum(x, 0))

    only = [
        row
        for row in examination.examine(exhibit(activation.relu, "pytorch#1", laws=[FORM])(shy), examples=40).rows
        if row.law == FORM
    ]
    compared = examination.Finding(exhibit(activation.relu, "pytorch#1", laws=[FORM])(shy), only)
    assert compared.by_laws == [] and not compared.rejected


def test_faulty_declarations_of_exhibits():
    with pytest.raises(TypeError, match=r"exhibit wrong: layers\.conv has no law dilate"):
        exhibit(layers.conv, "pytorch#1", laws=["dilate"])(lambda_named("wrong"))
    with pytest.raises(TypeError, match="no repository is known for torch#1"):
        exhibit(layers.conv, "torch#1", laws=["dilates"])(lambda_named("wrong"))
    with pytest.raises(TypeError, match="its formula has no gradient"):
        exhibit(None, "pytorch#1", laws=["derivative"])(lambda_named("wrong"))


def lambda_named(name):
    def wrong():
        """Anything."""

    wrong.__name__ = name
    return wrong


def test_unknown_exhibits():
    with pytest.raises(museum.Unknown, match="no exhibit dilation_ignred; did you mean dilation_ignored"):
        museum.find("dilation_ignred")
    with pytest.raises(museum.Unknown, match="no exhibit Theano#3061; did you mean Theano#3060"):
        museum.find("Theano#3061")
    with pytest.raises(museum.Unknown, match="no exhibit ''"):
        museum.find("")


def test_matrix_and_json_say_what_was_found():
    findings = [
        examined(name)
        for name in ("crop_reads_on", "circular_padding_lost", "circular_padding_one_off", "nan_becomes_zero")
    ]
    found = museum.matrix(findings)
    assert list(found) == ["layers.crop", "layers.pad", "activation.relu"]
    for one in findings:
        said = found[one.exhibit.claim]
        row = said["caught"][said["bugs"].index(one.exhibit.name)]
        assert {check for check, hit in zip(said["checks"], row, strict=True) if hit} == set(one.caught)
    assert all(any(column) for said in found.values() for column in zip(*said["caught"], strict=True))
    told = json.loads(json.dumps([museum.as_data(one) for one in findings]))
    assert told[0]["references"] == ["xla#48713"] and told[0]["links"] == [
        "https://github.com/openxla/xla/issues/48713"
    ]
    assert told[0]["rejected"] and {c["law"] for c in told[0]["caught"]} == set(findings[0].caught)
    assert all(c["counterexample"] for one in told for c in one["caught"]) and all(one["passed"] for one in told)


def test_seeds_and_examples_decide_and_nothing_else():
    first, again = (museum.run(["nan_becomes_zero"], examples=6, seed=3)[0] for _ in range(2))
    assert [row.as_dict() | {"seconds": 0} for row in first.rows] == [
        row.as_dict() | {"seconds": 0} for row in again.rows
    ]


# ---------------------------------------------------------------- the command


def test_a_page(capsys):
    assert commands.main(["museum", "xla#48713"]) == 0
    said = capsys.readouterr().out
    for part in (
        "crop_reads_on  in convolution",
        "https://github.com/openxla/xla/issues/48713",
        "Claims to compute layers.crop",
        "is_a_slice  crop(x, p) = ",
        "left side",
        "right side",
        "Not caught by",
        "1 exhibit: 1 rejected, by every law that",
    ):
        assert part in said, part


def test_the_overview_and_the_matrix(capsys):
    names = ["crop_reads_on", "nan_becomes_zero"]
    assert commands.main(["museum", "--matrix", *names]) == 0
    said = capsys.readouterr().out
    assert "layers.crop\n" in said and "activation.relu\n" in said and "■" in said and "2=is_a_slice" in said
    assert commands.main(["museum", "--json", *names]) == 0
    told = json.loads(capsys.readouterr().out)
    assert (
        [one["name"] for one in told["exhibits"]] == names
        and list(told["matrix"]) == ["layers.crop", "activation.relu"]
        and told["seed"] == 0
    )


def test_an_escape_is_told(capsys, monkeypatch):
    """An exhibit whose fault is mended is no longer rejected: the verdicts are computed."""
    mended = collection.Exhibit(
        "nan_becomes_zero", activation.relu, activation.relu.fn, ("pytorch#7999",), ("passes_nan_on",), ""
    )
    monkeypatch.setattr(collection, "exhibits", lambda: {"nan_becomes_zero": mended})
    assert commands.main(["museum", "nan_becomes_zero"]) == 1
    said = capsys.readouterr().out
    assert "Caught by nothing" in said and "Not caught by passes_nan_on, which it names" in said
    assert "1 exhibit: 0 rejected, 1 escaped: nan_becomes_zero" in said


def test_wrong_usage(capsys):
    assert commands.main(["museum", "dilation_ignred"]) == 2
    assert capsys.readouterr().err == "mathcnn: no exhibit dilation_ignred; did you mean dilation_ignored?\n"
    assert commands.main(["museum", "--examples", "0"]) == 2
    assert "--examples: '0' must be an integer between 1 and" in capsys.readouterr().err
