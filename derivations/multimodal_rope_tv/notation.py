"""Symbols of rotary positions for images and videos."""

from verifier.language import *

source = Source("Su", 2024, "“闭门造车”之多模态思路浅谈（三）：位置编码", url="https://kexue.fm/archives/10352")

# Notation: rotations
n, d = natural("n d")                                  # number of 2 x 2 blocks, number of coordinates (d = 2n)
i = index("i", 1, n)                                   # a block; blocks 1, 3, 5, ... turn by x, blocks 2, 4, 6, ... by y
theta = sequence("theta")                              # theta(i), the frequency of block i
x, y, X, Y, s = real("x y X Y s")                      # positions
P, Q = matrix("P Q", d, n)                             # pick the first and the second coordinate of each block

# Notation: positions of patches
w, h, f = natural("w h f")                             # columns and rows of patches, frames of a video
L, K = real("L K")                                     # position of the last token on the left and of the first on the right
b_1, b_2, b_3 = real("beta_1 beta_2 beta_3")           # offsets of the patches
g_1, g_2, g_3 = real("gamma_1 gamma_2 gamma_3")        # spacings of the patches
