"""The architecture: imports run one way, and importing mathcnn stays light."""

import ast
import pathlib
import re
import subprocess
import sys

import mathcnn

HOME = pathlib.Path(mathcnn.__file__).parent
FLOORS = [  # each floor may import from those below it, and topics from the topics that stand before them
    {"notation", "statement", "glyphs", "references", "files", "images", "buffers"},
    {"kinds", "writing"},
    {"rounding", "shapes"},
    {"formula"},
    {"integrals", "sequences", "geometry", "probability"},
    {"line", "information", "activation"},
    {"layers", "convolution", "fitting"},
    {"pooling", "normalization", "perceptron", "optimization"},
    {"kernels", "classic", "sequential", "cases"},
    {"checks", "strategies"},
    {"symbolic", "shrinking"},
    {"pointwise", "evidence"},
    {"catalogue"},
    {"verification", "report"},
    {"commands"},
]


def imports(path):
    """The rooms that a file imports, at module level."""
    for node in ast.parse(path.read_text()).body:
        if isinstance(node, ast.ImportFrom) and node.level == 1:
            yield from [node.module.split(".")[0]] if node.module else [a.name for a in node.names]


def test_imports_run_one_way():
    floor = {room: k for k, rooms in enumerate(FLOORS) for room in rooms}
    wrong = []
    for path in HOME.glob("*.py"):
        if path.stem in floor:
            wrong += [f"{path.stem} imports {room}" for room in imports(path)
                      if (HOME / f"{room}.py").exists() and floor.get(room, len(FLOORS)) > floor[path.stem]]  # fmt: skip
    assert not wrong, wrong
    assert set(mathcnn.TOPICS) <= set(floor)


def test_import_is_light():
    for code, heavy in (("import mathcnn", "numpy sympy flint hypothesis matplotlib pytest torch rich"),
                        ("from mathcnn import layers", "hypothesis matplotlib pytest torch rich")):  # fmt: skip
        loaded = f"import sys; {code}; print([m for m in {heavy.split()} if m in sys.modules])"
        assert subprocess.run([sys.executable, "-c", loaded], capture_output=True, text=True, check=True).stdout.strip() == "[]"


def test_machinery_is_read_in_one_sitting():
    for path in HOME.glob("*.py"):
        if path.stem not in mathcnn.TOPICS:
            assert len(path.read_text().splitlines()) <= 800, path.name


def test_sources_are_in_the_bibliography():
    keys = set(re.findall(r"^@\w+\{(\w+),", (HOME / "references.bib").read_text(), re.M))
    for name, of in mathcnn.catalog().items():
        if source := getattr(of, "source", ""):
            cited = re.findall(r"\b([a-z]+(?:19|20)\d\d[a-z]?)\b", source)
            assert cited or re.match(r"PyTorch|NumPy|document", source), f"{name}: {source}"
            assert set(cited) <= keys, f"{name}: {set(cited) - keys} not in references.bib"


def test_no_default_tolerances():
    for path in [*HOME.glob("*.py"), *pathlib.Path(__file__).parent.rglob("*.py")]:
        if path.name != "test_layout.py":
            assert not re.search(r"\b(allclose|isclose|assert_almost_equal|assert_array_almost_equal|pytest\.approx)\b", path.read_text()), path
