"""The second program accepts what the kernel accepted and rejects forgeries; certificates read back are judged alike."""

import ast
import copy
import json
import sys
from dataclasses import asdict
from pathlib import Path

import pytest
from forging import fact
from sympy import Eq, Ge, Gt, Le, Lt, Rational, S, Sum, exp, sin

from verifier import recheck, recheck_numbers
from verifier.evidence import (
    Combination,
    Cover,
    Derivation,
    Evidence,
    Fingerprint,
    Identity,
    Instance,
    Lifted,
    Match,
    NonNegative,
    Rewrite,
    Rewritten,
    Sign,
    Steps,
    Witness,
)
from verifier.goal import Goal
from verifier.judgement.certificate import Book, of_witness
from verifier.judgement.portfolio import verify_claim
from verifier.judgement.printing import WORDS
from verifier.kernel import judge
from verifier.record import ArticleRecord, ClaimRecord, Record, StepRecord, WitnessRecord, read, write
from verifier.running.discovery import load_article
from verifier.verdict import Verdict
from verifier.vocabulary.symbols import index, natural, positive, real, sequence

ROOT = Path(__file__).parents[1]
PROGRAMS = (recheck, recheck_numbers)
x, y = real("x y")
a = positive("a")
n, k = natural("n k")
t = index("t", 1, n)
u, v = sequence("u v")

x_small = fact("x <= 1", Le(x, 1))
y_is_square = fact("y = x^2", Eq(y, x**2))
u_below_v = fact("u <= v", Le(u(t), v(t)), (t,), (t >= 1, t <= n))
general = fact("s^2 >= 0", Ge(x**2, 0), (x,))
between = (x >= 0, x <= 1)


def derivation(*lemmas, closing):
    return Derivation(tuple(lemmas), closing, "by hand")


TRUE = {
    "a combination": (Goal(Le(a*x + y, a + x**2), (x_small, y_is_square), (Le(x, 1),)),
                      derivation(Instance("x <= 1"), Instance("y = x^2"), closing=Combination(((0, a), (1, 1))))),
    "an instance": (Goal(Ge((y - 3)**2, 0), (general,)), derivation(Instance("s^2 >= 0", {x: y - 3}), closing=Match(0))),
    "an identity": (Goal(Eq(exp(x + y)*(x - y)*(x + y), exp(x)*exp(y)*(x**2 - y**2))), derivation(closing=Sign())),
    "a rewrite": (Goal(Eq(y + 1, x**2 + 1), (y_is_square,)),
                  derivation(closing=Identity((Rewrite(Instance("y = x^2")),)))),
    "a carried inequality": (Goal(Le(Sum(u(t), (t, 1, n)), Sum(v(t), (t, 1, n))), (u_below_v,)),
                             derivation(Lifted("sum", u(t), v(t), (t, 1, n),
                                               derivation(Instance("u <= v", {t: t}), closing=Match(0))), closing=Match(0))),
    "a cover": (Goal(Lt(sin(x), x + 1), (), between), Cover(((x, 0, 1),), (((0, Rational(1, 2)),), ((Rational(1, 2), 1),)))),
    "squares": (Goal(Ge(x**2 - 2*x*y + 2*y**2, 0)),
                NonNegative("rules", (("squares", (S.One, ((S.One, x - y, None), (S.One, y, None))), ()),))),
    "an induction": (Goal(Eq(Sum(k, (k, 1, n)), n*(n + 1)/2)),
                     Steps(n, S.One, Rewritten("short sums", Fingerprint()), Fingerprint())),
    "a witness": (Goal(Gt(x**2, x), (), (), frozenset(), (fact("x >= 0", Ge(x, 0)),)), Witness({x: Rational(1, 2)})),
}


def record_of(*rows):
    """A record as JSON: one claim for each goal and evidence."""
    claims = []
    for number, (goal, evidence) in enumerate(rows):
        claim, verdict = ClaimRecord(id=f"by-hand/{number}"), judge(goal, evidence)
        if verdict is Verdict.REFUTED:
            claim.witness = WitnessRecord(certificate=of_witness(goal, evidence.values))
        else:
            book, step = Book(), StepRecord(id="1", verdict=verdict.name)
            step.certificate = book.certificate(goal, evidence)
            step.statement.row = step.certificate["goal"]["statement"]
            claim.steps, claim.formulas, claim.facts = [step], book.rows.rows, book.facts
        claims.append(claim)
    return json.loads(json.dumps(asdict(Record(articles=[ArticleRecord(slug="by-hand", claims=claims)]))))


def rechecked(data, folder):
    """The exit codes of the two programs on a record."""
    path = folder / "record.json"
    path.write_text(json.dumps(data), encoding="utf-8")
    return [program.main(path) for program in PROGRAMS]


@pytest.mark.parametrize("name", TRUE)
def test_what_the_kernel_accepts_is_accepted(name, tmp_path, capsys):
    assert rechecked(record_of(TRUE[name]), tmp_path) == [0, 0]
    said = capsys.readouterr().out
    assert "1 re-checked" in said or "': 1}" in said, said  # by one of the two, with nothing left to the kernel


@pytest.mark.parametrize("name", TRUE)
def test_a_certificate_read_back_is_judged_alike(name):
    goal, evidence = TRUE[name]
    data = json.loads(json.dumps(of_witness(goal, evidence.values) if isinstance(evidence, Witness) else None))
    book = Book(data["formulas"], data["facts"]) if data else Book()
    assert judge(*book.read(data or json.loads(json.dumps(book.certificate(goal, evidence))))) is judge(goal, evidence)


# -- forgeries --------------------------------------------------------------------------------------------------------

def row(claim, *parts):
    """The number of a new row of the claim's table."""
    claim["formulas"].append(json.dumps(list(parts)))
    return f"#{len(claim['formulas']) - 1}"


def number(claim, value):
    return row(claim, "number", value, [], [])


def wrong_multiplier(claim, evidence):
    evidence["closing"]["multipliers"][1][1] = evidence["closing"]["normal"]["multipliers"][1] = number(claim, "2")


def wrong_remainder(claim, evidence):
    evidence["closing"]["remainder"] = evidence["closing"]["normal"]["remainder"] = number(claim, "1/1000")


def an_equation_for_an_inequality(claim, evidence):
    goal = claim["steps"][0]["certificate"]["goal"]
    parts = json.loads(claim["formulas"][int(goal["statement"][1:])])[2]
    goal["statement"] = claim["steps"][0]["statement"]["row"] = row(claim, "Equality", "", parts, [])


def a_strict_inequality(claim, evidence):
    goal = claim["steps"][0]["certificate"]["goal"]
    parts = json.loads(claim["formulas"][int(goal["statement"][1:])])[2]
    goal["statement"] = claim["steps"][0]["statement"]["row"] = row(claim, "StrictLessThan", "", parts, [])


def uncited(claim, evidence):
    claim["steps"][0]["certificate"]["goal"].update(facts=[], background=[])


def a_letter_that_is_not_general(claim, evidence):
    for item in claim["facts"]:
        item["general"] = []


def a_missing_lemma(claim, evidence):
    evidence["lemmas"].pop()


def a_gap(claim, evidence):
    evidence["boxes"].pop()


def a_shifted_box(claim, evidence):
    evidence["boxes"][1] = [[number(claim, "3/4"), number(claim, "5/4")]]


def a_smaller_region(claim, evidence):
    evidence["region"][0][2], evidence["boxes"] = number(claim, "1/2"), evidence["boxes"][:1]


def a_false_inequality_in_a_box(claim, evidence):
    goal = claim["steps"][0]["certificate"]["goal"]
    left, right = json.loads(claim["formulas"][int(goal["statement"][1:])])[2]
    goal["statement"] = claim["steps"][0]["statement"]["row"] = row(claim, "StrictGreaterThan", "", [left, right], [])


def another_square(claim, evidence):
    evidence["data"][0][1][1][1][0] = number(claim, "2")


def a_negative_square(claim, evidence):
    evidence["data"][0][1][1][0][0] = number(claim, "-1")


def no_base(claim, evidence):
    evidence["base"] = None


def a_late_start(claim, evidence):
    evidence["start"] = number(claim, "2")


def another_step(claim, evidence):
    evidence["step"]["shown"] = evidence["base"]["shown"]


def outside_the_premises(claim, evidence):
    evidence["values"][0][1] = number(claim["witness"]["certificate"], "-1/2")


def no_counterexample(claim, evidence):
    evidence["values"][0][1] = number(claim["witness"]["certificate"], "2")


def another_kind(claim, evidence):
    evidence["kind"] = "Oracle"


def none_at_all(claim, evidence):
    claim["steps"][0]["certificate"] = {}


FORGED = [
    ("a combination", wrong_multiplier), ("a combination", wrong_remainder), ("a combination", an_equation_for_an_inequality),
    ("a combination", a_strict_inequality), ("a combination", uncited), ("a combination", a_missing_lemma),
    ("a combination", another_kind), ("a combination", none_at_all), ("an instance", a_letter_that_is_not_general),
    ("an instance", uncited), ("an instance", a_missing_lemma), ("a carried inequality", uncited), ("a rewrite", uncited),
    ("a cover", a_gap), ("a cover", a_shifted_box), ("a cover", a_smaller_region), ("a cover", a_false_inequality_in_a_box),
    ("squares", another_square), ("squares", a_negative_square), ("an induction", no_base), ("an induction", a_late_start),
    ("an induction", another_step), ("a witness", outside_the_premises), ("a witness", no_counterexample),
]


@pytest.mark.parametrize(("name", "forge"), FORGED, ids=lambda item: item if isinstance(item, str) else item.__name__)
def test_a_forgery_is_rejected(name, forge, tmp_path, capsys):
    data = record_of(TRUE[name])
    claim = data["articles"][0]["claims"][0]
    forge(claim, (claim["witness"] or claim["steps"][0])["certificate"]["evidence"])
    assert 1 in rechecked(data, tmp_path)
    assert "by-hand/0" in capsys.readouterr().out


@pytest.mark.parametrize("pair", [("a combination", "an identity"), ("an identity", "a rewrite"), ("a cover", "an instance")])
def test_a_certificate_of_another_goal_is_rejected(pair, tmp_path, capsys):
    data = record_of(*(TRUE[name] for name in pair))
    one, other = data["articles"][0]["claims"]
    one.update({key: copy.deepcopy(other[key]) for key in ("formulas", "facts")})
    one["steps"][0]["certificate"] = copy.deepcopy(other["steps"][0]["certificate"])
    assert 1 in rechecked(data, tmp_path)


def test_an_unknown_schema_is_refused(tmp_path):
    for program in PROGRAMS:
        (tmp_path / "old.json").write_text(json.dumps({**record_of(TRUE["an identity"]), "schema": 1}))
        with pytest.raises(program.Failed, match="expected schema"):
            program.main(tmp_path / "old.json")


@pytest.mark.parametrize("rows", [
    [("number", "1/2", [], ""), ("factorial", "", [0], "")],
    [("number", "1/2", [], ""), ("number", "2", [], ""), ("Pow", "", [1, 0], "")],
    [("number", "0", [], ""), ("number", "-1", [], ""), ("Pow", "", [0, 1], "")],
    [("number", "1/2", [], ""), ("symbol", "k", [], ""), ("Tuple", "", [1, 0, 0], ""), ("Sum", "", [1, 2], "")],
], ids=["a factorial of a fraction", "a root", "a division by zero", "a sum from a fraction"])
def test_what_has_no_rational_value_gets_none(rows):
    with pytest.raises(recheck_numbers.Unknown):
        recheck_numbers.Claim(list(map(json.dumps, rows)), []).exact(len(rows) - 1)


# -- the real corpus --------------------------------------------------------------------------------------------------

def test_claims_of_an_article(tmp_path, capsys):
    article = load_article(str(ROOT / "derivations" / "sgd_average_loss"))
    claims = [verify_claim(article, key) for key in ("core-inequality", "abel-summation-identity")]
    path = tmp_path / "record.json"
    write(Record(articles=[ArticleRecord(slug=article.slug, claims=claims)]), path)
    assert [asdict(claim) for claim in read(path).articles[0].claims] == [asdict(claim) for claim in claims]
    assert [program.main(path) for program in PROGRAMS] == [0, 0]
    assert "re-checked" in capsys.readouterr().out
    for claim in claims:
        book = Book(claim.formulas, claim.facts)
        for step in claim.steps:
            assert judge(*book.read(json.loads(json.dumps(step.certificate)))).name == step.verdict
            assert step.evidence
            assert "<verifier" not in step.evidence


def test_every_kind_of_evidence_is_known():
    kinds = {kind for kind in Evidence.__subclasses__() if kind.__module__ == Evidence.__module__}
    assert set(WORDS) == kinds
    parts = {"Instance", "Lifted", "Rewrite", "Identity", "Combination", "Match", "Sign", "MatrixRules"}
    assert {kind.__name__ for kind in kinds} - parts == set(recheck.KINDS)


@pytest.mark.parametrize(("program", "most"), [(recheck, 200), (recheck_numbers, 215)])
def test_the_program_stands_alone_and_is_short(program, most):
    source = Path(program.__file__).read_text(encoding="utf-8")
    nodes = list(ast.walk(ast.parse(source)))
    named = {alias.name.split(".")[0] for node in nodes if isinstance(node, ast.Import) for alias in node.names}
    named |= {node.module.split(".")[0] for node in nodes if isinstance(node, ast.ImportFrom)}
    assert named - {"flint"} <= sys.stdlib_module_names
    assert len(source.splitlines()) < most
