"""Symbols and premises of the softmax."""

from sympy import Sum, exp, log

from verifier.language import *

source = Source("Su", 2022, "熵不变性Softmax的一个快速推导", url="https://kexue.fm/archives/9034")

# Notation
n = natural("n")                              # number of tokens
i = index("i", 1, n)                          # tokens
j = index("j", 1, n)
k = index("k", 1, n)
l = index("l", 2, n)                          # tokens other than the first
s = vector("s", n)                            # scores
lam = real("lambda")                          # the scale that multiplies the scores
t = real("t")                                 # any scale
p = sequence("p")                             # p(i), the attention that token i receives
H = real("H")                                 # entropy of p
s_mean, s_max, s_min, variance = real("s_mean s_max s_min variance")

Z = Sum(exp(lam * s[j]), (j, 1, n))
softmax = define(p(i), exp(lam * s[i]) / Z, "the softmax of the scores at scale lambda")
entropy = define(H, -Sum(p(i) * log(p(i)), (i, 1, n)), "the entropy of the softmax")
average = define(s_mean, mean(s[i], (i, 1, n)), "the mean of the scores")
largest = define(s_max, Maximum(s[i], (i, 1, n)), "the largest score")
smallest = define(s_min, Minimum(s[i], (i, 1, n)), "the smallest score")
dispersion = define(variance, mean((s[i] - s_mean)**2, (i, 1, n)), "the variance of the scores with weights 1/n")
attended = Sum(p(i) * s[i], (i, 1, n))        # the softmax mean of the scores
log_mean_exp = log(mean(exp(lam * s[i]), (i, 1, n)))

# Given
scale_not_negative = given("the scale is not negative", lam >= 0)
