"""The other half of the second program: covers, witnesses, squares and inductions of a record, by balls and exact numbers.

    python verifier/recheck_numbers.py build/record.json        needs Python and python-flint; exit code 1 when anything fails

It shares no code with the verifier.  Boxes must tile the region that the assumptions allow, and balls must show the inequality
on each; at a witness the premises must hold and the statement fail; squares must add up to the gap at 60 random points; an
induction must start where its variable does, and its step be what each side gains, at 20 integers.  The rest is the kernel's.
"""
import json
import re
import sys
from collections import Counter
from fractions import Fraction
from math import factorial, prod
from random import SystemRandom

from flint import acb, arb, ctx, fmpq

SCHEMA, DEPTH, DICE = 2, 14, SystemRandom()  # a box is halved at most DEPTH times
KINDS, LESS = ("Cover", "Witness", "NonNegative", "Steps"), ("LessThan", "StrictLessThan")
FLIP = {"GreaterThan": "LessThan", "StrictGreaterThan": "StrictLessThan"}
EXACT = {"Add": sum, "Mul": prod, "Pow": lambda v: v[0] ** whole(v[1]), "Abs": lambda v: abs(v[0]),
         "factorial": lambda v: Fraction(factorial(whole(v[0])))}
BALLS = {"Add": lambda *x: sum(x, acb(0)), "Mul": lambda *x: prod(x, start=acb(1)), "Pow": pow, "Abs": lambda x: acb(abs(x)),
         "besseli": lambda n, x: x.bessel_i(n), "factorial": lambda x: (x + 1).gamma(), "ImaginaryUnit": lambda: acb(0, 1),
         "Pi": acb.pi, "Exp1": lambda: acb(1).exp(),
         **{name: getattr(acb, name) for name in "exp log sin cos tan asin acos atan sinh cosh tanh gamma erf zeta".split()}}

class Failed(Exception):
    """The certificate does not show its statement."""

class Unknown(Exception):
    """Balls and rational numbers do not decide; the message says what the kernel is needed for."""

def need(truth, words):
    if not truth:
        raise Failed(words)

class Claim:
    """The tables of one claim, with a method for each kind of evidence."""

    def __init__(self, formulas, facts):
        self.facts, self.nodes = facts, []
        for head, name, parts, words in map(json.loads, formulas):
            parts, name = tuple(parts[::-1] if head in FLIP else parts), Fraction(name) if head == "number" else name
            self.nodes.append((FLIP.get(head, head), name, parts, words))

    def box(self, rows):
        return tuple((self.exact(a), self.exact(b)) for *_, a, b in rows)

    def exact(self, t, at=()):
        """The value of a formula in rational numbers; finite sums are written out."""
        head, name, parts, _ = self.nodes[t]
        if t in at or head == "number":
            return name if head == "number" else at[t]
        if head == "Sum" and len(parts) == 2:
            k, *ends = self.nodes[parts[1]][2]
            low, high = (whole(self.exact(end, at)) for end in ends)
            return sum(self.exact(parts[0], {**dict(at), k: Fraction(i)}) for i in range(low, high + 1))
        values = [self.exact(part, at) for part in parts]
        if head not in EXACT or head == "Pow" and not values[0] and values[1] < 0:
            raise Unknown(f"{head} in rational numbers")
        return EXACT[head](values)

    def ball(self, t, at):
        """A ball around the value of formula t where the symbols have the given values."""
        head, name, parts, _ = self.nodes[t]
        if t in at or head == "number":
            return at[t] if t in at else acb(fmpq(name.numerator, name.denominator))
        if head == "Pow" and self.nodes[parts[1]][0] == "number" and self.nodes[parts[1]][1].denominator == 1:
            return self.ball(parts[0], at) ** int(self.nodes[parts[1]][1])
        if head not in BALLS:
            raise Unknown(f"a ball of {head}")
        return BALLS[head](*(self.ball(part, at) for part in parts))

    def bounds(self, symbol, assumptions):
        """(numbers below, numbers above) that the assumptions give."""
        known = [self.nodes[t][2] for t in assumptions if self.nodes[t][0] in LESS]
        return ([self.nodes[x][1] for x, y in known if y == symbol and self.nodes[x][0] == "number"],
                [self.nodes[y][1] for x, y in known if x == symbol and self.nodes[y][0] == "number"])

    def cover(self, goal, evidence):
        """The assumptions keep the symbols in the region, the boxes tile it, and the inequality holds on each."""
        head, _, gap, _ = self.nodes[goal["statement"]]
        need(head in LESS, f"expected an inequality, found {head}")
        region, boxes = self.box(evidence["region"]), [self.box(box) for box in evidence["boxes"]]
        symbols = [symbol for symbol, *_ in evidence["region"]]
        for symbol, (a, b) in zip(symbols, region):
            below, above = self.bounds(symbol, goal["assumptions"])
            need(below and above and max(below) >= a and min(above) <= b, "the symbols may be outside the region")
        need(tiled(region, boxes), "the boxes leave a gap")
        for box in boxes:
            self.positive(gap, head == LESS[1], symbols, box, DEPTH)

    def positive(self, gap, strict, symbols, box, depth):
        def at(sides):
            scope = {symbol: acb(as_arb(a).union(as_arb(b))) for symbol, (a, b) in zip(symbols, sides)}
            return self.ball(gap[1], scope) - self.ball(gap[0], scope)
        value, side = at(box), max(range(len(box)), key=lambda k: box[k][1] - box[k][0])
        if value.imag == 0 and (value.real > 0 if strict else value.real >= 0):
            return
        need(not at([((a + b) / 2, (a + b) / 2) for a, b in box]).real < 0, "the inequality fails in a box")
        if not depth:
            raise Unknown("an inequality that is tight in a box")
        for half in cut(box, side, sum(box[side]) / 2):
            self.positive(gap, strict, symbols, half, depth - 1)

    def witness(self, goal, evidence):
        balls, exact, pairs = {}, {}, evidence["values"]
        for key, value in pairs["values"] if isinstance(pairs, dict) else pairs:
            if not isinstance(value, int):
                raise Unknown("a witness that is not made of numbers")
            for t in [key] if isinstance(key, int) else [t for t, node in enumerate(self.nodes) if node[:2] == ("symbol", key)]:
                balls[t] = ball = self.ball(value, {})
                exact |= {t: self.exact(value)} if self.nodes[value][0] == "number" else {}
                kinds = {"integer": t in exact and exact[t].denominator == 1, "real": ball.imag == 0, "positive": ball.real > 0, "nonnegative": ball.real >= 0,
                         "negative": ball.real < 0, "nonzero": not ball.contains(0)}
                need(all(truth for word, truth in kinds.items() if word in self.nodes[t][3]), "a value of another kind")
        for fact in [self.facts[k] for k in goal["facts"] + goal["background"] if self.facts[k]["kind"] == "premise"]:
            need(self.holds(fact["statement"], balls, exact), f"the premise {fact['name']} fails at the witness")
        need(not self.holds(goal["statement"], balls, exact), "the statement holds at the witness")

    def holds(self, t, balls, exact):
        """Whether a relation is certainly true, or certainly false, at the point."""
        head, _, parts, _ = self.nodes[t]
        if head not in (*LESS, "Equality", "Unequality"):
            raise Unknown(f"the truth of {head} at a point")
        try:
            gap = acb(as_arb(self.exact(parts[1], exact) - self.exact(parts[0], exact)))
        except Unknown:
            gap = self.ball(parts[1], balls) - self.ball(parts[0], balls)
        yes, no = (gap.real > 0, gap.real <= 0) if head == LESS[1] else (gap.real >= 0, gap.real < 0) if head in LESS else (
            gap == 0, not gap.contains(0))
        if not (yes or no) or head in LESS and gap.imag != 0:
            raise Unknown("a relation that balls do not decide")
        return yes if head != "Unequality" else no

    def points(self, count):
        """Random rational values of all symbols, symbols of one name alike."""
        for _ in range(count):
            names = {t: node[1] for t, node in enumerate(self.nodes) if node[0] == "symbol"}
            values = {name: Fraction(DICE.randint(-10**9, 10**9), DICE.randint(1, 99)) for name in names.values()}
            yield {t: values[name] for t, name in names.items()}

    def nonnegative(self, goal, evidence):
        """A multiple of the gap is a sum of squares; the other rules of inequalities are the kernel's."""
        (rule, data, _), = evidence["data"] or [("sign", (), ())]
        if rule != "squares" or self.nodes[data[0]][0] != "number" or any(place is not None for *_, place in data[1]):
            raise Unknown(f"the rule {rule} of inequalities")
        times, factors = self.exact(data[0]), [self.exact(factor) for factor, *_ in data[1]]
        need(times > 0 and min(factors) > 0, "a factor that is not positive")
        for at in self.points(60):
            sides = self.nodes[goal["statement"]][2]
            low, high, *roots = (self.exact(t, at) for t in (*sides, *(root for _, root, _ in data[1])))
            total = sum(factor * root**2 for factor, root in zip(factors, roots))
            need(times * (high - low) == total, "the squares do not add up")

    def steps(self, goal, evidence):
        """The base is the statement at the start; the step is what each side gains."""
        need(evidence["base"] and evidence["step"], "an induction without a base or a step")
        n, start, sides = self.nodes[evidence["variable"]], whole(self.exact(evidence["start"])), self.nodes[goal["statement"]][2]
        least = self.bounds(evidence["variable"], goal["assumptions"])[0] + [
            least for word, least in (("positive", 1), ("nonnegative", 0)) if word in n[3]]
        need(least and start <= max(least), "the variable may be smaller than the start")
        base, step = (self.nodes[evidence[part]["shown"][0]][2] for part in ("base", "step"))
        for k, at in enumerate(self.points(20), start):
            same = [t for t, node in enumerate(self.nodes) if node[:2] == n[:2]]
            now, after = ({**at, **dict.fromkeys(same, Fraction(m))} for m in (k, k + 1))
            for side, first, gain in zip(sides, base, step):
                need(self.exact(side, after) - self.exact(side, now) == self.exact(gain, now), "the step of others")
                need(k > start or self.exact(side, now) == self.exact(first, now), "the base of others")

def whole(number):
    if number.denominator != 1:
        raise Unknown("a fraction where only whole numbers have a rational value")
    return int(number)

def as_arb(number):
    return arb(fmpq(number.numerator, number.denominator))

def tiled(part, boxes):
    """Whether each point of the part lies in a box: the part does, or it is cut along a face of a box into tiled pieces."""
    if any(all(a <= c and d <= b for (a, b), (c, d) in zip(box, part)) for box in boxes):
        return True
    faces = [(side, at) for box in boxes for side, ends in enumerate(box) for at in ends if part[side][0] < at < part[side][1]]
    pieces = cut(part, *min(faces, key=lambda face: abs(2 * face[1] - sum(part[face[0]])))) if faces else ()
    return bool(faces) and all(tiled(piece, [box for box in boxes if all(
        a <= d and c <= b for (a, b), (c, d) in zip(box, piece))]) for piece in pieces)

def cut(box, side, at):
    return [(*box[:side], half, *box[side + 1:]) for half in ((box[side][0], at), (at, box[side][1]))]

def main(path):
    record, checked, left, failures = json.loads(re.sub(r'"#(\d+)"', r"\1", open(path).read())), Counter(), Counter(), []
    need(record.get("schema") == SCHEMA, f"{path}: expected schema {SCHEMA}, found {record.get('schema')!r}")
    for claim in [claim for article in record["articles"] for claim in article["claims"]]:
        rows = [(step["id"], step["certificate"]) for step in claim["steps"]]
        for place, found in [*rows, ("witness", (claim["witness"] or {}).get("certificate"))]:
            if not found or found["evidence"].get("kind") not in KINDS:
                continue
            kind, tables = found["evidence"]["kind"], Claim(*(found.get(key, claim[key]) for key in ("formulas", "facts")))
            try:
                with ctx.workprec(found["evidence"].get("bits", 256)):
                    getattr(tables, kind.lower())(found["goal"], found["evidence"])
                checked[kind] += 1
            except Unknown as reason:
                left[str(reason)] += 1
            except (Failed, LookupError, TypeError, ValueError, ArithmeticError) as problem:
                failures.append(f"FAILED {claim['id']} {place}: {problem!r}")
    print("re-checked:", dict(checked), "left to the kernel:", dict(left), *failures, sep="\n  ")
    return 1 if failures else 0

if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
