"""The architecture: imports run one way, and importing mathcnn stays light."""

import ast
import pathlib
import re
import subprocess
import sys

import mathcnn

HOME = pathlib.Path(mathcnn.__file__).parent
FLOORS = [  # each floor may import from those below it, and topics from the topics that stand before them
    {
        "notation",
        "statement",
        "glyphs",
        "references",
        "files",
        "images",
        "buffers",
        "shelves",
        "markdown",
        "linear_convolution",
    },
    {"kinds", "writing", "data", "checkpoint"},
    {"rounding", "shapes"},
    {"formula"},
    {"ledger", "derivation"},
    {"integrals", "sequences", "geometry", "probability"},
    {"line", "information", "activation"},
    {"layers", "convolution", "fitting"},
    {"pooling", "normalization", "perceptron", "optimization"},
    {"kernels", "classic", "sequential", "cases"},
    {"checks", "strategies", "lenet"},
    {"symbolic", "shrinking", "training", "exchange"},
    {"pointwise", "evidence"},
    {"catalogue"},
    {"verification"},
    {"report"},
    {"museum", "conformance", "representations", "views", "document"},
    {"commands", "pytest_plugin"},
]


def room(path):
    """The room that a file belongs to: a module, or a package as a whole."""
    return path.relative_to(HOME).parts[0].removesuffix(".py")


def imports(path):
    """The rooms that a file imports, at module level."""
    up = len(path.relative_to(HOME).parts)
    for node in ast.parse(path.read_text()).body:
        if isinstance(node, ast.ImportFrom) and node.level == up:
            yield from [node.module.split(".")[0]] if node.module else [a.name for a in node.names]


def climbs(floors):
    """What imports from above it, by these floors; and rooms that are on none."""
    floor = {one: k for k, rooms in enumerate(floors) for one in rooms}
    files = [path for path in HOME.rglob("*.py") if room(path) not in ("__init__", "__main__")]
    wrong = [f"{room(path)} is on no floor" for path in files if room(path) not in floor]
    return wrong + [
        f"{room(path)} imports {one}"
        for path in files
        for one in imports(path)
        if one in floor and floor[one] > floor.get(room(path), len(floors))
    ]


def test_imports_run_one_way():
    assert not climbs(FLOORS)
    assert set(mathcnn.TOPICS) <= set().union(*FLOORS)
    assert "formula imports shapes" in climbs(FLOORS[::-1])
    assert "layers is on no floor" in climbs([rooms - {"layers"} for rooms in FLOORS])


def test_import_is_light():
    for code, heavy in (
        ("import mathcnn", "numpy sympy flint hypothesis matplotlib pytest torch rich"),
        ("from mathcnn import layers", "hypothesis matplotlib pytest torch rich"),
    ):
        loaded = f"import sys; {code}; print([m for m in {heavy.split()} if m in sys.modules])"
        assert (
            subprocess.run([sys.executable, "-c", loaded], capture_output=True, text=True, check=True).stdout.strip()
            == "[]"
        )


def test_machinery_is_read_in_one_sitting():
    for path in HOME.rglob("*.py"):
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
    for path in [*HOME.rglob("*.py"), *pathlib.Path(__file__).parent.rglob("*.py")]:
        if path.name != "test_layout.py":
            assert not re.search(
                r"\b(allclose|isclose|assert_almost_equal|assert_array_almost_equal|pytest\.approx)\b", path.read_text()
            ), path
