"""`mathcnn verify my_formulas.py:group_norm` and `show`: formulas of one's own on the command line."""

import subprocess
import sys

import pytest

from mathcnn.commands import main, own

from .calling import out_of

HEAD = """
import numpy as np
from sympy import Eq, IndexedBase, Sum, symbols

from mathcnn import formula

n, m = symbols("n m", integer=True)
N, M = symbols("N M", integer=True, positive=True)
x, y = map(IndexedBase, "xy")
"""
MEAN = '''
@formula(Eq(y[n], Sum(x[n + m], (m, 0, M - 1)) / M), shapes="(N) -> (N - M + 1)", source="NumPy, numpy.convolve")
def NAME(x, M):
    """The mean of each M neighbours."""
    return np.convolve(x, np.ones(M), "valid") / M


@NAME.law(z="x")
def adds(mean, x, z, M):
    return mean(x + z, M), mean(x, M) + mean(z, M)


@NAME.law()
def LAW(mean, x):
    return mean(x, 1), x + SHIFT
'''


def text(name, law="of_one_changes_nothing", shift="0"):
    return MEAN.replace("NAME", name).replace("LAW", law).replace("SHIFT", shift)


@pytest.fixture
def here(tmp_path, monkeypatch):
    """An empty working directory; the modules and paths of a test are forgotten after it."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(sys, "path", list(sys.path))
    loaded = set(sys.modules)
    yield tmp_path
    for name in set(sys.modules) - loaded:
        if str(tmp_path) in str(getattr(sys.modules[name], "__file__", "")):
            del sys.modules[name]


@pytest.mark.parametrize(
    "name",
    ["own_means.py:mean", "./own_means.py:mean", "own_means:mean", "own_means.mean", "in_a_package.own_means:mean"],
)
def test_a_formula_of_ones_own_is_verified(here, capsys, name):
    (here / "in_a_package").mkdir()
    for folder in (here, here / "in_a_package"):
        (folder / "own_means.py").write_text(HEAD + text("mean") + text("other"))
    printed = out_of(capsys, "verify", name, "--all", "--examples", "3")
    assert "own_means.mean" in printed and "other" not in printed and "7 hold, 0 fall short" in printed


def test_a_file_stands_for_its_own_formulas_and_a_law_for_itself(here, capsys):
    (here / "own_words.py").write_text("from sympy import symbols\n")
    (here / "own_file.py").write_text(
        "import own_words\nfrom mathcnn.geometry import output_size\n" + HEAD + text("mean") + text("other")
    )
    printed = out_of(
        capsys, "verify", "own_file.py", "geometry.output_size::relationship_1", "--all", "--examples", "3"
    )
    assert "own_file.mean" in printed and "own_file.other" in printed and "16 hold, 0 fall short" in printed
    assert len(own.all_found(["own_file.py", "own_file.py:mean", "own_file:other"])) == 2
    printed = out_of(capsys, "verify", "own_file.py:mean::adds", "--all", "--examples", "3")
    assert printed.count("own_file.mean  law   adds") == 2 and "2 hold, 0 fall short" in printed


def test_a_formula_of_ones_own_is_shown(here, capsys):
    (here / "own_shown.py").write_text(HEAD + text("mean"))
    for name in ("own_shown.py", "own_shown:mean", "own_shown.mean"):
        printed = out_of(capsys, "show", name, "--latex")
        assert printed == "y[n] = \\frac{1}{M} \\sum_{m=0}^{M - 1} x[n + m]\n"
    assert "The mean of each M neighbours." in out_of(capsys, "show", "own_shown:mean", "--verify", "--jobs", "1")
    proof = out_of(capsys, "show", "own_shown.mean", "--gradient", "x", "--proof")
    assert "equals the derivative of the literal form" in proof


def test_wrong_formulas_fall_short_and_their_programs_run(here, capsys):
    """A wrong law, in letters and in numbers; a wrong fast form. Each program that is printed runs as it stands."""
    wrong = text("mean", "of_one_adds_one", "1") + text("other").replace('"valid"', '"same"')
    (here / "own_wrong.py").write_text(HEAD + wrong)
    assert main(["verify", "own_wrong.py", "--examples", "3"]) == 1
    printed = capsys.readouterr().out
    for law in ("mean::of_one_adds_one (law, statement)", "other::equals the literal form", "other::special values"):
        assert f"own_wrong.{law}" in printed
    programs = [
        "\n".join(line.removeprefix("      ") for line in block.splitlines() if line.startswith("      "))
        for block in printed.split("counterexample: ")[1:]
    ]
    assert len(programs) >= 4
    assert any("x_0 = symbols('x_0', positive=True)" in program for program in programs)
    done = subprocess.run([sys.executable, "-c", "\n".join(programs)], capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    assert "(array([x_0], dtype=object), array([x_0 + 1], dtype=object))" in done.stdout


def test_a_formula_that_breaks_down_is_a_row_with_a_program(here, capsys):
    (here / "own_broken.py").write_text(HEAD + text("mean").replace('"(N) -> ', '"(nowhere*N) -> '))
    assert main(["verify", "own_broken.py", "--examples", "3"]) == 1
    printed = capsys.readouterr().out
    assert "the shape line names 'nowhere'" in printed and "import own_broken\n" in printed
    assert "print(verify(own_broken.mean, examples=3, seed=0))" in printed
    assert "print(verify(own_broken.mean.laws['adds'], examples=3, seed=0))" in printed


@pytest.mark.parametrize(
    "name, said",
    [
        ("nowhere.py", "nowhere.py: no such file"),
        ("nowhere:mean", "no module nowhere"),
        ("own_fine.py:meen", "own_fine.py has no formula meen; did you mean mean?"),
        ("own_fine.py:", "own_fine.py has no formula ''"),
        ("own_fine.py:np", "own_fine.py: np is not a formula (a function decorated with @mathcnn.formula)"),
        ("own_fine.meen", "own_fine has no formula meen; did you mean mean?"),
        ("own_fine:mean::ads", "own_fine: no law ads of mean; did you mean adds?"),
        ("own_fine.py::adds", "own_fine.py::adds: a law needs the name of its formula: own_fine.py:FORMULA::adds"),
        ("own_empty.py", "own_empty.py has no formula (a function decorated with @mathcnn.formula)"),
        ("own_error.py", "own_error.py, line 3: ZeroDivisionError: division by zero"),
        ("own_error:mean", "own_error: ZeroDivisionError: division by zero"),
        ("own_exit.py", "own_exit.py, line 1: SystemExit: 3"),
        ("own_syntax.py", "own_syntax.py, line 2: SyntaxError: invalid syntax"),
        ("own_needs.py", "own_needs.py, line 1: ModuleNotFoundError: No module named 'nowhere'"),
        ("own-dash.py", "own-dash.py: the name of the file must be that of a module: letters, digits and underscores"),
        ("json.py:mean", "json.py: Python has another module called json; give the file another name"),
        ("a b:mean", "'a b': it must be a file that ends in .py, or the name of a module"),
        ("layers.cnov", "no formula layers.cnov; did you mean layers.conv?"),
    ],
)
def test_wrong_names_are_one_line(here, capsys, name, said):
    files = {
        "own_fine": HEAD + text("mean"),
        "own_empty": "from mathcnn.layers import conv\n",
        "own_error": "\n\n1 / 0\n",
        "own_exit": "raise SystemExit(3)\n",
        "own_syntax": "x = 1\ndef f(:\n",
        "own_needs": "import nowhere\n",
        "own-dash": HEAD,
        "json": HEAD + text("mean"),
    }
    for stem, source in files.items():
        (here / f"{stem}.py").write_text(source)
    for command in ("verify", "show"):
        assert main([command, name]) == 2
        printed = capsys.readouterr()
        assert printed.err == f"mathcnn: {said}\n" and printed.out == ""


def test_a_formula_of_ones_own_is_not_for_against(here, capsys):
    (here / "own_against.py").write_text(HEAD + text("mean"))
    assert main(["verify", "own_against.py:mean", "--against", "scipy"]) == 2
    assert "for one of your own call mathcnn.check in Python" in capsys.readouterr().err
