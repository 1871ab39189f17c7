"""Chinese text and quantities: from the characters of a document to numbers with unit, bound and time."""
