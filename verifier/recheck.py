"""A second program: checks the algebra in the certificates of a record again; it shares no code with the verifier.

    python verifier/recheck.py build/record.json        needs Python and nothing else; exit code 1 when anything fails

Identities hold in two random models: numbers modulo P Q, exp(a) = g^(a mod Q) modulo P; sums and integrals are random linear
functionals with 6 nodes, other heads random functions.  A false one passes with probability below 2^-90 (of degree at most 5 in
one sum).  What needs a law (hypotheses, definedness, another normal form, a sign that does not show) is left to the kernel and
counted; boxes, points, squares and inductions are for `recheck_numbers.py`.
"""
import json
import re
import secrets
import sys
from collections import Counter
from fractions import Fraction
from hashlib import blake2b
from math import prod

SCHEMA, NODES, EQ, STRICT = 2, 6, "Equality", "StrictLessThan"
Q, P = 1267650600228229401496703205653, 1490757105868397776160122969847929  # primes, P = 1176 Q + 1
M, ROOTS, RELATIONS = P * Q, 12, {"=": EQ, "<=": "LessThan", "<": STRICT}
FLIP, BY_SIGHT = {"GreaterThan": "LessThan", "StrictGreaterThan": STRICT}, {"lemmas": [], "closing": {"kind": "Sign"}}
BOUND = {"Lambda": 0, "ForAll": 0, "Tends": 1, "TendsFromAbove": 1, "TendsAlmostSurely": 1, "Product": 1, "Maximum": 1, "over_space": 1}
BOUND, LEAVES, NORMAL = {**BOUND, "IsBigO": 2}, ("symbol", "vector", "function", "matrix"), "another normal form"
KINDS = ("Cover Witness NonNegative Steps QuotientSteps Fingerprint Exponentiated AlgebraicNumber Numbers Constancy SignCases EqualCases "
         "Rewritten Parts Exhibited ForEvery AtValues Denied Derivation AlongRecurrence AtPlaces Unrolled FirstPlaces TwoSteps Falling").split()

class Failed(Exception):
    """The certificate does not show its step."""

def need(truth, words):
    if not truth:
        raise Failed(words)

class Model:
    """A random interpretation; a value is a number modulo P Q that counts modulo P, and as an exponent modulo Q."""
    def __init__(self, nodes):
        self.nodes, self.key, self.memo, self.roots = nodes, secrets.token_bytes(32), {}, {}
        self.g = pow(secrets.randbelow(P - 2) + 2, (P - 1) // Q, P)

    def random(self, *what):
        """A power, so that it has roots."""
        root = int.from_bytes(blake2b(repr(what).encode(), key=self.key, digest_size=64).digest()) % M
        self.roots[value := pow(root, ROOTS, M)] = root
        return value

    def value(self, t, env=()):
        """The value of formula t; env has rows (formula, value), or (formula, env, other) for the value of another there."""
        if (t, env) not in self.memo:
            _, *row = next((row for row in reversed(env) if row[0] == t), (t,))
            here = tuple(item for item in env if item[0] != t) if row[:1] == [None] else row[0] if row else ()
            found = self.value(row[1], here) if row[1:] else row[0] if row else self.of_head(t, *self.nodes[t], env)
            self.memo[t, env] = found % M
        return self.memo[t, env]

    def of_head(self, t, head, name, parts, words, env):
        if head == "number":
            return name.numerator * pow(name.denominator, -1, M)
        put = next((row for row in reversed(env) if row[0] == parts[0] and row[2:]), None) if head == "call" else None
        if put and self.nodes[put[2]][0] == "Lambda":
            names, body = self.nodes[put[2]][2]
            return self.value(body, (*put[1], *((x, env, part) for x, part in zip(self.nodes[names][2], parts[1:]))))
        if head in ("Sum", "Integral") and len(self.nodes[parts[-1]][2]) == 3:
            return self.functional(head, parts[0], parts[1:], env)
        if head in BOUND:
            names = self.nodes[x][2] if self.nodes[x := parts[BOUND[head]]][0] == "Tuple" else (x,)
            env = (*env, *((x, self.random("node", j)) for j, x in enumerate(names[:None if BOUND[head] == 0 else 1])))
        values = [self.value(part, env) for part in parts]
        if head in ("Add", "Mul"):
            return sum(values) if head == "Add" else prod(values)
        if head == "Pow" and self.nodes[parts[1]][0] == "number":
            exponent = self.nodes[parts[1]][1]
            if exponent.denominator == 1:
                return pow(values[0], int(exponent), M)
            if ROOTS % exponent.denominator == 0:  # powers of one root, which is a root of the base where the model has one
                return pow(self.roots.get(values[0]) or self.random("root", values[0]), int(exponent * ROOTS), M)
        if head == "exp":
            return pow(self.g, values[0] % Q, P) * Q * pow(Q, -1, P) + self.random(head, values) * P * pow(P, -1, Q)
        return self.random(t if head in LEAVES else head, name, [value % P for value in values])

    def functional(self, head, body, limits, env):
        """A random linear functional of the body as a function of the variable bound last; at 1 it is the length of the range."""
        (k, low, high), *_ = (self.nodes[limit][2] for limit in limits[::-1])
        a, b = self.value(low, env), self.value(high, env)

        def at(j):
            inner = (*env, (k, self.random("node", j)))
            return self.functional(head, body, limits[:-1], inner) if limits[1:] else self.value(body, inner)
        weights = [self.random(head, a % P, b % P, j) for j in range(NODES - 1)]
        weights.append(b - a + (head == "Sum") - sum(weights))
        return sum(weight * at(j) for j, weight in enumerate(weights))

class Claim:
    """The tables of one claim and the checks of its steps; what is left to the kernel is counted in `kernel`."""
    def __init__(self, formulas, facts):
        self.facts, self.kernel, self.nodes = facts, Counter(), []
        for head, name, parts, words in map(json.loads, formulas):
            parts = tuple(parts[::-1] if head in FLIP else parts)
            self.nodes.append((FLIP.get(head, head), Fraction(name) if head == "number" else name, parts, words))

    def zero(self, *differences):
        """Whether functions of the value in a model are zero in two random models."""
        return not any(difference(model.value) % P for model in map(Model, [self.nodes] * 2) for difference in differences)

    def same(self, *pairs):
        return self.zero(*(lambda value, a=a, b=b: value(*a) - value(*b) for a, b in pairs))

    def leave(self, shown, words):
        self.kernel.update([] if shown else [words])

    def reads(self, t, env, other):
        """Whether statement t in env is the other one, side by side."""
        (head, _, parts, _), (kind, _, others, _) = self.nodes[t], self.nodes[other]
        if head not in RELATIONS.values():
            return head == kind and self.same(((t, env), (other,)))
        return head == kind and any(self.same(*(((a, env), (b,)) for a, b in zip(parts, others[::k]))) for k in (1, -1)[:1 + (head == EQ)])

    def nonnegative(self, t):
        head, name, parts, words = self.nodes[t]
        words = self.nodes[parts[0]][3] if head in ("call", "Indexed") else words
        return (head == "number" and name >= 0 or head == "exp" or "positive" in words or "nonnegative" in words
                or head in ("Add", "Mul") and all(map(self.nonnegative, parts)) or head == "Pow" and self.nonnegative(parts[0]))

    def derivation(self, goal, evidence):
        for lemma in evidence["lemmas"]:
            self.instance(goal, lemma) if lemma["kind"] == "Instance" else self.carried(goal, lemma)
        said, closing = [lemma["says"] for lemma in evidence["lemmas"]], evidence["closing"]
        head, _, sides, _ = self.nodes[t := goal["statement"]]
        if closing["kind"] == "Combination":
            self.combination(head, *sides, [(*self.nodes[said[k]], factor) for k, factor in closing["multipliers"]], closing)
        elif closing["kind"] == "Identity":
            ends = dict(zip(("left", "right"), sides))
            for rewrite in closing["rewrites"]:
                self.instance(goal, rewrite["instance"])
                old, new = self.nodes[rewrite["instance"]["says"]][2][::-1 if rewrite["backwards"] else 1]
                place = ends[rewrite["side"]], ((old, None, new),)
                self.leave(self.same((place, (rewrite["gives"],))), "the place of a rewrite")
                ends[rewrite["side"]] = rewrite["gives"]
            self.leave(self.same(((ends["left"],), (ends["right"],))), NORMAL)
        elif closing["kind"] == "Match":
            need(self.nodes[said[closing["position"]]][0] == head, "the lemma is a statement of another kind than the goal")
            self.leave(self.reads(said[closing["position"]], (), t), NORMAL)
        else:
            need(closing["kind"] in ("Sign", "MatrixRules"), f"there is no closing {closing['kind']}")
            stated = head == EQ and self.same([*zip(sides)]) or any(self.reads(x, (), t) for x in said + goal["assumptions"])
            self.leave(stated, "matrix rules" if closing["kind"] != "Sign" else NORMAL if head == EQ else "a sign or predicate")

    def instance(self, goal, lemma):
        fact = next((self.facts[k] for k in goal["facts"] + goal["background"] if self.facts[k]["name"] == lemma["fact"]), None)
        need(fact, f"{lemma['fact']} is not cited")
        need(all(key in fact["general"] for key, _ in lemma["values"]), f"{lemma['fact']} is not general in a letter")
        env = tuple((key, (), value) for key, value in lemma["values"])
        self.leave(self.reads(fact["conclusion"], env, lemma["says"]), "more than substitution in a cited fact")

    def carried(self, goal, lemma):
        self.nodes.append((RELATIONS[lemma["relation"]], "", ends := (lemma["left"], lemma["right"]), ()))
        self.derivation({**goal, "statement": len(self.nodes) - 1}, lemma["proof"])
        for (head, _, parts, _), end in zip(map(self.nodes.__getitem__, self.nodes[lemma["says"]][2]), ends):  # sums of sums are one
            need(end == parts[0] or self.nodes[end][::2] == (head, parts[:-1]), "another relation is carried")

    def combination(self, head, low, high, used, closing):
        """high - low is a sum of multiples of the lemmas' gaps and the remainder: as stated, or in the kernel's normal forms."""
        normal, rest = closing["normal"], closing["remainder"]
        need(head != EQ or self.nodes[rest][1] == 0 and all(kind == EQ for kind, *_ in used), "an equation from an inequality")
        need(head != STRICT or self.nodes[rest][1] != 0 or any(kind == STRICT for kind, *_ in used), "strict from weak ones")
        self.leave(all(map(self.nonnegative, [rest, *(m for kind, *_, m in used if kind != EQ)])), "the sign of a multiplier")
        if not self.zero(lambda v: v(high) - v(low) - v(rest) - sum(v(m) * (v(b) - v(a)) for _, _, (a, b), _, m in used)):
            shown = self.zero(lambda v: v(normal["gap"]) - v(normal["remainder"]) - sum(v(m) * v(gap) for m, gap in zip(
                normal["multipliers"], normal["lemmas"], strict=True)))
            need(shown or any(map(self.has_law, (normal["gap"], *normal["lemmas"]))), "the multipliers do not give the goal")
            self.leave(False, NORMAL + " in a combination" if shown else "a root of a sum, an unknown power, or a delta")

    def has_law(self, t):  # a head whose laws the models do not have
        head, _, parts, _ = self.nodes[t]
        base, power = map(self.nodes.__getitem__, parts) if head == "Pow" else ((), ("number", 1))
        own = power[0] != "number" or power[1].denominator > 1 and base[0] in ("Add", "Sum") or head == "KroneckerDelta"
        return own or any(map(self.has_law, parts))

def main(path):
    record, counts, reasons, failures = json.loads(re.sub(r'"#(\d+)"', r"\1", open(path).read())), Counter(), Counter(), []
    need(record.get("schema") == SCHEMA, f"{path}: expected schema {SCHEMA}, found {record.get('schema')!r}")
    for claim, step in ((one, step) for article in record["articles"] for one in article["claims"] for step in one["steps"]):
        tables, certificate = Claim(claim["formulas"], claim["facts"]), step["certificate"]
        try:
            need(certificate or step["verdict"] not in ("PROVED", "ENCLOSED"), "a green step has no certificate")
            if certificate:
                need(step["statement"]["row"] == certificate["goal"]["statement"], "the certificate is one of another statement")
                need((kind := certificate["evidence"]["kind"]) in KINDS, f"there is no evidence of the kind {kind}")
                tables.derivation(certificate["goal"], certificate["evidence"] if kind == "Derivation" else BY_SIGHT)
                tables.leave(kind == "Derivation" or not tables.kernel, f"evidence of the kind {kind}")
        except (Failed, LookupError, TypeError, ValueError, ArithmeticError) as problem:
            failures.append(f"{claim['id']} step {step['id']}: {problem!r}")
        counts["left in part to the kernel" if tables.kernel else "re-checked" if certificate else "without evidence"] += 1
        reasons.update(set(tables.kernel))
    print(", ".join(f"{n} {word}" for word, n in [("steps", sum(counts.values())), *counts.items(), ("failed", len(failures))]),
          *(f"  {n} {word}" for word, n in reasons.most_common()), *(f"FAILED {line}" for line in failures), sep="\n")
    return 1 if failures else 0
if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
