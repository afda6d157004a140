// This file keeps the score: which outputs of the programs came in this tab, of
// how many that there are. It fills the slide that takes in score.html.
"use strict";

const score = (() => {
  // rows returns the programs that can be run, each once, in the order of the
  // talk. One that measures the machine is not among them: what it prints
  // elsewhere is not possible here.
  function rows() {
    const seen = new Set();
    return Cards.all.filter((cards) => cards.program && !cards.measures() && !seen.has(cards.key) && seen.add(cards.key));
  }

  function rowOf(cards) {
    const { came } = cards.memory();
    const has = (o) => Object.hasOwn(came, o.name);
    const row = make("li", "row");
    const title = make("a", "title", cards.place > 1 ? `${cards.title} (${cards.place})` : cards.title);
    title.href = `#${cards.page}`;
    title.addEventListener("click", (e) => {
      e.preventDefault();
      deck.show(cards.page);
    });
    const marks = make("span", "marks", cards.outcomes.map((o) => (has(o) ? "●" : "○")).join(""));
    const names = (list) => list.map((o) => o.name).join(", ") || "none";
    marks.setAttribute("role", "img");
    marks.setAttribute("aria-label", `came: ${names(cards.outcomes.filter(has))}; not seen yet: ${names(cards.outcomes.filter((o) => !has(o)))}`);
    row.append(title, marks, make("span", "names", names(cards.outcomes)));
    return row;
  }

  // summary says it in a sentence.
  function summary(all) {
    const runs = all.reduce((n, cards) => n + cards.memory().runs, 0);
    const total = all.reduce((n, cards) => n + cards.outcomes.length, 0);
    const came = all.reduce((n, cards) => n + Object.keys(cards.memory().came).length, 0);
    const programs = `${all.length} programs, ${total} outputs`;
    if (runs === 0) return `${programs}: each is possible. None has been run here yet.`;
    const rest = total - came;
    const others = rest === 0 ? "That is all of them." : rest === 1 ? "The other one is just as possible." : `The other ${rest} are just as possible.`;
    return `${programs}. We ran ${runs === 1 ? "once" : `${runs} times`} and saw ${came}. ${others}`;
  }

  function show() {
    const place = document.querySelector("section.slides .score");
    if (!place) return;
    const all = rows();
    const list = make("ul", "rows");
    list.append(...all.map(rowOf));
    place.replaceChildren(make("p", "summary", summary(all)), list);
  }

  document.addEventListener("outcomes", show);
  document.addEventListener("DOMContentLoaded", show);
})();
