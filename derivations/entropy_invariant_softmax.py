"""Which scale keeps the entropy of softmax attention independent of the number of tokens: what is a theorem.
"""

from sympy import Abs, Derivative, Eq, Gt, Lambda, Rational, Sum, exp, log

from verifier.language import *

source = Source("Su", 2022, "熵不变性Softmax的一个快速推导", url="https://kexue.fm/archives/9034")

# Notation
n = natural("n")                     # number of tokens
i = index("i", 1, n)
j = index("j", 1, n)
s = vector("s", n)                   # scores
lam, t = real("lambda t")            # the scale
p = sequence("p")
H, s_mean, s_max, s_min, variance = real("H s_mean s_max s_min variance")

Z = Sum(exp(lam * s[j]), (j, 1, n))
softmax = define(p(i), exp(lam * s[i]) / Z, "the softmax at scale lambda")
entropy = define(H, -Sum(p(i) * log(p(i)), (i, 1, n)), "the entropy of the softmax")
average = define(s_mean, mean(s[i], (i, 1, n)), "the mean score")
largest = define(s_max, Maximum(s[i], (i, 1, n)), "the largest score")
smallest = define(s_min, Minimum(s[i], (i, 1, n)), "the smallest score")
spread_of_scores = define(variance, mean((s[i] - s_mean)**2, (i, 1, n)), "the variance of the scores")
attended = Sum(p(i) * s[i], (i, 1, n))
log_mean_exp = log(mean(exp(lam * s[i]), (i, 1, n)))

scale_not_negative = given("the scale is not negative", lam >= 0)

entropy_identity = Claim(
    name="entropy identity",
    says=Eq(H, log(Sum(exp(lam * s[i]), (i, 1, n))) - lam * attended),
    definitions=(softmax, entropy),
    proof=chain(
        H,
        equals(-Sum(p(i) * log(p(i)), (i, 1, n)), because=entropy),
        equals(-Sum(p(i) * (lam * s[i] - log(Z)), (i, 1, n)), because=softmax),
        equals(log(Z) * Sum(p(i), (i, 1, n)) - lam * attended, because=arithmetic),
        equals(log(Z) - lam * attended, because=softmax)),
    holds_for=(example(n=3, lambda_=2, s=[0, 1, -1]),))

log_n_split = Claim(
    name="splitting off log n",
    says=Eq(H, log(n) + log_mean_exp - lam * attended),
    definitions=(softmax, entropy),
    proof=chain(
        H,
        equals(log(Z) - lam * attended, because=entropy_identity),
        equals(log(n) + log_mean_exp - lam * attended, because=arithmetic)))

mean_field_lower = chain(
        lam * s_mean,
        equals(Sum(log(exp(lam * s[i])) / n, (i, 1, n)), because=average),
        at_most(log(Sum(exp(lam * s[i]) / n, (i, 1, n))), because=jensen_for_log),
        equals(log_mean_exp, because=arithmetic))

mf = Claim(name="mf", says=lam*s_mean <= log_mean_exp, definitions=(average,), proof=mean_field_lower)

k = index("k", 1, n)
one_term_of_Z = chain(exp(lam * s[k]), at_most(Z, because=term_of_nonnegative_sum))
scaled_score_below = chain(
        lam * s[k],
        equals(log(exp(lam * s[k])), because=arithmetic),
        at_most(log(Z), because=(using(logarithm_increases, ("x", exp(lam * s[k])), ("y", Z)), one_term_of_Z)))
largest_below = chain(
        lam * s_max,
        equals(lam * Maximum(s[i], (i, 1, n)), because=largest),
        equals(Maximum(lam * s[i], (i, 1, n)), because=(maximum_of_multiples, scale_not_negative)),
        at_most(log(Z), because=(maximum_is_least_bound, scaled_score_below)))
score_below = chain(s[k], at_most(Maximum(s[i], (i, 1, n)), because=entry_below_maximum), equals(s_max, because=largest))
attended_below = chain(
        attended,
        equals(Sum(exp(lam*s[i])/Z*s[i], (i, 1, n)), because=softmax),
        at_most(Sum(exp(lam*s[i])/Z*s_max, (i, 1, n)), because=score_below),
        equals(s_max, because=arithmetic))
softmax_mean_versus_max = Claim(
    name="mean vs max",
    says=(lam*(s_max - attended) >= 0, lam*(s_max - attended) <= H, H <= log(n)),
    given=(scale_not_negative,),
    definitions=(softmax, entropy, largest),
    proof=(score_below, attended_below, one_term_of_Z, scaled_score_below, largest_below, 
       chain(lam*(s_max - attended), at_least(0, because=(attended_below, scale_not_negative))),
       chain(lam*(s_max - attended), at_most(log(Z) - lam*attended, because=largest_below), equals(H, because=entropy_identity)),
       chain(H, equals(Sum(p(i)*log(1/p(i)), (i,1,n)), because=(entropy, softmax)),
            equals(Sum(exp(lam*s[i])/Z*log(Z/exp(lam*s[i])), (i,1,n)), because=softmax),
            at_most(log(Sum(exp(lam*s[i])/Z*(Z/exp(lam*s[i])), (i,1,n))), because=jensen_for_log),
            equals(log(n), because=arithmetic))))
article = Article(slug="entropy-invariant-softmax", title="x", source=source, claims=(entropy_identity,log_n_split,mf,softmax_mean_versus_max))
