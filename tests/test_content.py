"""Digests of content: the same after a move, another after any change of what an object says or uses."""

import re
import sys

import numpy as np
import pytest
import sympy as sp

from mathcnn.evidence import content
from mathcnn.language import statement

TEXT = '''
import functools
import math

import numpy as np

KERNEL = np.array([[1, 2], [3, 4]])
SCALE = 3
NAMES = {"a": (1, 2), "b": [SCALE]}


class Base:
    factor = 2

    def times(self, v):
        return v * self.factor


class Inner(Base):
    """Has methods."""

    size = 5

    def __init__(self, v):
        self.v = v

    @classmethod
    def made(cls, v):
        return cls(v + SCALE)

    @property
    def twice(self):
        return double(self.v)


ONE = Inner(1)


def double(v):
    return 2 * v


def factorial(n):
    return 1 if n < 2 else n * factorial(n - 1)


def even(n):
    return n == 0 or odd(n - 1)


def odd(n):
    return n != 0 and even(n - 1)


def scaled(by):
    def law(f, x):
        return f(by * x), by * f(x)

    return law


@functools.lru_cache
def kept(v):
    return double(v) + 1


def law(f, x, n=SCALE, *, m=(1, 2)):
    """Both sides."""
    local = [double(k) for k in range(n) if k]
    others = even(n), NAMES["a"], math.floor(2.5), np.add.reduce(local), kept(m)
    return f(x @ KERNEL + factorial(n)), (Inner.made(x).twice + ONE.v, *others)


law_two, law_three = scaled(2), scaled(3)
first, second = lambda x: x + 1, lambda x: x + 2
curried = lambda x: lambda y: x + y
'''


@pytest.fixture
def before(module):
    return content.digest(module(TEXT).law)


SAME = {
    "nothing": lambda t: t,
    "another name of a helper": lambda t: t.replace("double", "doubled"),
    "another name of a class and a constant": lambda t: t.replace("Inner", "Other").replace("KERNEL", "TAPS"),
    "comments, docstrings and blank lines": lambda t: t.replace(
        "def double(v):\n", 'def double(v):\n    "Twice."\n\n    # why\n'
    ).replace('    """Both sides."""\n', ""),
    "annotations": lambda t: t.replace("def double(v):", "def double(v: float) -> float:"),
    "brackets and quotes": lambda t: t.replace("return 2 * v", "return (2 *\n            v)").replace(
        'NAMES["a"]', "NAMES['a']"
    ),
    "order of definitions": lambda t: (
        t.replace("def double(v):\n    return 2 * v\n\n\n", "") + "\n\ndef double(v):\n    return 2 * v\n"
    ),
    "how a library is imported": lambda t: t.replace("np.add.reduce", "add.reduce").replace(
        "import math\n", "import math\nfrom numpy import add\n"
    ),
    "what is not used": lambda t: t + "\nUNUSED = 1\n",
    "a helper that is there twice": lambda t: (
        t.replace("return double(self.v)", "return again(self.v)") + "\n\ndef again(v):\n    return 2 * v\n"
    ),
}
OTHER = {
    "an entry of an array": lambda t: t.replace("[3, 4]]", "[3, 5]]"),
    "the shape of an array": lambda t: t.replace("[[1, 2], [3, 4]]", "[1, 2, 3, 4]"),
    "the type of an array": lambda t: t.replace("[3, 4]])", "[3, 4]], np.int32)"),
    "a constant": lambda t: t.replace("SCALE = 3", "SCALE = 4"),
    "the type of a constant": lambda t: t.replace("SCALE = 3", "SCALE = 3.0"),
    "a constant in a dictionary": lambda t: t.replace('(1, 2), "b"', '(1, 3), "b"'),
    "a helper": lambda t: t.replace("return 2 * v", "return v * 2"),
    "a helper of a cached helper": lambda t: t.replace("return double(v) + 1", "return double(v) + 2"),
    "a method": lambda t: t.replace("return cls(v + SCALE)", "return cls(v - SCALE)"),
    "an inherited method": lambda t: t.replace("return v * self.factor", "return v / self.factor"),
    "an attribute of a base class": lambda t: t.replace("factor = 2", "factor = 3"),
    "an attribute of a class": lambda t: t.replace("size = 5", "size = 6"),
    "a class method that is none": lambda t: t.replace(
        "    @classmethod\n    def made(cls, v)", "    @staticmethod\n    def made(v, cls=None)"
    ),
    "an object": lambda t: t.replace("ONE = Inner(1)", "ONE = Inner(2)"),
    "the class of an object": lambda t: t.replace(
        "ONE = Inner(1)", "ONE = Inner(1)\nONE.__class__ = type('Odd', (Inner,), {'size': 7})"
    ),
    "a recursive helper": lambda t: t.replace("n * factorial", "n + factorial"),
    "one of two that call each other": lambda t: t.replace("return n != 0 and", "return n == 1 or"),
    "a default": lambda t: t.replace("n=SCALE", "n=2"),
    "a default of a keyword": lambda t: t.replace("m=(1, 2)):", "m=(1, 3)):"),
    "an attribute of a helper": lambda t: t + "\ndouble.limit = 3\n",
    "a metaclass": lambda t: t.replace("class Base:", "class Meta(type):\n    pass\n\n\nclass Base(metaclass=Meta):"),
    "a function of a library": lambda t: t.replace("math.floor", "math.ceil"),
    "the order of arguments": lambda t: t.replace("def law(f, x, n", "def law(x, f, n"),
    "a sign": lambda t: t.replace("x @ KERNEL + factorial", "x @ KERNEL - factorial"),
    "a condition of a comprehension": lambda t: t.replace("if k]", "if not k]"),
    "a decorator that changes a helper": lambda t: t.replace(
        "def double(v):", "def negated(fn):\n    return lambda v: -fn(v)\n\n\n@negated\ndef double(v):"
    ),
    "a global that hides a builtin": lambda t: t + "\nrange = lambda n: [n]\n",
}


@pytest.mark.parametrize("how", SAME)
def test_what_does_not_change_a_digest(how, module, before):
    assert (how == "nothing") == (SAME[how](TEXT) == TEXT)
    assert content.digest(module(SAME[how](TEXT)).law) == before


@pytest.mark.parametrize("how", OTHER)
def test_what_changes_a_digest(how, module, before):
    assert OTHER[how](TEXT) != TEXT
    assert content.digest(module(OTHER[how](TEXT)).law) != before


def test_helpers_may_move_to_other_modules(module, before):
    """Functions that call each other go together, all others to a module each."""
    head, *blocks = re.split(r"\n\n\n(?=def |class |ONE|@)", TEXT)
    law = next(block for block in blocks if block.startswith("def law"))
    rest = [block for block in blocks if block != law]
    module("\n\n\n".join([head, *rest]), "planted_helpers")
    moved = module(
        "import math\nimport numpy as np\nimport planted_helpers as h\nfrom planted_helpers import *\n\n\n" + law,
        "planted_laws",
    )
    assert content.digest(moved.law) == before
    module(head.partition("class")[0], "planted_constants")
    named = law.replace("KERNEL", "planted_constants.KERNEL")
    again = module(
        "import math\nimport numpy as np\nimport planted_constants\nfrom planted_helpers import *\n\n\n" + named,
        "planted_more",
    )
    assert content.digest(again.law) == before


def test_what_is_imported_where_it_is_used(module, monkeypatch):
    module("V = 1\n\n\ndef helper():\n    return V\n", "planted_inner")
    one = module("def law(f):\n    from planted_inner import helper as h\n\n    return f(h())\n").law
    two = module("def law(f):\n    import planted_inner as inner\n\n    return f(inner.helper())\n").law
    before = [content.digest(one), content.digest(two)]
    monkeypatch.setattr(sys.modules["planted_inner"], "V", 2)
    assert content.digest(one) != before[0] and content.digest(two) != before[1]
    here = module("from planted_inner import helper\n\n\ndef law(f):\n    return f(helper())\n").law
    assert content.digest(here) == content.digest(one) == content.digest(two)


def test_a_factory_and_its_arguments(module):
    one, two = (
        module(TEXT),
        module(TEXT.replace("def scaled(by)", "def homogeneous(by)").replace("scaled(", "homogeneous(")),
    )
    assert content.digest(one.law_two) == content.digest(two.law_two) != content.digest(one.law_three)
    assert content.digest(one.law_two) != content.digest(
        module(TEXT.replace("f(by * x), by * f(x)", "f(by * x), f(x)")).law_two
    )


def test_lambdas_of_one_line_are_told_apart(module):
    one, two = (
        module(TEXT),
        module(TEXT.replace("lambda x: x + 1, lambda x: x + 2", "(\n    lambda x: x + 1), lambda x: x + 2")),
    )
    assert (
        content.digest(one.first)
        == content.digest(two.first)
        != content.digest(one.second)
        == content.digest(two.second)
    )
    assert len({content.digest(fn) for fn in (one.curried, one.curried(1), one.curried(2))}) == 3
    assert content.digest(one.curried(1)) == content.digest(two.curried(1))


def test_functions_that_a_program_makes():
    x = sp.Symbol("x")
    made = [sp.lambdify(x, e) for e in (x + 1, x + 1, x + 2)]
    assert content.digest(made[0]) == content.digest(made[1]) != content.digest(made[2])
    space: dict = {"__name__": "nowhere"}
    exec("def helper(v):\n    return v + 1\n", space)
    with pytest.raises(ValueError, match=r"helper has no source text"):
        content.digest(space["helper"])


@pytest.mark.parametrize("depth", [1, 7, 40])
def test_a_change_is_seen_however_far_away(depth, module):
    chain = (
        "\n".join(f"def f{k}():\n    return f{k + 1}() + {k}\n" for k in range(depth))
        + f"\ndef f{depth}():\n    return C\n"
    )
    assert content.digest(module(chain + "C = 1").f0) != content.digest(module(chain + "C = 2").f0)
    ring = chain.replace("return C", "return C if C else f0()")
    assert content.digest(module(ring + "C = 1").f0) != content.digest(module(ring + "C = 2").f0)


def test_objects_in_circles():
    def circle(n, v):
        made = [{"v": v if k == 2 else 0} for k in range(n)]
        for one, other in zip(made, [*made[1:], made[0]], strict=True):
            one["next"] = other
        return made[0]

    assert content.digest(circle(4, 1)) == content.digest(circle(4, 1)) != content.digest(circle(4, 2))
    assert content.digest(circle(4, 1)) != content.digest(circle(5, 1))


@pytest.mark.parametrize(
    ("a", "b"),
    [
        (1, True),
        (1, 1.0),
        (0.0, -0.0),
        ("1", 1),
        (b"a", "a"),
        ((1, 2), [1, 2]),
        ((1, (2, 3)), ((1, 2), 3)),
        ({"a": 1}, {"a": 2}),
        ({1, 2}, {1, 3}),
        (np.float32(1), np.float64(1)),
        (np.zeros(2), np.zeros((2, 1))),
        (np.zeros(2), -np.zeros(2)),
        (np.array([1, 2], object), np.array([1, 2])),
        (sp.Symbol("n"), sp.Symbol("n", integer=True)),
        (sp.Symbol("n", integer=True), statement.Axis("n")),
        (sp.Symbol("n"), sp.Symbol("m")),
        (sp.Rational(1, 2), sp.Float(0.5)),
        (sp.oo, -sp.oo),
        (sp.Function("f")(sp.Symbol("x")), sp.Function("g")(sp.Symbol("x"))),
        (sp.Symbol("x") - 1, 1 - sp.Symbol("x")),
        (sp.Tuple(1, 2), sp.Tuple(2, 1)),
        (range(3), range(4)),
        (re.compile("a"), re.compile("a", re.I)),
        (np.add, np.subtract),
        (sp.Sum, sp.Product),
        (sum, max),
    ],
)
def test_values_that_differ(a, b):
    assert content.digest(a) != content.digest(b)
    assert content.digest((a, 0)) != content.digest((b, 0)) and content.digest([a]) == content.digest([a])


def test_what_a_module_says_of_the_machine_counts_by_its_name(module, monkeypatch):
    """The interpreter, the platform and paths differ between machines, and change no digest; another name does."""
    text = "import sys\ndef place():\n    return sys.{}\n"
    before = content.digest(module(text.format("executable")).place)
    monkeypatch.setattr(sys, "executable", "/elsewhere/python")
    assert content.digest(module(text.format("executable")).place) == before
    assert content.digest(module(text.format("prefix")).place) != before


def test_functions_of_packages_count_by_their_names(monkeypatch):
    """Also those that choose a backend, whose type belongs to no installed package: not by their documentation."""
    import scipy.fft

    before = content.digest(scipy.fft.rfftn)
    assert before != content.digest(scipy.fft.irfftn)
    monkeypatch.setattr(scipy.fft.rfftn, "__doc__", "Another text.")
    assert content.digest(scipy.fft.rfftn) == before
