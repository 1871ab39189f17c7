"""Accounts, bodies, areas, and the duties that tie them together."""
