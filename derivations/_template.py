"""One sentence on what the article is about.

Then three to six sentences on what was found in it: what is true as printed, what needs a premise that is not
mentioned, what only holds approximately, and what is false, with the correction.
"""

from sympy import Eq, Sum

from verifier.language import *

source = Source("Author", 2024, "Title of the article", url="https://example.org/article")

# Notation: one line for each symbol, with its meaning as a comment; the report shows it as a table.
n = natural("n")                             # number of draws
i = index("i", 1, n)                         # a draw; a free index means "for each"
X = random_vector("X", n)                    # the draws
mu = real("mu")                              # their mean
average = Sum(X[i], (i, 1, n)) / n           # a name for an expression that the article uses


# Experiments: plain NumPy from the definitions, never from the proof.  A random generator is handed in.
def average_many_draws(rng):
    """The mean of 100000 averages of 5 uniform draws."""
    return [monte_carlo("mean of the averages", rng.uniform(size=(100_000, 5)).mean(axis=1), 0.5)]


# Given: every premise in words and as a statement
mean_mu = given("each draw has the mean mu", Eq(E(X[i]), mu))
finite = given("the draws have finite moments", FiniteMoments(X))

# Claimed: the statement, its premises, its proof in two columns, where it holds and where it fails without a premise
unbiased = Claim(
    name="The average of the draws is unbiased",
    says=Eq(E(average), mu),
    given=(mean_mu, finite),
    proof=chain(
        E(average),
        equals(Sum(E(X[i]), (i, 1, n)) / n, because=(arithmetic, finite)),
        equals(Sum(mu, (i, 1, n)) / n, because=mean_mu),
        equals(mu, because=arithmetic)),
    holds_for=(example(n=3, mu=0, X=coin), example(n=1, mu=2, X=uniform_on([1, 2, 3]))),
    fails_for=(example(n=3, mu=1, X=coin),),
    measured_by=average_many_draws,
    equation="(1)", latex=r"\mathbb E\Bigl[\frac1n\sum_{i=1}^nX_i\Bigr]=\mu", key=True)

article = Article(slug="template", title="Title of the article", source=source, claims=(unbiased,))
