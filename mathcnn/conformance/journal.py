"""The journal of a campaign: its verdicts as they come, so that an interrupted campaign can be resumed."""

from __future__ import annotations

import contextlib
import json
import os
from pathlib import Path

from ..evidence.verdicts import Verdict
from ..evidence.verification import Task
from ..text.files import replacing
from .aliases import Message
from .rows import verdict_of
from .signatures import NoTarget


class Journal:
    """A file with one line of JSON a task, after a first line that says what the campaign is.

    path: the file; header: what the campaign is; resume: whether to go on with a file that exists. Raises NoTarget if
    that file is no journal, or belongs to another campaign.
    """

    def __init__(self, path: str | os.PathLike[str], header: Message, resume: bool = False):
        self.path = Path(path)
        self.done: dict[Task, list[Verdict]] = {}
        if resume and self.path.exists():
            self._read(header)
        else:
            self._write([json.dumps(header) + "\n"])
        self.file = open(self.path, "a", encoding="utf-8")  # noqa: SIM115  open as long as the journal

    def _read(self, header: Message) -> None:
        first, *lines = self.path.read_text("utf-8").splitlines(keepends=True) or [""]
        try:
            before = json.loads(first)
        except json.JSONDecodeError:
            raise NoTarget(f"{self.path} is no journal of verdicts: it cannot be resumed") from None
        if not isinstance(before, dict):
            raise NoTarget(f"{self.path} is no journal of verdicts: it cannot be resumed")
        changed = [f"{k} was {before.get(k)!r} and is {v!r}" for k, v in header.items() if before.get(k) != v]
        if changed and header.keys() - {k for k, v in header.items() if before.get(k) == v} == {"code"}:
            raise NoTarget(
                f"{self.path} cannot be resumed: the code of {header['target']} has changed since; "
                "run again without --resume"
            )
        if changed:
            raise NoTarget(f"{self.path} is of another campaign: {'; '.join(changed)}")
        kept = [first]
        for line in lines:
            with contextlib.suppress(json.JSONDecodeError, KeyError, TypeError):  # the last line may have been cut off
                entry = json.loads(line)
                self.done[Task(*entry["task"])] = [verdict_of(row) for row in entry["rows"]]
                kept.append(line if line.endswith("\n") else line + "\n")
        self._write(kept)

    def _write(self, lines: list[str]) -> None:
        """Write the file whole, so that it is never half of a journal."""
        with replacing(self.path) as file:
            file.write("".join(lines).encode())

    def add(self, task: Task, rows: list[Verdict]) -> None:
        """Write the verdicts of a task; they are on the disk when this returns."""
        self.done[task] = rows
        entry = {"task": [task.formula, task.part], "rows": [row.as_dict() for row in rows]}
        self.file.write(json.dumps(entry) + "\n")
        self.file.flush()
        os.fsync(self.file.fileno())

    def close(self) -> None:
        """Close the file."""
        self.file.close()
