"""The portfolio: strategies in the order in which they are asked; the first accepted evidence decides."""

from verifier.strategies.citation import Citation, SignStrategy
from verifier.strategies.combination import CombinationStrategy
from verifier.strategies.matrix_words import MatrixWords
from verifier.strategies.rewriting import Rewriting

PORTFOLIO = (SignStrategy(), Citation(), MatrixWords(), Rewriting(), CombinationStrategy())


# The same for single statements without a file: what is quick first, nothing that needs cited facts before that.
DECIDING = PORTFOLIO
