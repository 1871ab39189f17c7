"""From a document to its plan: formats, cleaning, structure, statements, tasks."""
