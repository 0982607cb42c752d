"""The checks of the exercises: the engine, and a folder of exercises for each topic."""
