"""How a plan is shown on paper and in pictures; knows nothing of databases."""
