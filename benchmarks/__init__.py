"""Speed and quality beside the peers, as ratios measured in one run. Run them with ``make bench``."""
