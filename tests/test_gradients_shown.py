"""Gradients as a user meets them: on the command line, in notebooks, and on the page of documentation."""

import dataclasses
import doctest
import json
import pathlib
import re
import shlex
import subprocess
import sys

import numpy as np
import pytest
import sympy as sp

import mathcnn
from mathcnn import activation, arrays, convolution, fitting, information, layers, normalization, pooling
from mathcnn.commands import main
from mathcnn.display import gradients as pages
from mathcnn.display import verdicts
from mathcnn.evidence import derived
from mathcnn.evidence.verdicts import verify_formula
from mathcnn.language import unicode
from mathcnn.language.wording import statement_of
from mathcnn.text import resources

from .calling import out_of
from .test_notebook import faults

ROOT = pathlib.Path(__file__).parents[1]
PAGE = (ROOT / "docs" / "gradients.md").read_text("utf-8")
BLOCKS = re.findall(r"^```(\w*)\n(.*?)^```$", PAGE, re.MULTILINE | re.DOTALL)
COMMANDS = [line.removeprefix("$ ") for kind, block in BLOCKS if kind == "console" for line in block.splitlines()]
DIFFERENTIABLE = {name: of for name, of in mathcnn.catalog().formulas.items() if of.backward is not None}


# ---------------------------------------------------------------- show


def test_show_lists_the_gradients_of_a_formula(capsys):
    printed = out_of(capsys, "show", "layers.linear")
    part = printed.partition("\nGradients\n")[2].partition("\n\n")[0].splitlines()
    assert [line.strip() for line in part] == [
        "dx[n, c] = ∑{o=0…O - 1} dy[n, o] w[o, c]",
        "dw[o, c] = ∑{n=0…N - 1} dy[n, o] x[n, c]",
        "dbₒ = ∑{n=0…N - 1} dy[n, o]",
        "one: mathcnn show layers.linear --gradient x",
    ]
    assert "\nGradients\n" not in out_of(capsys, "show", "geometry.output_size")


def test_show_one_gradient(capsys):
    printed = out_of(capsys, "show", "layers.conv", "--gradient", "w")
    gradient = layers.conv.gradient["w"]
    for wanted in (gradient.name, *map(unicode.text, statement_of(gradient)), gradient.shapes, "--gradient w --proof"):
        assert wanted in printed
    assert out_of(capsys, "show", "conv", "--gradient", "weight") == printed
    assert out_of(capsys, "show", "conv", "--gradient", "W") == printed
    assert out_of(capsys, "show", "conv", "--gradient", "w", "--latex") == gradient.latex() + "\n"
    told = json.loads(out_of(capsys, "show", "conv", "--gradient", "w", "--json"))
    assert (told["formula"], told["array"], told["latex"]) == ("layers.conv", "w", statement_of(gradient))


@pytest.mark.parametrize(
    ("name", "arrays", "said"),
    [
        ("layers.conv", ("x", "dy"), "w[k, e, u, v] ddx[n, C ⌊k/M⌋ + e, "),
        ("layers.conv", ("w", "x"), "ddw[M ⌊e/C⌋ + r, e mod C, "),
        ("sigmoid", ("x", "dy"), "ddyₙ = (ddxₙ e^(-xₙ))/((e^(-xₙ) + 1)²)"),
        ("softmax", ("x", "dy"), "ddy[n, l] = "),
        ("linear", ("x", "w"), "dw[o, c] = ∑{n=0…N - 1} dy[n, o] ddx[n, c]"),
    ],
)
def test_show_the_gradient_of_a_gradient(name, arrays, said, capsys):
    """The array is named again for each gradient; --proof has the steps of the last one."""
    line = ["show", name, *(word for a in arrays for word in ("--gradient", a))]
    printed = out_of(capsys, *line)
    assert said in printed and f".gradient['{arrays[0]}'].gradient['{arrays[1]}']" in printed.splitlines()[0]
    proof = out_of(capsys, *line, "--proof")
    assert said in proof and "1. differentiate" in proof and "differs" not in proof


def test_conventions_at_ties_and_kinks_are_said_in_words(capsys):
    printed = out_of(capsys, "show", "pooling.max_pool", "--gradient", "x")
    for word, said in (("first", "the first of equal"), ("all", "each of equal"), ("shared", "equal entries share")):
        assert re.search(rf"ties = '{word}': {said}", printed)
    assert "kink = 0: at a kink the derivative is 0" in out_of(capsys, "show", "relu", "--gradient", "x")
    assert "ties" not in out_of(capsys, "show", "avg_pool", "--gradient", "x")


def test_the_form_of_textbooks_is_shown_beside_the_derived_one(capsys):
    short = "dx[n, l] = y[n, l] (dy[n, l] - ∑{k=0…K - 1} dy[n, k] y[n, k])"
    printed = out_of(capsys, "show", "softmax", "--gradient", "x")
    assert re.search(rf"\nAs textbooks print it\n  {re.escape(short)}\n", printed)
    assert unicode.text(statement_of(activation.softmax.gradient["x"])[0]) in printed
    assert short in out_of(capsys, "show", "softmax")
    assert "As textbooks" not in out_of(capsys, "show", "relu", "--gradient", "x")


TEXTBOOK = [(of, a) for of in DIFFERENTIABLE.values() for a in of.gradient.textbook]


@pytest.mark.parametrize(("of", "array"), TEXTBOOK, ids=lambda x: getattr(x, "name", x))
def test_a_wrong_form_of_textbooks_is_rejected(of, array):
    gradient = of.gradient[array]
    right = gradient.textbook
    assert not derived.derived_on_letters(right, limits=(1,), count=4).wrong
    wrong = sp.Eq(right.statement.lhs, 2 * right.statement.rhs, evaluate=False)
    assert derived.derived_on_letters(gradient.restated(wrong, right.where), count=4).wrong


@pytest.mark.parametrize("term", [1, 2])
def test_the_form_of_textbooks_of_batch_norm_needs_each_of_its_terms(term):
    """The sum of dy, and the sum of dy times the normalised input, which is what the variance depends on."""
    gradient = normalization.batch_norm.gradient["x"]
    right = gradient.textbook
    (terms,) = (x for x in right.statement.rhs.args if isinstance(x, sp.Add) and x.has(sp.Sum))
    kept = [part for part in terms.args if part.has(sp.Sum)]
    assert len(kept) == 2
    without = right.statement.rhs.xreplace({terms: terms - kept[term - 1]})
    wrong = sp.Eq(right.statement.lhs, without, evaluate=False)
    assert derived.derived_on_letters(gradient.restated(wrong, right.where)).wrong


def test_a_derivation_is_shown_step_by_step(capsys):
    printed = out_of(capsys, "show", "layers.conv", "--gradient", "x", "--proof")
    steps = layers.conv.gradient["x"].derivation().steps
    for k, step in enumerate(steps, 1):
        assert f"\n{k}. {step.name}  {step.said}" in printed
    last = [unicode.text(tex) for tex in statement_of(layers.conv.gradient["x"])]
    shown = [line.strip() for line in printed.rstrip().splitlines()]
    at = [k for k, line in enumerate(shown) if line.startswith("equals the derivative")][-1]
    assert shown[at - len(last) : at] == last
    assert any("layers.conv.gradient" in line or "ProvedGradients" in line for line in shown[at + 1 :])
    assert shown.count("equals the derivative of the literal form, exactly, in 14 cases") == len(steps)
    told = json.loads(out_of(capsys, "show", "layers.conv", "--gradient", "x", "--proof", "--json"))
    assert [step["step"] for step in told["steps"]] == [step.name for step in steps]
    assert all(step["text"] and step["said"] and step["cases"] and not step["fault"] for step in told["steps"])


def test_a_wrong_step_is_shown_as_such(monkeypatch, capsys):
    """The fault that the check of steps is for, planted: a step with the wrong sign."""
    gradient = layers.linear.gradient["w"]
    right = gradient.derivation()
    wrong = dataclasses.replace(right.steps[1], output=sp.Eq(right.steps[1].output.lhs, -right.steps[1].output.rhs))
    steps = (right.steps[0], wrong, *right.steps[2:])
    monkeypatch.setattr(gradient, "derivation", lambda **words: dataclasses.replace(right, steps=steps))
    assert main(["show", "layers.linear", "--gradient", "w", "--proof"]) == 1
    printed = capsys.readouterr().out
    assert printed.count("differs from the derivative: ") == 1
    assert printed.count("equals the derivative of the literal form") == len(steps) - 1


@pytest.mark.parametrize(
    ("argv", "said"),
    [
        (["layers.conv", "--gradient", "v"], "layers.conv has no gradient by 'v'; it has x, w, b"),
        (["layers.conv", "--gradient", ""], "layers.conv has no gradient by ''; it has x, w, b"),
        (["batch_norm", "--gradient", "gama"], "did you mean gamma"),
        (["cross_entropy", "--gradient", "t"], "activation.cross_entropy has no gradient by 't'; it has x"),
        (["geometry.output_size", "--gradient", "x"], "geometry.output_size has no gradient by 'x'; it has none"),
        (["max_pool_indices", "--gradient", "x"], "pooling.max_pool_indices has no gradient by x"),
        (["conv::pads", "--gradient", "w"], "--gradient shows a gradient of a formula, and layers.conv::pads is none"),
        (["layers", "--gradient", "w"], "--gradient shows a gradient of a formula, and layers is none"),
        (
            ["layers.conv", "--gradient", "w", "--gradient", "dz"],
            "layers.conv.gradient['w'] has no gradient by 'dz'; it",
        ),
        (["layers.conv", "--gradient", "w", "--verify"], "use `mathcnn show layers.conv --verify`"),
    ],
)
def test_bad_names_are_one_line(argv, said, capsys):
    assert main(["show", *argv]) == 2
    printed = capsys.readouterr()
    assert printed.out == "" and said in printed.err and printed.err.count("\n") == 1 and len(printed.err) < 200


def test_a_second_call_is_as_the_first():
    """A call with the types, shapes and options of an earlier one takes a shorter way."""
    x, dy = np.array([[[[5.0, 5.0, 1.0]]]]), np.array([[[[6.0]]]])
    for ties, expected in (("first", [6, 0, 0]), ("all", [6, 6, 0]), ("shared", [3, 3, 0])):
        for _ in range(3):
            assert pooling.max_pool.gradient["x"](dy, x, (1, 3), ties=ties).ravel().tolist() == expected
    w = np.ones((1, 1, 1, 2))
    for b in (None, np.zeros(1)):
        found = [layers.conv.gradient["w"](np.ones((1, 1, 1, 2)), x, w, b).ravel().tolist() for _ in range(3)]
        assert found == [[10, 6]] * 3


# ---------------------------------------------------------------- list


def test_list_gradients(capsys):
    printed = out_of(capsys, "list", "layers.linear", "--gradients")
    assert re.search(r"^layers\.linear +w +dw\[o, c\] = ∑\{n=0…N - 1\} dy\[n, o\] x\[n, c\]$", printed, re.MULTILINE)
    rows = json.loads(out_of(capsys, "list", "leaky", "relu", "--gradients", "--json"))
    assert [(row["formula"], row["array"]) for row in rows] == [("activation.leaky_relu", "x")]


# ---------------------------------------------------------------- LaTeX


KEPT = {  # a condition on indices stays, and why
    "layers.pad": "a reflected border: two solutions for each period, and one at the ends",
    "layers.resize": "two weights meet at a place of linear interpolation, or the distance of two places may be 0",
    "activation.cross_entropy": "the label of an example",
    "classic.rejecting_loss": "the label of an example",
}
LONGEST = 750  # characters of an equation; the gradient of group normalisation has 738, and a shorter form beside it


@pytest.mark.parametrize("name", DIFFERENTIABLE)
def test_the_equations_of_indices_are_solved(name):
    """Under every word of every convention, but for those that are listed; no equation is long, or has one branch."""
    kept = set()
    for gradient in pages.gradients_of(DIFFERENTIABLE[name]).values():
        assert max(map(len, statement_of(gradient))) < LONGEST
        for a, words in {None: (None,), **gradient.of.conventions}.items():
            for found in (gradient.derivation(**({} if a is None else {a: word})) for word in words):
                kept |= {name for step in found.steps if step.name == "keep"}
                branches = [p for e in (found.output, *found.parts) for p in e.rhs.atoms(sp.Piecewise)]
                assert all(len(p.args) > 1 and p.args[-1].cond == sp.true for p in branches)
    assert kept == {name} & set(KEPT)


@pytest.mark.parametrize("name", DIFFERENTIABLE)
def test_every_gradient_is_printed_as_mathematics(name):
    """By the commands that browsers know, in one line of Unicode, and without the names of code."""
    for a, gradient in pages.gradients_of(DIFFERENTIABLE[name]).items():
        for tex in statement_of(gradient):
            assert not list(faults(tex)), (a, tex)
            text = unicode.text(tex)
            assert "\\" not in text and "Piecewise" not in text and "Flat" not in text and "_0" not in text, text
        assert gradient._repr_latex_().startswith(r"$\displaystyle")


def test_gradients_read_as_in_a_textbook():
    text = lambda of, a, **words: " ".join(map(unicode.text, statement_of(of.gradient[a], **words)))
    assert text(activation.relu, "x") == "dxₙ = [xₙ > 0] dyₙ"
    assert text(normalization.batch_norm, "beta").startswith("dβ_c = ∑{")
    assert text(convolution.discrete, "f") == "df[m] = ∑{n=0…M + L - 2} dy[n] g[n - m]"
    assert text(activation.clip, "x") == "dxₙ = [low < xₙ < high] dyₙ"
    assert text(activation.clip, "x", kink=1) == "dxₙ = [low ≤ xₙ ≤ high] dyₙ"
    half = "[low < high, xₙ = low] dyₙ/2 + [xₙ = high, xₙ > low] dyₙ/2 + [low = high, xₙ = low] dyₙ/4"
    assert text(activation.clip, "x", kink=0.5) == f"dxₙ = [low < xₙ < high] dyₙ + {half}"
    assert text(activation.hard_sigmoid, "x") == "dxₙ = [0 < α xₙ + β < 1] α dyₙ"
    assert text(activation.cross_entropy, "x").startswith("dx[n, e] = -[tₙ = e] dy/N + ")  # no minus after a bracket
    assert text(normalization.layer_norm, "x").startswith("dx[n, k] = (dy[n, k] γₖ - ((x[n, k] - μₙ) ∑{")
    assert text(fitting.mean_squared_error, "target").startswith("dyₙ = -(2 ")
    assert text(activation.sigmoid, "x") == "dxₙ = (dyₙ e^(-xₙ))/((e^(-xₙ) + 1)²)"  # no 1/e^x
    assert text(information.entropy, "p") == "dpₛ = -(dy (log(pₛ) + 1))/log(b)"
    conv = text(layers.conv, "x")
    assert "⌊(" not in conv  # a quotient that a condition makes whole stands without brackets
    assert re.search(r"\[s₁ \| \w \+ p₁ - d₁ u, s₂ \| \w \+ p₂ - d₂ v\]", conv)
    assert re.search(r"\(\w, \w\) = arg max\{", text(pooling.max_pool, "x"))
    assert re.search(r"0 ≤ \(\w \+ p₁ - d₁ \w\)/s₁ < Hₒᵤₜ", text(pooling.max_pool, "x"))


def test_what_a_named_part_or_a_condition_says_cancels():
    """p / (q r) where r = p / q, and the sum of p[x, y] over y divided by p_X[x], are 1."""
    text = lambda of, a: unicode.text(statement_of(of.gradient[a])[0])
    assert text(information.kl_divergence, "p") == "dpₛ = [qₛ ≠ 0] dy/log(b) + (dy log(rₛ))/log(b)"
    assert text(information.kl_divergence, "q") == "dqₛ = -[qₛ ≠ 0] (dy pₛ)/(log(b) qₛ)"
    assert text(information.conditional_entropy, "joint") == "dp[x, y] = -(dy log(p[x, y]/p_X[x]))/log(b)"
    assert text(information.mutual_information, "joint") == "dp[x, y] = (dy (log(p[x, y]/(p_X[x] p_Y[y])) - 1))/log(b)"


def test_a_rounded_bound_is_solved_for_the_cell_that_reads_a_place():
    """The sum over cells has the range of those that read the place, and no condition."""
    printed = pooling.adaptive_avg_pool.gradient["x"].latex(1)
    low, high = (
        r"\lfloor \frac{\mathrm{size} \, u}{H} \rfloor",
        r"\lceil \frac{\mathrm{size} \, \left(u + 1\right)}{H} \rceil - 1",
    )
    assert rf"\sum_{{i={low}}}^{{{high}}}" in printed and r"\left[" not in printed


@pytest.mark.parametrize(
    ("of", "words", "said"),
    [
        (layers.pad, {"mode": "replicate"}, "∑{i=h + p - [h = 0] p…[h = H - 1] q + h + p} dy[n, c, i]"),
        (
            layers.resize,
            {},
            "∑{i=⌊(2 P h - Q)/(2 Q)⌋ + 1…[h = H - 1] (L - ⌊(2 P H - Q)/(2 Q)⌋ - 1) + ⌊(2 P h + 2 P - Q)/",
        ),
        (layers.resize, {"rounding": "floor"}, "∑{i=⌈(2 P h + P - Q)/(2 Q)⌉ - [h = 0] ⌈(P - Q)/(2 Q)⌉…"),
        (arrays.add, {}, "dxₕ = ∑{i=h…[h = A - 1] (Hₒᵤₜ - A) + h} dyᵢ"),
        (arrays.mul, {}, "∑{i=h…[h = A - 1] (Hₒᵤₜ - A) + h} dy[i] z[min(i, B - 1)]"),
    ],
)
def test_a_clamped_index_is_solved(of, words, said):
    """The sum is over the places that reach an entry; at an end of the axis, over all beyond it."""
    printed = unicode.text(of.gradient["x"].latex(1, **words))
    assert said in printed and not re.search(r"(max|min|clamp)[^=]*= h", printed)
    steps = derived.checked_steps(of.gradient["x"], 6, **words)
    assert "open the ends" in {one.step.name for one in steps}
    assert all(one.cases == 6 and not one.fault for one in steps)


def test_a_clamped_index_that_forgets_the_places_beyond_an_end_is_rejected():
    gradient = arrays.add.gradient["x"]
    right = gradient.derivation().output
    ((i, low, high),) = right.rhs.limits
    for last, wrong in ((high, False), (low, True), (high + 1, True)):
        stated = sp.Eq(right.lhs, sp.Sum(right.rhs.function, (i, low, last)), evaluate=False)
        assert bool(derived.derived_on_letters(gradient.restated(stated)).wrong) is wrong


def test_a_repeated_axis_gets_the_sum_over_its_repetitions():
    """As textbooks print it; a range that is one place too long is rejected."""
    gradient = arrays.add.gradient["x"]
    printed = gradient.textbook
    assert unicode.text(printed.latex(1)) == "dxₐ = ∑{i=a…a + max(0, B - A)} dyᵢ"
    assert not derived.derived_on_letters(printed).wrong
    (i, low, high) = printed.statement.rhs.limits[0]
    wrong = sp.Eq(printed.statement.lhs, sp.Sum(printed.statement.rhs.function, (i, low, high + 1)), evaluate=False)
    assert derived.derived_on_letters(gradient.restated(wrong)).wrong


@pytest.mark.slow
def test_nine_in_ten_verdicts_on_gradients_as_statements_are_shown_for_certain():
    """Proved, derived, or exact at all small sizes. The command says how many."""
    rows = [row for of in DIFFERENTIABLE.values() for row in verify_formula(of, 1, 0, only="gradient")]
    said = verdicts.gradients_said(rows)
    assert len(rows) > 800 and int(re.search(r"\((\d+) %\)", said)[1]) >= 90, said


def test_a_sampled_verdict_does_not_count_as_certain():
    rows = [row for row in verify_formula(activation.softmax, 4, 0, only="gradient") if row.implementation != "mathcnn"]
    sampled = [row for row in rows if row.evidence == "sampled"]
    assert len(sampled) == 2
    said = "gradients as statements: {} of {} verdicts proved, derived or exact ({} %)"
    assert verdicts.gradients_said(rows) == said.format(len(rows) - 2, len(rows), 100 * (len(rows) - 2) // len(rows))
    assert verdicts.gradients_said(sampled) == said.format(0, 2, 0) and verdicts.gradients_said([]) == ""


# ---------------------------------------------------------------- the page


@pytest.mark.slow
def test_the_page_does_what_it_says():
    """All Python blocks as one session."""
    session = "".join(block for kind, block in BLOCKS if kind == "python")
    test = doctest.DocTestParser().get_doctest(session, {"__name__": "page"}, "gradients.md", "gradients.md", 0)
    said = []
    results = doctest.DocTestRunner(optionflags=doctest.ELLIPSIS | doctest.NORMALIZE_WHITESPACE).run(
        test, out=said.append
    )
    assert results.attempted > 15 and not results.failed, "".join(said)


@pytest.mark.parametrize("command", COMMANDS)
def test_the_commands_of_the_page(command, capsys):
    assert main(shlex.split(command)[1:]) == 0
    printed = capsys.readouterr()
    assert printed.out and not printed.err


def test_the_formulas_of_the_page_are_those_that_are_printed():
    shown = re.findall(r"^\$\$ (.*) \$\$$", PAGE, re.MULTILINE)
    assert shown == [layers.conv.gradient[a].latex() for a in ("w", "x")]


def test_gradients_have_the_figures_that_are_drawn_from_them():
    catalog = resources.package("figures").catalog()
    found = {name: one.gradients for name, one in catalog.items() if one.gradients}
    conv = {"layers.conv.gradient['w']", "layers.conv.gradient['x']"}
    assert set(found["layers.backpropagation"]) == set(found["moving.backpropagation_to_the_weights"]) == conv
    assert found["pooling.ties"] == ("pooling.max_pool.gradient['x']",)
    assert "pooling.avg_pool.gradient['x']" in found["pooling.gradients"]
    assert catalog["layers.backpropagation"].formulas and not catalog["kernels.photograph"].gradients


DERIVED = {  # what is made before, and what is derived
    "the gradient of conv": (
        "from mathcnn.layers import conv",
        "g = conv.gradient['w']; g.latex(); assert conv.gradient['w'] is g",
    ),
    "the double backward of batch norm": (
        "from mathcnn.normalization import batch_norm; g = batch_norm.gradient['x']",
        "g.gradient['x']",
    ),
}


@pytest.mark.slow
@pytest.mark.alone
@pytest.mark.parametrize("what", DERIVED)
def test_it_is_derived_in_time(what):
    before, work = DERIVED[what]
    code = f"import time; {before}; t = time.process_time(); {work}; print(time.process_time() - t)"
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=ROOT)
    assert float(run.stdout) < 2  # seconds of CPU time: 0.1, and 1, which was 3 when equal forms were simplified again
