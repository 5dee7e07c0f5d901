"""The pages of documentation name files that exist, and the floors that are tested."""

import importlib
import inspect
import pathlib
import re

import mathcnn

from .test_layout import FLOORS

ROOT = pathlib.Path(__file__).parents[1]
PAGES = [
    "README.md",
    "CONTRIBUTING.md",
    *(f"docs/{name}.md" for name in ("architecture", "conformance", "gradients", "lenet")),
]
PLACEHOLDER = re.compile(r"TOPIC|NAME|LIBRARY|FORMULA|LAW|^build/")  # or what a command builds


def missing(text):
    """The files and folders of this project that a page names in backquotes, and that are not there."""
    names = [name for name in re.findall(r"`([\w.-]+/[\w./-]*)`", text) if re.search(r"\.\w+$|/$", name)]
    return [
        name
        for name in names
        if not PLACEHOLDER.search(name)
        and not any((ROOT / base / name).exists() for base in (".", "mathcnn", "proofs"))
    ]


def test_pages_name_files_that_exist():
    assert {page: found for page in PAGES if (found := missing((ROOT / page).read_text("utf-8")))} == {}
    assert missing("`evidence/special.py`, `mathcnn/special.py`, `mathcnn/TOPIC/NAME.py`") == ["mathcnn/special.py"]


def test_the_table_of_floors_is_the_tested_one():
    text = (ROOT / "docs" / "architecture.md").read_text("utf-8")
    rows = re.findall(r"^\| \d+ \| (.*?) \|", text, re.M)
    assert [set(re.findall(r"`(\w+)`", row)) for row in rows] == FLOORS


def test_everything_about_average_pooling_is_found_by_its_name():
    """The table of the architecture page: each file has what the page says it has."""
    where = {
        "mathcnn/pooling/avg_pool.py": r"@formula\((.|\n)*def avg_pool\((.|\n)*@avg_pool.gradient(.|\n)*avg_pool.law\(",
        "mathcnn/pooling/letters.py": "IndexedBase",
        "proofs/rocq/ProvedPoolingMean.v": r"Theorem avg_pool_\w+",
        "proofs/pooling.py": r"@derives\(avg_pool\[",
        "figures/pooling.py": "avg_pool",
        "mathcnn/museum/pooling.py": "avg_pool",
        "tests/planted/pooling.py": "avg_pool",
        "tests/test_pooling.py": "avg_pool",
    }
    page = (ROOT / "docs" / "architecture.md").read_text("utf-8")
    for path, pattern in where.items():
        assert f"`{path}`" in page and re.search(pattern, (ROOT / path).read_text("utf-8")), path


def test_each_formula_is_a_page_of_its_topic():
    """The module of a formula is named after it, or after what it shares the page with."""
    for of in mathcnn.catalog().formulas.values():
        page = importlib.import_module(of.fn.__module__)
        assert page.__name__.startswith(f"mathcnn.{of.topic}.") and getattr(page, of.name.partition(".")[2]) is of


def undescribed(of):
    """What the docstring of a formula does not name: parameters, what is returned, and what is raised if it has
    conditions of its own."""
    said = inspect.getdoc(of.fn).partition(">>>")[0]
    missed = [a for a in of.names if not re.search(rf"\b{a}\b", said)]
    if not re.search("returns?", said, re.I):
        missed.append("what is returned")
    if (of.requires or of.domain or of.whole) and not re.search("raises?", said, re.I):
        missed.append("what is raised")
    return missed


def test_docstrings_name_parameters_and_what_is_returned_and_raised():
    formulas = mathcnn.catalog().formulas
    assert {name: missed for name, of in formulas.items() if (missed := undescribed(of))} == {}
    for topic in mathcnn.TOPICS:  # and so do the other names that a topic shows
        module = getattr(mathcnn, topic)
        for name in {*module.__all__} - {of.name.partition(".")[2] for of in formulas.values()}:
            one = getattr(module, name)
            if not callable(one):
                continue
            said = inspect.getdoc(one)
            assert said and all(re.search(rf"\b{a}\b", said) for a in inspect.signature(one).parameters), name


def test_a_docstring_that_leaves_something_out_is_seen(monkeypatch):
    of = mathcnn.layers.conv
    monkeypatch.setattr(of.fn, "__doc__", "Cross-correlation of x and w, b, stride, padding, dilation and groups.")
    assert undescribed(of) == ["flip", "what is returned", "what is raised"]
