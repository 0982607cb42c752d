"""What is measured rather than tested: figures and ratios of one run, printed."""
