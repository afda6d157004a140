// This file makes the outcomes that stand beside a program cards. A card is
// shut at first: the audience sees how many outcomes there are, and guesses. It
// opens when Run printed it, when the speaker goes on, or when somebody clicks
// it. What came, and how often, is kept for this tab until it is reset.
"use strict";

// The memory of the deck: what came of each program, and which cards are open.
const memory = (() => {
  const place = "outcomes:" + location.pathname;
  let programs = {}; // by key: { runs, came: {name: how often}, open: [names], unlisted: {output: how often} }
  try {
    programs = JSON.parse(sessionStorage.getItem(place) ?? "{}");
  } catch {
    // There is no storage for a page that was opened as a file: it forgets when it is loaded again.
  }

  function keep() {
    try {
      sessionStorage.setItem(place, JSON.stringify(programs));
    } catch {
      // As above.
    }
  }

  // keyOf names a program by its text, whichever part of it a slide shows.
  function keyOf(text) {
    const bare = text.replace(/\s*\/\/ HL\w*$/gm, "").replace(/\s+/g, " ");
    let hash = 0;
    for (const c of bare) hash = (Math.imul(hash, 31) + c.codePointAt(0)) | 0;
    return String(hash);
  }

  const of = (key) => (programs[key] ??= { runs: 0, came: {}, open: [], unlisted: {} });

  function forget(key) {
    if (key) delete programs[key];
    else programs = {};
    keep();
  }

  return { keyOf, of, keep, forget };
})();

// Cards are the outcomes of one program, on one slide.
class Cards {
  constructor({ list, key, program, title, page, place }) {
    this.key = key;
    this.program = program; // whether they belong to a program that can be run
    this.title = title; // of the slide that they are on
    this.page = page; // its number, from 1
    this.place = place; // among the cards on it, from 1
    this.outcomes = outcome.parse(list);
    this.counts = true; // whether how often one came means something
    this.element = document.createElement("ul");
    this.element.className = "cards";
    this.element.setAttribute("role", "list");
    this.cards = this.outcomes.map((o, i) => this.make(o, i));
    this.element.classList.toggle("measured", this.measures());
    this.unlisted = make("li", "unlisted");
    this.element.append(...this.cards.map((c) => c.element));
    this.show();
  }

  // make makes the card of an outcome: a button while it is shut, and then what
  // was behind it.
  make(o, i) {
    const element = make("li", "card");
    element.tabIndex = -1;
    const face = make("button", "face", `${i + 1} ?`);
    face.type = "button";
    face.setAttribute("aria-label", `Open outcome ${i + 1} of ${this.outcomes.length}`);
    face.addEventListener("click", () => {
      this.open(o.name);
      element.focus({ preventScroll: true });
    });
    const inside = make("div", "inside");
    const name = make("a", "name", o.name); // without an address as long as it leads nowhere
    const state = make("span", "state");
    const output = make("pre", "printed", o.output.replace(/\n$/, ""));
    if (o.output === "") output.append(make("em", "", "prints nothing"));
    const head = make("div", "head");
    head.append(name, state);
    inside.append(head, output);
    element.append(face, inside);
    return { name: o.name, element, state, title: name };
  }

  // measures reports whether the program measures the machine.
  measures() {
    return this.outcomes.some((o) => o.ranges);
  }

  memory() {
    return memory.of(this.key);
  }

  isOpen(name) {
    const m = this.memory();
    return m.open.includes(name) || Object.hasOwn(m.came, name);
  }

  shut() {
    return this.outcomes.filter((o) => !this.isOpen(o.name));
  }

  // open opens the card of an outcome that has not come.
  open(...names) {
    this.memory().open.push(...names.filter((name) => !this.isOpen(name)));
    memory.keep();
    Cards.showAll(this.key);
  }

  openAll() {
    this.open(...this.outcomes.map((o) => o.name));
  }

  // count notes the output of a run, and returns the outcome that it is, or
  // undefined if it is none.
  count(printed) {
    const m = this.memory();
    const found = outcome.match(this.outcomes, printed);
    m.runs++;
    if (found) {
      m.came[found.name] ??= { times: 0 };
      m.came[found.name].times++;
      m.came[found.name].last = printed;
    } else {
      m.unlisted[printed] = (m.unlisted[printed] ?? 0) + 1;
    }
    memory.keep();
    Cards.showAll(this.key);
    return found;
  }

  // times says how often something came, as on a card.
  times(n) {
    const { runs } = this.memory();
    return this.counts ? `${n} of ${runs} ${runs === 1 ? "run" : "runs"}` : "came here";
  }

  // show makes the cards look as the memory says.
  show() {
    const m = this.memory();
    this.cards.forEach((card, i) => {
      const came = m.came[card.name];
      card.element.classList.toggle("shut", !this.isOpen(card.name));
      card.element.classList.toggle("came", Boolean(came));
      card.state.textContent = came ? "✓ " + this.times(came.times) : "○ unseen";
      const { output } = this.outcomes[i];
      if (output) card.element.querySelector(".printed").textContent = text(output, this.measures() && came?.last);
    });
    this.unlisted.replaceChildren();
    for (const [printed, times] of Object.entries(m.unlisted)) {
      this.unlisted.append(
        make("strong", "name", "✗ Not on the list!"),
        make("span", "state", this.times(times)),
        make("pre", "printed", printed.slice(0, 400) || "(it printed nothing)"),
      );
    }
    if (this.unlisted.hasChildNodes()) this.element.append(this.unlisted);
    else this.unlisted.remove();

    // text is what a card shows as its output: of a measurement also the
    // numbers that came, each line's behind it.
    function text(output, last) {
      const listed = output.replace(/\n$/, "").split("\n");
      const printed = last ? last.split("\n") : [];
      return listed.map((line, i) => [line, ...(outcome.numbersIn(line, printed[i] ?? "") ?? [])].join(" → ")).join("\n");
    }
  }

  // showAll shows the cards of a program wherever they stand, or all cards.
  static showAll(key) {
    for (const cards of Cards.all) {
      if (!key || cards.key === key) cards.show();
    }
    document.dispatchEvent(new Event("outcomes"));
  }
}

Cards.all = [];

// make makes an element with a class and a text.
function make(kind, name = "", text = "") {
  const element = document.createElement(kind);
  if (name) element.className = name;
  element.textContent = text;
  return element;
}
