"""Notation and premises that several parts share."""

from sympy import Eq, Lambda, Sum

from verifier.language import *

source = Source("Su", 2024, "当Batch Size增大时，学习率该如何随之变化？", url="https://kexue.fm/archives/10542")

d = natural("d")                            # number of parameters
B = natural("B")                            # batch size
i, j = index("i j", 1, d)                   # parameters
b, c = index("b c", 1, B)                   # samples of a batch
X = random_vector("X", B)                   # the samples of a batch
G = function("G")                           # G(i, x): derivative of the loss of the sample x by the i-th parameter
g = matrix("g", d, 1)                       # mean of the gradient of one sample: the gradient of the loss
Sigma = matrix("Sigma", d, d)               # covariance of the gradient of one sample
H = matrix("H", d, d)                       # Hessian of the loss (only the quadratic form matters)
eta = real("eta")                           # learning rate
batch = Lambda(i, Sum(G(i, X[b]), (b, 1, B)) / B)     # the i-th entry of the mean gradient of the batch
slope, noise = Lambda(i, entry(g, i, 1)), Lambda((i, j), entry(Sigma, i, j))

independent = given("the samples are independent", IndependentEntries(X))
alike = given("the samples have one law", IdenticallyDistributed(X))
finite = given("moments of the gradients are finite", FiniteMoments(X))
gradient_mean = given("g is the mean gradient of one sample", Eq(slope(i), E(G(i, X[1]))))
gradient_noise = given("Sigma is the covariance of the gradient of one sample", Eq(noise(i, j), Cov(G(i, X[1]), G(j, X[1]))))
sampling = (independent, alike, finite, gradient_mean, gradient_noise)
