"""Accepted evidence as plain data, so that a program of another author can check it again, and back for the kernel.

A certificate is {"goal": ..., "evidence": ...}.  Formulas are "#7": row 7 of the claim's table `formulas`, which
`tools.formula_rows` describes.  The evidence is {"kind": the class in `verifier.evidence`, field: value, ...}, and
beside its fields it tells what the kernel recomputed on the way:

    says     of an instance or a carried lemma: the statement that it gives
    gives    of a rewrite: the expression that it leaves
    normal   of a combination: gap, lemmas, multipliers and remainder as polynomials in the kernel's atoms
    shown    of evidence inside other evidence: the statement and the assumptions under which it was judged
    states   of a tree of inequality rules: at each node the gap, whether it must be positive, and the bounds
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields

from sympy import Basic, Eq, Integral, Le, Lt, Sum, sympify
from sympy.core.function import UndefinedFunction

from verifier import evidence as kinds
from verifier.claim import Definition
from verifier.evidence import Combination, Derivation, Evidence, Identity, Instance, Lifted, NonNegative, Witness
from verifier.goal import Fact, Goal
from verifier.kernel import judge
from verifier.tools.binding import substitute
from verifier.tools.context import Context
from verifier.tools.formula_rows import NotData, Rows
from verifier.tools.inequalities.inequality_rules import RULES, started
from verifier.tools.instances import rewrite_all
from verifier.tools.normal_forms import polynomial as ring
from verifier.tools.quantifiers import CHECKERS
from verifier.tools.settled import settled
from verifier.vocabulary.operators import E
from verifier.vocabulary.valuation import Valuation, show_value

COUNTS = ("bits", "position", "positions", "rounds")  # plain numbers, not formulas
RELATIONS = {"<=": Le, "<": Lt, "=": Eq}


class Book:
    """The tables of formulas and cited facts of one claim, and the certificates that refer to them."""

    def __init__(self, formulas=(), facts=()):
        self.rows, self.facts = Rows(formulas), list(facts)

    # -- writing -------------------------------------------------------------------------------------------

    def certificate(self, goal: Goal, evidence: Evidence) -> dict:
        """The goal and the evidence that the kernel accepted for it, as plain data."""
        self._shown: dict = {}  # id of an evidence -> the goal under which it was judged
        if type(evidence) in CHECKERS:
            CHECKERS[type(evidence)](goal, evidence, self._listen)
        return {"goal": {"statement": self.ref(goal.statement), "assumptions": self.data(goal.assumptions),
                         "facts": [self._fact(fact) for fact in goal.facts],
                         "background": [self._fact(fact) for fact in goal.background]},
                "evidence": self._evidence(goal, evidence)}

    def ref(self, part) -> str:
        """The number of the formula in the table."""
        return f"#{self.rows.number_of(part)}"

    def data(self, value):
        """A field of an evidence as plain data."""
        if value is None or isinstance(value, (bool, str)):
            return value
        if isinstance(value, int):
            value = sympify(value)
        if isinstance(value, (Basic, UndefinedFunction)):
            return self.ref(value)
        if isinstance(value, Valuation):
            definitions = [[self.ref(item.head), self.ref(item.meaning)] for item in value.definitions]
            return {"values": self.data(value.values), "definitions": definitions}
        if isinstance(value, Mapping):
            return [[self.data(key), self.data(item)] for key, item in value.items()]
        if isinstance(value, (tuple, list)):
            return [self.data(item) for item in value]
        return {"opaque": show_value(value)}

    def _listen(self, goal: Goal, evidence: Evidence):
        """The kernel, with a note of what it is asked."""
        self._shown[id(evidence)] = goal
        return CHECKERS[type(evidence)](goal, evidence, self._listen) if type(evidence) in CHECKERS else judge(goal, evidence)

    def _fact(self, fact: Fact) -> int:
        row = {"name": fact.name, "kind": fact.kind, "general": sorted(self.data(list(fact.variables))),
               "hypotheses": self.data(fact.hypotheses), "conclusion": self.ref(fact.conclusion),
               "statement": self.data(fact.statement), "preset": self.data(fact.preset)}
        if row not in self.facts:
            self.facts.append(row)
        return self.facts.index(row)

    def _evidence(self, goal: Goal, evidence: Evidence) -> dict:
        found = {"kind": type(evidence).__name__}
        if isinstance(evidence, Derivation):
            return found | self._derivation(goal, evidence, Context(goal.assumptions))
        for field in fields(evidence):
            value = getattr(evidence, field.name)
            found[field.name] = value if field.name in COUNTS else self._field(goal, value)
        if isinstance(evidence, NonNegative) and evidence.data:
            statement = goal.statement.func(*map(settled, goal.statement.args), evaluate=False)
            found["states"] = self._states(started(statement, goal.assumptions), evidence.data[0])
        return found

    def _field(self, goal: Goal, value):
        if isinstance(value, Evidence):
            inner = self._shown.get(id(value))
            shown = {} if inner is None else {"shown": [self.ref(inner.statement), self.data(inner.assumptions)]}
            return self._evidence(inner or goal, value) | shown
        if isinstance(value, tuple) and any(isinstance(item, Evidence) for item in value):
            return [self._field(goal, item) for item in value]
        return self.data(value)

    def _states(self, state, tree) -> dict:
        rule, data, inner = tree
        goals = RULES[rule](state, data)
        return {"gap": self.ref(state.gap), "strict": state.strict, "bounds": self.data(state.bounds),
                "inner": [self._states(*pair) for pair in zip(goals, inner, strict=True)]}

    def _derivation(self, goal: Goal, evidence: Derivation, context: Context) -> dict:
        lemmas, said = [], []
        for lemma in evidence.lemmas:
            said.append(self._says(goal, lemma))
            found = self._evidence(goal, lemma) if isinstance(lemma, Instance) else self._carried(goal, lemma, context)
            lemmas.append(found | {"says": self.ref(said[-1])})
            context = context.extended(said[-1:])
        closing = self._evidence(goal, evidence.closing)
        if isinstance(evidence.closing, Combination):
            closing["multipliers"] = [[position, self.data(factor)] for position, factor in evidence.closing.multipliers]
            closing["remainder"] = self.ref(sympify(evidence.closing.remainder))
            closing["normal"] = self._normal(goal.statement, evidence.closing, said, context)
        if isinstance(evidence.closing, Identity):
            closing["rewrites"] = self._rewrites(goal, evidence.closing, context)
        return {"lemmas": lemmas, "closing": closing, "strategy": evidence.strategy}

    def _says(self, goal: Goal, lemma):
        """What the lemma states; the kernel has recomputed it and met its hypotheses."""
        if isinstance(lemma, Instance):
            return substitute(goal.fact(lemma.fact).conclusion, dict(lemma.values))
        if lemma.head == "expectation":
            sides = (E(lemma.left), E(lemma.right))
        else:
            head = {"sum": Sum, "integral": Integral}[lemma.head]
            sides = (head(lemma.left, lemma.limits), head(lemma.right, lemma.limits))
        return RELATIONS[lemma.relation](*sides, evaluate=False)

    def _carried(self, goal: Goal, lemma: Lifted, context: Context) -> dict:
        statement = RELATIONS[lemma.relation](lemma.left, lemma.right, evaluate=False)
        inner = Goal(statement, goal.facts, goal.assumptions, goal.rules, goal.background)
        plain = {name: self.data(getattr(lemma, name)) for name in ("head", "left", "right", "limits", "relation")}
        return {"kind": "Lifted", **plain, "proof": {"kind": "Derivation", **self._derivation(inner, lemma.proof, context)}}

    def _normal(self, statement, closing: Combination, lemmas: list, context: Context) -> dict:
        def canonical(expression) -> str:
            return self.ref(ring.to_expression(context.normalizer.poly(sympify(expression))))
        return {"gap": canonical(_gap(statement)), "remainder": canonical(closing.remainder),
                "lemmas": [canonical(_gap(lemmas[position])) for position, _ in closing.multipliers],
                "multipliers": [canonical(multiplier) for _, multiplier in closing.multipliers]}

    def _rewrites(self, goal: Goal, closing: Identity, context: Context) -> list:
        sides, found = dict(zip(("left", "right"), goal.statement.args, strict=True)), []
        for rewrite in closing.rewrites:
            sides[rewrite.side] = rewrite_all(goal, sides[rewrite.side], rewrite, context)
            instance = self._evidence(goal, rewrite.instance) | {"says": self.ref(self._says(goal, rewrite.instance))}
            found.append({"kind": "Rewrite", "instance": instance, "backwards": rewrite.backwards, "side": rewrite.side,
                          "gives": self.ref(sides[rewrite.side])})
        return found

    # -- reading -------------------------------------------------------------------------------------------

    def read(self, certificate: dict) -> tuple[Goal, Evidence]:
        """The goal and the evidence of a certificate, for the kernel to judge."""
        goal = certificate["goal"]
        return (Goal(self.value(goal["statement"]), tuple(map(self._read_fact, goal["facts"])), self.value(goal["assumptions"]),
                     frozenset(), tuple(map(self._read_fact, goal["background"]))), self.value(certificate["evidence"]))

    def value(self, data):
        """What the plain data stand for."""
        if isinstance(data, str) and data.startswith("#"):
            return self.rows.formula(int(data[1:]))
        if isinstance(data, list):
            return tuple(self.value(item) for item in data)
        if not isinstance(data, dict):
            return data
        if "definitions" in data:
            definitions = tuple(Definition("", *self.value(row)) for row in data["definitions"])
            return Valuation(dict(self.value(data["values"])), definitions)
        kind = getattr(kinds, data.get("kind", ""), None)
        if not (isinstance(kind, type) and issubclass(kind, Evidence)):
            raise NotData(f"no evidence is of the kind {data.get('kind')!r}")
        given = {field.name: self.value(data[field.name]) for field in fields(kind) if field.name in data}
        pairs = [field.name for field in fields(kind) if "Mapping" in str(field.type)]
        return kind(**given | {name: dict(given[name]) for name in pairs if isinstance(given.get(name), tuple)})

    def _read_fact(self, number: int) -> Fact:
        row = self.facts[number]
        return Fact(row["name"], frozenset(self.value(row["general"])), self.value(row["hypotheses"]),
                    self.value(row["conclusion"]), row["kind"], self.value(row["statement"]), dict(self.value(row["preset"])))


def of_witness(goal: Goal, values) -> dict:
    """The certificate of a witness, with its own tables."""
    book = Book()
    found = book.certificate(goal, Witness(values))
    return found | {"formulas": book.rows.rows, "facts": book.facts}


def of_contradiction(statement, values, shown, premises) -> dict:
    """The values of a counterexample that is proved, with what the steps show there, in tables of its own."""
    book = Book()
    evidence = {"kind": "Contradiction", "values": book.data(values), "shown": book.data(shown), "premises": book.data(premises)}
    return {"goal": {"statement": book.ref(statement), "assumptions": [], "facts": [], "background": []}, "evidence": evidence,
            "formulas": book.rows.rows, "facts": book.facts}


def _gap(statement):
    small, large = statement.args if isinstance(statement, (Eq, Le, Lt)) else statement.args[::-1]
    return large - small
