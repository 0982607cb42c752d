"""Where the learner's own work begins."""
