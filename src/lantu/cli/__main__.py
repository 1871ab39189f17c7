"""``python -m lantu.cli``: the ``lantu`` command where its script is not on the path."""

from lantu.cli.main import main

main()
