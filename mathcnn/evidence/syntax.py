"""The source of functions and classes in a normal form: what they do, without places and layout.

The form is made from the syntax tree and is the same on every version of Python. It leaves out docstrings, annotations,
decorators of the function itself and default values, which `content` reads from the function object. Each name that the
source does not bind itself is cut out, with the attributes read from it, and listed as a `Use`.
"""

from __future__ import annotations

import ast
import functools
import inspect
import json
import linecache
import os
import types
import weakref
from dataclasses import dataclass, replace
from typing import Any, TypeAlias

FUNCTIONS = (ast.FunctionDef, ast.AsyncFunctionDef, ast.Lambda)
COMPREHENSIONS = (ast.ListComp, ast.SetComp, ast.DictComp, ast.GeneratorExp)
LEFT_OUT = {"ctx", "kind", "type_comment", "type_ignores", "type_params", "annotation", "returns", "simple"}


Node: TypeAlias = Any  # a node of a syntax tree: `ast` gives fields no common type
Form: TypeAlias = Any  # nested lists of strings, numbers and None, for JSON
Attribute: TypeAlias = Any  # of a class: an object of any type


@dataclass(frozen=True)
class Use:
    """A name that a source does not bind itself, or that an import inside of it binds.

    Attributes
    ----------
    name : the name.
    attributes : those read from it.
    module, level : for an import inside: `from module import name`, and the number of leading dots.
    """

    name: str
    attributes: tuple[str, ...] = ()
    module: str | None = None
    level: int = 0


@dataclass(frozen=True)
class Shape:
    """A source in normal form.

    Attributes
    ----------
    text : the form as JSON.
    uses : what it uses, in order.
    names : those that the body of a class binds.
    """

    text: str
    uses: tuple[Use, ...]
    names: frozenset[str] = frozenset()


# What was read before. Functions are kept by the id of their code, with the code: equal codes may have other sources.
_functions: dict[int, tuple[types.CodeType, Shape]] = {}
_classes: weakref.WeakKeyDictionary[type, Shape] = weakref.WeakKeyDictionary()


def of_function(fn: types.FunctionType) -> Shape:
    """The shape of a function. Raises ValueError if it has no source text."""
    code = fn.__code__
    if id(code) not in _functions:
        nodes = _nodes(fn)
        writer = _Writer()
        text = json.dumps([writer.function(node, frozenset(), with_defaults=False) for node in nodes])
        _functions[id(code)] = code, Shape(text, tuple(writer.uses))
    return _functions[id(code)][1]


def of_class(kind: type) -> Shape:
    """The shape of a class: the statements of its body except functions. That of a class without a source is empty."""
    if kind not in _classes:
        _classes[kind] = _shape(kind)
    return _classes[kind]


def _shape(kind: type) -> Shape:
    try:
        found = _file(str(inspect.getsourcefile(kind))).classes.get(kind.__qualname__, [])
    except (TypeError, ValueError):
        return Shape("", ())
    line = kind.__dict__.get("__firstlineno__")  # since Python 3.13
    found = [node for node in found if _first_line(node) == line] or found
    methods = {v.__code__.co_firstlineno for v in map(bare, vars(kind).values()) if isinstance(v, types.FunctionType)}
    found = [node for node in found if any(node.lineno <= line <= (node.end_lineno or 0) for line in methods)] or found
    writer, names, rows = _Writer(), set[str](), []
    for node in found[-1:]:
        names = _bound(node.body)
        rows.append([writer.write(node.decorator_list, frozenset()), writer.write(node.keywords, frozenset())])
        for one in _without_docstring(node.body):
            if not isinstance(one, (*FUNCTIONS, ast.ClassDef)):
                rows.append(writer.write(one, frozenset(names)))
                if isinstance(one, ast.AnnAssign) and one.value is None:
                    rows.append(["field", ast.unparse(one.target)])
    return Shape(json.dumps(rows), tuple(writer.uses), frozenset(names) - {"__slots__"})


def has_source(v: Attribute) -> bool:
    """Whether an attribute of a class is a function that has a source text and was not generated."""
    v = bare(v)
    return isinstance(v, types.FunctionType) and v.__name__ != "__annotate__" and v.__code__.co_filename != "<string>"


def bare(v: Attribute) -> Attribute:
    """The function of a method, property or the like."""
    if isinstance(v, (staticmethod, classmethod)):
        return v.__func__
    return v.fget if isinstance(v, property) else v.func if isinstance(v, functools.cached_property) else v


# ---------------------------------------------------------------- finding a source


def _source(file: str) -> str:
    return "".join(linecache.getlines(file))


@dataclass(frozen=True)
class _File:
    """The functions of a source file by their first lines, and the classes by their qualified names."""

    functions: dict[int, list[Node]]
    classes: dict[str, list[ast.ClassDef]]


def _file(file: str) -> _File:
    """The contents of a source file. Raises ValueError if it has no text."""
    try:
        found = os.stat(file)
        linecache.checkcache(file)
        return _read(file, found.st_mtime_ns, found.st_size)
    except OSError:  # a text without a file, as in a doctest
        return _read(file, hash(_source(file)), 0)


@functools.lru_cache(maxsize=256)
def _read(file: str, *stamp: int) -> _File:
    if not (text := _source(file)):
        raise ValueError(f"{file} has no source text")
    found = _File({}, {})

    def visit(node: ast.AST, prefix: str) -> None:
        if isinstance(node, FUNCTIONS):
            found.functions.setdefault(_first_line(node), []).append(node)
            prefix += f"{getattr(node, 'name', '<lambda>')}.<locals>."
        elif isinstance(node, ast.ClassDef):
            found.classes.setdefault(prefix + node.name, []).append(node)
            prefix += f"{node.name}."
        for one in ast.iter_child_nodes(node):
            visit(one, prefix)

    visit(ast.parse(text), "")
    return found


def _first_line(node: Node) -> int:
    """The first line of a function or class, its decorators included."""
    lines: list[int] = [node.lineno, *(one.lineno for one in getattr(node, "decorator_list", []))]
    return min(lines)


def _nodes(fn: types.FunctionType) -> list[Node]:
    """The syntax trees of a function: one, or several lambdas of one line that cannot be distinguished."""
    code, name = fn.__code__, f"{fn.__module__}.{fn.__qualname__}"
    try:
        nodes = _file(code.co_filename).functions.get(code.co_firstlineno, [])
    except (ValueError, SyntaxError) as error:
        raise ValueError(f"{name} has no source text: {error}") from None
    if code.co_name != "<lambda>":
        found = [node for node in nodes if getattr(node, "name", None) == code.co_name]
    else:
        found = [node for node in nodes if isinstance(node, ast.Lambda)]
        places = [
            ((line, column), (end, end_column))
            for line, end, column, end_column in code.co_positions()
            if line and end and column is not None and end_column is not None and (end, end_column) > (line, column)
        ]
        around = [node for node in found if all(_start(node.body) <= a and b <= _end(node.body) for a, b in places)]
        if places and around:  # the innermost
            found = [max(around, key=lambda node: _start(node.body))]
    if not found:
        raise ValueError(f"{name} has no source text")
    return found


def _start(node: Node) -> tuple[int, int]:
    return node.lineno, node.col_offset


def _end(node: Node) -> tuple[int, int]:
    return node.end_lineno, node.end_col_offset


# ---------------------------------------------------------------- the normal form


def _without_docstring(body: list[ast.stmt]) -> list[ast.stmt]:
    """Statements without constants that stand alone, and without imports, whose names count where they are used."""
    rest = [one for one in body if not isinstance(one, (ast.Import, ast.ImportFrom))]
    return [one for one in rest if not (isinstance(one, ast.Expr) and isinstance(one.value, ast.Constant))]


def _bound(nodes: list[Node]) -> set[str]:
    """The names that statements bind in their own scope."""
    found: set[str] = set()
    waiting = list(nodes)
    while waiting:
        node = waiting.pop()
        match node:
            case ast.Name(ctx=ast.Store() | ast.Del()):
                found.add(node.id)
            case ast.FunctionDef() | ast.AsyncFunctionDef() | ast.ClassDef():
                found.add(node.name)
                waiting += node.decorator_list
                continue
            case ast.Lambda():
                continue
            case ast.ListComp() | ast.SetComp() | ast.DictComp() | ast.GeneratorExp():
                found |= {one.target.id for one in ast.walk(node) if isinstance(one, ast.NamedExpr)}
                waiting.append(node.generators[0].iter)
                continue
            case ast.ExceptHandler() | ast.MatchAs() | ast.MatchStar() if node.name:
                found.add(node.name)
            case ast.MatchMapping() if node.rest:
                found.add(node.rest)
        waiting += ast.iter_child_nodes(node)
    elsewhere = {
        name
        for node in nodes
        for one in ast.walk(node)
        if isinstance(one, (ast.Global, ast.Nonlocal))
        for name in one.names
    }
    return found - elsewhere


class _Writer:
    """Writes syntax trees as nested lists, and notes what they use."""

    def __init__(self) -> None:
        self.uses: list[Use] = []
        self.imported: dict[str, Use] = {}  # names that imports inside functions bind

    def write(self, node: Node, bound: frozenset[str]) -> Form:
        """The normal form of a node, or of a list of nodes, where the names in `bound` are bound."""
        match node:
            case list():
                return [self.write(one, bound) for one in node]
            case ast.Name() | ast.Attribute():
                return self._name(node, bound)
            case ast.Constant():
                return [type(node.value).__name__, repr(node.value)]
            case ast.FunctionDef() | ast.AsyncFunctionDef() | ast.Lambda():
                name = getattr(node, "name", "")
                return [
                    name,
                    self.write(getattr(node, "decorator_list", []), bound),
                    self.function(node, bound, with_defaults=True),
                ]
            case ast.ListComp() | ast.SetComp() | ast.DictComp() | ast.GeneratorExp():
                return self._comprehension(node, bound)
            case ast.ClassDef():
                inside = bound | _bound(node.body)
                head = [self.write(one, bound) for one in (node.decorator_list, node.bases, node.keywords)]
                return ["class", node.name, *head, self.write(_without_docstring(node.body), inside)]
            case ast.Import() | ast.ImportFrom():
                return ["import"]  # what it brings counts where it is used
            case ast.AnnAssign() if node.value is None:
                return ["declared"]
            case ast.AnnAssign():
                return ["Assign", [self.write(node.target, bound)], self.write(node.value, bound)]
            case ast.JoinedStr():
                return ["JoinedStr", self._pieces(node, bound)]
            case ast.AST():
                return [
                    type(node).__name__,
                    *(self.write(getattr(node, field, None), bound) for field in node._fields if field not in LEFT_OUT),
                ]
        return [type(node).__name__, repr(node)] if node is not None else None

    def _use(self, use: Use) -> str:
        self.uses.append(use)
        return "use"

    def _name(self, node: Node, bound: frozenset[str]) -> Form:
        attributes: list[str] = []
        base = node
        while isinstance(base, ast.Attribute):
            attributes.insert(0, base.attr)
            base = base.value
        if not isinstance(base, ast.Name):
            return ["Attribute", self.write(base, bound), attributes]
        if base.id in bound or not isinstance(base.ctx, ast.Load):
            return ["Name", base.id, attributes]
        found = self.imported.get(base.id, Use(base.id))
        return self._use(replace(found, attributes=tuple(attributes)))

    def function(self, node: Node, bound: frozenset[str], with_defaults: bool) -> Form:
        """A function without its name and decorators, and with default values if it is inside another one."""
        args = node.args
        several = [args.posonlyargs, args.args, args.kwonlyargs]
        single = [one.arg if one else None for one in (args.vararg, args.kwarg)]
        body: list[Node] = [node.body] if isinstance(node, ast.Lambda) else _without_docstring(node.body)
        for one in ast.walk(node):
            if isinstance(one, ast.Import):  # `import a.b` binds a, `import a.b as c` is a.b
                for n in one.names:
                    top = n.name.partition(".")[0]
                    self.imported[n.asname or top] = Use("", (), n.name if n.asname else top)
            elif isinstance(one, ast.ImportFrom):
                self.imported |= {n.asname or n.name: Use(n.name, (), one.module or "", one.level) for n in one.names}
        inside = (
            bound | {one.arg for those in several for one in those} | {name for name in single if name} | _bound(body)
        )
        inside -= {
            name for one in body for part in ast.walk(one) if isinstance(part, ast.Global) for name in part.names
        }
        defaults = [self.write(args.defaults, bound), self.write(args.kw_defaults, bound)] if with_defaults else []
        kind = "function" if isinstance(node, (ast.Lambda, ast.FunctionDef)) else "async"
        if isinstance(node, ast.Lambda):
            body = [ast.Return(node.body)]
        return [kind, [[one.arg for one in those] for those in several], single, defaults, self.write(body, inside)]

    def _comprehension(self, node: Node, bound: frozenset[str]) -> Form:
        rows = []
        for one in node.generators:
            source = self.write(one.iter, bound)
            bound = bound | _bound([one.target])
            rows.append([self.write(one.target, bound), source, self.write(one.ifs, bound), one.is_async])
        parts = [node.key, node.value] if isinstance(node, ast.DictComp) else [node.elt]
        return [type(node).__name__, rows, self.write(parts, bound)]

    def _pieces(self, node: ast.JoinedStr, bound: frozenset[str]) -> list[Form]:
        """A formatted string; versions of Python split its constants at different places."""
        found: list[Form] = []
        for one in node.values:
            if isinstance(one, ast.Constant) and found and isinstance(found[-1], str):
                found[-1] += str(one.value)
            elif not isinstance(one, ast.Constant):
                found.append(self.write(one, bound))
            elif one.value:
                found.append(str(one.value))
        return found
