"""Adam: why the moving averages are divided by 1 - beta^t, and how far one step can go.

Dividing by 1 - beta^t makes the averages of a stationary gradient unbiased.  The bound on the step that the paper
prints is false: for (1 - beta_1) <= sqrt(1 - beta_2) it promises |m/sqrt(v)| <= 1, and two gradients, 2 and then 3,
exceed it.  What holds for all gradients carries a factor from the Cauchy-Schwarz inequality.
"""

from sympy import Eq, Lambda, Piecewise, Rational, Sum, sqrt

from verifier.language import *

source = Source("Kingma and Ba", 2015, "Adam: A Method for Stochastic Optimization", url="https://arxiv.org/abs/1412.6980")

# Notation
n = natural("n")                     # steps so far
i = index("i", 1, n)                 # a step
k = natural("k")
b1, b2 = real("beta_1 beta_2")       # decay of the two averages
g = sequence("g")                    # g(i), the gradient at step i
G = random_vector("G", n)            # the same where gradients are drawn
m, v = sequence("m v")               # the averages as the algorithm computes them
mu = real("mu")                      # the expected gradient

first = Sum(b1**(n - i) * g(i), (i, 1, n))                  # the averages without their factor 1 - beta
second = Sum(b2**(n - i) * g(i)**2, (i, 1, n))
m_hat = (1 - b1) * first / (1 - b1**n)                      # after the correction of the bias
v_hat = (1 - b2) * second / (1 - b2**n)

# Given
b1_range = given("beta_1 is inside (0, 1)", Both(0 < b1, b1 < 1))
b2_range = given("beta_2 is inside (0, 1)", Both(0 < b2, b2 < 1))
starts_at_0 = given("the average starts at 0", Eq(m(0), 0))
recurrence = given("each step mixes the new gradient in", ForAll((k,), (), Eq(m(k), b1 * m(k - 1) + (1 - b1) * g(k))))
stationary = given("every gradient has the mean mu", Eq(E(G[i]), mu))
finite = given("the gradients have moments", FiniteMoments(G))
slow_second = given("1 - beta_1 is at most sqrt(1 - beta_2)", (1 - b1)**2 <= 1 - b2)

# Claimed
so_far = hypothesis(Eq(m(n), (1 - b1) * first))
moving_average = Claim(
    name="The moving average is a weighted sum of all gradients",
    says=Eq(m(n), (1 - b1) * first),
    given=(starts_at_0, recurrence, b1_range),
    proof=induction(
        Eq(m(n), (1 - b1) * first), on=n, start=1,
        base=chain(m(1), equals(b1 * m(0) + (1 - b1) * g(1), because=recurrence),
                   equals((1 - b1) * Sum(b1**(1 - i) * g(i), (i, 1, 1)), because=starts_at_0)),
        step=chain(m(n + 1), equals(b1 * m(n) + (1 - b1) * g(n + 1), because=recurrence),
                   equals(b1 * (1 - b1) * first + (1 - b1) * g(n + 1), because=so_far),
                   equals((1 - b1) * Sum(b1**(n + 1 - i) * g(i), (i, 1, n + 1)), because=(arithmetic, b1_range))),
        hypothesis=so_far),
    holds_for=(example(n=2, beta_1=Rational(1, 2), g=[2, 3], m=Lambda(k, Piecewise((1, Eq(k, 1)), (2, Eq(k, 2)), (0, True)))),),
    equation="algorithm 1 and (1)", latex=r"m_t=(1-\beta_1)\sum_{i=1}^t\beta_1^{t-i}g_i")

weights_so_far = hypothesis(Eq((1 - b1) * Sum(b1**(n - i), (i, 1, n)), 1 - b1**n))
weights = Claim(
    name="The weights of the moving average add up to 1 - beta^t",
    says=Eq((1 - b1) * Sum(b1**(n - i), (i, 1, n)), 1 - b1**n),
    given=(b1_range,),
    proof=induction(
        Eq((1 - b1) * Sum(b1**(n - i), (i, 1, n)), 1 - b1**n), on=n, start=1,
        base=therefore(Eq((1 - b1) * Sum(b1**(1 - i), (i, 1, 1)), 1 - b1), because=(arithmetic, b1_range)),
        step=chain((1 - b1) * Sum(b1**(n + 1 - i), (i, 1, n + 1)),
                   equals(b1 * (1 - b1) * Sum(b1**(n - i), (i, 1, n)) + 1 - b1, because=(arithmetic, b1_range)),
                   equals(b1 * (1 - b1**n) + 1 - b1, because=weights_so_far),
                   equals(1 - b1**(n + 1), because=(arithmetic, b1_range))),
        hypothesis=weights_so_far),
    holds_for=(example(n=1, beta_1=Rational(1, 2)), example(n=4, beta_1=Rational(9, 10))),
    equation="(4), last step", latex=r"1-\beta_1^t=(1-\beta_1)\sum_{i=1}^t\beta_1^{t-i}")

bias_correction = Claim(
    name="Divided by 1 - beta^t, the average of a stationary gradient is unbiased",
    says=Eq(E((1 - b1) * Sum(b1**(n - i) * G[i], (i, 1, n)) / (1 - b1**n)), mu),
    given=(stationary, finite, b1_range),
    proof=chain(
        E((1 - b1) * Sum(b1**(n - i) * G[i], (i, 1, n)) / (1 - b1**n)),
        equals((1 - b1) * Sum(b1**(n - i) * E(G[i]), (i, 1, n)) / (1 - b1**n), because=(arithmetic, finite, b1_range)),
        equals((1 - b1) * Sum(b1**(n - i) * mu, (i, 1, n)) / (1 - b1**n), because=(stationary, b1_range)),
        equals(mu, because=(weights, b1_range))),
    holds_for=(example(n=2, beta_1=Rational(1, 2), mu=0, G=coin), example(n=3, beta_1=Rational(9, 10), mu=2, G=uniform_on([1, 2, 3]))),
    fails_for=(example(n=2, beta_1=Rational(1, 2), mu=1, G=coin),),
    equation="(4)", latex=r"\mathbb E[m_t]=\mathbb E[g_t]\,(1-\beta_1^t)", key=True)

step_bound_printed = Claim(
    name="The printed bound of a step: at most the step size",
    says=m_hat**2 <= v_hat,
    given=(b1_range, b2_range, slow_second),
    fails_for=(example(n=2, beta_1=Rational(1, 2), beta_2=Rational(3, 4), g=[2, 3]),),
    expected=REFUTED, equation="section 2.1", latex=r"|\Delta_t|\le\alpha\ \text{ if } (1-\beta_1)\le\sqrt{1-\beta_2}", key=True)

c, low, high = real("c low high")
c_not_negative, in_order = given("c is not negative", c >= 0), given("low is at most high", low <= high)
scaled_order = Claim(
    name="A factor that is not negative keeps an order",
    says=c * low <= c * high, given=(c_not_negative, in_order),
    proof=therefore(c * low <= c * high, because=(c_not_negative, in_order)),
    holds_for=(example(c=2, low=-1, high=3), example(c=0, low=1, high=2)),
    fails_for=(example(c=-1, low=1, high=2), example(c=1, low=2, high=1)))

scaled = Sum((b1 / sqrt(b2))**(n - i) * (sqrt(b2)**(n - i) * g(i)), (i, 1, n))
spread = Sum((b1**2 / b2)**(n - i), (i, 1, n))
cauchy = chain(
    first**2,
    equals(scaled**2, because=(arithmetic, b1_range, b2_range)),
    at_most(Sum(((b1 / sqrt(b2))**(n - i))**2, (i, 1, n)) * Sum((sqrt(b2)**(n - i) * g(i))**2, (i, 1, n)), because=(using(cauchy_schwarz_for_sums, X=Lambda(i, (b1 / sqrt(b2))**(n - i)), F=Lambda(i, sqrt(b2)**(n - i) * g(i))), b2_range)),
    equals(spread * second, because=(arithmetic, b1_range, b2_range)))
step_bound = Claim(
    name="What bounds a step for all gradients",
    says=m_hat**2 <= (1 - b1)**2 / (1 - b2) * (1 - b2**n) / (1 - b1**n)**2 * spread * v_hat,
    given=(b1_range, b2_range),
    proof=(cauchy,
           chain(m_hat**2,
                 equals((1 - b1)**2 / (1 - b1**n)**2 * first**2, because=(arithmetic, b1_range)),
                 at_most((1 - b1)**2 / (1 - b1**n)**2 * spread * second, because=(using(scaled_order, c=(1 - b1)**2 / (1 - b1**n)**2, low=first**2, high=spread * second), cauchy, b1_range)),
                 equals((1 - b1)**2 / (1 - b2) * (1 - b2**n) / (1 - b1**n)**2 * spread * v_hat, because=(arithmetic, b1_range, b2_range)))),
    holds_for=(example(n=2, beta_1=Rational(1, 2), beta_2=Rational(3, 4), g=[2, 3], note="equality"),
               example(n=3, beta_1=Rational(9, 10), beta_2=Rational(99, 100), g=[1, 0, -2])),
    corrects=step_bound_printed, equation="section 2.1", latex=r"|\Delta_t|\le\alpha\ \text{ if } (1-\beta_1)\le\sqrt{1-\beta_2}", key=True)

article = Article(slug="adam-step-bound", title="Adam: bias correction and the size of a step", source=source,
                  claims=(moving_average, weights, bias_correction, step_bound_printed, scaled_order, step_bound))
