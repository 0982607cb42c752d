// Draws the diagrams, and draws them again when the reader changes between light and dark.
const diagrams = [...document.querySelectorAll("pre.diagram")].map((place) => ({
  place,
  source: place.textContent,
}));
const COLOURS = {
  light: { ground: "#ffffff", box: "#e8f0fb", note: "#fdf3d7", line: "#3b4756", text: "#1d2129" },
  dark: { ground: "#121212", box: "#243247", note: "#463c1c", line: "#b9c0cc", text: "#e8eaed" },
};

function theme() {
  const name = document.documentElement.dataset.theme === "dark" ? "dark" : "light";
  const { ground, box, note, line, text } = COLOURS[name];
  return {
    darkMode: name === "dark",
    background: ground,
    primaryColor: box,
    primaryBorderColor: line,
    primaryTextColor: text,
    secondaryColor: box,
    tertiaryColor: ground,
    tertiaryBorderColor: line,
    tertiaryTextColor: text,
    noteBkgColor: note,
    noteBorderColor: line,
    noteTextColor: text,
    edgeLabelBackground: ground,
    lineColor: line,
    textColor: text,
  };
}

async function draw() {
  mermaid.initialize({ startOnLoad: false, theme: "base", themeVariables: theme() });
  for (const { place, source } of diagrams) {
    place.textContent = source;
    delete place.dataset.processed;
  }
  await mermaid.run({ nodes: diagrams.map(({ place }) => place) });
}

let drawn = draw();
new MutationObserver(() => {
  drawn = drawn.then(draw);
}).observe(document.documentElement, { attributeFilter: ["data-theme"] });
