"""The architecture: imports run one way, nested ones too; importing mathcnn stays light; a file is one page."""

import ast
import io
import pathlib
import re
import subprocess
import sys
import tokenize
from collections import defaultdict

import pytest

import mathcnn

HOME = pathlib.Path(mathcnn.__file__).parent
ROOT = HOME.parent
FLOORS = [  # each floor may import from those below it
    {"text", "numbers", "memory", "processes"},
    {"language"},
    {"compiled"},
    {"laws"},
    {"probability", "geometry", "activation", "arrays"},
    {"information", "convolution", "layers", "optimization", "fitting"},
    {"perceptron", "pooling", "normalization"},
    {"kernels", "classic"},
    {"catalogue"},
    {"evidence"},
    {"data", "strategies"},
    {"conformance", "networks"},
    {"museum", "models", "testing"},
    {"audit"},
    {"display"},
    {"commands", "pytest_plugin"},
]
# Every exception to a rule of this file, with its reason.
UPWARD: dict[tuple[str, str], str] = {
    ("language/formula.py", "compiled"): "`Formula.compiled` loads the generator when it is first called",
}
PRIVATE: dict[tuple[str, str], str] = {
    ("evidence/derivation.py", "_print"): "a method of SymPy's printers, which subclasses call",
}
LONG: dict[str, str] = {}
LINES, COLUMNS = 400, 120
TABLES = ("tests/bad/", "tests/planted/")  # one call, or one fault, a line


def sources(home=HOME):
    """Each file of the package with its tree."""
    return {path.relative_to(home): ast.parse(path.read_text("utf-8")) for path in sorted(home.rglob("*.py"))}


def package(path):
    """The package or module at the top of mathcnn that a file belongs to."""
    return path.parts[0].removesuffix(".py")


def imports(path, tree):
    """The packages of mathcnn that a file imports, wherever in it the import stands, and the names it takes."""
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom):
            if node.level:
                inside = path.parts[:-1]
                base = [*inside[: len(inside) - node.level + 1], *(node.module or "").split(".")]
            elif (node.module or "").split(".")[0] == "mathcnn":
                base = node.module.split(".")[1:]
            else:
                continue
            base = [part for part in base if part]
            for alias in node.names:
                yield (base or [alias.name])[0], alias.name
        elif isinstance(node, ast.Import):
            for alias in node.names:
                if alias.name.split(".")[0] == "mathcnn":
                    yield alias.name.split(".")[1] if "." in alias.name else "", ""


def climbs(floors, files):
    """What imports from above it, by these floors; and packages that are on none."""
    floor = {one: k for k, packages in enumerate(floors) for one in packages}
    wrong = set()
    for path, tree in files.items():
        here = package(path)
        if here in ("__init__", "__main__"):
            continue
        if here not in floor:
            wrong.add(f"{here} is on no floor")
            continue
        for there, _ in imports(path, tree):
            above = there in floor and there != here and floor[there] >= floor[here]
            if above and (path.as_posix(), there) not in UPWARD:
                wrong.add(f"{path} imports {there}")
    return wrong


def test_imports_run_one_way():
    assert not climbs(FLOORS, sources())
    assert set(mathcnn.TOPICS) <= set().union(*FLOORS)


def test_an_import_that_climbs_is_seen_wherever_it_stands():
    for code in (
        "from ..evidence import check",
        "def late():\n    from ..evidence.verdicts import check",
        "from .. import evidence",
        "from mathcnn.evidence import check",
        "import mathcnn.evidence",
    ):
        assert climbs(FLOORS, {pathlib.Path("layers/conv.py"): ast.parse(code)}) == {"layers/conv.py imports evidence"}
    assert climbs(FLOORS, {pathlib.Path("attic/box.py"): ast.parse("")}) == {"attic is on no floor"}
    assert climbs(FLOORS, {pathlib.Path("layers/conv.py"): ast.parse("from ..pooling import avg_pool")})


def private(name):
    return name.startswith("_") and not name.endswith("__")


def trespasses(files):
    """Private names of one package that a file of another uses."""
    owned = defaultdict(set)
    for path, tree in files.items():
        for node in ast.walk(tree):
            if isinstance(node, ast.FunctionDef | ast.ClassDef) and private(node.name):
                owned[node.name].add(package(path))
            elif isinstance(node, ast.Name | ast.Attribute) and isinstance(node.ctx, ast.Store):
                name = node.id if isinstance(node, ast.Name) else node.attr
                if private(name):
                    owned[name].add(package(path))
    for path, tree in files.items():
        here = package(path)
        used = {node.attr for node in ast.walk(tree) if isinstance(node, ast.Attribute)}
        used |= {name for _, name in imports(path, tree)}
        for name in sorted(used):
            if private(name) and owned[name] and here not in owned[name] and (path.as_posix(), name) not in PRIVATE:
                yield f"{path} uses {name} of {', '.join(sorted(owned[name]))}"


def test_private_names_stay_in_their_package():
    assert not [*trespasses(sources())]
    planted = {
        pathlib.Path("language/plan.py"): "class Plan:\n    def _used(self): pass",
        pathlib.Path("evidence/cases.py"): "def draw(plan):\n    return plan._used()",
    }
    found = [*trespasses({path: ast.parse(code) for path, code in planted.items()})]
    assert found == ["evidence/cases.py uses _used of language"]


def test_nothing_prints_below_display():
    for path, tree in sources().items():
        if package(path) not in ("display", "commands", "__main__", "pytest_plugin"):
            for node in ast.walk(tree):
                if isinstance(node, ast.Call):
                    called = node.func.id if isinstance(node.func, ast.Name) else getattr(node.func, "attr", "")
                    assert called != "print", f"{path}:{node.lineno}"


def pages(root=ROOT):
    """Each file of Python under a folder, by its path there."""
    for folder in ("mathcnn", "tests", "proofs", "figures", "benchmarks", "docs"):
        for path in sorted((root / folder).rglob("*.py")):
            yield path.relative_to(root).as_posix(), path.read_text("utf-8")


def no_page(files):
    """What is wrong with the length of files and of their lines, and with the text at their head.

    Ruff does not count what follows `noqa` and `type: ignore` in a line.
    """
    length = {name: len(text.splitlines()) for name, text in files}
    wrong = [f"{name} has {n} lines" for name, n in length.items() if n > LINES and name not in LONG]
    wrong += [f"{name} is no exception any more" for name in LONG if length.get(name, 0) <= LINES]
    for name, text in files:
        if not name.startswith(TABLES):
            wide = [n for n, line in enumerate(text.splitlines(), 1) if len(line) > COLUMNS]
            wrong += [f"{name}:{n} is wider than {COLUMNS} columns" for n in wide]
    return wrong + [f"{name} does not say what it is about" for name, text in files if not said(text)]


def said(text):
    """The text at the head of a file."""
    return ast.get_docstring(ast.parse(text))


def test_a_file_is_one_page():
    files = [*pages()]
    assert len({name.partition("/")[0] for name, _ in files}) == 6
    assert not no_page(files)


def test_a_file_that_is_too_long_is_seen(tmp_path, monkeypatch):
    assert not no_page([("tests/x.py", '"""X."""\n' * LINES)])
    assert no_page([("tests/x.py", '"""X."""\n' * (LINES + 1))]) == ["tests/x.py has 401 lines"]
    assert no_page([("docs/x.py", "x = 1\n")]) == ["docs/x.py does not say what it is about"]
    wide = '"""X."""\nx = 1  # noqa: E741 ' + "x" * (COLUMNS - 20)
    assert not no_page([("docs/x.py", wide), ("tests/bad/x.py", wide + "x")])
    assert no_page([("docs/x.py", wide + "x")]) == ["docs/x.py:2 is wider than 120 columns"]
    (tmp_path / "proofs" / "inner").mkdir(parents=True)
    (tmp_path / "proofs" / "inner" / "x.py").write_text('"""X."""')
    assert [name for name, _ in pages(tmp_path)] == ["proofs/inner/x.py"]
    monkeypatch.setitem(LONG, "figures/x.py", "a reason")
    assert no_page([("figures/x.py", '"""X."""\n')]) == ["figures/x.py is no exception any more"]


@pytest.mark.parametrize("topic", mathcnn.TOPICS)
def test_a_topic_shows_its_formulas_and_little_else(topic):
    module = getattr(mathcnn, topic)
    formulas = [name for name in module.__all__ if isinstance(getattr(module, name), mathcnn.Formula)]
    assert set(dir(module)) == set(module.__all__)
    assert {getattr(module, name).name for name in formulas} == set(mathcnn.catalogue.topic(topic).formulas)
    assert {f"{topic}.{name}" for name in formulas} == set(mathcnn.catalogue.topic(topic).formulas)
    assert len(module.__all__) - len(formulas) <= 10


def test_import_is_light():
    for code, heavy in (
        ("import mathcnn", "numpy sympy flint hypothesis matplotlib pytest torch rich"),
        ("from mathcnn import layers", "hypothesis matplotlib pytest torch rich PIL pooch imagecodecs"),
    ):
        loaded = f"import sys; {code}; print([m for m in {heavy.split()} if m in sys.modules])"
        found = subprocess.run([sys.executable, "-c", loaded], capture_output=True, text=True, check=True)
        assert found.stdout.strip() == "[]"


def test_sources_are_in_the_bibliography():
    keys = set(re.findall(r"^@\w+\{(\w+),", (HOME / "text" / "references.bib").read_text("utf-8"), re.M))
    for name, of in mathcnn.catalog().items():
        if source := getattr(of, "source", ""):
            cited = re.findall(r"\b([a-z]+(?:19|20)\d\d[a-z]?)\b", source)
            assert cited or re.match(r"PyTorch|NumPy|ONNX|document", source), f"{name}: {source}"
            assert set(cited) <= keys, f"{name}: {set(cited) - keys} not in references.bib"


def test_no_default_tolerances():
    forbidden = r"\b(allclose|isclose|assert_almost_equal|assert_array_almost_equal|pytest\.approx)\b"
    for path in [*HOME.rglob("*.py"), *pathlib.Path(__file__).parent.rglob("*.py")]:
        if path.name != "test_layout.py":
            assert not re.search(forbidden, path.read_text("utf-8")), path


def test_tables_alone_are_left_as_they_are_written():
    """`fmt: skip` stands on tables only: on what ends a literal of several lines."""
    for folder in ("mathcnn", "proofs", "figures", "tests"):
        for path in (ROOT / folder).rglob("*.py"):
            for line in path.read_text("utf-8").splitlines():
                if path.name != "test_layout.py" and "# fmt: skip" in line:
                    assert re.match(r".*[\])}],?\s+# fmt: skip$", line), f"{path}: {line}"


STRICT = ("language", "numbers", "laws", "evidence", "conformance")  # packages that `mypy --strict` checks


def unexplained(text):
    """The lines that use `Any` without a reason.

    A reason is a comment beside an alias or above it, or one with the word Any beside the statement, above the import
    of `Any` or beside it; or the word Any in the docstring of the function, class or module.
    """
    tokens = tokenize.generate_tokens(io.StringIO(text).readline)
    comments = {one.start[0]: one.string for one in tokens if one.type == tokenize.COMMENT}
    says = lambda *lines: any("Any" in comments.get(line, "") for line in lines)

    def uses(node, explained):
        if isinstance(node, ast.Module):
            taken = [one for one in node.body if isinstance(one, ast.ImportFrom) and one.module == "typing"]
            explained = any(says(one.lineno, one.lineno - 1) for one in taken)
        if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef):
            explained = explained or "Any" in (ast.get_docstring(node) or "")
        if isinstance(node, ast.FunctionDef):
            explained = explained or says(*range(node.lineno, node.body[0].lineno))
        elif isinstance(node, ast.Assign | ast.AnnAssign):
            explained = explained or node.lineno in comments or node.lineno - 1 in comments
        elif isinstance(node, ast.stmt) and not isinstance(node, ast.ClassDef):
            explained = explained or says(node.lineno)
        if isinstance(node, ast.Name) and node.id == "Any" and not explained:
            yield node.lineno
        for part in ast.iter_child_nodes(node):
            yield from uses(part, explained)

    return sorted({*uses(ast.parse(text), False)})


def test_any_has_a_reason():
    for path in sorted(path for name in STRICT for path in (HOME / name).rglob("*.py")):
        assert not unexplained(path.read_text("utf-8")), path.relative_to(HOME)


@pytest.mark.parametrize(
    "text, lines",
    [
        ("from typing import Any\nValue = Any\n", [2]),
        ("from typing import Any\nValue = Any  # a number, or an array\n", []),
        ("from typing import Any\n# A number, or an array.\nValue = Any\n", []),
        ("from typing import Any\ndef f(x: Any) -> int:  # of x\n    return 1\n", [2]),
        ("from typing import Any\ndef f(x: Any) -> int:  # Any: a number\n    return 1\n", []),
        (
            'from typing import Any\ndef f(x: Any):\n    """Doubles; Any: a number."""\n\ndef g(x: Any):\n    pass\n',
            [5],
        ),
        ("from typing import Any  # Any: numbers\ndef f(x: Any):\n    pass\n", []),
        ("from typing import Any  # for types\nclass A:\n    def f(self, x: Any):\n        pass\n", [3]),
    ],
)
def test_an_any_without_a_reason_is_seen(text, lines):
    assert unexplained(text) == lines


BROAD = re.compile(r"^\s*except (Base)?Exception\b[^#]*:\s*(?P<reason>#.*)?$")
EXEMPT = re.compile(r"# (type: ignore\[[\w-]+\]|noqa: \w+)(?P<reason>.*)$")


def unreasoned(text):
    """The lines that catch everything, or are exempt from a rule of mypy or ruff, and do not say why."""
    for number, line in enumerate(text.splitlines(), 1):
        found = BROAD.match(line) or EXEMPT.search(line)
        bare = re.search(r"# type: ignore(?!\[)|# noqa(?!: \w)", line)
        if bare or found and len((found["reason"] or "").split()) < 2:
            yield number


def test_exemptions_have_a_reason():
    for folder in (HOME, ROOT / "proofs", ROOT / "figures"):
        for path in folder.rglob("*.py"):
            assert not [*unreasoned(path.read_text("utf-8"))], path


@pytest.mark.parametrize(
    "line, bad",
    [
        ("    except Exception:", True),
        ("except BaseException as error:", True),
        ("    except Exception as error:  # a decoder may raise anything", False),
        ("import os  # noqa", True),
        ("import os  # noqa: F401", True),
        ("import os  # noqa: F401  the import registers", False),
        ("x = f()  # type: ignore", True),
        ("x = f()  # type: ignore[no-any-return]", True),
        ("x = f()  # type: ignore[no-any-return]  # SymPy has no types", False),
        ("except ValueError:", False),
    ],
)
def test_an_exemption_without_a_reason_is_seen(line, bad):
    assert bool([*unreasoned(line)]) is bad
