"""The portfolio: strategies in the order in which they are asked; the first accepted evidence decides."""

from sympy import Eq, MatrixExpr

from verifier.strategies.by_cases import ByCases
from verifier.strategies.by_induction import ByInduction
from verifier.strategies.citation import Citation, SignStrategy
from verifier.strategies.combination import CombinationStrategy
from verifier.strategies.constancy import ByDerivative
from verifier.strategies.constants import Constants
from verifier.strategies.coordinates import Coordinates
from verifier.strategies.covering import Covering
from verifier.strategies.creative_telescoping import CreativeTelescoping
from verifier.strategies.entry_sums import EntrySums
from verifier.strategies.existence import Existence
from verifier.strategies.expectations import Expectations
from verifier.strategies.extrema import Extrema
from verifier.strategies.far_out import FarOut
from verifier.strategies.fields import Fields, FieldsOfExponential, FieldsOfParts, FieldsOfPremises, FieldsOfSquares
from verifier.strategies.going_on import GoingOn
from verifier.strategies.inequalities import Inequalities
from verifier.strategies.intervals import Intervals
from verifier.strategies.lambert_w import ByLambertW
from verifier.strategies.limit_cases import LimitCases
from verifier.strategies.limits import Limits
from verifier.strategies.matrix_powers import MatrixPowers
from verifier.strategies.matrix_words import MatrixWords
from verifier.strategies.periods import Periods
from verifier.strategies.principal_values import PrincipalValues
from verifier.strategies.quantifiers import Quantifiers
from verifier.strategies.recurrences import Recurrences, Unrolling
from verifier.strategies.rewriting import Rewriting
from verifier.strategies.telescoping import Telescoping
from verifier.strategies.telescoping_products import TelescopingProducts
from verifier.strategies.uniqueness import Uniqueness
from verifier.strategies.whole_numbers import WholeNumbers

# What follows from cited facts; then what needs none, for steps that are plain analysis of one or a few numbers.
BY_FACTS = (SignStrategy(), Citation(), MatrixWords(), Rewriting(), CombinationStrategy(), Covering(), Limits())
PORTFOLIO = (*BY_FACTS, Fields(), ByDerivative(), Inequalities())

AT_ONCE = tuple(item for item in PORTFOLIO if not isinstance(item, CombinationStrategy))  # it may search for long: not what advice waits for


def in_turn(goal, portfolio=PORTFOLIO) -> list:
    """The strategies, first those that are most often right at once for such a goal: a wrong one may search for long."""
    early = (Citation,)
    if isinstance(goal.statement, Eq) and not isinstance(goal.statement.lhs, MatrixExpr):
        early = (Rewriting, Citation)
    return sorted(portfolio, key=lambda strategy: early.index(type(strategy)) if type(strategy) in early else len(early))


FAR_OUT, GOING_ON, TELESCOPING, CREATIVE = FarOut(), GoingOn(), Telescoping(Inequalities(), Rewriting()), CreativeTelescoping()
BY_DIFFERENCES = (TELESCOPING, FAR_OUT, GOING_ON)  # first for sums in inequalities, whose points cost more

# The same for single statements without a file: what needs no cited facts first, the cheapest before the others.
QUICK = (Constants(), Fields(), Existence(), Extrema(), Uniqueness())
DECIDING = (*QUICK, Quantifiers(), FieldsOfPremises(), FieldsOfExponential(), FieldsOfSquares(CombinationStrategy()), FieldsOfParts(), Intervals(), Periods(),
            WholeNumbers(Inequalities()), FAR_OUT, ByInduction((FieldsOfExponential(), PrincipalValues()), (TELESCOPING, CREATIVE)), TELESCOPING,
            TelescopingProducts(), CREATIVE, ByDerivative(), PrincipalValues(), Coordinates(), Expectations(),
            Inequalities(seconds=8.0), EntrySums(), MatrixPowers(FieldsOfPremises(), Fields()), ByLambertW(),
            ByCases(Inequalities(seconds=2.0)), *BY_FACTS)

OF_MATRICES = (SignStrategy(), Citation(), MatrixWords())  # for those that have values at all matrices

# Where premises are recurrences: a first look at a few places, the induction, then places far out.
UNROLLED, UNROLLED_FAR, ALONG = Unrolling(6, 3), Unrolling(), (Recurrences(Fields(), FieldsOfExponential()),)

LIMITS_BY_CASES = (LimitCases(),)  # asked where a limit is left: that it exists is shown in each case
