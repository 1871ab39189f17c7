"""How facts enter and leave: JSON lines, strict tables, the plan package."""
