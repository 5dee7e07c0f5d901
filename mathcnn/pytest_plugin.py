"""The pytest plugin: with --mathcnn-against TARGET each formula of a target is a test, and a table of verdicts follows.

    pytest --mathcnn-against mypkg.ops --mathcnn-formula layers.conv --mathcnn-formula pooling

Without that option nothing of mathcnn is imported.
"""

from __future__ import annotations

import dataclasses
from typing import Any

import pytest


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add the options of the plugin."""
    group = parser.getgroup("mathcnn", "implementations checked against the formulas of mathcnn")
    group.addoption(
        "--mathcnn-against",
        action="append",
        default=[],
        metavar="TARGET",
        help="torch, jax, onnxruntime, onnx-reference, scipy, mathcnn, compiled, a module or package.module:function; "
        "repeatable",
    )
    group.addoption(
        "--mathcnn-formula",
        action="append",
        default=[],
        metavar="NAME",
        help="topics, formulas or laws; all formulas if left out",
    )
    group.addoption("--mathcnn-examples", type=int, default=20, metavar="N", help="random cases a check (default 20)")
    group.addoption(
        "--mathcnn-accept",
        default="",
        metavar="WORDS",
        help="verdicts that do not fail a test: special, convention, suspect, separated by commas",
    )
    group.addoption("--mathcnn-strict", action="store_true", help="every difference on special values fails a test")
    group.addoption("--mathcnn-seed", type=int, default=0, metavar="S", help="the seed of the random cases (default 0)")


def pytest_collection_modifyitems(session: pytest.Session, config: pytest.Config, items: list[pytest.Item]) -> None:
    """Add a test for each formula of each target. Raises pytest.UsageError for options that are wrong."""
    targets = config.getoption("--mathcnn-against")
    if not targets:
        return
    for option, least, most in (("--mathcnn-examples", 1, 10**6), ("--mathcnn-seed", 0, 2**64 - 1)):
        if not least <= (value := config.getoption(option)) <= most:
            raise pytest.UsageError(f"{option}: {value} must be an integer between {least} and {most}")
    from .catalogue import Unknown
    from .conformance import DoesNotImport, NoTarget
    from .conformance.acceptance import words_of
    from .conformance.campaign import tasks

    if words := config.getoption("--mathcnn-accept"):
        try:
            words_of(words)
        except ValueError as error:
            raise pytest.UsageError(f"--mathcnn-accept: {error}") from None
    for target in targets:
        try:
            found = tasks(target, config.getoption("--mathcnn-formula"))
        except DoesNotImport as error:
            items.append(ImportItem.from_parent(session, name=f"{target}::import", fault=str(error)))
            continue
        except (NoTarget, Unknown) as error:
            raise pytest.UsageError(f"--mathcnn-against {target}: {error}") from None
        parts: dict[str, list[str]] = {}
        for task in found:
            parts.setdefault(task.formula, []).append(task.part)
        items += [
            FormulaItem.from_parent(session, name=f"{target}::{formula}", target=target, formula=formula, parts=one)
            for formula, one in parts.items()
        ]


class FormulaItem(pytest.Item):
    """The test of one formula of a target: it fails if a part of the formula falls short."""

    def __init__(self, *, target: str, formula: str, parts: list[str], **options: Any):
        super().__init__(**options)
        self.target, self.formula, self.parts = target, formula, parts

    def runtest(self) -> None:
        """Run the checks in a worker process; skip if the target does not offer the formula."""
        from .conformance.acceptance import DEFAULT, STRICT, falls_short, words_of
        from .conformance.campaign import LIMIT
        from .conformance.workers import ask_here
        from .evidence.verification import Task

        examples, seed = self.config.getoption("--mathcnn-examples"), self.config.getoption("--mathcnn-seed")
        rows = [
            row for part in self.parts for row in ask_here(self.target, Task(self.formula, part), examples, seed, LIMIT)
        ]
        self.user_properties.append(("mathcnn", [self.target, [dataclasses.asdict(row) for row in rows]]))
        words = words_of(given) if (given := self.config.getoption("--mathcnn-accept")) else []
        accept = [*words, STRICT if self.config.getoption("--mathcnn-strict") else DEFAULT]
        short = falls_short(rows, accept)
        if short:
            raise FallsShort(short)
        if not any(row.cases for row in rows):
            pytest.skip(f"{self.target} does not offer {self.formula}: {rows[0].says}")

    def repr_failure(self, excinfo: pytest.ExceptionInfo[BaseException], style: Any = None) -> Any:
        """What falls short, with its counterexample and how to see it again."""
        if not isinstance(excinfo.value, FallsShort):
            return super().repr_failure(excinfo, style)
        from .conformance.causes import causes

        return "\n\n".join(str(one) for one in causes(excinfo.value.args[0]))

    def reportinfo(self) -> tuple[Any, int | None, str]:
        """Where the report puts the test."""
        return self.path, None, self.name


class ImportItem(pytest.Item):
    """The test of a target that does not import: it fails, and the other targets are checked."""

    def __init__(self, *, fault: str, **options: Any):
        super().__init__(**options)
        self.fault = fault

    def runtest(self) -> None:
        """Fail."""
        raise FallsShort(self.fault)

    def repr_failure(self, excinfo: pytest.ExceptionInfo[BaseException], style: Any = None) -> Any:
        """What the import did, as one line."""
        return self.fault

    def reportinfo(self) -> tuple[Any, int | None, str]:
        """Where the report puts the test."""
        return self.path, None, self.name


class FallsShort(Exception):
    """Some verdicts neither hold nor say that something is not offered, which are the first argument; or a target does
    not import."""


def pytest_terminal_summary(terminalreporter: Any, config: pytest.Config) -> None:
    """Print the verdicts, one formula a row."""
    found: dict[str, list[Any]] = {}
    for reports in terminalreporter.stats.values():
        for report in reports:
            for name, value in getattr(report, "user_properties", ()):
                if name == "mathcnn" and report.when == "call":
                    found.setdefault(value[0], []).extend(value[1])
    if not found:
        return
    from .conformance.reports import by_formula, worst
    from .conformance.rows import verdict_of

    for target, rows in found.items():
        terminalreporter.section(f"{target} against the formulas of mathcnn")
        for formula, of_one in sorted(by_formula(map(verdict_of, rows)).items()):
            hold = sum(row.good for row in of_one)
            terminalreporter.write_line(f"{formula:34}  {worst(of_one):22} {hold} of {len(of_one)} hold")
