"""Review: what in a plan contradicts itself, with the arithmetic and the sentences concerned."""
