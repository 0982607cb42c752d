"""What only the lessons, the exercises and the command ``jwt-lessons`` use."""
