"""For teachers: the exercises with their solutions, and what a class needs."""
