"""Slides of a lesson, and a handout of its predictions: ``python -m exercises.instructor.slides``.

It stands among the instructor's things, which no learner's folder and no page of the course holds.
"""
