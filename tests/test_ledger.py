"""The ledger of proofs: what counts as proved, when it is stale, and the table of laws in proofs/README.md."""

import dataclasses
import pathlib
import re
import shutil

import pytest
import sympy as sp

import mathcnn
from mathcnn import catalogue, convolution
from mathcnn.commands import main
from mathcnn.display import proofs as proof_pages
from mathcnn.evidence import derivation, ledger, verdicts
from mathcnn.text import resources

PROOFS = pathlib.Path(__file__).parent.parent / "proofs"
audit, proving = (resources.module("proofs", name) for name in ("audit", "proving"))

needs_coq = pytest.mark.skipif(
    shutil.which("coqc") is None, reason=f"NO PROOF WAS CHECKED: coqc is missing; {audit.INSTALL}"
)


@pytest.fixture
def commutes(monkeypatch):
    """A law that has theorems in the ledger alone."""
    monkeypatch.setattr(derivation, "proved_as_generated", lambda law: {})
    return convolution.discrete.laws["commutes"]


def entry(law, **other):
    proof = ledger.Proof(law.name, "Sequences.seq_conv_commutes", "f * g = g * f", (), (1,), 3, ledger.digest(law))
    files = {"Sequences": {"digest": ledger.source_digest("Sequences"), "imports": [], "axioms": []}}
    return ledger.Ledger("8.16.1", files, {law.name: (dataclasses.replace(proof, **other),)}).sealed()


def test_a_proof_counts_while_nothing_changes(commutes, monkeypatch):
    monkeypatch.setattr(ledger, "packaged", lambda: entry(commutes))
    row = verdicts.statement_verdict(commutes, 4, 0)
    assert (row.verdict, row.evidence, row.tier) == ("holds", "linked", "Coq") and row.good


def test_a_law_is_proved_by_a_theorem_about_what_is_generated_from_it(monkeypatch):
    """And by no other: a theorem that is linked is on the rung below, and a stale one of either kind leaves it open."""
    law = convolution.discrete.laws["commutes"]
    monkeypatch.setattr(ledger, "packaged", lambda: entry(law))
    row = verdicts.statement_verdict(law, 4, 0)
    assert (row.evidence, row.tier, row.says) == ("proved", "generated", "ProvedSequences.discrete_commutes")
    page, printed = derivation.page_of(law), derivation.printed(law)
    assert page["shown"] == "proved" and page["printed"]["theorem"] == row.says
    monkeypatch.setattr(derivation, "printed", lambda law: {**printed, "stale": "a definition was changed"})
    row = verdicts.statement_verdict(law, 4, 0)
    assert row.evidence == "open" and not row.good and "a definition was changed" in row.says
    other = convolution.discrete.restated(convolution.discrete.statement.subs({"m": "n"}))
    assert derivation.proved_as_generated(other.laws["commutes"]) == {}


STALE = {
    "another law": {"digest": "0" * 64},
    "another file": {"theorem": "Images.conv2_commutes"},
}


@pytest.mark.parametrize("how", STALE)
def test_a_proof_of_something_else_leaves_the_law_open(commutes, monkeypatch, how):
    monkeypatch.setattr(ledger, "packaged", lambda: entry(commutes, **STALE[how]))
    row = verdicts.statement_verdict(commutes, 4, 0)
    assert row.evidence == "open" and not row.good and "stale" in row.says


def test_a_changed_file_leaves_the_law_open(commutes, monkeypatch):
    held = entry(commutes)
    held.files["Sequences"]["digest"] = "0" * 64
    monkeypatch.setattr(ledger, "packaged", lambda: held)
    assert verdicts.statement_verdict(commutes, 4, 0).evidence == "open"
    held.files["Sequences"].update(digest=ledger.source_digest("Sequences"), imports=["Missing"])
    held = held.sealed()
    monkeypatch.setattr(ledger, "packaged", lambda: held)
    assert "Missing.v" in verdicts.statement_verdict(commutes, 4, 0).says


def test_a_proof_does_not_help_a_wrong_law(commutes, monkeypatch):
    false = next(law for law in convolution.discrete.laws.values() if not law.holds)
    wrong = false.attached_to(false.of)
    wrong.holds = True
    monkeypatch.setattr(
        ledger, "proofs_of", lambda law: (dataclasses.replace(entry(commutes).proofs[commutes.name][0]),)
    )
    row = verdicts.statement_verdict(wrong, 10, 0)
    assert row.verdict == "fails" and row.evidence not in ("proved", "linked")


def test_a_law_with_a_proof_is_looked_at_on_exact_numbers(commutes):
    checker = verdicts.checker_of(commutes.of)
    found = checker.law_of_statement(commutes, 7, 0, proved=True)
    assert (found.tier, found.count, found.wrong) == ("fractions", 7, False)
    undecided = catalogue.find("activation.sigmoid::is_a_tanh")  # SymPy keeps tanh(1/2) as it is
    found = verdicts.checker_of(undecided.of).law_of_statement(undecided, 7, 0, proved=True)
    assert (found.tier, found.wrong) == ("symbols", False) and found.count


def test_a_proof_is_not_lent_to_another_law_or_statement(commutes):
    held = entry(commutes)
    proof = held.proofs[commutes.name][0]
    assert not held.fault(proof, commutes)
    assert held.fault(proof, convolution.discrete.laws["associates"])
    other = convolution.discrete.restated(convolution.discrete.statement.subs({"m": "n"}))
    assert not ledger.proofs_of(other.laws["commutes"])


# ---------------------------------------------------------------- derivations, the rung below


@pytest.fixture
def unproved(monkeypatch):
    """As if nothing were proved."""
    monkeypatch.setattr(ledger, "packaged", lambda: ledger.Ledger("", {}, {}))


def test_a_law_is_derived_by_running_its_derivation(commutes, unproved):
    row = verdicts.statement_verdict(commutes, 4, 0)
    assert (row.verdict, row.evidence) == ("holds", "derived") and row.cases > 2


def test_a_derivation_that_is_refused_fails_the_law(commutes, unproved, monkeypatch):
    def nonsense(left, right):
        return left.reindex("m", 2 * left.expr.limits[0][0])

    planted = dataclasses.replace(derivation.derivations()[commutes.name], script=nonsense)
    monkeypatch.setattr(derivation, "derivations", lambda: {commutes.name: planted})
    row = verdicts.statement_verdict(commutes, 4, 0)
    assert (row.verdict, row.evidence) == ("fails", "exact") and "its derivation is refused" in row.says


def test_a_derivation_is_not_lent_to_another_statement(commutes, unproved):
    double = convolution.discrete.restated(
        sp.Eq(convolution.discrete.statement.lhs, 2 * convolution.discrete.statement.rhs)
    )
    assert verdicts.statement_verdict(double.laws["commutes"], 4, 0).evidence == "exact"


def test_every_law_is_proved_or_derived_or_says_why_not():
    """In `mathcnn list --laws`; and a reason is given for nothing else."""
    rows = proof_pages.listed_laws(law for topic in catalogue.catalog().topics.values() for law in topic.laws.values())
    assert not [row["name"] for row in rows if not any(row[why] for why in (*THEOREMS, "derivation", "unproved"))]
    assert not superfluous_reasons(rows)


def test_a_reason_why_a_law_with_a_theorem_has_none_is_seen(monkeypatch):
    for law in ("kernels.total::total_adds", "layers.conv::flips"):
        monkeypatch.setattr(ledger, "reasons", lambda law=law: {law: "it was hard"})
        topic, name = law.split("::")[0].split(".")
        laws = getattr(getattr(mathcnn, topic), name).laws.values()
        assert superfluous_reasons(proof_pages.listed_laws(laws)) == {law}


THEOREMS = "generated", "proofs"


def superfluous_reasons(rows):
    """Laws with a theorem, as they are generated or linked, and a reason why they have none; and no laws at all."""
    return ledger.reasons().keys() - {row["name"] for row in rows if not any(row[kind] for kind in THEOREMS)}


def test_a_digest_sees_statement_law_helpers_and_options():
    before = {name: ledger.digest(law) for name, law in catalogue.catalog().laws.items()}
    assert len(set(before.values())) == len(before)
    law = mathcnn.fitting.step_slope.laws["comes_closer"]
    freer, other = law.attached_to(law.of), law.attached_to(law.of)
    freer.requires, other.relation = law.requires[:1], "="
    assert len({ledger.digest(one) for one in (law, freer, other)}) == 3


def test_no_entry_of_the_packaged_ledger_is_stale():
    """Without Coq, too."""
    laws = catalogue.catalog().laws
    held = ledger.packaged()
    assert held.proofs.keys() <= laws.keys()
    assert not [(name, one.stale) for name in held.proofs for one in held.of(laws[name]) if one.stale]


def test_a_ledger_that_is_none_is_refused(tmp_path):
    for text in ("{", "[]", '{"coq": "", "files": {}, "proofs": [{"law": "a"}]}'):
        (tmp_path / "ledger.json").write_text(text)
        with pytest.raises(ValueError, match="is no ledger of proofs"):
            ledger.read(tmp_path / "ledger.json")


def test_a_ledger_that_somebody_typed_is_seen(commutes):
    """`mathcnn prove` compares it with what it finds."""
    found = proving.Proved([], [], ledger.Ledger("8.16.1", {}, {}))
    said = "the ledger has convolution.discrete::commutes as proved by Sequences.seq_conv_commutes, which it is not"
    assert found.differences(entry(commutes))[0] == said
    found = proving.Proved([], [], entry(commutes))
    assert not found.differences(entry(commutes))
    assert found.differences(entry(commutes, axioms=("Classical_Prop.classic",))) == [
        "convolution.discrete::commutes: the ledger has another axioms, seal"
    ]
    assert "which the ledger does not have" in found.differences(ledger.Ledger("8.16.1", {}, {}))[0]


TYPED = {"theorem": "Sequences.seq_conv_associates", "axioms": ("Classical_Prop.classic",), "says": "f = f", "cases": 4}
TYPED |= {"ranks": (1, 2, 3), "by_definition": True, "seal": "", "digest": None}


@pytest.mark.parametrize("field", TYPED)
def test_an_entry_that_was_typed_is_stale_without_coq(commutes, monkeypatch, capsys, field):
    """An entry that is edited, or copied from another law, has no seal that fits; `list` says so."""
    held = entry(commutes)
    assert not held.of(commutes)[0].stale
    other = convolution.discrete.laws["associates"]
    one = held.proofs[commutes.name][0]
    typed = (
        dataclasses.replace(one, law=other.name, digest=ledger.digest(other))
        if field == "digest"
        else dataclasses.replace(one, **{field: TYPED[field]})
    )
    law = other if field == "digest" else commutes
    forged = ledger.Ledger(held.coq, held.files, {law.name: (typed,)})
    assert "no run of `mathcnn prove` wrote this" in forged.of(law)[0].stale
    monkeypatch.setattr(ledger, "packaged", lambda: forged)
    proof_pages.print_laws([law])
    assert "no run of `mathcnn prove`" in " ".join(capsys.readouterr().out.split())


def test_a_seal_covers_the_files_below(commutes):
    held = entry(commutes)
    for edited in ({"axioms": ["Classical_Prop.classic"]}, {"imports": ["Images"]}):
        files = {**held.files, "Images": {"digest": ledger.source_digest("Images"), "imports": [], "axioms": []}}
        files["Sequences"] = {**files["Sequences"], **edited}
        assert ledger.Ledger(held.coq, files, held.proofs).of(commutes)[0].stale == ledger.UNSEALED


def test_a_theorem_that_holds_by_definition_is_said_to(commutes, monkeypatch):
    plain = entry(commutes, by_definition=True)
    monkeypatch.setattr(ledger, "packaged", lambda: plain)
    page = derivation.page_of(commutes)
    assert page["theorems"][0]["by_definition"]
    recorded = resources.module("proofs", "printing.record").recorded()
    assert 5 <= sum(row["by_definition"] for row in recorded.values()) <= 40


def test_a_ledger_is_read_as_it_was_written(commutes, tmp_path):
    (tmp_path / "ledger.json").write_text(entry(commutes).as_json())
    assert ledger.read(tmp_path / "ledger.json") == entry(commutes)


def test_without_coq_proving_says_so(monkeypatch, capsys):
    monkeypatch.setenv("PATH", "/nowhere")
    assert main(["prove"]) == 2
    said = capsys.readouterr().err
    assert (
        "is not installed" in said
        and "no proof was checked" in said
        and "0 are stale" in said
        and said.count("\n") == 1
    )


# ---------------------------------------------------------------- the tables

ROW = re.compile(r"^\| (?P<words>[^|]+) \| `(?P<coq>[\w.']+)` \| (?P<law>[^|]*) \|$", re.M)


def mistakes(text, statements, catalog):
    """What the tables name and nobody has."""
    rows = [match.groupdict() for match in ROW.finditer(text)]
    wrong = [f"{row['coq']} is not among the audited statements" for row in rows if row["coq"] not in statements]
    for row in rows:
        for law in re.findall(r"`([^`]+)`", row["law"]):
            formula, _, name = law.partition("::")
            if formula not in catalog or (name and name not in catalog[formula].laws):
                wrong.append(f"{law} is no law")
    return rows, wrong


@needs_coq
@pytest.mark.slow
def test_the_tables_name_what_is_there(proofs):
    _, files = proofs
    statements = {f"{file.name}.{one}" for file in files for one in file.statements}
    text = (PROOFS / "README.md").read_text()
    rows, wrong = mistakes(text, statements, mathcnn.catalog())
    assert not wrong
    assert len({row["coq"] for row in rows}) == len(rows)


def test_the_table_of_laws_is_that_of_the_ledger():
    text, record = (PROOFS / "README.md").read_text(), resources.module("proofs", "printing.record").recorded()
    assert proving.with_table(text, ledger.packaged(), {law: row["theorem"] for law, row in record.items()}) == text
    assert "`ProvedSequences.discrete_commutes`" in text


def test_a_wrong_row_is_seen():
    catalog = mathcnn.catalog()
    row = lambda coq, law: f"| Something | `{coq}` | `{law}` |\n"
    assert not mistakes(row("A.b", "convolution.discrete::commutes"), {"A.b"}, catalog)[1]
    assert mistakes(row("A.c", "convolution.discrete::commutes"), {"A.b"}, catalog)[1] == [
        "A.c is not among the audited statements"
    ]
    assert mistakes(row("A.b", "convolution.discrete::commute"), {"A.b"}, catalog)[1] == [
        "convolution.discrete::commute is no law"
    ]
    assert mistakes(row("A.b", "convolution.discreet"), {"A.b"}, catalog)[1] == ["convolution.discreet is no law"]
