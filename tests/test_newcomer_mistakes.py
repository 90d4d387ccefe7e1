"""What newcomers write first, and what they are told: each mistake is met with words that say what to write instead."""

import textwrap

import pytest

from verifier.judgement.audit import audit_article
from verifier.judgement.portfolio import verify_claim
from verifier.running.discovery import FileProblem, load

HEAD = '''
from sympy import (Abs, And, Identity, Eq, Inverse, Limit, MatMul, Max, Piecewise, Rational, Sum, Symbol, Trace, exp, limit, log, oo, sin, sqrt)
from verifier.language import *
source = Source("A", 2024, "T")
n, m = natural("n m")
i = index("i", 1, n)
k = index("k")
x, y, z, theta = real("x y z theta")
a, b = positive("a b")
w = integer("w")
u = Symbol("u")
X, Y = random_variable("X Y")
A, B = matrix("A B", n, n)
C = matrix("C", m, n)
f = function("f")
moments = given("moments are finite", FiniteMoments(X, Y))
'''


def bad(says, proof="", more=""):
    return f"bad = Claim('c', says={says}, proof={proof or f'therefore({says})'}{', ' + more if more else ''})"


def because(says, cited, more="", before=""):
    return (before + "\n" if before else "") + bad(says, f"therefore({says}, because={cited})", more)


MISTAKES = {  # the mistake -> (what is written, words of what is said)
    # Python for mathematics
    "= for an equation": ("bad = Claim('c', says=(x + 1)**2 = x**2 + 2*x + 1)", "an equation is written Eq(left, right)"),
    "== for an equation": (bad("(x + 1)**2 == x**2 + 2*x + 1"), "write Eq(left, right): Python's =="),
    "^ for a power": (bad("Eq((x + 1)^2, x^2 + 2*x + 1)"), "write ** for a power"),
    "a chain of relations": (bad("0 <= x**2 + x <= 2*x**2"), "as two statements: says=(a <= b, b <= c)"),
    "a chain of equations": (bad("Eq(x + 1, 1 + x, y)"), "more than two sides as a tuple"),
    "and": (bad("x**2 + 1 >= 2*x and y**2 + 1 >= 2*y"), "Python's `and` keeps only one of them"),
    "not": (bad("not Eq(x, y)"), "Python's `not` is no statement"),
    "And": (bad("And(x**2 + 1 >= 2*x, y**2 + 1 >= 2*y)"), "write several statements as a tuple"),
    "a half that is a decimal": (bad("Eq(sqrt(a)**(1/2), a**Rational(1, 4))"), "a quotient of whole numbers such as 1/2 is a decimal too"),
    "a decimal": (bad("x**2 + 1.5 > 2*x"), "write Rational(3, 2)"),
    "sum of Python": (bad("Eq(sum(k, 1, n), n*(n + 1)/2)"), "write Sum(f, (k, 1, n))"),
    "sum of a generator": (bad("Eq(sum(j for j in range(n)), n*(n + 1)/2)"), "write Sum(f, (k, 1, n))"),
    "max of Python": (bad("max(x, y) >= x"), "write Max(a, b)"),
    "math.sqrt": ("import math\n" + bad("Eq(math.sqrt(x**2), x)"), "write sqrt from sympy instead of math.sqrt"),
    "np.exp": ("import numpy as np\n" + bad("Eq(np.exp(x)*np.exp(y), np.exp(x + y))"), "write exp from sympy instead of np.exp"),
    "text for a statement": (bad("'x**2 >= 0'"), "found the text 'x**2 >= 0'"),
    "text for a side": (bad("Eq('x + 1', 'y)')"), "write the expression itself instead of its text"),
    "an expression for a statement": (bad("(x + 1)**2 - x**2"), "write Eq(left, right) or a relation"),
    "a letter that Python has not": (bad("x**2 ≥ 0"), "write >= for ≥"),
    "a product without *": (bad("2x + 1 >= x"), "write a product with *"),
    "bars for an absolute value": (bad("|x| >= x"), "write Abs(x) for |x|"),
    "a bracket that stays open": (bad("((x + 1)**2 >= 2*x"), "close each bracket"),
    "& between relations": (bad("x**2 + 1 > x & y**2 + 1 > y"), "write several statements as a tuple"),
    "a method for a function": (bad("x.sin() <= 1"), "functions are written sin(x)"),
    "a range that is no tuple": (bad("Eq(Sum(f(k), k, 1, n), 0)"), "write the range as one tuple: Sum(f(k), (k, 1, n))"),
    "an entry in round brackets": ("v = vector('v', n)\n" + bad("Eq(v(1), 0)"), "an entry of a vector is written v[k]"),
    "a function in square brackets": (bad("Eq(f[1], 0)"), "the value of a function or sequence is written f(k)"),
    "a case by Python": (bad("x >= 0 if n > 1 else x < 0"), "a statement is no condition of Python"),
    "a word with too few arguments": (bad("Tends(1/n, n, 0)"), "Tends(a, b, c, d) reads: a -> d as b -> c"),
    "a statement for all without conditions": (bad("ForAll(x, x**2 >= -1)"), "ForAll takes variables, conditions, statement"),
    "a symbol without quotes": ("v = real(x)\n" + bad("x**2 + 1 >= 2*x"), "expected the names of symbols in quotes"),
    # names
    "a name that nobody declared": (bad("Eq((alpha + 1)**2, alpha**2 + 2*alpha + 1)"), 'declare it above: alpha = real("alpha")'),
    "a misspelt symbol": (bad("Eq((thete + 1)**2, theta**2 + 2*theta + 1)"), "did you mean theta?"),
    "a misspelt law": (because("Eq(x, y)", "cauchy_schwartz_for_sums"), "did you mean cauchy_schwarz_for_sums of verifier.language"),
    "a function that is not imported": (bad("Eq(cos(x)**2 + sin(x)**2, 1)"), "import it: from sympy import cos"),
    "a claim that stands below": (because("x**2 + 1 > x", "below") + "\nbelow = Claim('d', says=x**2 + 1 >= 2*x, proof=therefore(x**2 + 1 >= 2*x))",
                                  "below is assigned further down, at line"),
    "a misspelt argument": (bad("x**2 + 1 >= 2*x").replace("proof=", "prof="), "did you mean proof=?"),
    "a misspelt property": ("h = function('h', positve=True)\n" + bad("x**2 + 1 >= 2*x"), "did you mean positive?"),
    "one id for two claims": (bad("x**2 + 1 >= 2*x") + "\n" + bad("y**2 + 1 >= 2*y"), "duplicate id 'bad'"),
    "two symbols of one name": ("v = positive('x')\n" + bad("Eq((x + v)**2, x**2 + 2*x*v + v**2)"), "two different symbols print alike: x"),
    "a claim that is not listed": (bad("x**2 + 1 >= 2*x") + "\nother = Claim('d', says=y**2 + 1 >= 2*y, proof=therefore(y**2 + 1 >= 2*y))",
                                   "other is a claim but the article does not list it"),
    # statements that say nothing, or of the wrong things
    "what SymPy sees to be true": (bad("Eq(x + x, 2*x)"), "so that nothing is left to prove"),
    "what SymPy sees to be false": (bad("Eq(x + 1, x)"), "what is false on purpose"),
    "an inverse that SymPy cancels": (bad("Eq(A**-1*A, Identity(n))"), "MatMul(Inverse(A), A, evaluate=False)"),
    "a limit as an equation": (bad("Eq(1/n, 0)"), "a limit is written Tends(f, n, oo, value)"),
    "a limit as an expression": (bad("Eq(Limit(1/n, n, oo), 0)"), "state the limit as Tends(1/n, n, oo, 0)"),
    "shapes that differ": (bad("Eq(A*A, C)"), "or shapes that never agree"),
    "a product whose shapes do not fit": (bad("Eq(Trace(A*C.T), Trace(C.T*A))"), "cannot see that m and n are the same size"),
    "entries that count from 0": (bad("Eq(A[1, 1], 0)"), "write entry(A, 1, 1), which counts from 1"),
    "a logarithm to a base that is kept": (bad("Eq(log(x, 2, evaluate=False), 1)"), "write log(x)/log(2)"),
    "a symbol without a kind": (bad("u**2 + 1 >= 2*u"), 'such as u = real("u")'),
    # premises
    "a logarithm of what may be negative": (bad("log(x) <= x - 1"), 'it follows if x > 0: add given("x > 0", x > 0) to given=(...) and cite it, or declare x = positive("x")'),
    "a logarithm of a product": (bad("Eq(log(x*y), log(x) + log(y))"), "it follows if x > 0 and y > 0"),
    "the root of a square": (bad("Eq(sqrt(x**2), x)"), "it follows if x >= 0"),
    "a denominator that may be 0": (bad("Eq((x**2 - 1)/(x - 1), x + 1)"), 'it follows if x - 1 is not 0: add given("x - 1 is not 0", Ne(x - 1, 0))'),
    "an inverse that may not exist": (bad("Eq(Trace(Inverse(A)*B*A), Trace(B))"), 'add given("A is invertible", Invertible(A))'),
    "independence forgotten": (because("Eq(E(X*Y), E(X)*E(Y))", "(expectation_of_independent_product, moments)", "given=(moments,)"),
                               'add given("X and Y are independent", Independent(X, Y))'),
    "finite moments forgotten": (bad("Eq(E(X + Y), E(X) + E(Y))"), "FiniteMoments(X, Y)"),
    "the mean of a square": (because("Eq(E(X**2), E(X)**2)", "moments", "given=(moments,)"), "the claim is false at X ="),
    "cancelling what may be 0": (because("Eq(y, z)", "p", "given=(p,)", "p = given('x y = x z', Eq(x*y, x*z))"), "the claim is false at x = 0"),
    "because forgotten": (bad("x**2 > x", more="given=(p,)").replace("bad", "p = given('x > 1', x > 1)\nbad", 1), "add p to because=(...)"),
    "a premise without a name": (because("x**2 + x > x", "x > 0"), "expected premises, laws, definitions, claims or earlier steps by their names"),
    "a reason in words": (because("x**2 + 1 >= 2*x", "'obvious'"), "expected premises, laws, definitions, claims or earlier steps by their names"),
    "a premise that nothing uses": (bad("x**2 + 1 >= 2*x", more="given=(p,)").replace("bad", "p = given('y is 1', Eq(y, 1))\nbad", 1), "is never used"),
    "premises that contradict": (because("x > y", "(p, q)", "given=(p, q)", "p = given('x > 1', x > 1)\nq = given('x < 0', x < 0)"), "contradicts the others"),
    "a claim that is its premise": (because("x > y", "p", "given=(p,)", "p = given('it', x > y)"), "the claim says what its premise 'it' gives"),
    # proofs
    "an index bound one off": (bad("Eq(Sum(k, (k, 1, n - 1)), n*(n + 1)/2)"), "the claim is false at n ="),
    "a sum that may be reversed": (bad("Eq(Sum(k, (k, 1, w)), w*(w + 1)/2)"), "it follows if w >= 0"),
    "a sum that needs induction": (bad("Sum(1/k**2, (k, 1, n)) <= 2 - 1/n"), "try induction on n"),
    "factors in the wrong order": (bad("Eq((A*B).T, A.T*B.T)"), "the claim is false at"),
    "a letter that the law has not": (because("Eq(E(X*Y), E(X)*E(Y))", "(using(expectation_of_independent_product, X=X, Q=Y), moments)", "given=(moments,)"),
                                      "which is no letter of what is cited"),
    "no letter that the law has": (because("Eq(E(X*Y), E(X)*E(Y))", "using(expectation_of_independent_product, P=X, Q=Y)"), "its letters are"),
    "an absolute value without cases": (bad("Eq(Piecewise((x, x >= 0), (-x, True)), Abs(x))"), "it follows in each of two cases"),
    "a law that is not cited": (bad("E(Abs(X))**2 <= E(X**2)"), "law"),
    "an equivalence in one step": (bad("Iff(x > 0, x**3 > 0)"), "show it both ways"),
    "a law of matrices that is not cited": (bad("rank(A*B) <= rank(A)"), "cite the law rank_of_product"),
    "two laws that are not cited": (because("Eq(Cov(X + Y, X - Y), Var(X) - Var(Y))", "moments", "given=(moments,)"),
                                    "cite the laws variance_formula, covariance_formula"),
    "no proof": ("bad = Claim('c', says=x**2 + 1 >= 2*x)", "no proof is given"),
    "a chain that does not arrive": (bad("Eq((x + 1)**2, x**2 + 2*x + 1)", "chain((x + 1)**2, equals(x*(x + 1) + x + 1), equals(x**2 + x + x + 2))"), "cannot show"),
    "a chain without its steps": (bad("x**2 + 1 >= 2*x", "chain(x**2 + 1, 2*x)"), "expected equals(...), at_most(...)"),
    "an experiment that is called": ("def go(): return []\n" + bad("x**2 + 1 >= 2*x", more="measured_by=go()"), "without calling it"),
    "a chain that turns round": (bad("2*x <= x**2 + 1", "chain(2*x, at_most(x**2 + 2), at_least(x**2 + 1))"), "do not point one way"),
    # claims and examples
    "expected in quotes": (bad("x**2 + 1 >= 2*x", more="expected='REFUTED'"), "expected=REFUTED without quotes"),
    "expected false, and true": (bad("x**2 + 1 >= 2*x", more="expected=REFUTED"), "drop expected=REFUTED"),
    "expected false, and not shown": (bad("x**2 >= 2*x", more="expected=REFUTED"), "give fails_for=(example(...),)"),
    "an example outside the premises": (because("1/x > 0", "p", "given=(p,), holds_for=(example(x=-1),)", "p = given('x > 0', x > 0)"), "breaks the premise 'x > 0'"),
    "an example of another name": (bad("x**2 + 1 >= 2*x", more="holds_for=(example(X=1),)"), "the example gives X, but the claim has only x"),
    "an example of another kind": (bad("a + 1/a >= 2", more="holds_for=(example(a=-1),)"), "a is declared positive"),
    "a statement that its example breaks": (bad("x**2 >= 2*x", more="holds_for=(example(x=1),)"), "the claim is false at x = 1"),
}


def told(path) -> list[tuple[str, str]]:
    """(message, advice) of all that is said of the file."""
    try:
        loaded = load(path)
    except FileProblem as problem:
        return [(item.message, item.advice) for item in problem.problems]
    rows = [item.as_data() for item in loaded.problems] + audit_article(loaded.article)
    record = verify_claim(loaded.article, "bad")
    return [(row["message"], row["advice"]) for row in (*rows, *record.problems)]


@pytest.mark.parametrize("mistake", MISTAKES)
def test_a_mistake_is_met_with_what_to_do(mistake, tmp_path):
    lines, words = MISTAKES[mistake]
    listed = "bad, below" if "below" in lines else "bad"
    path = tmp_path / "a.py"
    path.write_text(HEAD + textwrap.dedent(lines) + f"\narticle = Article(slug='a', title='T', source=source, claims=({listed}))\n")
    said = told(path)
    assert any(words in f"{message} -> {advice}" for message, advice in said), said
    assert all(advice for _, advice in said)
    assert not any("see the whole traceback" in advice for _, advice in said), said
