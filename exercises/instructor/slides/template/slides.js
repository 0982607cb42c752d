/* Put what stands on each slide onto as many pages of 1280 x 720 as it takes, then start reveal.js.
   All of a slide goes onto one page at the first of SIZES at which it fits (size of its text, in
   pixels of the page), its diagrams as high as the first of DIAGRAMS that lets it. Else it is split at
   SPLIT: between units, which are a paragraph, a box, or code with what it prints. A unit too tall for
   a page is made smaller down to FLOOR, then parted, then cut between lines or rows; what can't be cut
   scrolls. */
"use strict";
(() => {
  const WIDTH = 1280, HEIGHT = 720, SIZES = [30, 28, 26, 24], SPLIT = 26, SMALLER = [25, 24, 23, 22];
  const FLOOR = SMALLER.at(-1), SMALLEST_CODE = 18, CODE_WIDTH = 1118, LETTER = 0.603;
  const DIAGRAMS = [620, 570, 530], DIAGRAM_LETTER = 16, SMALLEST_LETTER = 17;

  const make = (name, className, ...inside) => {
    const made = document.createElement(name);
    made.className = className;
    made.append(...inside);
    return made;
  };
  const bench = make("section", "page present");

  /* A name with a number, such as CWE-347, and code without a space stay in one line. */
  function keepWhole(slides) {
    const texts = document.createTreeWalker(slides, NodeFilter.SHOW_TEXT);
    while (texts.nextNode())
      if (!texts.currentNode.parentElement.closest("pre, code, svg"))
        texts.currentNode.data = texts.currentNode.data.replace(/(?<=\w-)(?=\d)/g, "\u2060");
    for (const code of slides.querySelectorAll(".text code"))
      if (!/\s/.test(code.textContent)) code.style.whiteSpace = "nowrap";
  }

  /* What a slide shows, in units of pieces; a piece is an element and the step that shows it. */
  let step = 0;
  function unitsOf(leaf) {
    const units = [];
    const add = (cell, shown) => {
      if (cell.matches(".text"))
        for (const node of cell.children) units.push([{ node, shown }]);
      else if (cell.matches(".input")) units.push([{ node: cell, shown }]);
      else if (cell.children.length) {
        const piece = { node: cell, shown: cell.matches(".asked") ? ++step : shown };
        if (cell.previousElementSibling?.matches(".input")) units.at(-1).push(piece);
        else units.push([piece]);
      }
    };
    for (const cell of leaf.children)
      if (cell.matches(".fragment")) {
        const shown = ++step;
        for (const part of cell.children) add(part, shown);
      } else add(cell, 0);
    return units;
  }

  /* Code's longest line on one line, where that stays legible. */
  function fitLines(node) {
    for (const pre of node.querySelectorAll("pre")) {
      pre.style.fontSize = "";
      const size = parseFloat(getComputedStyle(pre).fontSize);
      const longest = Math.max(...pre.textContent.split("\n").map(line => line.length));
      const room = CODE_WIDTH / (LETTER * longest);
      if (room < size && longest < 110) pre.style.fontSize = `${Math.max(room, SMALLEST_CODE)}px`;
    }
  }
  function fits(units, size) {
    const nodes = units.flat().map(piece => piece.node);
    bench.replaceChildren(...nodes);
    bench.style.fontSize = `${size}px`;
    nodes.forEach(fitLines);
    return bench.scrollHeight <= HEIGHT && !nodes.some(node => node.scrollWidth > node.clientWidth + 1);
  }
  const leadsOn = ([{ node }]) =>
    /^H[1-6]$/.test(node.tagName) || (node.tagName === "P" && node.textContent.trim().endsWith(":"));

  /* A piece as two: as many rows of a table or points of a list as fit below what leads on to it,
     and the rest; or half of its lines. */
  function cut({ node, shown }, lead) {
    const other = node.cloneNode(true);
    const partsOf = one => [...one.querySelectorAll("tbody tr, li")];
    const parts = partsOf(node);
    if (parts.length > 1) {
      do parts.pop().remove(); while (parts.length > 1 && !fits([...lead, [{ node }]], FLOOR));
      partsOf(other).slice(0, parts.length).forEach(part => part.remove());
      if (other.matches(".output")) other.querySelectorAll(":scope > pre").forEach(one => one.remove());
    } else {
      const [here, there] = [node, other].map(one => one.querySelector("pre"));
      const lines = here?.innerHTML.trimEnd().split("\n") ?? [];
      if (lines.length < 2 || lines.some(line => line.split("<span").length !== line.split("</span").length))
        return null;
      here.innerHTML = lines.splice(0, Math.ceil(lines.length / 2)).join("\n");
      there.innerHTML = lines.join("\n");
    }
    return [{ node, shown }, { node: other, shown }];
  }

  /* The size at which all units fit, with the largest diagrams that let them. */
  function sizeOfAll(units) {
    const drawn = units.flat().flatMap(({ node }) => [...node.querySelectorAll(":scope.diagram > svg")]);
    const isLegible = svg =>
      DIAGRAM_LETTER * svg.getBoundingClientRect().width >= SMALLEST_LETTER * svg.viewBox.baseVal.width;
    for (const height of drawn.length ? DIAGRAMS : [0]) {
      drawn.forEach(svg => { svg.style.maxHeight = `${height}px`; });
      const size = SIZES.find(one => fits(units, one));
      if (size && (height === DIAGRAMS[0] || drawn.every(isLegible))) return size;
    }
    drawn.forEach(svg => { svg.style.maxHeight = ""; });
    return null;
  }

  /* Whether code goes with what stands above it and its output onto the next page: where both are too
     tall for one, and where a prediction would else be asked on a page without its code. */
  function isParted(here, [code, output]) {
    if (!output || !here.length || here.flat().some(({ node }) => node.matches(".input"))) return false;
    const isAsked = output.node.matches(".asked");
    return (isAsked || !SMALLER.some(size => fits([[code, output]], size))) && fits([...here, [code]], SPLIT);
  }

  function pagesOf(units) {
    const whole = sizeOfAll(units);
    if (whole) return [{ units, size: whole }];
    const pages = [], todo = [...units];
    let here = [];
    const close = size => { if (here.length) pages.push({ units: here, size }); here = []; };
    while (todo.length) {
      const unit = todo.shift();
      if (fits([...here, unit], SPLIT)) { here.push(unit); continue; }
      if (isParted(here, unit)) {
        here.push([unit[0]]);
        close(SPLIT);
        todo.unshift([unit[1]]);
        continue;
      }
      const lead = [];
      while (here.length && leadsOn(here.at(-1))) lead.unshift(here.pop());
      if (here.length) { close(SPLIT); todo.unshift(...lead, unit); continue; }
      const size = SMALLER.find(one => fits([...lead, unit], one));
      if (size) { here = [...lead, unit]; close(size); continue; }
      const halves = unit.length > 1 ? unit : cut(unit[0], lead);
      if (halves) { todo.unshift(...lead, ...halves.map(piece => [piece])); continue; }
      unit[0].node.classList.add("scrolls");
      here = [...lead, unit];
      close(FLOOR);
    }
    close(SPLIT);
    return pages;
  }

  function elementOf({ units, size }, topic) {
    const pieces = units.flat(), atOnce = pieces[0].shown;
    const page = make("section", "page", ...pieces.map(piece => piece.node));
    page.style.fontSize = `${size}px`;
    if (topic) page.append(make("div", "running", topic));
    for (const { node, shown } of pieces)
      if (shown > atOnce) {
        node.classList.add("fragment");
        node.dataset.fragmentIndex = shown;
      }
    return page;
  }

  const slides = document.querySelector(".slides");
  const stacks = [...slides.children];
  keepWhole(slides);
  const benchStack = make("section", "present", bench);
  slides.append(benchStack);
  for (const stack of stacks) {
    const topic = stack.querySelector("h1, h2, h3")?.textContent.replace("¶", "");
    const pages = [...stack.children].flatMap(leaf => pagesOf(unitsOf(leaf)));
    stack.replaceChildren(...pages.map((page, place) => elementOf(page, place && topic)));
  }
  benchStack.remove();
  Reveal.initialize({
    width: WIDTH, height: HEIGHT, margin: 0, center: false, hash: true, transition: "none",
    slideNumber: "c/t", controlsTutorial: false,
  });
})();
