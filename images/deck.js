// This file makes the deck out of what present renders: it finds each program
// and its outcomes side by side and lays them out, and it answers the keys of a
// speaker. cards.js has the outcomes, run.js what becomes of Run.
"use strict";

document.documentElement.lang = "en";

/* ---- What present's script does otherwise ---- */

// The deck scales itself (deck.css); present's script would do it again, and ask
// a phone for a window in which half of the slide is cut off.
window.scaleSmallViewports = () => {};
document.head.append(Object.assign(document.createElement("meta"), { name: "viewport", content: "width=device-width, initial-scale=1" }));

// The pages within slides stay, so that they are there when the deck is printed.
window.disableFrame = () => {};

// A finger that moves sideways turns the page; up or down it scrolls, where there
// is something to scroll. Present's script would forbid both, which a browser
// does not let it do any more, and says so in the console.
window.handleTouchMove = (event) => {
  if (event.touches.length > 1) {
    window.cancelTouch();
    return;
  }
  const { pageX, pageY } = event.touches[0];
  window.touchDX = pageX - window.touchStartX;
  window.touchDY = pageY - window.touchStartY;
};

/* ---- The deck ---- */

const deck = (() => {
  const slides = () => document.querySelectorAll("section.slides > article");
  const current = () => document.querySelector("section.slides > article.current");
  const cardsOf = new Map(); // by slide: its Cards
  const programsOf = new Map(); // by slide: its Programs

  // In present's window with the notes the slide is a page within the page: it
  // shows all outcomes, and its keys go to the slides of the audience.
  const audience = (() => {
    try {
      return window.parent.document.getElementById("presenter-slides") && window.parent.opener;
    } catch {
      return null; // it is in a page of somebody else
    }
  })();

  /* ---- Setting up ---- */

  function setUp() {
    const main = document.querySelector("section.slides");
    if (!main) return; // a site with pages of its own shows the lists as they are
    main.setAttribute("role", "main");
    document.documentElement.classList.add("deck");
    document.documentElement.classList.toggle("notes", Boolean(audience));
    document.getElementById("help")?.setAttribute("role", "note");
    slides().forEach(setUpSlide);
    setUpEdges();
    enter(current());
  }

  function setUpSlide(slide, i) {
    const title = slide.querySelector(":scope > :is(h1, h2, h3)");
    title?.setAttribute("aria-level", "1");
    for (const sub of slide.querySelectorAll(":scope > h1 ~ h3")) sub.setAttribute("aria-level", "2"); // of the title
    slide.classList.toggle("opening", !slide.querySelector(":scope > h3:first-child"));
    const next = slides()[i + 1];
    const frame = next?.querySelector("iframe");
    for (const f of slide.querySelectorAll("iframe")) f.title = title.textContent;
    for (const p of slide.querySelectorAll("p")) p.classList.toggle("picture", Boolean(p.querySelector("img")));
    layOut(slide, frame && ((name) => stepThrough(frame, name)));
  }

  // layOut finds the programs and lists of a slide, puts each program beside its
  // list, and the outputs below all of them. There, too, is what is said of a run.
  function layOut(slide, steps) {
    const blocks = [...slide.children].filter(isListing);
    if (blocks.length === 0) return;
    const claims = make("div", "claims");
    const below = make("div", "console");
    const verdict = make("p", "verdict", hint);
    verdict.setAttribute("role", "status");
    below.append(verdict);
    (labelOf(blocks[0]) ?? blocks[0]).before(claims);
    [cardsOf, programsOf].forEach((m) => m.set(slide, []));
    while (blocks.length > 0) {
      const label = labelOf(blocks[0]);
      const program = isList(blocks[0]) ? null : blocks.shift();
      const list = isList(blocks[0]) ? blocks.shift() : null;
      claims.append(claimOf({ slide, label, program, list, steps, below, verdict }));
    }
    slide.append(below);
    below.hidden = programsOf.get(slide).length === 0 && verdict.textContent === hint;
    measure(claims);
  }

  const isListing = (block) => block.matches(".code, .playground") && Boolean(block.querySelector("pre"));
  const isList = (block) => Boolean(block) && /^-- .* --$/m.test(shown(block).split("\n", 1)[0]);

  // labelOf returns the paragraph above a block that is its heading, if any.
  function labelOf(block) {
    const before = block.previousElementSibling;
    const bold = before?.matches("p") && before.querySelector(":scope > :is(b, strong)");
    return bold && bold.textContent.trim() === before.textContent.trim() ? before : null;
  }

  // shown returns the lines of a block that can be seen.
  function shown(block) {
    const pre = [...block.querySelectorAll("pre")].find((p) => p.style.display !== "none");
    return (pre?.textContent ?? "").replace(/\n+$/, "");
  }

  // claimOf makes one claim: a program, and beside it its outcomes and buttons.
  function claimOf({ slide, label, program, list, steps, below, verdict }) {
    const claim = make("div", "claim");
    if (label) claim.append(label);
    const [buttons, output] = program ? partsOf(program, below) : [];
    const left = make("div", "left");
    if (program) {
      left.append(program);
      claim.append(left);
    }
    let cards = null;
    if (list) {
      cards = new Cards({
        list: shown(list) + "\n",
        key: memory.keyOf(program ? sentText(program) : shown(list)),
        program: Boolean(program),
        title: slide.querySelector(":scope > h3").textContent,
        page: [...slides()].indexOf(slide) + 1,
        place: cardsOf.get(slide).length + 1,
      });
      cards.element.setAttribute("aria-label", "Outcomes");
      Cards.all.push(cards);
      cardsOf.get(slide).push(cards);
      claim.append(cards.element);
      if (steps && cardsOf.get(slide).length === 1) cards.cards.forEach((card) => leadTo(card, steps));
      list.remove();
    }
    if (program) left.append(toolsOf({ slide, program, cards, buttons, output, verdict }));
    claim.classList.toggle("alone", !program || !list);
    return claim;
  }

  // partsOf returns what present's script has put behind a program, and moves
  // the output pane below all programs of the slide.
  function partsOf(program, below) {
    program.querySelector("pre:not([style])")?.setAttribute("tabindex", "-1");
    if (!program.matches(".playground")) return [];
    if (program.isContentEditable) {
      program.setAttribute("role", "textbox");
      program.setAttribute("aria-multiline", "true");
      program.setAttribute("aria-label", "The program. It can be changed.");
    }
    const buttons = program.nextElementSibling?.matches(".buttons") ? program.nextElementSibling : null;
    const output = buttons?.nextElementSibling;
    if (output) below.append(output);
    return [buttons, output];
  }

  function toolsOf({ slide, program, cards, buttons, output, verdict }) {
    const tools = make("div", "tools");
    if (!buttons) { // there is no way to run a program on this page
      if (program.isContentEditable) verdict.textContent = host.trouble();
      if (cards) tools.append(resetOf(slide, cards));
      return tools;
    }
    const p = new Program(program, cards, verdict);
    programsOf.get(slide).push(p);
    const pane = output.querySelector("pre");
    pane.tabIndex = 0;
    pane.setAttribute("role", "region");
    pane.setAttribute("aria-label", "Output");
    p.watch(pane);
    p.back = toolButton("back", "Restore the program", () => p.restore());
    p.back.hidden = true;
    const ten = toolButton("ten", "Run ×10", (e) => p.runTen(ten, e.shiftKey));
    // Present's buttons act on a click; this comes first.
    const beforeRun = (e) => {
      if (!e.target.matches(".run")) return;
      // Without a notes window, present keeps Shift for the next Run too.
      if (!e.shiftKey) localStorage.removeItem("play-shiftKey");
      if (!p.pressed(e.shiftKey)) e.stopImmediatePropagation();
      for (const other of slide.querySelectorAll(".output")) if (other !== output) other.style.display = "none";
    };
    for (const part of [buttons, output]) part.addEventListener("click", beforeRun, true);
    buttons.append(ten);
    tools.append(buttons, p.back);
    if (cards) tools.append(resetOf(slide, cards));
    return tools;
  }

  function toolButton(name, label, act) {
    const button = make("button", name, label);
    button.type = "button";
    button.addEventListener("click", act);
    return button;
  }

  // resetOf makes the link that shuts the cards of a slide again.
  function resetOf(slide, cards) {
    const button = toolButton("reset", "Shut the cards", () => forget(cards.key));
    const show = () => (button.hidden = cards.shut().length === cards.outcomes.length && Object.keys(cards.memory().unlisted).length === 0);
    document.addEventListener("outcomes", show);
    show();
    return button;
  }

  // leadTo makes the name of a card lead to the steps of its outcome. The page
  // with the steps is that of the slide's first program.
  function leadTo({ name, title }, steps) {
    title.href = "#";
    title.title = "Step through it";
    title.addEventListener("click", (e) => {
      e.preventDefault();
      steps(name);
    });
  }

  // stepThrough shows an outcome on the page with the steps, which is on the
  // next slide.
  function stepThrough(frame, name) {
    frame._src = frame._src.split("#")[0] + "#" + encodeURIComponent(name);
    frame.src = frame._src;
    window.nextSlide();
  }

  // measure tells the style how many lines and columns the programs of a slide
  // have, so that they are set as large as they can be.
  function measure(claims) {
    const listings = [...claims.querySelectorAll(".left > :is(.code, .playground)")].map((block) => shown(block).split("\n"));
    const lines = listings.reduce((n, l) => n + l.length, 0);
    const columns = Math.max(0, ...listings.flat().map((line) => line.length));
    claims.style.setProperty("--lines", lines);
    claims.style.setProperty("--columns", columns);
    claims.style.setProperty("--claims", claims.children.length);
    const crowded = claims.querySelectorAll(".left").length > 1 ? 2 : 3;
    for (const list of claims.querySelectorAll(".left ~ .cards")) {
      list.classList.toggle("many", list.children.length > crowded);
      list.parentElement.classList.toggle("full", list.children.length > crowded);
    }
  }

  /* ---- Turning pages ---- */

  // show shows the page with this number, from 1.
  function show(page) {
    while (page - 1 > window.curSlide) window.nextSlide();
    while (window.curSlide > page - 1) window.prevSlide();
  }

  // forward opens the cards of the slide, or turns the page if all are open.
  function forward() {
    if (audience) {
      audience.deck.forward();
      return;
    }
    const shut = (cardsOf.get(current()) ?? []).filter((c) => c.shut().length > 0);
    if (shut.length === 0) window.nextSlide();
    for (const cards of shut) cards.openAll();
  }

  // fit sets a slide smaller where the window is so narrow, or so low, that what
  // is on it would be cut off.
  function fit(slide) {
    slide.style.removeProperty("--fit");
    const overflows = () => slide.scrollHeight > slide.clientHeight + 1 || slide.scrollWidth > slide.clientWidth + 1;
    for (let size = 0.97; size > 0.5 && overflows(); size -= 0.03) slide.style.setProperty("--fit", size);
  }

  // fitShown fits the slides that are laid out, once that is done.
  const fitShown = () => requestAnimationFrame(() => document.querySelectorAll("section.slides > article:is(.past, .current, .next)").forEach(fit));

  // enter prepares a slide that is shown now.
  function enter(slide) {
    fitShown();
    for (const other of slides()) other.inert = other !== slide;
    const frame = slide.querySelector("iframe");
    if (frame && document.hasFocus()) frame.focus({ preventScroll: true });
    else if (document.activeElement.matches("iframe")) document.activeElement.blur();
  }

  // The edges of the window turn pages too, as in present.
  function setUpEdges() {
    document.getElementById("next-slide-area")?.addEventListener("click", (e) => {
      e.stopImmediatePropagation();
      forward();
    }, true);
  }

  function forget(key) {
    memory.forget(key);
    Cards.showAll(key);
    for (const p of [...programsOf.values()].flat()) if (!key || p.cards?.key === key) p.say(hint);
  }

  const blank = () => document.documentElement.classList.toggle("blank");

  const forwardKeys = ["ArrowRight", "ArrowDown", "PageDown", " ", "Enter"];
  const backKeys = ["ArrowLeft", "ArrowUp", "PageUp", "Backspace"];

  // A clicker sends the keys of a keyboard: forward, back, F5, and "." or "b".
  function onKey(e) {
    if (e.ctrlKey || e.metaKey || e.altKey) return;
    const dark = document.documentElement.classList.contains("blank");
    if (dark && [...forwardKeys, ...backKeys, "Escape"].includes(e.key)) {
      take(e, blank);
      return;
    }
    const typing = e.target.closest(".code, .playground, input, textarea");
    if (typing && !["PageDown", "PageUp"].includes(e.key)) return;
    if (["Enter", " "].includes(e.key) && e.target.closest("button, a")) {
      e.stopPropagation(); // it is for the button
      return;
    }
    if (forwardKeys.includes(e.key)) take(e, forward);
    else if (e.key === "." || e.key.toLowerCase() === "b") take(e, blank);
    else if (e.key.toLowerCase() === "r") take(e, () => (audience ?? window).deck.forget());
  }

  function take(e, act) {
    e.preventDefault();
    e.stopPropagation();
    act();
  }

  // A page with steps, which has the keys while it is shown, says what is the
  // deck's to do.
  function onMessage(e) {
    const frame = current()?.querySelector("iframe");
    if (!frame || e.source !== frame.contentWindow) return;
    switch (e.data?.stepper) {
      case "next":
        window.nextSlide();
        break;
      case "previous":
        window.prevSlide();
        break;
      case "leave":
        frame.blur();
        break;
      case "blank":
        blank();
    }
  }

  document.addEventListener("DOMContentLoaded", setUp);
  window.addEventListener("resize", fitShown);
  window.matchMedia("print").addEventListener("change", (e) => (e.matches ? slides().forEach(fit) : fitShown()));
  document.addEventListener("outcomes", fitShown);
  document.addEventListener("slideenter", (e) => enter(e.target));
  document.addEventListener("keydown", onKey, true);
  window.addEventListener("message", onMessage);

  return { forward, forget, show };
})();
window.deck = deck;
