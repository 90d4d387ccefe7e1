"""How fast the average loss of projected stochastic gradient descent falls."""

from sympy import Eq, Sum, sqrt

from verifier.language import *

source = Source("Su", 2023, "让炼丹更科学一些（一）：SGD的平均损失收敛", url="https://kexue.fm/archives/9902")

# Notation
T = natural("T")                    # number of steps
t = index("t", 1, T)
eta = sequence("eta", positive=True)   # step sizes
r = sequence("r")                   # r(t) = |theta_t - theta*|^2
D, G = positive("D G")

monotone = given("the step sizes do not increase", ForAll((t,), (1 <= t, t <= T - 1), eta(t + 1) <= eta(t)))
close = given("r_t is at most D^2", r(t) <= D**2)
square = given("r_(T+1) is a squared distance", r(T + 1) >= 0)

telescoping_bound = Claim(
    name="With non-increasing steps the distance terms are at most D^2/(2 eta_T)",
    says=Sum((r(t) - r(t + 1)) / (2 * eta(t)), (t, 1, T)) <= D**2 / (2 * eta(T)),
    given=(monotone, close, square),
    proof=chain(
        Sum((r(t) - r(t + 1)) / (2 * eta(t)), (t, 1, T)),
        equals(r(1) / (2 * eta(1)) - r(T + 1) / (2 * eta(T)) + Sum((1 / (2*eta(t)) - 1 / (2*eta(t - 1))) * r(t), (t, 2, T)), because=arithmetic),
        at_most(r(1) / (2 * eta(1)) + Sum((1 / (2*eta(t)) - 1 / (2*eta(t - 1))) * r(t), (t, 2, T)), because=square),
        at_most(D**2 / (2 * eta(1)) + Sum((1 / (2*eta(t)) - 1 / (2*eta(t - 1))) * D**2, (t, 2, T)), because=(close, monotone)),
        equals(D**2 / (2 * eta(T)), because=arithmetic)),
    key=True)

eta0 = positive("eta_0")
constant_step_am_gm = Claim(
    name="Best constant step",
    says=D**2 / (2*T*eta0) + G**2*eta0/2 >= D*G/sqrt(T),
    proof=therefore(D**2 / (2*T*eta0) + G**2*eta0/2 >= D*G/sqrt(T), because=arithmetic))

article = Article(slug="sgd-average-loss", title="SGD", source=source, claims=(telescoping_bound, constant_step_am_gm))
