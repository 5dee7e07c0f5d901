"""The command rejects faulty implementations: a tenth of the bank, drawn with a fixed seed, each in an entry of its
own."""

import json
import random
import subprocess
import sys

import pytest

from .planted.faulty import SPECIAL
from .planted.run_bank import names
from .test_conformance_bank import MISSED

NEW = ("seldom", "numbers")  # modules of which a tenth is drawn apart, so that that of the others stays as it was
NEWEST = ("fresh",)  # the same of those that came later
FAULTS = {name: fault for name, fault in names().items() if name not in MISSED and not fault.gradient}
LONG = ("layers", "pooling", "normalization")  # topics of which the command takes half a minute or more


def tenth(part):
    """The faults that are drawn from the modules of NEW or of NEWEST, or from the others if it is neither. What is
    wrong for NaN and infinities only makes the exit code 1 by --accept."""
    chosen = sorted(name for name in FAULTS if (name.startswith(part) if part else not name.startswith(NEW + NEWEST)))
    drawn = random.Random(14).sample(chosen, len(chosen) // 10)
    return [name for name in drawn if FAULTS[name].verdict != (SPECIAL,)]


def quick(drawn):
    return [name for name in drawn if FAULTS[name].of.name.split(".")[0] not in LONG]


TENTH = [*tenth(()), *tenth(NEW), *tenth(NEWEST)]
QUICK = [*quick(tenth(()))[:5], *quick(tenth(NEW))[:2], *quick(tenth(NEWEST))[:2]]


def commanded(target, formula):
    """The exit code of the command, and the causes that it reports."""
    line = [sys.executable, "-m", "mathcnn", "verify", formula, "--against", target, "--json", "-", "--jobs", "1"]
    ended = subprocess.run(line, capture_output=True, text=True, timeout=1200)
    assert ended.returncode in (0, 1), ended.stderr
    (found,) = json.loads(ended.stdout)["campaigns"]
    return ended.returncode, found["causes"]


@pytest.mark.parametrize(
    "name", [pytest.param(name, marks=pytest.mark.slow if name in QUICK else pytest.mark.deep) for name in TENTH]
)
def test_the_command_rejects_a_fault_in_one_entry(name):
    fault = FAULTS[name]
    code, causes = commanded(fault.path, fault.of.name)
    rejected = [one for one in causes if one["verdict"] in fault.verdict]
    assert code == 1 and rejected, causes
    assert len(rejected) == 1, [one["says"] for one in rejected]
