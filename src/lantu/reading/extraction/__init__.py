"""What a clean text says: structure, statements, tables, tasks, lists."""
