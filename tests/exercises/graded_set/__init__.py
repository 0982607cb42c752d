"""The graded set: made, solved as a student would, marked."""
