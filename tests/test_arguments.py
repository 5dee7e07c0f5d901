"""Bad arguments of every command and option, generated from the parsers: exit code 2, one line, nothing printed,
nothing written.
"""

import argparse

import pytest

from mathcnn.commands import commands, main, usage

from .calling import refused


def parsers(known=None, before=()):
    """Each command with its words."""
    for name, parser in (known or commands()).named.items():
        if name in (known or commands()).groups:
            yield from parsers((known or commands()).groups[name], (*before, name))
        else:
            yield [*before, name], parser


NUMBERS = [
    "",
    " ",
    "-1",
    "+",
    "1.5",
    "1e3",
    "1e400",
    "nan",
    "inf",
    "-inf",
    "0x10",
    "1_000",
    "٣",
    "１",
    "²",
    "9" * 30,
    "9" * 5000,
    "-" + "9" * 30,
    "1 2",
    "\0",
]
TYPED = [(words, action) for words, parser in parsers() for action in parser._actions if action.type is not None]


def kind_of(action):
    return action.type.__qualname__.partition(".")[0]


def allowed(action, text):
    """Numbers with a fraction or an exponent are numbers, where no integer is wanted."""
    return kind_of(action) == "number" and text in ("1.5", "1e3", "9" * 30) and action.dest != "momentum"


@pytest.mark.parametrize(
    ("words", "action"), TYPED, ids=[" ".join([*words, action.option_strings[-1]]) for words, action in TYPED]
)
def test_bad_values(words, action, capfd, place):
    option = action.option_strings[-1]
    assert kind_of(action) in ("whole", "number", "one_of"), "a type that this test knows no bad values for"
    for text in NUMBERS:
        if not allowed(action, text):
            said = refused([*words, f"{option}={text}"], capfd)
            assert f"{option}" in said and ("must be" in said)


def test_there_are_many():
    assert len(TYPED) >= 30 and {kind_of(action) for _, action in TYPED} == {"whole", "number", "one_of"}


@pytest.mark.parametrize(("words", "parser"), list(parsers()), ids=[" ".join(words) for words, _ in parsers()])
def test_unknown_options_and_missing_values(words, parser, capfd, place):
    refused([*words, "--no-such-option"], capfd)
    refused([*words, "-Z"], capfd)
    for action in parser._actions:
        if action.option_strings and action.nargs is None:
            assert "expected one argument" in refused([*words, action.option_strings[-1]], capfd)
        elif action.option_strings and action.nargs == 0 and action.dest != "help":
            assert "ignored explicit argument" in refused([*words, f"{action.option_strings[-1]}=3"], capfd)


@pytest.mark.parametrize(
    "name",
    [
        "",
        " ",
        ".",
        "::",
        "xyzzy",
        "layers.",
        ".conv",
        "layers.conv::",
        "\x1b[2J",
        "a\nb",
        "é" * 500,
        "../..",
        "-",
        "\ud800",
    ],
)
@pytest.mark.parametrize(
    "words",
    [
        ["list"],
        ["show"],
        ["show", "--proof"],
        ["verify"],
        ["verify", "--against", "numpy"],
        ["audit"],
        ["museum"],
        ["figures"],
        ["filter", "-o", "x.png", "--kernel"],
        ["lenet", "evaluate", "--checkpoint"],
        ["lenet", "train", "--data"],
        ["lenet", "predict", "--checkpoint", "x"],
        ["verify", "geometry", "--against"],
    ],
    ids=" ".join,
)
def test_bad_names(words, name, capfd, place):
    said = refused([*words, name], capfd)
    assert "\x1b" not in said


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ("99999999999999999999", "between 0 and 2**64 - 1"),
        ("18446744073709551616", "between 0 and 2**64 - 1"),
        ("-1", "between 0 and 2**64 - 1"),
    ],
)
def test_the_range_of_a_seed_is_said(text, rule, capfd, place):
    for words in (["verify"], ["audit"], ["museum"], ["prove"], ["lenet", "train"], ["lenet", "information"]):
        assert f"--seed: '{text}' must be an integer {rule}" in refused([*words, f"--seed={text}"], capfd)


def test_the_ends_of_a_range_are_in_it(capsys):
    for seed in (0, 2**64 - 1):
        assert (
            main(
                [
                    "verify",
                    "geometry.output_size::relationship_1",
                    "--examples",
                    "1",
                    "--jobs",
                    "1",
                    "--seed",
                    str(seed),
                ]
            )
            == 0
        )
    assert usage.whole(1, 1024)("1024") == 1024 and usage.whole(0)("+00007") == 7
    with pytest.raises(argparse.ArgumentTypeError, match=r"'1025' must be an integer between 1 and 1024$"):
        usage.whole(1, 1024)("1025")
    with pytest.raises(argparse.ArgumentTypeError, match=r"'2147483648' must be an integer between 0 and 2\*\*31 - 1$"):
        usage.whole(0)(str(2**31))
