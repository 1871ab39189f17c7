"""What was observed, taken for a plan: values on two clocks, and the files they came in."""
