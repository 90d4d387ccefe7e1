"""A small corpus in a folder of its own, and the command called in it."""

from click.testing import CliRunner

from verifier.cli import main

FILE = '''"""An article about n."""
from sympy import Eq
from verifier.claim import Article, Claim, Source
from verifier.vocabulary.symbols import natural
from verifier.verdict import Verdict

n = natural("n")  # the length
def weak(): return {"verdict": "SUPPORTED"}
def false(): return {"verdict": "REFUTED"}
good = Claim(name="n + n = 2n", says=(Eq(n + n, 2*n, evaluate=False),))
wrong = Claim(name="2n = 3n", says=(Eq(2*n, 3*n, evaluate=False),), measured_by=false, expected=Verdict.REFUTED)
MORE
article = Article(slug="art", title="About n", source=Source("A", 2023, "T"), claims=(good, wrong, EXTRA))
'''
TO_PRINT = "weaker = Claim(name='w', says=(Eq(n, n, evaluate=False),), measured_by=weak)"


def write(folder, more="", extra=""):
    """The article, with further claims."""
    (folder / "derivations" / "art.py").write_text(FILE.replace("MORE", more).replace("EXTRA", extra))


def call(*arguments):
    """What the command answers."""
    return CliRunner().invoke(main, list(arguments))
