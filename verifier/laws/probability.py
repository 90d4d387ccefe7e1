"""Laws of expectations, variances and independence."""

from sympy import Eq

from verifier.claim import Law
from verifier.examples import coin, example, lazy_coin, same_as, uniform_on
from verifier.operators import Cov, E, FiniteMoments, Independent, Var
from verifier.symbols import random_variable

_X, _Y = random_variable("X_ Y_")

variance_formula = Law(
    "variance formula", "Var X = E X^2 - (E X)^2",
    Eq(Var(_X), E(_X**2) - E(_X) ** 2),
    needs=(FiniteMoments(_X),), source="definition of the variance, expanded",
    holds_for=(example(X_=coin), example(X_=uniform_on([0, 1, 5])), example(X_=lazy_coin)))

covariance_formula = Law(
    "covariance formula", "Cov(X, Y) = E XY - E X E Y",
    Eq(Cov(_X, _Y), E(_X * _Y) - E(_X) * E(_Y)),
    needs=(FiniteMoments(_X, _Y),), source="definition of the covariance, expanded",
    holds_for=(example(X_=coin, Y_=lazy_coin), example(X_=uniform_on([0, 1, 5]), Y_=same_as("X_"))))

expectation_of_independent_product = Law(
    "expectation of an independent product", "E XY = E X E Y for independent X and Y",
    Eq(E(_X * _Y), E(_X) * E(_Y)),
    needs=(Independent(_X, _Y), FiniteMoments(_X, _Y)), source="Fubini's theorem; Feller (1971), An Introduction to Probability Theory II, V.6",
    holds_for=(example(X_=coin, Y_=uniform_on([1, 2])), example(X_=uniform_on([0, 1, 5]), Y_=uniform_on([0, 2]))),
    fails_without=(example(X_=coin, Y_=same_as("X_")),))
