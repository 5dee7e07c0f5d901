"""Tables at any width: no line is longer than the terminal, and no word is broken that would fit on a line."""

import io
import re

import pytest
from rich.console import Console
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from mathcnn import catalogue
from mathcnn.display import formulas, proofs, verdicts
from mathcnn.display.terminal import fitted
from mathcnn.evidence.verdicts import FAILS, OPEN, OWN, Verdict
from mathcnn.text.tables import LONGEST, Grid, parted, shares

WIDTHS = [20, 30, 40, 60, 80, 100, 120, 200]
ROWS = [
    ("geometry.output_size", "13", "How many positions a kernel takes along an axis of length H."),
    ("layers.conv", "2", "Cross-correlation of channels, which frameworks call convolution."),
    ("x", "123456", "x ⋆ v ∑ 卷積 of a few wide letters"),
    ("information.mutual_information_from_samples", "", ""),
]


def drawn(table, width):
    out = Console(file=io.StringIO(), width=width, color_system=None, legacy_windows=False)
    out.print(table)
    return out.file.getvalue()


def grid(kind=Grid):
    if kind is Grid:
        table = Grid("formula", "laws", "what it is", right=["laws"], whole=["formula"])
    else:
        table = Table("formula", "laws", "what it is", box=None, pad_edge=False)
    for row in ROWS:
        table.add_row(*map(Text, row))
    return table


def check(written, width, known):
    """Lines that fit, words that are whole."""
    for line in written.splitlines():
        assert len(line) <= width
        for word in line.split():
            assert word in known or word.rstrip(":") in known, f"{word!r} of {line!r}"


WORDS = {word for row in ROWS for cell in row for word in cell.split()} | {"formula", "laws", "what", "it", "is"}


@pytest.mark.parametrize("width", [50, 60, 80, 100, 120, 200])
@pytest.mark.parametrize("indent", [0, 2])
def test_words_are_whole(width, indent):
    written = drawn(Padding(grid(), (0, 0, 0, indent), expand=False), width)
    check(written, width, WORDS)
    assert all(
        word in written.split() or f"{word}:" in written.split()
        for row in ROWS
        for cell in row
        for word in cell.split()
    )


@pytest.mark.parametrize("width", WIDTHS)
def test_nothing_is_lost(width):
    letters = lambda text: sorted("".join(text.split()))
    written = drawn(grid(), width)
    for row in ROWS:
        for cell in row:
            assert "".join(cell.split()) in "".join(written.split()) or width >= 60, cell
    assert max(map(len, written.splitlines())) <= width
    assert set(letters(written)) >= set(letters("".join(cell for row in ROWS for cell in row)))


def test_a_table_as_rich_draws_it_is_seen():
    """The fault that these tests are for, planted."""
    with pytest.raises(AssertionError):
        check(drawn(grid(Table), 50), 50, WORDS)


def test_columns_where_there_is_room_and_blocks_where_there_is_none():
    assert "what it is: How many" in drawn(grid(), 50) and "what it is: " not in drawn(grid(), 120)
    assert drawn(grid(), 200).splitlines()[0].split() == ["formula", "laws", "what", "it", "is"]


def test_words_longer_than_a_line_are_parted_where_they_can_be_read():
    long = parted(Text("a information.mutual_information_from_samples b"), 20)
    assert long.plain.split("\n") == ["a information.mutual_", "information_from_", "samples b"]
    assert parted(Text("x" * 50), 20).plain == "x" * 50 and parted(Text("a b"), 1).plain == "a b"
    assert parted(Text("one_two"), 4).plain == "one_\ntwo"
    assert LONGEST == 30


@pytest.mark.parametrize(
    ("least", "most", "room", "widths"),
    [
        ([5, 5], [9, 9], 20, [9, 9]),
        ([5, 5], [90, 90], 20, [10, 10]),
        ([5, 9], [90, 90], 20, [10, 10]),
        ([5, 15], [90, 90], 21, [6, 15]),
        ([5, 5, 5], [6, 90, 90], 20, [6, 7, 7]),
        ([1], [1], 80, [1]),
        ([3, 3], [90, 90], 7, [4, 3]),
    ],
)
def test_shares(least, most, room, widths):
    assert shares(least, most, room) == widths


@pytest.fixture
def terminal(monkeypatch):
    """stdout as a terminal of some width."""

    def of(width):
        stream = io.StringIO()
        stream.isatty = lambda: True
        monkeypatch.setattr("sys.stdout", stream)
        for name, value in {"COLUMNS": str(width), "NO_COLOR": "1", "TERM": "xterm"}.items():
            monkeypatch.setenv(name, value)
        return stream

    return of


@pytest.mark.parametrize("width", [40, 60, 80, 120])
def test_pages_of_the_command_line(terminal, width, monkeypatch):
    """What is printed at 10,000 columns has all words; at a narrow width there are no others."""
    topics = [catalogue.topic("geometry"), catalogue.topic("probability")]
    row = Verdict(
        "layers.conv",
        "law",
        "same_covers_the_input",
        OWN,
        FAILS,
        OPEN,
        "symbols <= 2",
        3,
        0.5,
        "x = 1",
        "print(1)",
        0.1,
    )

    def everything(width):
        stream = terminal(width)
        formulas.print_list(topics)
        proofs.print_laws([law for law in topics[0].laws.values() if law.holds])
        verdicts.print_verdicts([row])
        print(fitted("31 hold, 0 fall short; proved 13, derived 0, exact 0, sampled 18, open 0; 2.8 s, 1 job"))
        return re.sub(r"\x1b\[[0-9;]*m", "", stream.getvalue())

    wide, narrow = everything(10_000), everything(width)
    known = {part for word in wide.split() for part in (word, f"{word}:")} | {
        "of",
        "of:",
        "rho",
        "rho:",
        "by:",
        "not:",
        "is:",
    }
    known |= {
        part for word in wide.split() if len(word) > min(LONGEST, width - 4) for part in re.split("[_.]", word)
    }  # those may be parted
    broken = [word for word in narrow.split() if word not in known and not any(sign in word for sign in "_.")]
    assert max(map(len, narrow.splitlines())) <= width
    assert not broken
