"""The web: Lantu at a desk, on top of the library. Nothing in ``lantu`` knows it."""
