"""S4."""

from verifier.language import *

from .kernels import truncated_generating_function
from .notation import source
from .resolvents import s4_resolvent, woodbury, woodbury_general

article = Article(
    slug="ssm-3-s4-kernel", title="Revisiting SSM (3): efficient computation of HiPPO (S4)", title_zh="重温SSM（三）：HiPPO的高效计算（S4）", source=source,
    claims=(truncated_generating_function, woodbury, woodbury_general, s4_resolvent))
