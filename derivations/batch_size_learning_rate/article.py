"""TODO."""

from verifier.language import *

from .minibatch import minibatch_mean_covariance
from .notation import source
from .quadratic import trace_trick

article = Article(slug="batch-size-learning-rate", title="How should the learning rate change when the batch size grows?", source=source,
                  title_zh="当Batch Size增大时，学习率该如何随之变化？", claims=(minibatch_mean_covariance, trace_trick))
