"""The README does what it says: every block of it is run."""

import doctest
import pathlib
import re
import shlex
import subprocess

import pytest
from PIL import Image

import mathcnn
from mathcnn.commands import main
from mathcnn.data import load

ROOT = pathlib.Path(__file__).parent.parent
README = (ROOT / "README.md").read_text("utf-8")
BLOCKS = re.findall(r"^```(\w*)\n(.*?)^```$", README, re.MULTILINE | re.DOTALL)
COMMANDS = [line.removeprefix("$ ") for kind, block in BLOCKS if kind == "console" for line in block.splitlines()]


def test_every_block_is_of_a_kind_that_is_run():
    assert {kind for kind, _ in BLOCKS} == {"sh", "python", "console"}
    assert all(
        line.startswith("$ mathcnn ") for kind, block in BLOCKS if kind == "console" for line in block.splitlines()
    )


def test_python():
    """All Python blocks as one session."""
    session = "".join(block for kind, block in BLOCKS if kind == "python")
    flags = doctest.ELLIPSIS | doctest.NORMALIZE_WHITESPACE
    test = doctest.DocTestParser().get_doctest(session, {"__name__": "readme"}, "README.md", "README.md", 0)
    said = []
    results = doctest.DocTestRunner(optionflags=flags).run(test, out=said.append)
    assert results.attempted > 30
    assert not results.failed, "".join(said)


@pytest.mark.parametrize("command", [command for command in COMMANDS if not command.startswith("mathcnn lenet")])
def test_command(command, tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    argv = shlex.split(command)[1:]
    assert main(argv) == 0
    printed = capsys.readouterr()
    assert printed.err == ""
    written = [argv[argv.index(option) + 1] for option in ("-o", "--json", "--out") if option in argv]
    assert [path.name for path in tmp_path.iterdir()] == written
    assert printed.out or written


@pytest.mark.slow
def test_lenet_commands(tmp_path, monkeypatch, capsys):
    """One after another, since they build on the first one's checkpoint: with the defaults, so that what is said of
    them is shown.
    """
    monkeypatch.chdir(tmp_path)
    Image.fromarray(load("digits", train=1, test=1, seed=6).test_images[0]).save("scan.png")
    for command in (command for command in COMMANDS if command.startswith("mathcnn lenet")):
        argv = shlex.split(command)[1:]
        if argv[1] == "export":
            pytest.importorskip("onnx", reason='ONNX is not installed: pip install -e ".[onnx]"')
        assert main(argv) == 0
        printed = capsys.readouterr()
        assert printed.err == "" and (printed.out or argv[1] == "export")
        if argv[1] == "evaluate":
            assert float(re.search(r"([\d.]+) % right", printed.out)[1]) >= 98
    assert {path.name for path in tmp_path.iterdir()} == {"scan.png", "lenet.npz", "lenet.onnx"}


def test_printed_mathematics_is_what_the_formulas_print():
    shown = re.findall(r"^\$\$ (.*) \$\$$", README, re.MULTILINE)
    assert shown == [mathcnn.convolution.discrete.latex(), mathcnn.layers.conv.latex()]


def test_shell_blocks_are_single_lines_that_a_shell_can_read():
    lines = [block for kind, block in BLOCKS if kind == "sh"]
    assert len(lines) == 4
    for block in lines:
        assert block.count("\n") == 1
        assert subprocess.run(["bash", "-n", "-c", block], capture_output=True).returncode == 0


def test_ci_runs_the_readmes_own_commands():
    """.ci/run takes them from here; this holds it to taking something."""
    for pattern in re.findall(r"(?<=readme ')[^']+", (ROOT / ".ci" / "run").read_text("utf-8")):
        assert len(re.findall(rf"^.*{pattern}.*$", README, re.MULTILINE)) == 1, pattern
