// What scrolls can be reached with the keyboard: the theme looks for it where the window changes its
// size, and is told here that a fold was opened.
document.addEventListener("toggle", () => window.dispatchEvent(new Event("resize")), true);
