"""The command line: one module a command, no logic; see ``lantu --help``."""
