"""`mathcnn list` and `mathcnn show`, as a user meets them."""

import json
import re
import subprocess
import sys

import pytest

import mathcnn
from mathcnn import catalogue
from mathcnn.display import formulas as pages
from mathcnn.display import terminal

from .calling import out_of
from .marks import slow_only


def test_list_names_every_formula(capsys):
    printed = out_of(capsys, "list")
    for name in mathcnn.catalog().formulas:
        assert re.search(rf"^ *{re.escape(name)} ", printed, re.MULTILINE)


def test_list_as_json(capsys):
    (told,) = json.loads(out_of(capsys, "list", "layers", "--json"))
    assert told["topic"] == "layers"
    conv = next(f for f in told["formulas"] if f["name"] == "layers.conv")
    assert (
        "layers.conv::pads" in conv["laws"]
        and "layers.conv::ignores_tap_order" in conv["non_laws"]
        and conv["gradient"]
    )


def test_show_says_what_a_formula_is(capsys):
    printed = out_of(capsys, "show", "layers.linear")
    of = mathcnn.layers.linear
    for wanted in (
        "∑{c=0…C - 1}",
        of.shapes,
        "adds_a_bias  linear(x, w, b) = linear(x, w) + b",
        "Does not hold",
        "Ian Goodfellow, Yoshua Bengio, Aaron Courville: Deep Learning (2016), section 6.3",
        ">>> linear(",
    ):
        assert wanted in printed
    assert "flip = True: tap = k - u - 1" in out_of(capsys, "show", "conv")
    for absent in (" holds (", "counterexample", "Coq", "LayersLaws"):
        assert absent not in printed


def test_show_verifies_if_asked(capsys):
    printed = out_of(capsys, "show", "layers.linear", "--verify", "--jobs", "1")
    for wanted in ("adds_a_bias", "Forms and gradient", "mathcnn holds (sampled, R", "counterexample: x = "):
        assert wanted in printed
    assert "Theorem" not in printed and "forall" not in printed


@pytest.mark.parametrize(
    "name",
    slow_only(
        ["layers.conv", "conv", "convolution.discrete", "geometry.output_size", "conv::pads"],
        "conv",
        "convolution.discrete",
    ),
)
def test_show_loads_little(name):
    """It answers in under a second because it loads one topic and nothing that verifies, proves or draws."""
    code = (
        f"import sys\nfrom mathcnn.commands import main\nassert main(['show', {name!r}]) == 0\n"
        "print('loaded', *sys.modules, file=sys.stderr)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    loaded = set(done.stderr.split())
    assert "mathcnn.catalogue" in loaded and len(done.stdout.splitlines()) >= 2
    packages = (
        "evidence",
        "conformance",
        "museum",
        "audit",
        "networks",
        "data",
        "fitting",
        "probability",
        "normalization",
    )
    assert not loaded & {"scipy.stats", "matplotlib", "PIL", *(f"mathcnn.{one}" for one in packages)}


def test_what_a_name_without_a_topic_loads():
    """The topics that list a name are found without loading them, and no topic is missed."""
    for full in mathcnn.catalog().formulas:
        topic, _, name = full.partition(".")
        assert topic in catalogue._topics_that_list(name)
        assert catalogue.find_formula(name).name == full
    assert catalogue._topics_that_list("xyzzy") == []


def test_show_as_json(capsys):
    told = json.loads(out_of(capsys, "show", "geometry.output_size", "--json"))
    assert "forms" not in told and not any({"verdicts", "proofs"} & set(law) for law in told["laws"])
    told = json.loads(out_of(capsys, "show", "geometry.output_size", "--verify", "--json", "--jobs", "1"))
    assert told["conventions"]["ceil_mode"] == {"False": r"\mathrm{ceil} = 0", "True": r"\mathrm{ceil} = 1"}
    assert set(told["spellings"]["padding"]) == {"'valid'", "'full'", "'same'"}
    assert {row["verdict"] for law in told["laws"] for row in law["verdicts"]} == {"holds"}
    assert told["source"][0]["key"] == "dumoulin2016"


def test_show_a_law(capsys):
    printed = out_of(capsys, "show", "conv::pads")
    assert "pads" in printed and "Padding is the same as zeros around the input." in printed and "holds" not in printed
    assert "mathcnn holds" in out_of(capsys, "show", "conv::pads", "--verify", "--jobs", "1")


def test_show_latex_alone(capsys):
    assert out_of(capsys, "show", "layers.linear", "--latex") == mathcnn.layers.linear.latex() + "\n"
    assert (
        out_of(capsys, "show", "layers.linear::adds_a_bias", "--latex").strip()
        == mathcnn.layers.linear.laws["adds_a_bias"].latex()
    )


@pytest.mark.parametrize("topic", mathcnn.TOPICS)
def test_every_formula_has_a_page(topic, capsys):
    assert out_of(capsys, "show", topic).startswith(topic)
    for formula in catalogue.topic(topic).formulas.values():
        told = pages.formula_as_dict(formula)
        with terminal.page() as out:
            pages.print_formula(told, out)
        printed = capsys.readouterr().out
        assert formula.name in printed
        for line in [*told["text"], *(law["text"] for law in told["laws"])]:
            assert line in printed and "\\" not in line, f"{formula.name}: {line}"
