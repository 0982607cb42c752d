"""Made-up lessons that break the rules for callouts, one rule each."""

from nbformat import NotebookNode

from tests.helpers.made_up_notebooks import SAID, code, text

TITLE, RUN = text("# A title", "title"), code("run", "x", SAID, number=1)
AGAIN = code("again", "x", SAID, number=2)


def predict(options: str = "**A** one · **B** all", name: str = "predict") -> NotebookNode:
    return text(f"**Predict.** How many?\n\n{options}", name, "predict")


def explain(letter: str = "**A**", name: str = "explain") -> NotebookNode:
    return text(f"**Explain.** {letter}, since it is so.", name, "explain")


P, E = predict(), explain()
P2, E2 = predict(name="predict-more"), explain("**B**", "explain-more")
WORDY = "word " * 4_500
SENTENCE = "From the first, you go to the second."
DESCRIBED = ("Steps", "One leads to two.", SENTENCE)
DIAGRAM = "```mermaid\nflowchart LR\n  accTitle: {}\n  accDescr: {}\n  a --> b\n```\n\n{}"

CALLOUT_OFFENDERS: dict[str, list[list[NotebookNode]]] = {
    "a callout is alone in its cell, with its word and its tag": [
        [TITLE, text("**Predict.** How many?")],
        [TITLE, text("So it is. **What goes wrong.** It breaks.")],
        [TITLE, text("Now stop.", tag="pause")],
        [TITLE, text("First. **What to do instead.** This.", tag="instead")],
        [TITLE, text("**What goes wrong.** It breaks.", tag="instead")],
        [TITLE, text("**Explain.** **A**. **What goes wrong.** It breaks.", tag="explain")],
    ],
    "every prediction offers two to four letters": [
        [TITLE, predict(options), RUN, E, P2, AGAIN, E2]
        for options in (
            "One, or all?",
            "**A** one",
            "**A** one · **C** all",
            "**A** one, or **B** all",
            "**A** one · **B** two · **C** three · **D** four · **E** all",
            "**A** one · **B** all. Say a letter.\n\nNow run it.",
        )
    ],
    "every prediction is followed by code and then explained": [
        [P, E, RUN, P2, AGAIN, E2],
        [P, text("Now look."), RUN, E, P2, AGAIN, E2],
        [P, RUN, P2, AGAIN, E2],
        [P, RUN, E, P2, AGAIN],
        [P, RUN, E],
        [P, RUN, E, P2, AGAIN, E2, explain(name="explain-again")],
    ],
    "an explanation begins with an offered letter, not always the same": [
        [P, RUN, explain("**C**"), P2, AGAIN, E2],
        [P, RUN, explain("One"), P2, AGAIN, E2],
        [P, RUN, E, P2, AGAIN, explain("**A**", "explain-more")],
    ],
    "no lesson is too long, and a long one has a place to stop": [
        [TITLE, text(WORDY)],
        [TITLE, text(WORDY * 2, tag="pause")],
    ],
    "a diagram has its tag, a title, a description and a sentence": [
        [TITLE, text(DIAGRAM.format(*DESCRIBED))],
        [TITLE, text(DIAGRAM.format("", "One leads to two.", SENTENCE), tag="diagram")],
        [TITLE, text(DIAGRAM.format("Steps", "", SENTENCE), tag="diagram")],
        [TITLE, text(DIAGRAM.format("Steps", "One leads to two.", ""), tag="diagram")],
        [TITLE, text(SENTENCE, tag="diagram")],
        [
            TITLE,
            text(2 * (DIAGRAM.format(*DESCRIBED) + "\n\n"), tag="diagram"),
        ],
    ],
}
