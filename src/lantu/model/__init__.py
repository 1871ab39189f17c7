"""The words of the house as frozen dataclasses: documents, plans and their records."""
