"""What the learner solves. The tasks stand in README.md; checks for them are still to come."""
