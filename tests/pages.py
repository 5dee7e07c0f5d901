"""The code blocks of a page of documentation are run, in order, in one working directory; what they show is compared.

What a block is follows from its fence, as in ```` ```python file=ops.py ````:

    python          a session with >>>, run as a doctest; all blocks of a page share their names
    console         commands after `$ `, each with what it prints, where `...` stands for any text. A command whose exit
                    code is not 0 is followed by `$ echo $?` and the code.
    ... file=NAME   the block is written to NAME. Python must compile; TOML and YAML must parse, and the commands that a
                    workflow runs must be ones that the command line accepts.
    ... slow        the block is run by slow tests only
    ... not-run     the block is not run, and the paragraph before it begins with "Not run by a test:" and says why. Its
                    `mathcnn` commands must be ones that the command line accepts.
    ... needs=NAME  the block, and those after it, are left out where the package or program NAME is not installed
"""

import contextlib
import doctest
import importlib.util
import io
import os
import pathlib
import re
import shlex
import shutil
import subprocess
import sys
import tomllib
from dataclasses import dataclass

from mathcnn import commands

ROOT = pathlib.Path(__file__).parents[1]
FENCE = re.compile(r"^( *)```([^\n`]*)\n(.*?)^\1```[ ]*$", re.MULTILINE | re.DOTALL)
FLAGS = doctest.ELLIPSIS | doctest.NORMALIZE_WHITESPACE
WHY = "Not run by a test:"
WORDS = {"slow", "not-run"}
KINDS = {"python", "console", "c", "toml", "yaml", "tex"}
PLAIN = re.compile(r"mathcnn [^|&;<>$`*?()]*")  # what needs no shell


class Wrong(AssertionError):
    """A block that does not do what its page shows."""


@dataclass(frozen=True)
class Block:
    """A fenced block: the line of its fence, its language, the words after it, its text, and the paragraph before."""

    line: int
    kind: str
    words: frozenset[str]
    text: str
    before: str

    def option(self, name):
        """The value of name=value in the fence, or None."""
        return next((word.partition("=")[2] for word in self.words if word.startswith(f"{name}=")), None)

    @property
    def run(self):
        return "not-run" not in self.words

    @property
    def steps(self):
        """Of a console block: each command with what it prints."""
        found = re.findall(r"^\$ (.*)\n((?:(?!\$ ).*\n)*)", self.text, re.MULTILINE)
        return [(command, printed) for command, printed in found]


def blocks(text):
    """The fenced blocks of a page; those that only show (no language, `text`, a directive in braces) left out."""
    found = []
    for match in FENCE.finditer(text):
        kind, *words = match[2].split() or [""]
        if kind in ("", "text", "mermaid") or kind.startswith("{"):
            continue
        body = "".join(line.removeprefix(match[1]) for line in match[3].splitlines(keepends=True))
        before = text[: match.start()].rstrip().rpartition("\n\n")[2]
        found.append(Block(text.count("\n", 0, match.start()) + 1, kind, frozenset(words), body, before))
    return found


def faults(text):
    """What is wrong with the blocks of a page before they are run."""
    for block in blocks(text):
        where = f"line {block.line}"
        if block.kind not in KINDS:
            yield f"{where}: a block of {block.kind} is run by nothing"
        unknown = {word for word in block.words - WORDS if not re.match(r"(file|needs)=.", word)}
        if unknown:
            yield f"{where}: unknown words {sorted(unknown)}"
        if not block.run:
            if not block.before.startswith(WHY):
                yield f'{where}: the paragraph before must begin with "{WHY}"'
        elif block.option("file") is None:
            if block.kind == "python" and ">>>" not in block.text:
                yield f"{where}: Python that is neither a session with >>> nor written to a file"
            if block.kind not in ("python", "console"):
                yield f"{where}: {block.kind} that is not written to a file"
        if block.kind == "console" and not block.text.startswith("$ "):
            yield f"{where}: a console block must begin with a command after `$ `"
        if block.kind == "python" and block.run and ">>>" in block.text:
            examples = doctest.DocTestParser().get_examples(block.text)
            if not any(example.want for example in examples):
                yield f"{where}: a session that shows no output"


def check_command(command):
    """Raise `commands.usage.Misuse` if a line is a `mathcnn` command that the command line does not accept."""
    for words in re.split(r"&&|\|\||[;|]", command):
        argv = shlex.split(words.partition(" >")[0], comments=True)
        if argv and argv[0] == "mathcnn" and "--help" not in argv:
            commands.parsed(argv[1:])


def yaml_commands(tree):
    """The lines of every `run:` in a workflow."""
    if isinstance(tree, dict):
        for key, value in tree.items():
            yield from str(value).splitlines() if key == "run" else yaml_commands(value)
    elif isinstance(tree, list):
        for value in tree:
            yield from yaml_commands(value)


class Session:
    """The blocks of one page are run here: `folder` is the working directory, `name` the page's, for messages."""

    def __init__(self, name, folder):
        self.name, self.folder, self.names, self.code = name, folder, {"__name__": "page"}, 0
        self.programs = folder.parent / f"{folder.name}.programs"

    def __enter__(self):
        """Work in the folder, with `mathcnn`, `python` and `pytest` of this Python; all is restored afterwards."""
        self.folder.mkdir(exist_ok=True)
        self.programs.mkdir(exist_ok=True)
        for program, module in {"mathcnn": " -m mathcnn", "python": "", "pytest": " -m pytest"}.items():
            path = self.programs / program
            path.write_text(f'#!/bin/sh\nexec {shlex.quote(sys.executable)}{module} "$@"\n')
            path.chmod(0o755)
        self.kept = os.getcwd(), list(sys.path), set(sys.modules), dict(os.environ)
        os.chdir(self.folder)
        sys.path.insert(0, str(self.folder))
        paths = [str(ROOT), os.environ.get("PYTHONPATH", "")]
        os.environ["PYTHONPATH"] = os.pathsep.join(filter(None, paths))
        os.environ["PATH"] = f"{self.programs}{os.pathsep}{os.environ['PATH']}"
        os.environ |= {"PYTEST_ADDOPTS": "-p no:cacheprovider", "PYTHONDONTWRITEBYTECODE": "1", "COLUMNS": "120"}
        return self

    def __exit__(self, *_):
        home, path, modules, environment = self.kept
        os.chdir(home)
        sys.path[:] = path
        for name in set(sys.modules) - modules:
            if str(self.folder) in str(getattr(sys.modules[name], "__file__", "")):
                del sys.modules[name]
        os.environ.clear()
        os.environ.update(environment)

    def run(self, block):
        """Run one block. Raises Wrong if it does not do what the page shows."""
        where = f"{self.name}, line {block.line}"
        if not block.run:
            for command, _ in block.steps if block.kind == "console" else ():
                check_command(command)
            return
        file = block.option("file")
        if file is not None:
            self.write(file, block)
        elif block.kind == "python":
            self.python(block, where)
        elif block.kind == "console":
            for command, printed in block.steps:
                self.command(command, printed, where)
        else:
            raise Wrong(f"{where}: a block of {block.kind} is run by nothing")

    def write(self, file, block):
        path = self.folder / file
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(block.text, "utf-8")
        if block.kind == "python":
            compile(block.text, file, "exec")
        elif block.kind == "toml":
            tomllib.loads(block.text)
        elif block.kind == "yaml":
            import yaml

            for line in yaml_commands(yaml.safe_load(block.text)):
                check_command(line)

    def python(self, block, where):
        test = doctest.DocTestParser().get_doctest(block.text, self.names, self.name, self.name, block.line)
        said = []
        runner = doctest.DocTestRunner(optionflags=FLAGS)
        runner.run(test, out=said.append, clear_globs=False)
        self.names = test.globs
        if runner.failures:
            raise Wrong(f"{where}:\n{''.join(said)}")

    def command(self, command, printed, where):
        if command == "echo $?":
            out, code = f"{self.code}\n", 0
        elif PLAIN.fullmatch(command):
            out, code = self.mathcnn(shlex.split(command)[1:])
        else:
            done = subprocess.run(
                ["bash", "-c", command], stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, timeout=600
            )
            out, code = done.stdout, done.returncode
        if command != "echo $?" and self.code:
            raise Wrong(f"{where}: a command before `{command}` ended with exit code {self.code}, which is not shown")
        self.code = code
        if not doctest.OutputChecker().check_output(printed, out, FLAGS):
            raise Wrong(f"{where}: $ {command}\nthe page shows:\n{printed}\nit prints:\n{out}")

    def mathcnn(self, argv):
        """A command of this package, in this process. Returns what it prints, and its exit code."""
        out = io.StringIO()
        with contextlib.redirect_stdout(out), contextlib.redirect_stderr(out):
            try:
                code = commands.main(argv)
            except SystemExit as ended:  # --help
                code = int(ended.code or 0)
        return out.getvalue(), code

    def end(self):
        """Raise Wrong if the last command failed and the page does not show it."""
        if self.code:
            raise Wrong(f"{self.name}: the last command ended with exit code {self.code}, which is not shown")


def missing(name):
    """Whether neither a package nor a program of this name is installed."""
    return importlib.util.find_spec(name) is None and shutil.which(name) is None


def run(name, text, folder, slow=False):
    """Run the blocks of a page but those that are slow, or all of them.

    Returns the name of the package or program for want of which the rest was left out, or None. Raises Wrong.
    """
    with Session(name, folder) as session:
        for block in blocks(text):
            if "slow" in block.words and not slow:
                continue
            needed = block.option("needs")
            if needed is not None and missing(needed):
                return needed
            session.run(block)
        session.end()
    return None
