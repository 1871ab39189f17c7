"""What was done, by whom: an append-only chain that anybody with the right can verify."""
