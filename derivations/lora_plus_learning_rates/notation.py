"""Symbols of the linear layer with two factors, and of its learning rates."""

from verifier.language import *

source = Source("Su", 2024, "配置不同的学习率，LoRA还能再涨一点？", url="https://kexue.fm/archives/10001")

# Notation
b, n, r, m = natural("b n r m")                # samples; inputs; rank; outputs
X = matrix("X", b, n)                          # a batch of inputs, one in each row
A, HA, dA = matrix("A H_A D_A", n, r)          # left factor, a direction for it, its increment
B, HB, dB = matrix("B H_B D_B", r, m)          # right factor, a direction for it, its increment
G, Y = matrix("G Y", b, m)                     # the gradient of the loss in the output X A B; any direction
eta_A, eta_B = positive("eta_A eta_B")         # the two learning rates
t = real("t")                                  # a step along a direction
