"""Long work in the background: one table, one loop."""
