"""What an author may get wrong: each mistake has its own message, and everything else is verified all the same."""

import textwrap

import pytest

from reports.render import render
from verifier.running.runner import run

HEAD = '''
from sympy import Eq, Sum, Rational, sqrt
from verifier.language import *
source = Source("A", 2024, "T")
n = natural("n")
x, y = real("x y")
a, b = positive("a b")
X, Y = random_variable("X Y")
'''

GOOD = '''
good = Claim("fine", says=Eq((x + y)**2, x**2 + 2*x*y + y**2), proof=therefore(Eq((x + y)**2, x**2 + 2*x*y + y**2)),
             holds_for=(example(x=1, y=-2),))
'''

MISTAKES = {  # name -> (the author's lines, words that the message must contain)
    "does not import": ("import no_such_module", "No module named 'no_such_module'"),
    "syntax": ("good = Claim(", "is not Python"),
    "undeclared": ("bad = Claim('c', says=Eq(z, z + 0*x))", "name 'z' is not defined"),
    "premise unused": ("""
        p = given("y is 1", Eq(y, 1))
        bad = Claim("c", says=x**2 + 2 > 2*x, given=(p,), proof=therefore(x**2 + 2 > 2*x))
        """, "the premise 'y is 1' is never used"),
    "premise not given": ("""
        p = given("x is 1", Eq(x, 1))
        bad = Claim("c", says=Eq(2*x, 2), proof=therefore(Eq(2*x, 2), because=p))
        """, "does not list in given=(...)"),
    "look-alikes": ("""
        other = positive("x")
        bad = Claim("c", says=Eq((x + other)**2, x**2 + 2*x*other + other**2), proof=therefore(Eq((x + other)**2, x**2 + 2*x*other + other**2)))
        """, "two different symbols print alike: x"),
    "decimal": ("""
        bad = Claim("c", says=x**2 + 1.1 > 2*x, proof=therefore(x**2 + 1.1 > 2*x))
        """, "the decimal number 1.1"),
    "needs not cited": ("""
        independent = given("X and Y are independent", Independent(X, Y))
        finite = given("finite", FiniteMoments(X, Y))
        bad = Claim("c", says=Eq(E(X*Y), E(X)*E(Y)), given=(independent, finite),
                    proof=therefore(Eq(E(X*Y), E(X)*E(Y)), because=expectation_of_independent_product))
        """, "follows only with independent, finite"),
    "duplicate id": ("""
        bad = Claim("c", says=x**2 + 1 >= 2*x, proof=therefore(x**2 + 1 >= 2*x))
        bad = Claim("c", says=y**2 + 1 >= 2*y, proof=therefore(y**2 + 1 >= 2*y))
        """, "duplicate id 'bad'"),
    "tautology": ("""
        bad = Claim("c", says=Eq(x, x))
        """, "is already True by construction"),
    "cites a later step": ("""
        first = therefore(x**2 + 1 >= 2*x)
        bad = Claim("c", says=x**2 + 2 > 2*x, proof=(therefore(x**2 + 2 > 2*x, because=first), first))
        """, "does not stand earlier"),
    "proves something else": ("""
        bad = Claim("c", says=x**2 + 2 > 2*x, proof=therefore(x**2 + 3 > 2*x))
        """, "no proof concludes"),
    "false step": ("""
        bad = Claim("c", says=Eq((x + y)**2, x**2 + y**2), proof=therefore(Eq((x + y)**2, x**2 + y**2)), holds_for=(example(x=0, y=1),))
        """, "cannot show"),
    "example outside the premises": ("""
        p = given("x is positive", x > 0)
        bad = Claim("c", says=x + 1 > 1, given=(p,), proof=therefore(x + 1 > 1, because=p), holds_for=(example(x=-1),))
        """, "breaks the premise 'x is positive'"),
    "boundary case that breaks nothing": ("""
        p = given("x is positive", x > 0)
        bad = Claim("c", says=x + 1 > 1, given=(p,), proof=therefore(x + 1 > 1, because=p), fails_for=(example(x=2),))
        """, "breaks no premise"),
    "undefined": ("""
        bad = Claim("c", says=Eq((x**2 - 1)/(x - 1), x + 1), proof=therefore(Eq((x**2 - 1)/(x - 1), x + 1)))
        """, "cannot see that x - 1 is not 0"),
    "strength": ("""
        bad = Claim("c", says=x**2 + 1 >= 2*x, strength="rough")
        """, "strength= is one of 'exact', 'approximate', 'heuristic', 'not asserted'; found 'rough'"),
    "missing value": ("""
        bad = Claim("c", says=x**2 + y**2 >= 2*x*y, proof=therefore(x**2 + y**2 >= 2*x*y), holds_for=(example(x=1),))
        """, "gives no value for y"),
}


def circle():
    return '''
first = Claim("one", says=x**2 + 1 >= 2*x, proof=therefore(x**2 + 1 >= 2*x))
second = Claim("two", says=x**2 + 1 >= 2*x, proof=therefore(x**2 + 1 >= 2*x, because=first))
object.__setattr__(first, "proof", (therefore(x**2 + 1 >= 2*x, because=second),))
bad = second
'''


@pytest.fixture(scope="module")
def record(tmp_path_factory):
    folder = tmp_path_factory.mktemp("bad")
    for number, (lines, _) in enumerate(MISTAKES.values()):
        claims = "(good, bad)" if "bad =" in lines else "(good,)"
        (folder / f"m{number}.py").write_text(
            HEAD + GOOD + textwrap.dedent(lines) + f'\narticle = Article(slug="m{number}", title="T", source=source, claims={claims})\n')
    found = run([folder], jobs=2, timeout=60)
    index = render(found, folder / "site")
    return found, index


def messages(article) -> str:
    return "\n".join(item["message"] for part in (article, *article.claims) for item in part.problems)


@pytest.mark.parametrize("name", MISTAKES)
def test_the_message_names_the_mistake(record, name):
    number = list(MISTAKES).index(name)
    article = next(item for item in record[0].articles if item.path.endswith(f"m{number}.py"))
    assert MISTAKES[name][1] in messages(article)
    advice = [item["advice"] for part in (article, *article.claims) for item in part.problems]
    assert advice and all(advice)


def test_the_other_claims_are_verified_and_the_report_renders(record):
    found, index = record
    fine = [claim for article in found.articles for claim in article.claims if claim.id.endswith("/good")]
    assert len(fine) >= len(MISTAKES) - 6  # files that do not load have no claims
    assert all(claim.verdict == "PROVED" for claim in fine)
    assert [claim.id for article in found.articles for claim in article.claims
            if claim.id.endswith("/bad") and claim.as_expected and not article.problems] == []
    assert index.exists() and len(list(index.parent.glob("m*.html"))) >= len(MISTAKES) - 6


def test_a_claim_that_cites_itself_through_another_is_named(tmp_path):
    path = tmp_path / "circle.py"
    path.write_text(HEAD + circle() + 'article = Article(slug="circle", title="T", source=source, claims=(first, second))\n'.replace("bad = second", ""))
    path.write_text(path.read_text().replace("bad = second\n", ""))
    found = run([path], jobs=1, timeout=60)
    assert "cites itself" in messages(found.articles[0])
