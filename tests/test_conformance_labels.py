"""Labels in types that are narrower than places in the array of classes."""

import numpy as np
import pytest

from mathcnn import activation, catalogue
from mathcnn.conformance import Target, labels
from mathcnn.conformance.rows import Rows
from mathcnn.conformance.subject import Subject
from mathcnn.evidence.verdicts import FAILS, HOLDS, NOT_OFFERED


def rows_of(function, of=activation.cross_entropy):
    subject = Subject(of, Target("one's own", {of.name: function}, ("float64",)), function)
    return list(labels.verdicts(Rows(subject, 8, 0)))


def loss(x, t):
    return -np.mean((x - np.log(np.exp(x).sum(1, keepdims=True)))[np.arange(len(t)), t])


def places_in_the_type_of_labels(x, t):
    logs = x - np.log(np.exp(x).sum(1, keepdims=True))
    k = np.arange(len(t)).astype(t.dtype) * np.array(x.shape[1]).astype(t.dtype) + t
    return -np.mean(logs.ravel()[k])


def refuses(x, t):
    if t.dtype != np.int64:
        raise TypeError("expected scalar type Long")
    return loss(x, t)


def reads_bytes_as_signed(x, t):
    return loss(x, t.astype(np.int8) if t.dtype == np.uint8 else t)


@pytest.mark.parametrize(
    ("function", "verdict"),
    [
        (loss, HOLDS),
        (places_in_the_type_of_labels, FAILS),
        (reads_bytes_as_signed, FAILS),
        (refuses, NOT_OFFERED),
    ],
)
def test_places_are_not_computed_in_the_type_of_the_labels(function, verdict):
    (row,) = rows_of(function)
    assert row.verdict == verdict, (row, row.says)
    if verdict == FAILS:
        assert ("uint8" if "bytes" in function.__name__ else "int8") in row.reproduce


def test_there_are_more_places_than_bytes():
    for name in ("activation.cross_entropy", "classic.rejecting_loss"):
        for narrow, count in labels.CLASSES.items():
            shapes = labels.shaped(catalogue.find_formula(name), count).shapes
            (classes,) = [shape for shape in shapes.values() if len(shape) == 2]
            assert np.prod(classes) > 2**8 and classes[1] <= np.iinfo(narrow).max
    assert not rows_of(lambda x: x, activation.relu)
