"""What tests of mutants share: letters, a claim, an article around one claim, and the fate of one changed statement beside the claim's examples."""

from verifier.claim import Article
from verifier.judgement.numeric import symbols_of_claim
from verifier.language import Claim, arithmetic, at_most, chain, example, given, index, matrix, natural, real, vector
from verifier.mutants.fates import Trials
from verifier.mutants.mutation import Mutant
from verifier.mutants.variations import Neighbourhood
from verifier.vocabulary.examples import instantiate

n = natural("n")
i = index("i", 1, n)
x, y, t, R = real("x y t R")
s = vector("s", n)
A, B = matrix("A B", n, n)
positive_gap = given("x is below y", x < y)
MEAN = Claim("mean", says=2*x*y <= x**2 + y**2, proof=chain(2*x*y, at_most(x**2 + y**2, because=arithmetic)), holds_for=(example(x=1, y=2),))


def around(claim, **others):
    """An article of the claim and the others by name."""
    return Article("mutants", "Mutants", None, {"claim": claim, **others}, names={id(premise): premise.says for premise in claim.given})


def beside_examples(claim, words, most=240, examples=1):
    """The neighbourhood of the claim's first examples; the words begin its stream of random numbers."""
    return Neighbourhood(claim, [instantiate(row, symbols_of_claim(claim)) for row in claim.holds_for[:examples]], words, most)


def fate_of(changed, claim, near, trials):
    """What becomes of a changed statement near the claim's examples, with so many trials."""
    (fate,) = Trials(claim, around(claim), near, trials).run(0, [Mutant("by hand", changed)])
    return fate
