"""Tests of the capstone: the grader of a sign-in server."""
