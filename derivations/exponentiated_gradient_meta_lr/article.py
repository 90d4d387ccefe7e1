"""EG."""

from verifier.language import *

from .descent import closed_form, egd_from_dropped_factor, egd_positivity
from .gains import gain_closed_form, gain_update, hypergradient
from .notation import source

article = Article(
    slug="exponentiated-gradient-meta-lr", title="Exponentiated gradient descent + meta-learning = adaptive learning rate",
    title_zh="指数梯度下降 + 元学习 = 自适应学习率", source=source,
    claims=(closed_form, egd_positivity, egd_from_dropped_factor, hypergradient, gain_update, gain_closed_form))
