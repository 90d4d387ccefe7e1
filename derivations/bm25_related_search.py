"""The two keyword weights behind a search by related papers: BM25 and its limits.

The article only names BM25 and TF-IDF; the statements below are about the formulas that it relies on.  All are true:
a term has diminishing returns and a ceiling, longer documents score lower, the limits in k_1 lead from "present or
not" to TF-IDF, and only the smoothed weight of a term is never negative, which is why more keywords never hurt.
"""

from sympy import Derivative, Eq, Lambda, Rational, exp, log, oo

from verifier.language import *

source = Source("Su", 2024, "“Cool Papers + 站内搜索”的一些新尝试", url="https://kexue.fm/archives/10311")
OKAPI = "not printed there; Robertson and Zaragoza (2009), The Probabilistic Relevance Framework: BM25 and Beyond, section 3.4"

# Notation
f = real("f")                        # occurrences of the term in the document
k1 = positive("k_1")                 # how slowly a term saturates
b = real("b")                        # how much the length of the document counts
dl = real("dl")                      # length of the document
avgdl = positive("avgdl")            # mean length of the documents
K = real("K")                        # the count at which half of the ceiling is reached
r = real("r")                        # relative length of the document
N, n = real("N n")                   # documents, and documents with the term
T = natural("T")                     # terms of the query
j = natural("j")                     # a term of the query
count = sequence("f")                # count(i), occurrences of term i in the document
df = sequence("n")                   # df(i), documents with term i

length = Lambda((dl, avgdl), 1 - b + b * dl / avgdl)
term = Lambda((f, dl, avgdl), f * (k1 + 1) / (f + k1 * length(dl, avgdl)))
relative_length = define(r, length(dl, avgdl), "the length of the document, as far as b lets it count")
saturated = f * (k1 + 1) / (f + K)

# Given
counted = given("a count is not negative", f >= 0)
occurs = given("the term occurs", f > 0)
K_positive = given("K is positive", K > 0)
some_length = given("the length is not negative", dl >= 0)
b_positive, b_at_most_1 = given("b is not negative", b >= 0), given("b is at most 1", b <= 1)
b_is_1 = given("b is 1", Eq(b, 1))
one_occurrence, mean_length = given("the term occurs once", Eq(f, 1)), given("the document has mean length", Eq(dl, avgdl))
not_empty = given("the document is not empty", dl > 0)
length_counts = given("the length of the document leaves something", length(dl, avgdl) > 0)
df_positive, df_at_most_N = given("the term occurs somewhere", n >= 1), given("at most in all documents", n <= N)

first, second = (k1 + 1) * K / (f + K)**2, -2 * (k1 + 1) * K / (f + K)**3
bm25_saturates = Claim(
    name="A term contributes with diminishing returns and has a ceiling",
    says=(Eq(Derivative(saturated, f), first), first > 0, Eq(Derivative(first, f), second), second < 0, saturated < k1 + 1,
          Tends(saturated, f, oo, k1 + 1)),
    given=(counted, K_positive),
    proof=(chain(Derivative(saturated, f), equals(first, because=(arithmetic, counted, K_positive))),
           chain(first, greater_than(0, because=(counted, K_positive))),
           chain(Derivative(first, f), equals(second, because=(arithmetic, counted, K_positive))),
           chain(second, less_than(0, because=(counted, K_positive))),
           chain(saturated, equals(k1 + 1 - (k1 + 1) * K / (f + K), because=(arithmetic, counted, K_positive)),
                 less_than(k1 + 1, because=(counted, K_positive))),
           therefore(Tends(saturated, f, oo, k1 + 1), because=(arithmetic, K_positive))),
    holds_for=(example(f=0, k_1=Rational(6, 5), K=1), example(f=3, k_1=2, K=Rational(1, 2))),
    fails_for=(example(f=2, k_1=1, K=0), example(f=-2, k_1=1, K=1)),
    equation=OKAPI, latex=r"s(f)=\frac{f(k_1+1)}{f+K},\ s'=\frac{(k_1+1)K}{(f+K)^2}>0,\ s''=-\frac{2(k_1+1)K}{(f+K)^3}<0,\ s<k_1+1")

bm25_unit = Claim(
    name="One occurrence in a document of mean length scores 1",
    says=Eq(term(f, dl, avgdl), 1),
    given=(one_occurrence, mean_length),
    proof=chain(term(f, dl, avgdl), equals(term(1, dl, avgdl), because=one_occurrence), equals(1, because=mean_length)),
    holds_for=(example(f=1, dl=7, avgdl=7, k_1=Rational(6, 5), b=Rational(3, 4)),),
    fails_for=(example(f=2, dl=7, avgdl=7, k_1=1, b=1), example(f=1, dl=8, avgdl=7, k_1=1, b=1)), equation=OKAPI, latex=r"s(1)|_{dl=avgdl}=1")

bm25_length_normalisation = Claim(
    name="Longer documents score lower at equal counts",
    says=(Eq(Derivative(term(f, dl, avgdl), dl), -f * (k1 + 1) * k1 * b / (avgdl * (f + k1 * length(dl, avgdl))**2)),
          -f * (k1 + 1) * k1 * b / (avgdl * (f + k1 * length(dl, avgdl))**2) <= 0),
    given=(occurs, b_positive, length_counts),
    proof=(chain(Derivative(term(f, dl, avgdl), dl),
                 equals(-f * (k1 + 1) * k1 * b / (avgdl * (f + k1 * length(dl, avgdl))**2), because=(arithmetic, occurs, length_counts))),
           chain(-f * (k1 + 1) * k1 * b / (avgdl * (f + k1 * length(dl, avgdl))**2), at_most(0, because=(occurs, b_positive, length_counts)))),
    holds_for=(example(f=3, dl=5, avgdl=7, k_1=Rational(6, 5), b=Rational(3, 4)), example(f=1, dl=0, avgdl=1, k_1=2, b=0)),
    fails_for=(example(f=3, dl=1, avgdl=1, k_1=1, b=-1),), equation=OKAPI,
    latex=r"\frac{\partial s}{\partial dl}=-\frac{f(k_1+1)k_1b/avgdl}{(f+K)^2}\le0")

bm25_duplication = Claim(
    name="With b = 1 a document written twice scores as before",
    says=Eq(term(2 * f, 2 * dl, avgdl), term(f, dl, avgdl)),
    given=(occurs, not_empty, b_is_1),
    proof=chain(term(2 * f, 2 * dl, avgdl),
                equals(2 * f * (k1 + 1) / (2 * f + 2 * k1 * dl / avgdl), because=b_is_1),
                equals(f * (k1 + 1) / (f + k1 * dl / avgdl), because=(arithmetic, occurs, not_empty)),
                equals(term(f, dl, avgdl), because=b_is_1)),
    holds_for=(example(f=3, dl=5, avgdl=7, k_1=Rational(6, 5), b=1),),
    fails_for=(example(f=3, dl=5, avgdl=7, k_1=1, b=0),), equation=OKAPI, latex=r"b=1:\ s(2f,2dl)=s(f,dl)")

r_positive = given("the relative length is positive", r > 0)
in_r = f * (k1 + 1) / (f + k1 * r)
bm25_limits_in_k1 = Claim(
    name="Small k_1 only asks whether a term is there; large k_1 counts it, as TF-IDF does",
    says=(Tends(in_r, k1, 0, 1), Tends(in_r, k1, oo, f / r)),
    given=(occurs, r_positive), definitions=(relative_length,),
    proof=(therefore(Tends(in_r, k1, 0, 1), because=(arithmetic, occurs)),
           therefore(Tends(in_r, k1, oo, f / r), because=(arithmetic, occurs, r_positive))),
    holds_for=(example(f=3, dl=5, avgdl=7, b=Rational(3, 4)),), equation=OKAPI,
    latex=r"\lim_{k_1\to0}s=1\ (f>0),\qquad\lim_{k_1\to\infty}s=\frac{f}{1-b+b\,dl/avgdl}")

half = Rational(1, 2)
classical, smoothed = log((N - n + half) / (n + half)), log(1 + (N - n + half) / (n + half))
negative, frequent = given("the classical weight is negative", classical < 0), given("more than half of the documents have it", n > N / 2)
quotient = (n + half) / (N - n + half)
above_one = chain(
    quotient,
    equals(exp(-classical), because=(arithmetic, df_positive, df_at_most_N)),
    at_least(1 - classical, because=(using(exponential_above_tangent, c=-classical), df_positive, df_at_most_N)),
    greater_than(1, because=negative))
bm25_idf_sign = Claim(
    name="The classical weight of a term is negative when more than half of the documents have it; the smoothed one never is",
    says=(Iff(classical < 0, n > N / 2), Eq(smoothed, log((N + 1) / (n + half))), smoothed > 0),
    given=(df_positive, df_at_most_N),
    proof=(suppose(negative, above_one, therefore(n > N / 2, because=(above_one, df_at_most_N))),
           suppose(frequent, chain(classical, at_most(1 / quotient - 1, because=(using(exponential_above_tangent, c=classical), df_positive, df_at_most_N)),
                             less_than(0, because=(frequent, df_positive, df_at_most_N)))),
           chain(smoothed, equals(log((N + 1) / (n + half)), because=(arithmetic, df_positive, df_at_most_N))),
           chain(smoothed, greater_than(0, because=(df_positive, df_at_most_N)))),
    holds_for=(example(N=10, n=4), example(N=10, n=5), example(N=10, n=10)), fails_for=(example(N=10, n=12),), equation=OKAPI,
    latex=r"\log\frac{N-n+\frac12}{n+\frac12}<0\iff n>\frac N2;\qquad\log\Big(1+\frac{N-n+\frac12}{n+\frac12}\Big)=\log\frac{N+1}{n+\frac12}>0")

article = Article(
    slug="bm25-related-search", title="Some new experiments with Cool Papers and its site search",
    title_zh="“Cool Papers + 站内搜索”的一些新尝试", source=source,
    claims=(bm25_saturates, bm25_unit, bm25_length_normalisation, bm25_duplication, bm25_limits_in_k1, bm25_idf_sign))
