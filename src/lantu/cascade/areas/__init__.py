"""Sharing a target out among areas, zones and bodies: by shares, by a common shift, by classes, or passed through.

Whatever the method, the parts give the whole in every year: amounts add up to it, ratios make it as their mean weighted
by the denominator, reductions of intensity make it with the outputs of the areas, never as their plain mean.
"""

from lantu.cascade.areas.apportioning import apportioned
from lantu.cascade.areas.explaining import part_said
from lantu.cascade.areas.printing import in_published_units
from lantu.cascade.areas.rolling import taken_up
from lantu.cascade.areas.sharing import Shared, share_out

__all__ = ["Shared", "apportioned", "in_published_units", "part_said", "share_out", "taken_up"]
