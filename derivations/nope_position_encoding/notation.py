"""Symbols of attention without position encoding."""


from verifier.language import *

source = Source("Su", 2024, "Decoder-only的LLM为什么需要位置编码？", url="https://kexue.fm/archives/10347")

# Notation
L, n, d = natural("L n d")                     # number of tokens; a position; length of queries and keys
m, l = index("m l")                            # positions
a = index("a", 1, d)                           # an entry of a query or of a key
x, z = trajectory("x z")                       # x(m), z(m): the tokens of two sequences, vectors of any length
T = point("T")                                 # any token
Q, K = function("Q K")                         # Q(a, T), K(a, T): the entries of the query and of the key of the token T
V = function("V")                              # V(T): one entry of the value of the token T
s, t = sequence("s t", integer=True)           # a rearrangement of the positions, and what undoes it
q = sequence("q")                              # q(a): the entries of a query that does not depend on the tokens
