"""Draft."""

from verifier.language import *

from .notation import *
from .subsets import *

article = Article(slug="smooth-top-k", title="Sequel to softmax: in search of a smooth approximation of Top-K",
                  title_zh="Softmax后传：寻找Top-K的光滑近似", source=source, claims=(no_early_member, with_or_without, sums_not_negative, sums_grow, member_added_later, member_added, only_empty_set, new_member, none_of_none, more_members, members_counted))
