"""Evidence: no module depends on itself, one interface for arrays and functions, programs that run a case again."""

import ast
import inspect
import pathlib

import numpy as np
import pytest

from mathcnn import activation, layers
from mathcnn.catalogue import catalog
from mathcnn.convolution import continuous, two_sided
from mathcnn.evidence import cases, checks, reproduction, verdicts
from mathcnn.evidence.arrays import ArrayChecker
from mathcnn.evidence.checkers import Checker
from mathcnn.evidence.choice import checker_of
from mathcnn.evidence.functions import FunctionChecker
from mathcnn.language.gradients import Gradient

ROOT = pathlib.Path(verdicts.__file__).parent
PACKAGE = "mathcnn.evidence"

# ---------------------------------------------------------------- imports


def imports_of(name, text, known, is_package):
    """The modules among `known` that a text imports, inside of functions too."""
    found = set()
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.ImportFrom) and node.level:
            base = name.split(".")[: len(name.split(".")) - node.level + is_package]
            home = ".".join([*base, *([node.module] if node.module else [])])
            parts = [f"{home}.{one.name}" for one in node.names]
            found |= {one if one in known else home for one in parts}
    return {one for one in found & known if one != PACKAGE}


def circle(graph):
    """Modules that import each other in a circle, or []."""
    done, path = set(), []

    def visit(one):
        if one in path:
            return path[path.index(one) :]
        if one not in done:
            path.append(one)
            for other in sorted(graph[one]):
                if found := visit(other):
                    return found
            done.add(path.pop())
        return []

    return next((found for one in sorted(graph) if (found := visit(one))), [])


def graph_of(change=lambda name, text: text):
    files = {}
    for path in ROOT.rglob("*.py"):
        parts = path.relative_to(ROOT).with_suffix("").parts
        files[".".join([PACKAGE, *(part for part in parts if part != "__init__")])] = path
    known = set(files) - {PACKAGE}
    return {
        name: imports_of(name, change(name, files[name].read_text()), known, files[name].stem == "__init__")
        for name in known
    }


def test_no_module_depends_on_itself():
    graph = graph_of()
    assert len(graph) > 25
    assert sum(map(len, graph.values())) > 60
    assert circle(graph) == []


@pytest.mark.parametrize(
    ("name", "line"),
    [
        ("functions", "from .verdicts import judged"),
        ("functions", "def late():\n    from . import verdicts"),
        ("checks.results", "from ..shrinking import shrink"),
        ("cases.choosers", "from . import geometries"),
    ],
)
def test_a_circle_is_found(name, line):
    """The fault that the test above is for, planted."""
    graph = graph_of(lambda one, text: f"{text}\n\n{line}\n" if one == f"{PACKAGE}.{name}" else text)
    assert f"{PACKAGE}.{name}" in circle(graph)


def test_one_module_chooses_the_checker():
    """Others that read which functions a formula has are the checker of functions and the digest."""
    asking = {path.name for path in ROOT.rglob("*.py") if ".spaces" in path.read_text()}
    assert asking == {"choice.py", "functions.py", "ledger.py"}


# ---------------------------------------------------------------- one interface


def test_every_formula_has_a_checker():
    kinds = {name: type(checker_of(of)) for name, of in catalog().formulas.items()}
    assert {name for name, kind in kinds.items() if kind is FunctionChecker} == {continuous.name, two_sided.name}
    assert {*kinds.values()} == {FunctionChecker, ArrayChecker}


@pytest.mark.parametrize("kind", [ArrayChecker, FunctionChecker])
def test_a_checker_has_the_methods_of_the_interface(kind):
    methods = {name: fn for name, fn in vars(Checker).items() if inspect.isfunction(fn) and not name.startswith("_")}
    assert len(methods) == 7
    for name, stated in methods.items():
        assert [*inspect.signature(getattr(kind, name)).parameters] == [*inspect.signature(stated).parameters]


@pytest.mark.parametrize("of", [two_sided, continuous, activation.relu, layers.linear], ids=lambda of: of.name)
def test_an_implementation_that_is_wrong_is_described_and_run_again(of):
    def wrong(*args, **kwargs):
        return of(*args, **kwargs) + 1

    row = next(row for row in verdicts.verify_formula(of, 8, 0, wrong, "wrong") if row.kind == "form")
    assert row.verdict == verdicts.FAILS
    first = of.names[0]
    assert row.counterexample.startswith(f"{first} = ")
    assert f"{of.name}.literal({first}=" in row.reproduce
    compile(row.reproduce, "<again>", "exec")


def wrong_everywhere(dy, x):
    return (np.where(x > 0, dy, 0) + 1,)


def wrong_at_infinity(dy, x):
    return (np.where(x == -np.inf, x, np.where(x > 0, dy, 0)),)


@pytest.mark.parametrize("wrong, law", [(wrong_everywhere, "derivative"), (wrong_at_infinity, "special values")])
def test_a_wrong_gradient_is_run_again(wrong, law, monkeypatch):
    """The program prints the gradient of the statement and that of the formula, NaN and infinities included."""
    of = activation.relu
    monkeypatch.setattr(of, "backward", Gradient(of, wrong))
    rows = [row for row in verdicts.verify_formula(of, 20) if row.verdict == verdicts.FAILS]
    assert law in {row.law for row in rows} and all(row.kind == "gradient" for row in rows)
    for row in (one for one in rows if ", by " not in one.law):  # the program of a law prints both sides of the law
        printed = []
        exec(row.reproduce, {"print": printed.append})
        stated, got = printed[0]["x"], np.asarray(printed[1]).reshape(printed[0]["x"].shape)
        assert not np.array_equal(stated.astype(float), got.astype(float), equal_nan=True)


def test_counterexamples_of_both_kinds():
    for law in (two_sided.laws["associates_without_summability"], layers.conv.laws["ignores_tap_order"]):
        checker = checker_of(law.of)
        result = checker.counterexample(law, None, 0)
        assert result.wrong
        assert all(f"{a} = " in checker.describe(result, set(law.names)) for a in law.names[:2])
        assert checker.describe(result, set(law.names), lambda v: "V").count(" = ") >= 2


# ---------------------------------------------------------------- gradients and special values


def test_a_gradient_has_a_row_for_special_values(monkeypatch):
    rows = {row.law: row for row in verdicts.verify_formula(activation.relu, 12, 0, only="gradient")}
    assert [*rows] == ["derived by x", "derivative", "derived, at real sizes", "special values", "is_linear, by x"]
    assert all(row.good for row in rows.values())
    by_product = lambda dy, x: (dy * (x > 0),)  # 0 times an infinity is NaN
    rows = {
        row.law: row for row in verdicts.verify_formula(activation.relu, 40, 0, backward=by_product, only="gradient")
    }
    assert rows["derivative"].good
    assert rows["special values"].verdict == verdicts.FAILS


# ---------------------------------------------------------------- programs


def test_a_program_is_made_of_its_parts():
    call = reproduction.called("f", [1, "a"], {"stride": (1, 2)})
    assert call == "f(1, 'a', stride=(1, 2))"
    made = reproduction.program(["import f"], [reproduction.printed(call)], "0 and\n  1")
    assert made == f"import f\nprint({call})\n# 0 and 1"
    assert reproduction.program([], ["x"]) == "x"


def test_an_array_is_written_in_one_line():
    case, _ = next(cases.sampled(layers.linear, 1, 0))
    result = checks.CheckResult("E", case=case, arrays={"x": np.arange(100.0)})
    assert "\n" not in checker_of(layers.linear).describe(result)
