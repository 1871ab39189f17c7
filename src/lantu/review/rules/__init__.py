"""The rules, one a file: a file that stands here is a rule of every review."""
