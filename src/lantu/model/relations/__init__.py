"""How the statements of a plan belong together: totals with their parts, and statements of one indicator.

Pure functions on a reading or plan. They say what belongs together and leave to review whether it agrees: parts may exceed their
total, text and table may differ.
"""

from lantu.model.relations.identity import same_indicator
from lantu.model.relations.parts import parts_of
from lantu.model.relations.relation import Relation

__all__ = ["Relation", "parts_of", "same_indicator"]
