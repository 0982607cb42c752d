"""What the hardened server and the lessons cost, as ratios within one run."""
