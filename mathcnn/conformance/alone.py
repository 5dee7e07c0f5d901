"""Programs that call a library through its adapter, written anew so that they need the library alone.

    y1 = target('torch').subject(find_formula('layers.linear'))(x=x, w=w)

becomes a function with the calls that the adapter makes, and a call of it:

    def linear(x, w):
        return torch.nn.functional.linear(x, w, None)

    y1 = linear(torch.from_numpy(x), torch.from_numpy(w)).numpy()

The calls are made again to write them down. A call may end the process, so the program is passed on
before each of them.
"""

from __future__ import annotations

import ast
import contextlib
import importlib
import io
import re
from collections.abc import Callable, Iterator
from typing import Any, TypeGuard  # Any: values of a program

import numpy as np

from ..evidence.checks import NotOffered
from .recording import Record, recorded_calls
from .reproductions import OF_TARGETS, lifted
from .subject import Subject
from .written import imports

Announced = Callable[[str], object]


class NotWritten(Exception):
    """The calls that an adapter makes do not show where its result comes from."""


def needs_adapter(program: str) -> bool:
    """Whether a program calls a library through its adapter."""
    return any(line in program for line in OF_TARGETS)


def alone(program: str, announced: Announced = lambda text: None) -> str:
    """A program that needs a library alone.

    program: one that calls it through `target`; announced: gets the program as far as it is known, before each call of
    the library. Returns the program as it was if it cannot be written so.
    """
    if not needs_adapter(program):
        return program
    try:
        return _Rewriting(program, announced).run()
    except (NotWritten, NotOffered, SyntaxError, NameError):
        return program


class _Rewriting:
    """A program as it is written anew."""

    def __init__(self, program: str, announced: Announced):
        self.program, self.announced = program.encode(), announced
        self.names: dict[str, Any] = {}
        self.functions: dict[str, str] = {}  # the definitions of functions, with their names
        self.changes: list[tuple[int, int, str]] = []  # from, to, and the text that stands there now
        self.imports: list[str] = []
        self.starts = [0]
        for line in self.program.split(b"\n"):
            self.starts.append(self.starts[-1] + len(line) + 1)

    def run(self) -> str:
        for statement in ast.parse(self.program).body:
            calls = list(_calls_of(statement))
            for node in calls:
                self.changes.append((self.at(node)[0], self.at(node)[1], self.called(node)))
            if not calls and isinstance(statement, (ast.Import, ast.ImportFrom, ast.Assign)):
                with contextlib.suppress(NameError):  # results of calls have no value here
                    exec(compile(ast.Module([statement], []), "<program>", "exec"), self.names)
        return self.whole(self.functions, self.changes)

    def at(self, node: ast.expr) -> tuple[int, int]:
        """Where a node begins and ends, in bytes."""
        assert node.end_lineno is not None and node.end_col_offset is not None  # as `ast.parse` sets them
        return self.starts[node.lineno - 1] + node.col_offset, self.starts[node.end_lineno - 1] + node.end_col_offset

    def value(self, node: ast.expr) -> Any:
        return eval(compile(ast.Expression(node), "<program>", "eval"), self.names)

    def called(self, node: ast.Call) -> str:
        """A call of an adapter as a call of a function of this program."""
        function = node.func
        gradient = isinstance(function, ast.Attribute) and function.attr == "backward"
        subject: Subject = self.value(function.value if isinstance(function, ast.Attribute) else function)
        given = {one.arg: one.value for one in node.keywords if one.arg} | dict(
            zip(subject.of.signature.parameters, [] if gradient else node.args, strict=False)
        )
        values = {a: self.value(text) for a, text in given.items()}
        texts = {a: ast.unparse(text) for a, text in given.items() if isinstance(values[a], np.ndarray)}
        self.imports += [line for line in subject.target.imports if line not in self.imports]

        def call(name: str, record: Record) -> str:
            arrays = {a: lifted(values[a], text, record.given.get(a, values[a])) for a, text in texts.items()}
            if not gradient:
                return _lowered(f"{name}({', '.join(arrays.values())})", record)
            weights, module = self.value(node.args[0]), _module(subject)
            self.functions[module.GRADIENT] = "gradient"
            of = [a for a in arrays if a not in subject.of.labels | getattr(module, "FIXED", frozenset())]
            dy = lifted(weights, ast.unparse(node.args[0]), subject.target.lifted(weights))
            inside = ", ".join(f"{a!r}: {text}" for a, text in arrays.items())
            return f"gradient({name}, {dy}, {{{inside}}}, {of})"

        def heard(record: Record) -> None:
            text = definition("function", list(texts), record, record.lines[-1].partition(" = ")[0])
            begin, end = self.at(node)
            changes = [*self.changes, (begin, end, call("function", record))]
            self.announced(self.whole({**self.functions, text: "function"}, changes))

        with recorded_calls(subject.target.as_python) as record, contextlib.redirect_stdout(io.StringIO()):
            record.parameters, record.heard = True, heard
            with contextlib.suppress(Exception):  # the library may raise anything, and the line that raises is the last
                subject(**values)
        if not record.lines:
            raise NotWritten
        if not (result := record.result_name()):
            raise NotWritten
        name = self.named(subject.of.__name__, lambda name: definition(name, list(texts), record, result))
        return call(name, record)

    def named(self, name: str, define: Callable[[str], str]) -> str:
        """The name of a function, which is defined unless one of the same text is there."""
        taken = {*self.functions.values(), *self.names}
        for k in range(1, len(self.functions) + 2):
            one = name if k == 1 and name not in self.names else f"{name}_{k}"
            if self.functions.get(text := define(one)) == one:
                return one
            if one not in taken:
                break
        self.functions[text] = one
        return one

    def whole(self, functions: dict[str, str], changes: list[tuple[int, int, str]]) -> str:
        """The program, with these functions and these changes."""
        text = self.program
        for begin, end, new in sorted(changes, reverse=True):
            text = text[:begin] + new.encode() + text[end:]
        lines = [line for line in text.decode().split("\n") if line not in OF_TARGETS]
        first = next((k for k, line in enumerate(lines) if not line.startswith(("import ", "from "))), len(lines))
        head = list(dict.fromkeys([*lines[:first], *self.imports]))
        if any("numpy as np" in line for line in head if line != "import numpy as np"):
            head = [line for line in head if line != "import numpy as np"]
        known = ["import numpy as np"] if any("numpy as np" in one for one in head) else []
        head += imports([*functions, *lines], [*known, *head])
        return "\n".join([*head, *(f"\n{one}" for one in functions), "", *lines[first:]])


def _calls_of(statement: ast.stmt) -> Iterator[ast.Call]:
    """The calls of adapters in a statement, in their order."""
    for node in ast.walk(statement):
        if _is_call(node):
            yield node


def _is_call(node: ast.AST) -> TypeGuard[ast.Call]:
    """Whether a node is `target(...).subject(find_formula(...))(...)`, or such a call of `.backward`."""
    return isinstance(node, ast.Call) and bool(
        re.fullmatch(r"target\(.*\)\.subject\(find_formula\('[\w.]+'\)\)(\.backward)?", ast.unparse(node.func))
    )


def _module(subject: Subject) -> Any:
    """The module of a target's adapter."""
    return importlib.import_module(f"{__package__}.adapters.{subject.target.name.replace('-', '_')}")


def definition(name: str, parameters: list[str], record: Record, result: str) -> str:
    """The function that makes recorded calls. result: the expression that it returns."""
    *lines, last = record.lines
    left, _, right = last.partition(" = ")
    ending = [f"return {right}"] if left == result else [last, f"return {result}"]
    return "\n".join([f"def {name}({', '.join(parameters)}):", *(f"    {line}" for line in [*lines, *ending])])


def _lowered(text: str, record: Record) -> str:
    """A result of a library, written as Python, as an array of NumPy."""
    library = type(record.result).__module__.partition(".")[0]
    if library == "torch":
        narrow = ".float()" * ("bfloat16" in str(record.result.dtype))  # NumPy's own types do not have bfloat16
        return f"{text}{narrow}.numpy()"
    return f"np.asarray({text})" if library.startswith("jax") else text
