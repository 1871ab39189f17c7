"""The registry of plans: documents, versions, readings, what people decided about them."""
