"""Every code block and command of the pages for readers is run, and what the pages show is what comes out."""

import importlib
import re
import subprocess
import sys

import pytest

from mathcnn.commands import commands
from mathcnn.commands.usage import Misuse

from . import pages

ROOT = pages.ROOT
RUN = sorted(
    path.relative_to(ROOT).as_posix()
    for folder in ("start", "howto", "explain")
    for path in (ROOT / "docs" / folder).rglob("*.md")
)
PARSED = [
    "docs/conformance.md",
    "docs/networks.md",
    "docs/audit.md",
    "docs/gradients.md",
    "docs/lenet.md",
    "proofs/README.md",
    "CONTRIBUTING.md",
]
"""Their commands take minutes, or a library; `mathcnn` must accept them."""


def text_of(name):
    return (ROOT / name).read_text("utf-8")


def slow(name):
    return any("slow" in block.words for block in pages.blocks(text_of(name)))


@pytest.mark.parametrize("name", RUN)
def test_page(name, tmp_path):
    """All but its slow blocks."""
    assert list(pages.faults(text_of(name))) == []
    missing = pages.run(name, text_of(name), tmp_path / "work")
    if missing:
        pytest.skip(f"{missing} is not installed")


@pytest.mark.slow
@pytest.mark.parametrize("name", list(filter(slow, RUN)))
def test_whole_page(name, tmp_path):
    missing = pages.run(name, text_of(name), tmp_path / "work", slow=True)
    if missing:
        pytest.skip(f"{missing} is not installed")


@pytest.mark.parametrize("name", [*RUN, *PARSED])
def test_commands_are_accepted(name):
    """Also those that are not run, and those within a line of text; there `mathcnn filter` is the name of a command."""
    text = text_of(name)
    for block in pages.blocks(text):
        start = "" if block.kind == "sh" else r"\$ "
        for command in re.findall(rf"^{start}(mathcnn .*)$", block.text, re.M):
            pages.check_command(command)
    for command in re.findall(r"`(mathcnn [a-z][^`\n]*)`", text):
        words = re.sub(r"[A-Z]{3,}|\.\.\.", "x", command).split()[1:]
        known = commands()
        known.meet([word for word in words if re.fullmatch("[a-z]+", word)][: 2 if words[0] in known.groups else 1])
        options = {word for word in words if word.startswith("--")}
        here = known.groups[words[0]].named[words[1]] if words[0] in known.groups else known.named[words[0]]
        assert options <= set(here.options), command


def test_the_pages_are_there():
    """What a reader looks for first; each page is reached from the index of its folder."""
    for folder in ("start", "howto", "explain"):
        index = text_of(f"docs/{folder}/index.md")
        listed = set(re.search(r"```\{toctree\}\n(?::hidden:\n\n)?([^`]*)```", index)[1].split())
        assert listed == {path.stem for path in (ROOT / "docs" / folder).glob("*.md")} - {"index"}


# ---------------------------------------------------------------- the runner finds what is wrong

GOOD = """
```python file=ops.py
def double(x):
    return 2 * x
```

```python
>>> import ops
>>> ops.double(2)
4
```

```console
$ python -c "import ops; print(ops.double(3)); print('and more')"
6
...
$ mathcnn list nothing.of.this.kind
...
$ echo $?
2
```

```python
>>> ops.double(4)
8

```
"""


def test_a_right_page_passes(tmp_path):
    assert list(pages.faults(GOOD)) == []
    pages.run("page", GOOD, tmp_path / "work")
    pages.run("page", GOOD.replace("2 * x", "x + x"), tmp_path / "work")  # and a page leaves no module behind


@pytest.mark.parametrize(
    "right, wrong",
    [
        ("\n4\n", "\n5\n"),
        ("\n6\n", "\n7\n"),
        ("\n6\n...", "\n6\n"),
        ("$ echo $?\n2\n", "$ echo $?\n1\n"),
        ("$ echo $?\n2\n", ""),
        ("\n8\n", "\n"),
        ("return 2 * x", "return 3 * x"),
        ("$ python -c", "$ python3.nowhere -c"),
        ("$ mathcnn list nothing.of.this.kind", "$ mathcnn list geometry"),
    ],
)
def test_a_wrong_output_in_a_page_is_caught(right, wrong, tmp_path):
    assert GOOD.count(right) == 1
    with pytest.raises(pages.Wrong):
        pages.run("page", GOOD.replace(right, wrong), tmp_path / "work")


@pytest.mark.parametrize(
    "block, said",
    [
        ("```python\n1 + 1\n```", "neither a session"),
        ("```python\n>>> x = 1\n```", "shows no output"),
        ("```ruby file=a.rb\nputs 1\n```", "run by nothing"),
        ("```c\nint x;\n```", "not written to a file"),
        ("```console\nmathcnn list\n```", "must begin with a command"),
        ("```console not-run\n$ mathcnn list\n```", "paragraph before"),
        ("```console nut-run\n$ mathcnn list\n```", "unknown words"),
    ],
)
def test_a_block_that_shows_nothing_is_caught(block, said):
    (fault,) = pages.faults(f"# A page\n\nSome words.\n\n{block}\n")
    assert said in fault


def test_blocks_that_are_not_run_say_why_and_their_commands_are_checked(tmp_path):
    page = "Not run by a test: it takes an hour.\n\n```console not-run\n$ mathcnn verify --against torch\n```\n"
    assert list(pages.faults(page)) == []
    pages.run("page", page, tmp_path / "work")
    with pytest.raises(Misuse, match="no option --agianst"):
        pages.run("page", page.replace("--against", "--agianst"), tmp_path / "work")


def test_workflows_are_parsed_and_their_commands_are_checked(tmp_path):
    yaml = pytest.importorskip("yaml", reason="PyYAML is not installed; dask brings it")
    steps = "jobs:\n  one:\n    steps:\n      - run: |\n          pip install x\n          mathcnn verify layers.conv\n"
    page = f"```yaml file=a/b.yml\n{steps}```\n"
    pages.run("page", page, tmp_path / "work")
    assert (tmp_path / "work" / "a" / "b.yml").read_text().startswith("jobs:")
    with pytest.raises(Misuse, match="no command verfy"):
        pages.run("page", page.replace("verify", "verfy"), tmp_path / "work")
    with pytest.raises(yaml.YAMLError):
        pages.run("page", page.replace("  one:", "  one"), tmp_path / "work")


def test_slow_blocks_are_run_by_slow_tests(tmp_path):
    page = GOOD.replace("```console", "```console slow").replace("\n6\n", "\n7\n")
    pages.run("page", page, tmp_path / "work")
    with pytest.raises(pages.Wrong):
        pages.run("page", page, tmp_path / "work", slow=True)


def test_a_page_that_needs_what_is_not_installed_says_so(tmp_path):
    page = GOOD.replace("```console", "```console needs=nowhere_at_all")
    assert pages.run("page", page, tmp_path / "work") == "nowhere_at_all"


def test_the_picture_of_bounds_shows_what_the_page_says():
    """The bounds separate roundings from a dropped product; a usual tolerance rejects and accepts wrongly."""
    pytest.importorskip("matplotlib", reason="matplotlib is not installed")
    bounds = importlib.import_module("docs.explain.bounds")
    size, error, bound, lost = bounds.results()
    allowed = bounds.ABSOLUTE + bounds.RELATIVE * size
    assert len(size) == 128 and (error < bound).all() and (lost > bound).all()
    assert ((error > allowed).sum(), (lost <= allowed).sum()) == (3, 14)
    text = " ".join(text_of("docs/explain/equal.md").split())
    assert "rejects 3 right entries" in text and "accepts 14 wrong ones" in text and "128 sums of 300 products" in text
    for name in ("bounds.svg", "bounds.dark.svg"):
        assert (ROOT / "docs" / "explain" / name).read_bytes() == bounds.drawn(
            bounds.DARK if "dark" in name else bounds.LIGHT
        )


FRAGMENTS = {  # pages for those who change the code: what the fragments of Python on them take as given
    "docs/architecture.md": "from mathcnn import layers",
    "docs/conformance.md": "import mathcnn",
    "CONTRIBUTING.md": """
import numpy as np
from sympy import Eq, Max
from mathcnn.activation.letters import n, x, y
from mathcnn.language.formula import formula
from mathcnn.laws.families import additive
from mathcnn.laws.words import identity
from mathcnn.layers import conv
conv.laws.clear()  # those of the recipe
""",
}


@pytest.mark.parametrize("name", FRAGMENTS)
def test_fragments_of_python_run(name):
    """In a process of their own, since one of them adds laws."""
    blocks = [block.text for block in pages.blocks(text_of(name)) if block.kind == "python"]
    assert blocks
    for text in blocks:
        done = subprocess.run(
            [sys.executable, "-c", f"{FRAGMENTS[name]}\n{text}"], capture_output=True, text=True, cwd=ROOT
        )
        assert done.returncode == 0, done.stderr
        broken = subprocess.run(
            [sys.executable, "-c", f"{FRAGMENTS[name]}\n{text}\nnowhere"], capture_output=True, text=True, cwd=ROOT
        )
        assert broken.returncode == 1 and "nowhere" in broken.stderr
