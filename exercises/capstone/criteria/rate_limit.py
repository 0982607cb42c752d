"""The criterion on the rate limit, checked last, since it uses up what the limit allows."""

from exercises.capstone.grader import Grader
from exercises.capstone.response import retry_after
from exercises.capstone.rubric import Topic, criterion


@criterion(Topic.ACCOUNTS, 8, "Weakness 14: whoever may try for ever, gets in.")
def tries_are_limited(grader: Grader) -> None:
    """One of twelve wrong passwords for a user gets 429 with Retry-After."""
    user, _ = grader.new_user()
    for number in range(12):
        form = {"id_give": user, "pw_give": f"not the password {number}"}
        response = grader.client.request_once("POST", "/sign_in", form)
        if response.status == 429 and retry_after(response):
            return
    expected = "429 with Retry-After, of at least a second, before the twelfth try"
    response.expect(False, expected, "Retry-After")
