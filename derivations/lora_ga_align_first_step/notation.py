"""Symbols of the factors and the gradient."""

from verifier.language import *

source = Source("Su", 2024, "对齐全量微调！这是我看过最精彩的LoRA（一）", url="https://kexue.fm/archives/10226")

# Notation
n, m, r = natural("n m r")                     # W is n by m, the factors have r columns and r rows
t, eta = real("t eta")                         # a small step; the learning rate
A, HA = matrix("A H_A", n, r)                  # left factor, a direction for it
B, HB = matrix("B H_B", r, m)                  # right factor, a direction for it
W, G = matrix("W G", n, m)                     # the pretrained weight, the gradient of the loss there
L = function("L")                              # the loss as a function of the weight
Y = matrix("Y", n, m)                          # any direction
