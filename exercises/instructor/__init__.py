"""What a teacher needs and a class does not get."""
