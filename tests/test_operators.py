"""The operators of statements: the code, the operations, the bound and the LaTeX of each; each has one home."""

import ast
import pathlib

import pytest
import sympy as sp
from sympy.core.symbol import Str
from sympy.functions.elementary.piecewise import ExprCondPair

from mathcnn.language import dispatch, operators, sympy_operators
from mathcnn.language.latex import Writer
from mathcnn.language.statement import (
    AllAxes,
    ArgMaxOver,
    Axis,
    Clamp,
    Flat,
    ForAll,
    Inside,
    MaxOver,
    MinOver,
    PLog,
    Root,
    Single,
    SumOfAxes,
    Within,
    at_rank,
    magnitude,
    number,
    operations,
    whole,
)
from mathcnn.numbers.arithmetic import OPERATIONS

from .calls import FORMULAS

i, n, N = sp.symbols("i n N", integer=True, positive=True)
p, q = sp.symbols("p q", real=True)
x, w = map(sp.IndexedBase, "xw")
A = Axis("a b")
f = sp.Function("f")

CODE = [  # expression, code for a value, operations, bound, LaTeX
    (
        MaxOver(x[i], (i, 0, N - 1)),
        "top([x((i, )) for i in range(0, ((-1) + N) + 1)])",
        {"select"},
        "big_x",
        r"\max_{0 \leq i < N} {x}_{i}",
    ),
    (MinOver(n + i, (i, 0, N)), None, {"select"}, None, r"\min_{0 \leq i < N + 1} \left(i + n\right)"),
    (
        ArgMaxOver(sp.Tuple(x[i], i + n), (i, 0, N)),
        "argtop([(x((i, )), (i + n)) for i in range(0, N + 1)])",
        {"select"},
        "big_x",
        r"i + n \;\text{where}\; \operatorname{arg\,max}_{0 \leq i < N + 1} {x}_{i}",
    ),
    (PLog(x[i], x[n], p), "plog(x((i, )), lambda: x((n, )), p)", {"transcend"}, None, r"{x}_{i} \, \log_{p} {x}_{n}"),
    (Root(i * n, N), "root((i*n), N)", {"transcend"}, None, r"e^{-2 \pi i \, n \, i / N}"),
    (Inside(x[i - n]), "inside(x, ((i + ((-1)*n)), ))", set(), None, r"[{x}_{i - n} \text{ exists}]"),
    (Within(i, 0, N), "int(0 <= i < N)", set(), "abs(int(0 <= i < N))", r"[0 \leq i < N]"),
    (Single(x), "x(())", set(), "big_x", "x"),
    (
        sp.Sum(x[i] * w[i], (i, 0, N)),
        "add([(w((i, ))*x((i, ))) for i in range(0, N + 1)])",
        {"add", "multiply"},
        "(max(0, N - 0 + 1)*(big_w*big_x))",
        r"\sum_{i=0}^{N} {w}_{i} \, {x}_{i}",
    ),
    (
        sp.Product(x[i], (i, 0, N)),
        "prod([x((i, )) for i in range(0, N + 1)])",
        {"multiply"},
        None,
        r"\prod_{i=0}^{N} {x}_{i}",
    ),
    (sp.Integral(f(p) * p, (p, 0, q)), "integral(lambda p: (p*f(p)), 0, q)", {"integrate"}, None, None),
    (
        x[i] + sp.Sum(x[n], (n, 0, i)),
        "add([x((i, )), *[x((n, )) for n in range(0, i + 1)]])",
        {"add"},
        "(big_x + (max(0, i - 0 + 1)*big_x))",
        r"{x}_{i} + \sum_{n=0}^{i} {x}_{n}",
    ),
    (x[i] / N, "div(x((i, )), N)", {"multiply", "divide"}, "", r"\frac{{x}_{i}}{N}"),
    (x[i] ** 3, "power(x((i, )), 3)", {"multiply"}, "(big_x**3)", r"{x}_{i}^{3}"),
    (sp.sqrt(x[i]), "sqrt(x((i, )))", {"multiply", "transcend"}, None, r"\sqrt{{x}_{i}}"),
    (x[i] ** p, "raised(x((i, )), p)", {"multiply", "transcend"}, None, None),
    (sp.exp(x[i] + x[n]), "exp(add([x((i, )), x((n, ))]))", {"transcend"}, None, r"e^{{x}_{i} + {x}_{n}}"),
    (sp.Abs(x[i]), "absolute(x((i, )))", {"absolute"}, None, None),
    (sp.Max(x[i], 0), "top([0, x((i, ))])", {"select"}, "(abs(0) + big_x)", None),
    (sp.Min(x[i], 2), "(-1*top([-1*2, -1*x((i, ))]))", {"select"}, "(abs(2) + big_x)", None),
    (
        sp.Piecewise((x[i], i > n), (x[n], True)),
        "cases(((i > n), lambda: x((i, ))), (True, lambda: x((n, ))))",
        {"select"},
        "max(big_x, big_x, 0)",
        None,
    ),
    (sp.binomial(N, i), "comb(N, i)", set(), "abs", None),
]
WHOLE = [
    (sp.floor((i - 1) / n), "(((-1) + i) // n)", r"\lfloor \frac{i - 1}{n} \rfloor"),
    (sp.ceiling(i / n), "(-(-i // n))", r"\lceil \frac{i}{n} \rceil"),
    (sp.Mod(i, n), "(i % n)", r"i \bmod n"),
    (MinOver(i * n, (i, 0, N)), "min([(i*n) for i in range(0, N + 1)])", r"\min_{0 \leq i < N + 1} n \, i"),
    (ForAll(sp.Gt(i, n), sp.Tuple(i, 0, N)), "all((i > n) for i in range(0, N + 1))", None),
    (sp.And(i > n, sp.Ne(i, 3)), "((i > n) and (i != 3))", None),
    (Clamp(i - 1, 0, n), "max(0, min(((-1) + i), n))", r"\max(0, \min(n, i - 1))"),
    (n**2 - 3, "((-3) + (n**2))", "n^{2} - 3"),
]


@pytest.mark.parametrize("row", CODE, ids=lambda row: str(row[0])[:40])
def test_values(row):
    e, code, undergone, bound, tex = row
    if code is None:
        with pytest.raises(TypeError, match="no code for"):
            number(e + x[i] - x[i] if not dispatch.is_whole(e) else e.func(x[n], *e.limits))
    else:
        assert number(e) == code
        compile(code, "code", "eval")
    if not dispatch.is_whole(e):
        assert set(operations(e)) == undergone
    if bound and bound != "abs":
        assert magnitude(e, {}, {}) == bound
    if bound is None and not dispatch.is_whole(e) and "inside" not in (code or ""):
        with pytest.raises(TypeError, match="no bound for"):
            magnitude(e, {}, {})
    if tex:
        assert Writer([], [i]).doprint(e) == tex


@pytest.mark.parametrize("row", WHOLE, ids=lambda row: str(row[0])[:40])
def test_integers(row):
    e, code, tex = row
    assert whole(e) == code
    compile(code, "code", "eval")
    if tex:
        assert Writer([], [i]).doprint(e) == tex


def test_axes():
    assert at_rank(AllAxes(A + 1), 2) == (sp.Symbol("a", integer=True) + 1) * (sp.Symbol("b", integer=True) + 1)
    assert at_rank(SumOfAxes(A), 2) == sp.Symbol("a", integer=True) + sp.Symbol("b", integer=True)
    B = Axis("s")
    one, two = (sp.Symbol(f"s_{k}", integer=True) for k in (1, 2))
    assert at_rank(Flat(A, B), 2) == sp.Symbol("a", integer=True) * two + sp.Symbol("b", integer=True)
    assert one not in at_rank(Flat(A, B), 2).free_symbols
    assert str(at_rank(sp.Sum(x[A], (A, 0, 3)), 2)) == "Sum(x[a, b], (a, 0, 3), (b, 0, 3))"


@pytest.mark.parametrize("wrong", [sp.Rational(1, 2), i / n, sp.sqrt(i), sp.Product(i, (i, 1, n)), sp.sin(p)])
def test_indices_are_integers(wrong):
    with pytest.raises(TypeError, match=r"an index, limit or size must be an integer: .*; write floor\(a / b\)"):
        whole(wrong)


def test_unknown_operators_have_no_code():
    with pytest.raises(TypeError, match=r"no code for sin: sin\(x\[i\]\)"):
        number(sp.sin(x[i]))


def test_an_operator_is_added_in_one_place():
    """A new class with its Operator has code, operations, a bound and LaTeX; nothing else is edited."""

    class Twice(sp.Function):
        pass

    @dispatch.describes(Twice)
    class _Twice(dispatch.Operator):
        tag = "multiply"

        def number(self, e):
            return f"prod([2, {number(e.args[0])}])"

        def magnitude(self, e, bound, sizes):
            return f"(2*{bound(e.args[0])})"

        def latex(self, e, writer):
            return rf"2 \, {writer.factor(e.args[0])}"

    try:
        e = sp.Max(Twice(x[i] + x[n]), x[i])
        assert number(e) == "top([x((i, )), prod([2, add([x((i, )), x((n, ))])])])"
        assert set(operations(e)) == {"select", "multiply", "add"}
        assert magnitude(e, {}, {}) == "(big_x + (2*(big_x + big_x)))"
        assert Writer().doprint(Twice(x[i] + x[n])) == r"2 \, \left({x}_{i} + {x}_{n}\right)"
    finally:
        del dispatch.OPERATORS[Twice]


def test_operators_that_statements_use_are_described():
    """Every class of expression in a statement, at every rank, has an Operator of its own or of a base class."""
    used = set()
    for of in FORMULAS.values():
        for rank in (1, 2, 3) if of.ranked and not of.axiswise else (1,):
            plan = of.plan(rank, of.default_words())
            used |= {type(part) for e in plan.equations for part in sp.preorder_traversal(e.rhs)}
    plain = {sp.Tuple, sp.IndexedBase, ExprCondPair, Str}
    missing = {kind.__name__ for kind in used - plain if not any(base in dispatch.OPERATORS for base in kind.__mro__)}
    assert not missing - {"Idx"}
    assert {MaxOver, PLog, Within, sp.Sum, sp.floor} <= used


def untested(rows):
    """The operators of `mathcnn.language.operators` that no row has."""
    tested = {type(part) for e, *_ in rows for part in sp.preorder_traversal(e)} | {AllAxes, SumOfAxes, Flat}
    return {kind.__name__ for kind in dispatch.OPERATORS if kind.__module__ == operators.__name__} - {
        kind.__name__ for one in tested for kind in one.__mro__
    }


def unknown_operations(code):
    """The functions that code calls and that neither the number types, nor Python, nor the plan, nor arrays have."""
    called = {node.func.id for node in ast.walk(ast.parse(code)) if isinstance(node, ast.Call)}
    return called - {*OPERATIONS, "int", "abs", "range", "max", "min", "all", "inside", "comb", "x", "w", "f"}


def test_every_operator_is_tested_here():
    """Each has a row in CODE or WHOLE, and its code calls operations that the number types have."""
    assert not untested(CODE + WHOLE)
    assert not {row[0]: found for row in CODE if row[1] and (found := unknown_operations(row[1]))}


def test_an_operator_without_a_test_or_an_operation_is_seen():
    assert untested([row for row in CODE + WHOLE if not isinstance(row[0], PLog)]) == {"PLog"}
    assert unknown_operations("add([squared(x((i, )))])") == {"squared"}


def test_questions_do_not_branch_by_class():
    """The functions that ask questions look up an Operator; no chain of classes grows beside it."""
    tree = ast.parse(pathlib.Path(dispatch.__file__).read_text())
    for fn in (node for node in tree.body if isinstance(node, ast.FunctionDef)):
        tests = [
            one
            for one in ast.walk(fn)
            if isinstance(one, ast.Match) or isinstance(one, ast.Call) and getattr(one.func, "id", "") == "isinstance"
        ]
        assert len(tests) <= 1, fn.name
    assert sympy_operators.__doc__ and operators.__doc__
