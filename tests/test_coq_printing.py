"""The printer into Coq: the definition of each formula is run in Coq against the literal form, and wrong printers are
seen."""

from __future__ import annotations

import itertools
import json
import re
import shutil
from fractions import Fraction

import numpy as np
import pytest
import sympy as sp

from mathcnn import catalogue
from mathcnn.language.statement import Axis, on_axis
from proofs import audit
from proofs.printing import check, expressions, formulas, laws, record
from proofs.printing.expressions import Unprinted
from proofs.printing.files import HEAD, NAME, generated, printed_laws
from proofs.printing.formulas import kind, printed, selects_the_last

needs_coq = pytest.mark.skipif(shutil.which("coqc") is None, reason="Coq is not installed")
SIZES = {"stride": (2, 1, 2), "dilation": (1, 2, 1), "p": (1, 0, 1), "q": (0, 2, 0), "kernel_size": (2, 2, 1)}
SIZES |= {"S": (3, 2, 2), "left": (1, 0, 1), "right": (0, 2, 0), "output_padding": (1, 0, 1), "size": (3, 2, 2)}
SPATIAL = {"H": (4, 5, 2), "A": (3, 2, 2), "B": (1, 2, 1), "P": (2, 2, 2), "K": (2, 3, 2), "L": (3, 7, 2)}
NUMBERS = {"C": 2, "H": 3, "K": 4, "L": 2, "M": 3, "N": 2, "O": 3, "W": 2, "groups": 2, "k": 2, "l": 1, "p": 1, "q": 2}
NUMBERS |= {"divisor": 3, "order": 2, "share": 2, "factor": 2, "size": 3, "low": -1, "high": 2, "by": 2, "X": 2, "Y": 3}
NUMBERS |= {"step": 4, "steps": 7, "warmup": 3, "peak": 5, "alpha": 2, "beta": -3, "eps": 2, "decay": 2, "rate": 4}
FRACTIONS = {"momentum": Fraction(1, 2)}  # at most 1


def values_of(one, rank):
    """A value for each letter of a definition, the axes of spatial ones different from each other."""
    found = {}
    for s in one.letters:
        word = expressions.name(s).rstrip("_")
        per_axis = SIZES.get(word) or SPATIAL.get(word)
        if word != "H_out":
            found[s] = tuple(per_axis[:rank]) if kind(s) == "G" else (NUMBERS | FRACTIONS)[word]
    for rule in one.requires:  # the size of the result, in a gradient
        if isinstance(rule, sp.Eq) and rule.lhs in one.letters:
            found[rule.lhs] = tuple(size(rule.rhs, found, rank))
    return {s: found[s] for s in one.letters}


def structure(of, one):
    """What a definition is run over: whole numbers, rational ones, or real ones, which do not compute."""
    if one.ring == expressions.REALS:
        return "reals"
    fractions = one.ring != expressions.RINGS[0] or of.domain or any(str(s) in FRACTIONS for s in one.letters)
    return "rationals" if fractions else "ring"


def size(e, values, rank):
    """A size in numbers: one for each axis if it is a place."""
    on = lambda k: {on_axis(s, k, rank): v[k] if isinstance(v, tuple) else v for s, v in values.items()}
    put = lambda one, k: one.xreplace(on(k))
    return [int(put(on_axis(sp.sympify(e), k, rank), k)) for k in range(rank if expressions.is_place(e) else 1)]


def place(numbers, spatial):
    """A place as text of Coq."""
    return f"({', '.join(f'{n}%Z' for n in numbers)})" if spatial else f"({numbers[0]})%Z"


def number(v, over):
    """A number of a structure as text of Coq."""
    ratio = Fraction(int(v)) if not isinstance(v, Fraction) else v
    whole = f"({ratio.numerator})%Z"
    return {
        "ring": whole,
        "rationals": f"(Qc_decode ({ratio.numerator}, {ratio.denominator})%Z)",
        "reals": f"(IZR {whole} / IZR {ratio.denominator}%Z)",
    }[over]


def array(entries, kinds, over):
    """An array as a function in Coq. Outside its shape it is 7, so that an entry outside that is read is seen."""
    letters = [f"u{k}" for k in range(len(kinds))]
    binders = " ".join(f"({s} : {'G' if spatial else 'Z'})" for s, spatial in zip(letters, kinds, strict=True))
    listed, seven = "; ".join(number(v, over) for v in entries.flat), number(7, over)
    flat, tests, axis, text = "0%Z", [], 0, {}
    for s, spatial in zip(letters, kinds, strict=True):
        count = entries.ndim - len(kinds) + 1 if spatial else 1
        for k in range(count):
            text[axis] = f"(@axis G {k} {s})" if spatial else s
            axis += 1
    for k, n in enumerate(entries.shape):
        flat = f"({flat} * {n} + {text[k]})%Z"
        tests.append(f"Space.between 0%Z {n}%Z {text[k]}")
    inside = " && ".join(tests) or "true"
    return f"(fun {binders} => if {inside} then nth {seven} [:: {listed}] (Z.to_nat {flat}) else {seven})"


def applied(of, words, rank, rng):
    """A definition applied to sizes and arrays, as text of Coq; the indices of its entries; and these by the literal
    form."""
    one = printed(of, words)
    values, over = values_of(one, rank), structure(of, one)
    arrays, texts = {}, []
    for a, line in one.arrays.items():
        kinds = [expressions.is_place(e.size) for e in line]
        shape = [n for e in line for n in size(e.size, values, rank)]
        arrays[a] = rng.integers(-3, 4, shape).astype(object)
        if a in of.domain and of.along:  # a table of probabilities, of which the first row is impossible
            arrays[a] = of.domain[a].make(np.vectorize(Fraction)(arrays[a] * np.arange(shape[0])[:, None]), {})
        elif a in of.labels:
            arrays[a] = of.domain[a].make(arrays[a], {str(s): v for s, v in values.items()})
        elif a in of.domain:  # variances, divisors, or numbers of which two differ
            arrays[a] = abs(arrays[a]) + 1 + 4 * np.arange(arrays[a].size).reshape(shape)
        known = "ring" if a in of.labels else over
        texts.append(array(arrays[a], kinds, known) if line else number(arrays[a][()], over))
    options = {a: w for a, w in words} | dict.fromkeys(of.along, -1 if selects_the_last(of) else 0)
    for a, letters in of.scalars.items():
        if a in options or not letters or not all(s in values for s in letters):
            continue  # a word without letters is the default
        v = [values[s] for s in letters]
        options[a] = (v[0] if len(v) == 1 else tuple(zip(*v, strict=True))) if a not in of.words or len(v) > 1 else v[0]
    expected = np.array(
        of.literal(**{a: np.vectorize(Fraction, otypes=[object])(x) for a, x in arrays.items()}, **options)
    )
    letters = " ".join(
        number(v, over) if kind(s) == "R" else place(v if isinstance(v, tuple) else (v,), isinstance(v, tuple))
        for s, v in values.items()
    )
    head = f"{one.name} {f'{over} ' * (over != 'reals')}{'G ' * one.spatial}{letters} {' '.join(texts)}"
    kinds = [expressions.is_place(e.size) for e in one.result]
    indices = []
    for at in itertools.product(*(range(n) for n in expected.shape)):
        rest, own = list(at), []
        for spatial in kinds:
            count = expected.ndim - len(kinds) + 1 if spatial else 1
            own.append(place(rest[:count], spatial))
            rest = rest[count:]
        indices.append(" ".join(own))
    return head, indices, expected


def script(of, words, rank, rng):
    """Lines of Coq that print the entries of a definition, and these entries by the literal form."""
    one = printed(of, words)
    over, (head, indices, expected) = structure(of, one), applied(of, words, rank, rng)
    places = []
    for own in indices:
        entry = f"E {own}".strip()
        if one.extended:  # what is no number counts as 7
            entry = f"if is_number ({entry}) then number_of ({entry}) else {number(7, over)}"
        places.append(f"Qc_code ({entry})" if over == "rationals" else entry)
    lines = [
        f"Module M_{one.name}_{rank}.",
        f"Definition G := space{rank}.",
        f"Definition E := Eval cbv beta in {head}.",
        f"Definition all := Eval vm_compute in [:: {'; '.join(places)}].",
    ]
    finite = [Fraction(7) if one.extended and v != v else Fraction(v) for v in expected.flat]
    return [*lines, "Eval cbv delta [all] in all.", f"End M_{one.name}_{rank}."], [
        n for v in finite for n in ([v.numerator, v.denominator] if over == "rationals" else [int(v)])
    ]


def compiled(work, text):
    """Compile the prelude and a generated file; returns what Coq says of the last one."""
    for name in (*check.PRELUDE, "Rationals"):
        if not (work / f"{name}.vo").exists():
            shutil.copyfile(audit.SOURCE / f"{name}.v", work / f"{name}.v")
            assert not audit.coq("coqc", f"{name}.v", work=work).returncode
    (work / f"{NAME}.v").write_text(text, encoding="utf-8")
    said = audit.coq("coqc", f"{NAME}.v", work=work)
    assert not said.returncode, said.stderr


def differing(work, cases, text=None):
    """The definitions whose entries in Coq are not those of the literal form."""
    rng = np.random.default_rng(3)
    compiled(work, text or HEAD + "\n".join(dict.fromkeys(printed(of, words).text for of, words, _ in cases)) + "\n")
    lines = [
        "From Coq Require Import ZArith.",
        "From mathcomp Require Import all_ssreflect all_algebra ssrZ.",
        "From CNN Require Import Space Arrays Printed PrintedExtended Generated Rationals.",
        "Definition ring : comRingType := [comRingType of Z].",
        "Definition rationals : realFieldType := Qc_realFieldType.",
    ]
    expected = []
    for of, words, rank in cases:
        more, entries = script(of, words, rank, rng)
        lines += more
        expected.append((printed(of, words).name, entries))
    (work / "Run.v").write_text("\n".join(lines) + "\n", encoding="utf-8")
    said = audit.coq("coqc", "Run.v", work=work)
    assert not said.returncode, said.stderr[-2000:]
    answers = [
        [int(n) for n in re.findall(r"-?\d+", part.partition("\n     : ")[0])] for part in said.stdout.split("= ")[1:]
    ]
    assert len(answers) == len(expected)
    return sorted({name for (name, entries), answer in zip(expected, answers, strict=True) if entries != answer})


def of_laws():
    """The definitions that laws of formulas are said with; those of whole numbers are printed into laws, those over the
    real numbers are run in tests/test_coq_reals.py, Taylor terms in tests/test_coq_kernels.py, and gradients in
    tests/test_coq_gradient_definitions.py."""
    about = [one for law, one in generated().propositions.items() if ".gradient[" not in law]
    found = dict.fromkeys(one for each in about for one in each.formulas if one[0].name != "words.term_of_order")
    return [one for one in found if not printed(*one).whole and printed(*one).ring != expressions.REALS]


def of_gradients(names):
    """The definitions of the gradients of formulas, under each choice of conventions."""
    for of in (g for name in names for g in catalogue.find_formula(name).gradient.derivable().values()):
        for words in itertools.product(*of.conventions.values()):
            yield of, tuple(zip(of.conventions, words, strict=True))


def cases(definitions, ranks=(1, 2)):
    """Definitions at several numbers of axes."""
    return [(*one, rank) for one in definitions for rank in (ranks if printed(*one).spatial else (1,))]


@needs_coq
@pytest.mark.slow
def test_definitions_are_the_literal_forms(tmp_path):
    asked = cases(of_laws())
    assert len({printed(of, words).name for of, words, _ in asked}) > 50
    assert differing(tmp_path, asked) == []


@needs_coq
@pytest.mark.slow
def test_cases_of_places_are_told_apart_on_each_axis(tmp_path):
    """Where an entry is read at a range of places, this range is another one along each axis."""
    asked = cases(of_gradients(["arrays.mul", "layers.pad"]))
    assert differing(tmp_path, asked) == []
    text = HEAD + "\n".join(dict.fromkeys(printed(of, words).text for of, words, _ in asked)) + "\n"
    on_one = (
        r"\(choose \(fun one_axis => \(@axis G one_axis (\w+)%R =\? @axis G one_axis (.*?)%R\)%Z\) (\S+|\(.*?\)) 0\)"
    )
    on_all = re.sub(on_one, r"(if (on_every_axis (fun u v => (u =? v)%Z) \1 \2) then \3 else 0)", text)
    assert "choose" not in on_all
    wrong = {"arrays_mul_gradient_z", "layers_pad_gradient_x_mode_replicate"}
    assert wrong <= set(differing(tmp_path, asked, on_all))


PLANTED = {
    "a sum that is one short": (r"zrange M\)", "zrange (M - 1)%Z)"),
    "an index with another sign": (r"\(n - m\)%Z", "(m - n)%Z"),
    "no zero outside": (r"\(guard \(between 0%Z L \(n - m\)%Z\) ", "("),
    "a range that starts at 1": (r"\(zrange M\)", "(from 1%Z (zrange M))"),
    "a sum for a product": (r"\)\) \* \(guard", ")) + (guard"),
    "arrays exchanged": (r"\(f m\)", "(g m)"),
}


@needs_coq
@pytest.mark.slow
def test_wrong_printers_are_seen(tmp_path):
    asked = [(catalogue.find_formula("convolution.discrete"), (), 1)]
    text = HEAD + printed(asked[0][0], ()).text
    assert differing(tmp_path, asked, text + "\n") == []
    for what, (right, wrong) in PLANTED.items():
        planted = re.sub(right, wrong, text, count=1)
        assert planted != text, what
        assert differing(tmp_path, asked, planted + "\n") == ["convolution_discrete"], what


MEAN = "pooling_avg_pool_count_include_pad_false_divisor_override_none"
WINDOWS = {  # faults of windows, maxima, counts and parts, each in another definition or in another round
    "a maximum that sees what is outside": ("pooling_max_pool", r"within 0 H ", "within 0 (H + 1) ", 0),
    "a maximum over a smaller window": ("pooling_max_pool", r"box kernel_size", "box (kernel_size - 1)", 1),
    "the number of a place in another image": ("pooling_max_pool_indices", r"flat H%R", "flat (H - 1)%R", 0),
    "the place of no maximum": ("pooling_max_pool_indices", r"\(seen \(", "(seen (~~ ", 1),
    "a count of padding, too": (MEAN, r"flags 0 H ", "flags ((- 1) * p) (H + q) ", 0),
    "a sum of counts for a product": (MEAN, r"product_of_axes", "sum_of_axes", 1),
    "a share that starts later": ("pooling_adaptive_avg_pool", r"from \(per", "from (1 + per", 0),
    "a share that is longer": ("pooling_adaptive_avg_pool", r"- \(per_axis Z.div \(i \* H\) size\)", "", 1),
    "a part that starts at the other end": ("layers_crop", r"\(i \+ p\)", "(i + q)", 0),
    "zeros on the other side": ("layers_pad", r"\(i - p\)", "(i - q)", 1),
}


@needs_coq
@pytest.mark.slow
def test_wrong_printers_of_windows_are_seen(tmp_path):
    named = {printed(*one).name: one for one in of_laws()}
    for at in (0, 1):
        faults = {name: (what, right, wrong) for what, (name, right, wrong, when) in WINDOWS.items() if when == at}
        asked = [(*named[name], 2) for name in faults]
        texts = {name: printed(*named[name]).text for name in faults}
        assert differing(tmp_path, asked, HEAD + "\n".join(texts.values()) + "\n") == []
        for name, (what, right, wrong) in faults.items():
            planted = re.sub(right, wrong, texts[name])
            assert planted != texts[name], what
            texts[name] = planted
        assert differing(tmp_path, asked, HEAD + "\n".join(texts.values()) + "\n") == sorted(faults)


def test_the_generated_file_is_the_printed_one():
    assert (audit.SOURCE / f"{NAME}.v").read_text(encoding="utf-8") == generated().text


@pytest.mark.slow
def test_the_record_is_of_what_is_printed_now():
    proved = json.loads(record.FILE.read_text(encoding="utf-8"))
    assert proved.keys() == check.found().keys()
    named = {law.name: law for law in printed_laws()}
    assert not [law for law in proved if record.page(named[law])["stale"]]


def test_a_law_is_printed_with_its_sizes_and_hypotheses():
    said = laws.proposition(catalogue.find_law("convolution.discrete::commutes")).text
    assert said.split("\n")[0] == "forall (R : comRingType) (L : Z) (M : Z) (f : Z -> R) (g : Z -> R),"
    assert "(1 <=? L)%Z ->" in said
    assert "(convolution_discrete R L M f g i1)\n    = (convolution_discrete R M L g f i1)" in said


@pytest.mark.parametrize("law", ["layers.conv::knows_its_axis", "layers.resize::repeats_at_an_integer_scale"])
def test_what_is_not_the_same_along_each_axis_is_refused(law):
    with pytest.raises(Unprinted):
        laws.proposition(catalogue.find_law(law))


def test_a_part_of_the_last_axis_leaves_the_others():
    """Also where it ends at a size, which is a number on each axis if all spatial axes are one."""
    said = laws.proposition(catalogue.find_law("layers.pad::wraps_around")).text
    assert "(within 0 (H + p + q - (last_axis * H)) i3)" in said and "((last_axis * H) + i3)" in said
    halves = laws.proposition(catalogue.find_law("layers.conv::agrees_on_tiles")).text
    assert "(H - (last_axis * (per_axis Z.max 1 " in halves


def test_a_law_with_another_relation_has_another_proposition():
    law = catalogue.find_law("convolution.discrete::commutes")
    other = law.attached_to(law.of)
    other.relation = "<="
    assert "realFieldType" in laws.proposition(other).text
    assert laws.proposition(other).text != laws.proposition(law).text


def test_expressions():
    H, n = Axis("H", positive=True), sp.Symbol("n", integer=True)
    assert expressions.whole(sp.floor((n - 1) / 2)) == "(Z.div (n - 1) 2)%Z"
    assert expressions.whole(H + n) == "(H + (each n))"
    assert expressions.within(n, sp.S.Zero, sp.S(3)) == "(between 0%Z 3%Z n)"
    with pytest.raises(Unprinted):
        expressions.whole(sp.binomial(n, 2))
    assert formulas.kind(H) == "G" and formulas.kind(n) == "Z"
