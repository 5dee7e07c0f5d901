"""Digests of laws: what they cover, what they leave out, and that a law may move."""

import ast
import dataclasses
import inspect
import json
import pathlib
import re
import shutil
import subprocess
import sys

import pytest
import sympy as sp

import mathcnn
from mathcnn import catalogue, geometry, pooling
from mathcnn.convolution.two_sided import ONES, STEP
from mathcnn.convolution.two_sided import impulse as line_impulse
from mathcnn.evidence import ledger
from mathcnn.geometry.letters import positions_ceil
from mathcnn.geometry.sizes import o
from mathcnn.kernels.letters import PAIR as kernels_PAIR
from mathcnn.language import statement
from mathcnn.language.definition import Definition
from mathcnn.language.formula import Domain, Formula, Law
from mathcnn.laws import families
from mathcnn.layers import conv

two_sided = sys.modules["mathcnn.convolution.two_sided"]  # the package has the formula under this name


def law(name):
    return catalogue.find_law(name)


PADS, GLOBAL = "layers.conv::pads", "pooling.avg_pool::avg_is_global"
UNIT, SIZE = "convolution.two_sided::has_unit_on_the_integers", "pooling.max_pool::has_its_size"
NOWHERE = Domain("", lambda x, env: "", lambda x, env: x)


def put(thing, name, value):
    """A change: an attribute of an object, or of a law or its formula, which are loaded when they are changed."""
    find = {"law": lambda: law(PADS), "its formula": lambda: law(PADS).of, "avg_pool": lambda: pooling.avg_pool}
    return lambda patch: patch.setattr(find[thing]() if isinstance(thing, str) else thing, name, value)


LISTED = {
    "kernels.PAIR": (
        "kernels.gaussian::is_the_mean_of_four_twice",
        put(sys.modules["mathcnn.kernels.gaussian"], "PAIR", kernels_PAIR + 1),
    ),
    "line.IMPULSE": (UNIT, put(two_sided, "IMPULSE", ONES)),
    "output_size's fast form": (SIZE, put(geometry.output_size, "fn", lambda *a, **k: 1)),
    "output_size's statement": (SIZE, put(geometry.output_size, "statement", sp.Eq(o, 1))),
    "Within.eval": (GLOBAL, put(statement.Within, "eval", classmethod(lambda cls, k, lo, hi: None))),
    "a method of an axis": (PADS, put(statement.Axis, "at", lambda self, k, rank: self)),
    "the statement": (PADS, put("its formula", "statement", geometry.output_size.statement)),
    "the shapes": (PADS, put("its formula", "shapes", "(N), (C), (M) -> ()")),
    "what the shapes name": (PADS, lambda m: m.setitem(law(PADS).of.home, "size", positions_ceil)),
    "the conventions": (PADS, lambda m: m.setitem(law(PADS).of.words["flip"].words, "odd", (2,))),
    "the requirements": (GLOBAL, put("avg_pool", "requires", {})),
    "a named part": (GLOBAL, put("avg_pool", "where", ())),
    "the domain": (PADS, put("law", "domain", {"x": NOWHERE})),
    "the relation": (PADS, put("law", "relation", "<=")),
    "whether it holds": (PADS, put("law", "holds", False)),
    "the rank": (PADS, put("law", "rank", 2)),
    "what is held": (PADS, put("law", "held", {"stride": 1})),
    "what is left at its default": (PADS, put("law", "plain", True)),
    "a requirement of the law": (PADS, put("law", "requires", (lambda x: len(x) < 7,))),
    "shapes of the law": (PADS, put("law", "shapes", {"z": "(7)"})),
    "the name": (PADS, put("law", "name", "layers.conv::other")),
    "its own text": (PADS, put("law", "fn", lambda conv, x, w: (conv(x, w), conv(x, w)))),
}


@pytest.mark.parametrize("what", LISTED)
def test_what_a_digest_of_a_law_covers(what, monkeypatch):
    name, change = LISTED[what]
    one = law(name)
    before = ledger.digest(one)
    change(monkeypatch)
    assert ledger.digest(one) != before
    monkeypatch.undo()
    assert ledger.digest(one) == before


def test_how_a_helper_is_written_does_not_count(monkeypatch):
    from mathcnn.language.latex import writable

    one = law("convolution.two_sided::has_unit_on_the_integers")
    before = ledger.digest(one)
    monkeypatch.setattr(two_sided, "impulse", writable(r"\delta'")(line_impulse.__wrapped__))
    assert ledger.digest(one) == before
    monkeypatch.setattr(two_sided, "impulse", writable(r"\delta")(lambda like: STEP))
    assert ledger.digest(one) != before


def test_a_fast_form_does_not_count_for_its_own_formula(monkeypatch):
    """A proof is about the statement; other laws call the fast form by its name."""
    one = pooling.max_pool.laws["is_global"]
    before = ledger.digest(one)
    monkeypatch.setattr(pooling.max_pool, "fn", lambda *a, **k: 0)
    assert ledger.digest(one) == before


DIGESTS = """
import json, sys
from mathcnn import catalogue
from mathcnn.evidence import ledger
print(json.dumps({name: ledger.digest(law) for name, law in catalogue.catalog().laws.items()}))
"""


@pytest.mark.slow
def test_every_page_may_move(tmp_path):
    """Each page of each topic gets another name and is laid out anew, in another process with other hashes."""
    home = tmp_path / "mathcnn"
    shutil.copytree(pathlib.Path(mathcnn.__file__).parent, home, ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copytree(
        pathlib.Path(mathcnn.__file__).parent.parent / "proofs",
        tmp_path / "proofs",
        ignore=shutil.ignore_patterns("__pycache__"),
    )
    pages = [
        path
        for topic in mathcnn.TOPICS
        for path in (home / topic).glob("*.py")
        if path.stem not in ("__init__", "letters")
    ]
    assert len(pages) > 40
    for path in pages:
        path.write_text(ast.unparse(ast.parse(path.read_text())))
    moved = {(path.parent.name, path.stem) for path in pages}
    for path in [*home.rglob("*.py"), *(tmp_path / "proofs").rglob("*.py")]:

        def renamed(found, own=path.parent.name):
            topic = found[2].strip(".").removeprefix("mathcnn.") or own
            return f"{found[1]}{found[2]}{found[3]}{'_page' * ((topic, found[3]) in moved)} import"

        path.write_text(re.sub(r"(?m)^( *from )([.\w]*\.)(\w+) import", renamed, path.read_text()))
    for path in pages:
        path.rename(path.with_stem(f"{path.stem}_page"))
    said = subprocess.run(
        [sys.executable, "-c", DIGESTS],
        capture_output=True,
        text=True,
        cwd=tmp_path,
        timeout=300,
        env={"PYTHONPATH": str(tmp_path), "PYTHONHASHSEED": "17", "PATH": ""},
    )
    assert not said.returncode, said.stderr
    found = json.loads(said.stdout)
    here = {name: ledger.digest(one) for name, one in catalogue.catalog().laws.items()}
    assert len(set(here.values())) == len(here) > 500
    assert [name for name in here if found.get(name) != here[name]] == []


# ---------------------------------------------------------------- no attribute is forgotten


def counted(thing, left_out):
    """The attributes that a digest must cover, by the lists of those that it leaves out."""
    return {name for name in vars(thing) if name not in left_out and not name.startswith("_")}


COUNTED_LAW = counted(law(PADS), ledger.LAW_LEFT_OUT)
COUNTED_FORMULA = counted(law(PADS).of, ledger.FORMULA_LEFT_OUT)


def altered(v):
    """Another value of the same type."""
    match v:
        case bool():
            return not v
        case str():
            return f"{v}x"
        case None | int():
            return 7
        case dict():
            return {**v, "zz": "(7)"}
        case list():
            return [*v, (len, [])] if not v or not isinstance(v[0], str) else [*v, "zz"]
        case tuple():
            return (*v, len)
        case inspect.Signature():
            return v.replace(parameters=list(v.parameters.values())[:-1])
        case sp.Basic():
            return sp.Eq(o, 1)
        case Formula():
            return geometry.output_size
    return lambda conv, x, w: (conv(x, w), conv(x, w))


@pytest.mark.parametrize("name", sorted(COUNTED_LAW))
def test_every_attribute_of_a_law_counts_or_is_listed(name, monkeypatch):
    """A new attribute counts, or `ledger.LAW_LEFT_OUT` says why it does not."""
    before = ledger.digest(law(PADS))
    monkeypatch.setattr(law(PADS), name, altered(getattr(law(PADS), name)))
    assert ledger.digest(law(PADS)) != before


@pytest.mark.parametrize("name", sorted(COUNTED_FORMULA))
def test_every_attribute_of_a_formula_counts_or_is_listed(name, monkeypatch):
    of = law(PADS).of
    before = ledger.digest(law(PADS))
    value = {"scalars": {}, "requires": {sp.Eq(o, 1): "x"}}.get(name)
    monkeypatch.setattr(of, name, altered(getattr(of, name)) if value is None else value)
    assert ledger.digest(law(PADS)) != before


def test_the_lists_of_attributes_that_do_not_count_name_attributes_that_there_are():
    assert {*ledger.LAW_LEFT_OUT} <= {*vars(law(PADS)), *dir(Law)}
    assert {*ledger.FORMULA_LEFT_OUT} <= {*vars(law(PADS).of), *dir(Formula)}
    stated = {one.name for one in dataclasses.fields(Definition)} - {
        "like",
        "incoming",
    }  # of a restated formula, and of a gradient
    assert stated <= COUNTED_FORMULA | {*ledger.FORMULA_LEFT_OUT}
    for of in catalogue.catalog().formulas.values():
        assert counted(of, ledger.FORMULA_LEFT_OUT) == COUNTED_FORMULA
    for one in catalogue.catalog().laws.values():
        assert counted(one, ledger.LAW_LEFT_OUT) == COUNTED_LAW


def test_an_attribute_that_is_forgotten_is_found(monkeypatch):
    """The fault that these tests are for, planted: a new attribute that neither counts nor is listed."""
    one = law(PADS)
    before = ledger.digest(one)
    monkeypatch.setattr(one, "forgotten", 1, raising=False)
    assert "forgotten" in counted(one, ledger.LAW_LEFT_OUT) - COUNTED_LAW
    monkeypatch.setattr(one, "forgotten", altered(1))
    assert ledger.digest(one) == before


# ---------------------------------------------------------------- laws that a family makes


def made(factory, *arguments, of=conv, module=families):
    """A law of a formula by a family of laws, of which `module` has the factories."""
    return Law(of, getattr(module, factory)(*arguments).function(of, "made"), "=", True, z="x")


def test_a_law_of_a_family_keeps_its_digest():
    """Factory and arguments are the same, so the digest is, each time that the law is made."""
    before = ledger.digest(made("additive", "x", "z"))
    assert ledger.digest(made("additive", "x", "z")) == before
    assert ledger.digest(made("additive", "w", "z")) != before
    assert ledger.digest(made("homogeneous", "x", "z")) != before
    assert ledger.digest(made("additive", "x", "y")) != before


@pytest.mark.parametrize(
    ("how", "same"),
    [
        (lambda text: text, True),
        (lambda text: ast.unparse(ast.parse(text)), True),
        (lambda text: f"{text}\n\ndef another(argument):\n    return additive(argument, argument)\n", True),
        (lambda text: text.replace("def additive(", "def summed(").replace("additive(", "summed("), True),
        (lambda text: text.replace("is additive in", "adds up in"), True),
        (lambda text: text.replace("call() + call(", "call() - call("), False),
        (lambda text: text.replace("argument: x + z", "argument: z + x"), False),
        (lambda text: text.replace("if a in needed}, **changed}", "if a in needed}}"), False),
    ],
    ids=["moved", "laid out anew", "a new family", "renamed", "another sentence", "a sign", "an order", "the caller"],
)
def test_a_family_may_move_and_its_content_counts(how, same, module):
    text = how(inspect.getsource(families))
    factory = "summed" if "def summed(" in text else "additive"
    assert same or text != inspect.getsource(families)
    moved = ledger.digest(made(factory, "x", "z", module=module(text)))
    assert (moved == ledger.digest(made("additive", "x", "z"))) is same
