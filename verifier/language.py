"""What authors import: symbols, operators, premises, chains, claims.  No logic lives here."""

# ruff: noqa: F401, F403 - what is imported here is what authors write with
from __future__ import annotations

import re

from sympy import And, Eq, Expr, Ge, Gt, Integer, Le, Lt, Ne, log, preorder_traversal, sympify
from sympy.logic.boolalg import Boolean, BooleanAtom
from sympy.matrices.expressions.matexpr import MatrixElement

from verifier.claim import (
    STRENGTHS,
    Cases,
    Chain,
    Counterexample,
    Definition,
    Example,
    Induction,
    LeftOut,
    MalformedClaim,
    Measurement,
    Premise,
    Rule,
    Source,
    Step,
    Suppose,
    Therefore,
    Using,
)
from verifier.claim import Article as _Article
from verifier.claim import Claim as _Claim
from verifier.claim import Law as _Law
from verifier.laws import *
from verifier.verdict import Verdict
from verifier.vocabulary.examples import *
from verifier.vocabulary.linear_systems import *
from verifier.vocabulary.monte_carlo import monte_carlo
from verifier.vocabulary.notions import (
    Diagonalisable,
    IsDiagonal,
    PositiveDefinite,
    characteristic_coefficient,
    spectral_radius,
    with_entries,
)
from verifier.vocabulary.operators import *
from verifier.vocabulary.set_sums import *
from verifier.vocabulary.symbols import *
from verifier.vocabulary.vector_fields import *

REFUTED = Verdict.REFUTED
PROOFS = (Chain, Therefore, Induction, Cases, Suppose)
arithmetic = Rule("arithmetic", "arithmetic: both sides have the same normal form")


ALREADY = {
    True: "SymPy computes both sides to the same, so that nothing is left to prove; write both sides so that they differ, with "
          "evaluate=False where SymPy simplifies, as in MatMul(Inverse(A), A, evaluate=False)",
    False: "SymPy sees two numbers, signs or shapes that never agree; a limit is written Tends(f, n, oo, value), and "
           "what is false on purpose Eq(left, right, evaluate=False) with expected=REFUTED"}


def _statements(statement, what: str):
    parts = tuple(statement) if isinstance(statement, (tuple, list)) else (statement,)
    for part in parts:
        if isinstance(part, (BooleanAtom, bool)):
            raise MalformedClaim(f"{what}: the statement is already {part} by construction, so it says nothing", ALREADY[bool(part)])
        if isinstance(part, str):
            raise MalformedClaim(f"{what}: found the text {part!r}", "write the statement itself, with symbols declared above it")
        if not isinstance(part, Boolean) or isinstance(part, Expr):
            raise MalformedClaim(f"{what}: {part} is an expression, not a statement", "write Eq(left, right) or a relation such as left <= right")
        from_0 = next((node for node in preorder_traversal(part) if isinstance(node, MatrixElement)), None)
        if from_0 is not None:
            raise MalformedClaim(f"{what}: {from_0} counts rows and columns from 0", f"write entry({', '.join(map(str, from_0.args))}), which counts from 1")
        to_a_base = next((node for node in preorder_traversal(part) if isinstance(node, log) and len(node.args) == 2), None)
        if to_a_base is not None:
            x, base = to_a_base.args
            raise MalformedClaim(f"{what}: {to_a_base} is a logarithm to a base, of which SymPy takes wrong derivatives", f"write log({x})/log({base})")
    return parts


def _several(parts, kind: type | tuple, what: str, how: str) -> tuple:
    """One or several parts, all of one kind."""
    parts = tuple(parts) if isinstance(parts, (tuple, list)) else (parts,)
    for part in parts:
        if not isinstance(part, kind):
            raise MalformedClaim(f"{what}: expected {how}, found {part!r}")
    return parts


def given(says: str, statement, unstated: bool = False) -> Premise:
    """A premise in words and as a statement; a free index means "for each"; `unstated` if the article leaves it out."""
    _statements(statement, f"premise {says!r}")
    return Premise(says, statement, unstated)


def define(head, meaning, says: str = "") -> Definition:
    """A name for an expression, such as p(i) for the softmax; a free index means "for each"."""
    return Definition(says, head, sympify(meaning))


REASONS = (Premise, Definition, _Law, Rule, Using, _Claim, Chain, Therefore, Induction, Cases, Suppose)


def _reasons(because) -> tuple:
    return _several(because, REASONS, "because", 'premises, laws, definitions, claims or earlier steps by their names (p = given("in words", statement) '
                                                 "makes a premise)")


def equals(right, because=()) -> Step:
    """The next expression of a chain, equal to the one before."""
    return Step("=", right, _reasons(because))


def at_most(right, because=()) -> Step:
    """The next expression of a chain, not smaller than the one before."""
    return Step("<=", right, _reasons(because))


def less_than(right, because=()) -> Step:
    """The next expression of a chain, larger than the one before."""
    return Step("<", right, _reasons(because))


def at_least(right, because=()) -> Step:
    """The next expression of a chain, not larger than the one before."""
    return Step(">=", right, _reasons(because))


def greater_than(right, because=()) -> Step:
    """The next expression of a chain, smaller than the one before."""
    return Step(">", right, _reasons(because))


def chain(start, *steps: Step) -> Chain:
    """A calculation from `start` through the steps; it proves the relation between its ends."""
    return Chain(start, _several(steps, Step, "chain", "equals(...), at_most(...), less_than(...), at_least(...) or greater_than(...) after its start"))


def therefore(statement, because=()) -> Therefore:
    """A statement that follows at once from what it cites."""
    _statements(statement, "therefore")
    return Therefore(statement, _reasons(because))


def hypothesis(statement, says: str = "the induction hypothesis") -> Premise:
    """What the step of an induction may assume."""
    return Premise(says, statement)


def induction(statement, on, start, base, step, hypothesis) -> Induction:
    """The statement for every integer `on` >= `start`; `step` proves it at on + 1 from `hypothesis`."""
    return Induction(statement, on, start, base if isinstance(base, tuple) else (base,),
                     step if isinstance(step, tuple) else (step,), hypothesis)


def cases(statement, *alternatives) -> Cases:
    """The statement by cases: pairs (premise, proof) that exhaust the domain."""
    return Cases(statement, tuple(alternatives))


def suppose(premise, *proofs) -> Suppose:
    """A proof that may cite the premise; it shows Implies(premise, conclusion of the last proof)."""
    return Suppose(premise, proofs)


def using(fact, *values, **named) -> Using:
    """A law, premise or claim at values of the author's choice: using(law, (x, a + b), (n, T))."""
    return Using(fact, {**dict(values), **named})


def counterexample(*values, proof=()) -> Counterexample:
    """Values (symbol, value) at which the premises hold, and proofs of what contradicts the statement there."""
    exact = {symbol: Integer(value) if isinstance(value, int) else value for symbol, value in values}
    return Counterexample(exact, proof if isinstance(proof, tuple) else (proof,))


def Claim(name, says, given=(), proof=(), holds_for=(), fails_for=(), measured_by=None, expected=Verdict.PROVED,
          strength="exact", equation="", latex="", note="", corrects=None, definitions=(), key=False, refuted_by=None,
          cites=()) -> _Claim:  # noqa: N802 - reads as in the design
    """A statement (or several) with its premises, put forward as true, or with expected=REFUTED as false."""
    where = f"claim {name!r}: "
    if not isinstance(expected, Verdict):
        raise MalformedClaim(f"{where}expected= is a verdict, such as expected=REFUTED without quotes; found {expected!r}")
    if not (measured_by is None or callable(measured_by) or isinstance(measured_by, LeftOut)):
        raise MalformedClaim(f"{where}measured_by= is the name of a function, without calling it; found {measured_by!r}")
    if strength not in STRENGTHS:
        raise MalformedClaim(f"{where}strength= is one of {', '.join(map(repr, STRENGTHS))}; found {strength!r}")
    return _Claim(name, _statements(says, f"claim {name!r}"),
                 _several(given, Premise, where + "given=", 'premises made by given("in words", statement)'),
                 _several(proof, PROOFS, where + "proof=", "chain(...), therefore(...), induction(...), cases(...) or suppose(...)"),
                 _several(holds_for, Example, where + "holds_for=", "examples: example(x=1)"),
                 _several(fails_for, Example, where + "fails_for=", "examples: example(x=1)"),
                 measured_by, expected, strength, equation, latex, note, corrects,
                 _several(definitions, Definition, where + "definitions=", "what define(head, meaning) makes"), key, refuted_by,
                 (cites,) if isinstance(cites, str) else tuple(cites))


def Article(slug, title, source, claims=(), title_zh="", summary="", why_no_claims="", idea="",
            document="") -> _Article:  # noqa: N802 - reads as in the design
    """One source document: its claims in the order of the page, or the reason why it has none."""
    if not re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", str(slug)):
        raise MalformedClaim(f"article {slug!r}: expected a slug of small letters, digits and hyphens; it becomes the name of a page")
    claims = (claims,) if isinstance(claims, _Claim) else claims
    if bool(claims) == bool(why_no_claims):
        raise MalformedClaim(f"article {slug!r}: expected claims=(first, second), or why_no_claims= in a sentence; found "
                             + ("both" if claims else "neither"))
    return _Article(slug, title, source, claims, title_zh, summary, why_no_claims, idea, document=document)


__all__ = [name for name in dir() if not name.startswith("_") and name not in (
    "annotations", "re", "ALREADY", "Boolean", "BooleanAtom", "Expr", "LeftOut", "MatrixElement", "PROOFS", "REASONS", "places_of",
    "preorder_traversal", "sympify", "words_and_formulas")]
