"""The eight tasks, in the order in which a notebook has them."""

from exercises.instructor.graded_set.tasks.cookies import COOKIES
from exercises.instructor.graded_set.tasks.genuine import GENUINE
from exercises.instructor.graded_set.tasks.passwords import PASSWORDS
from exercises.instructor.graded_set.tasks.sessions import SESSIONS
from exercises.instructor.graded_set.tasks.tokens import TO_MAKE, TO_REPAIR, WEAK_KEY
from exercises.instructor.graded_set.tasks.vault import FLAG

TASKS = (PASSWORDS, TO_MAKE, GENUINE, TO_REPAIR, COOKIES, WEAK_KEY, FLAG, SESSIONS)
