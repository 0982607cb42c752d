"""A set of eight tasks for marks: each student has values of their own, and answers of their own.

All values are drawn from the student's name and the teacher's secret. What an answer has to be is
kept nowhere: it is drawn again when the set is marked.
"""
