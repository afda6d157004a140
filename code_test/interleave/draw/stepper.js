// The script of the page: it shows one run of the program up to some step, and
// changes the step, the run and the outcome as it is told.
"use strict";

(() => {
  const data = JSON.parse(document.getElementById("runs").textContent);
  const find = (id) => document.getElementById(id);
  const chips = [...document.querySelectorAll("#outcomes button")];
  const calm = matchMedia("(prefers-reduced-motion: reduce)");
  const cramped = matchMedia("(min-aspect-ratio: 5/2), (min-aspect-ratio: 3/2) and (max-height: 480px), (max-aspect-ratio: 1/1)"); // as in the style
  const pace = 1200; // milliseconds for each step while it plays
  const alone = window.parent === window; // and not on a slide

  // What is shown.
  let outcome = 0;
  let run = 0;
  let step = 0; // how many steps are done
  let timer = 0; // of playing, 0 while it does not
  let drawn = ""; // the size of the lanes when they were drawn

  const chosen = () => data.outcomes[outcome].runs[run];
  const moments = () => chosen().moments.map((i) => data.moments[i]);
  const color = (g) => "g" + (g % 6);

  // --- the lanes ---

  function draw(kind, attributes, parent, text) {
    const e = document.createElementNS("http://www.w3.org/2000/svg", kind);
    for (const [name, value] of Object.entries(attributes)) e.setAttribute(name, value);
    if (text !== undefined) e.textContent = text;
    parent.append(e);
    return e;
  }

  // fit shortens a text until it is no wider than the room for it. On paper
  // there is more room: there all of it is shown.
  function fit(text, room) {
    let s = text.textContent;
    if (text.getComputedTextLength() <= room) return;
    const whole = text.cloneNode(true);
    whole.classList.add("paper");
    text.after(whole);
    text.classList.add("screen");
    while (s.length > 2 &&
      text.getComputedTextLength() > room) {
      s = s.slice(0, -1);
      text.textContent = s.trimEnd() + "…";
    }
  }

  // drawLanes draws all of a run, if there is room: on a slide that is not shown
  // there may be none. What happens in a step has that step's number as
  // data-after, and is hidden until the step is done.
  function drawLanes() {
    const { lanes, arrows, waits } = chosen();
    const told = moments();
    const rows = told.length;
    const panel = find("drawing");
    panel.textContent = "";
    drawn = [panel.clientWidth, panel.clientHeight].join();
    const paper = alone ? matchMedia("print").matches : false;
    if (panel.clientWidth === 0 || (panel.clientHeight === 0 ? !paper : false)) return;

    const rem = parseFloat(getComputedStyle(document.documentElement).fontSize);
    const head = 1.7 * rem;
    const space = panel.clientHeight - head - 0.6 * rem;
    const high = paper ? 1.6 * rem : Math.max(1.12 * rem, Math.min(3 * rem, space / (rows + 0.5)));
    const height = head + high * (rows + 0.5) + 0.5 * rem;
    const bar = paper || panel.clientHeight + 1 >= height ? 0 : rem; // for scrolling
    const width = Math.max(panel.clientWidth - bar, 2 * rem);
    const svg = draw("svg", { width, height, viewBox: `0 0 ${width} ${height}`, role: "img" }, panel);
    svg.setAttribute("aria-label", "One lane for each goroutine: " + data.names.slice(0, lanes.length).join(", "));

    // The pills above the lanes say how wide a lane has to be.
    const heads = lanes.map((l, g) => {
      const group = draw("g", { class: color(g) }, svg);
      const text = draw("text", { class: "head", y: 1.2 * rem, "font-size": rem }, group, data.names[g]);
      return { group, text };
    });
    const wide = () => heads.reduce((sum, h) => sum + (h.width = h.text.getComputedTextLength() + 0.7 * rem), 0);
    if (wide() > 0.36 * width) {
      heads.forEach((h, g) => { h.text.textContent = data.short[g]; });
      wide();
    }
    const middle = [];
    let right = 0;
    for (const h of heads) {
      const w = Math.max(2 * rem, h.width);
      middle.push(right + w / 2);
      right += w + 0.25 * rem;
      h.text.setAttribute("x", middle.at(-1));
      const pill = draw("rect", { class: "pill", x: middle.at(-1) - h.width / 2, y: 0.15 * rem, width: h.width, height: 1.4 * rem, rx: 0.35 * rem }, h.group);
      h.group.prepend(pill);
    }
    const y = (row) => head + 0.25 * rem + (row + 0.5) * high;
    const bottom = height - 0.25 * rem;
    const group = (g, row, more) => draw("g", { class: `${color(g)} ${more}`, "data-after": row + 1 }, svg);

    const bands = told.map((m, row) => {
      const e = group(m.g, row, m.nobody ? "row nobody" : "row");
      draw("rect", { class: "band", x: 0, y: y(row) - high / 2, width, height: high, rx: 0.25 * rem }, e);
      return e;
    });

    // The lanes, one piece for each row.
    lanes.forEach((l, g) => {
      if (l.end === "never") return;
      const until = Math.min(l.to, rows);
      for (let row = l.from; until > row; row++) {
        let top = row >= 0 ? y(row) : head - high / 2;
        if (row === l.from) top += high / 2;
        const low = rows > row + 1 ? y(row + 1) : bottom;
        const e = group(g, row, "piece");
        if (waits.some((w) => w.lane === g &&
          row >= w.from &&
          w.to > row)) {
          for (const x of [middle[g] - 0.25 * rem, middle[g] + 0.25 * rem]) draw("line", { class: "blocked", x1: x, x2: x, y1: top, y2: low }, e);
        } else {
          draw("line", { class: "running", x1: middle[g], x2: middle[g], y1: top, y2: low }, e);
        }
      }
      if (l.end === "returned") {
        const at = Math.min(y(l.to) + 0.55 * rem, bottom);
        const e = group(g, l.to, "piece");
        draw("line", { class: "running", x1: middle[g], x2: middle[g], y1: y(l.to), y2: at }, e);
        draw("line", { class: "cap", x1: middle[g] - rem / 2, x2: middle[g] + rem / 2, y1: at, y2: at }, e);
      }
    });
    if (rows > 0 &&
      lanes.some((l) => l.end === "cut" || l.end === "blocked")) {
      const e = group(0, rows - 1, "piece");
      draw("line", { class: "end", x1: 0, x2: right, y1: bottom, y2: bottom }, e);
    }

    // The arrows, in the color of the goroutine that they come from; a fork
    // in that of the one that it makes.
    for (const a of arrows) {
      const g = a.kind === "fork" ? a.toLane : a.fromLane;
      const e = group(g, a.toRow, "arrow-" + a.kind);
      const x1 = middle[a.fromLane];
      const x2 = middle[a.toLane];
      const side = Math.sign(x2 - x1);
      if (a.kind === "fork") {
        const turn = y(a.toRow) + high / 2;
        draw("path", { class: "arrow", d: `M${x1} ${y(a.fromRow)} Q${x1} ${turn} ${x1 + side * 0.7 * rem} ${turn} H${x2 - side * 0.5 * rem}` }, e);
        tip(e, x2 - side * 0.1 * rem, turn, side * rem);
      } else {
        const from = y(a.fromRow);
        const to = y(a.toRow);
        const bend = a.fromRow === a.toRow ? "" : `V${to - 0.4 * rem} Q${x1} ${to} ${x1 + side * 0.4 * rem} ${to}`;
        draw("path", { class: "arrow", d: `M${x1} ${from} ${bend} H${x2 - side * rem}` }, e);
        tip(e, x2 - side * rem / 2, to, side * rem);
      }
    }

    // The steps, and what they say, as large as there is room for.
    const words = right + rem / 2;
    const least = rem;
    for (const size of [1.8 * rem, 1.5 * rem, 1.3 * rem, 1.15 * rem, least]) {
      if (size > Math.max(least, 0.78 * high)) continue;
      svg.setAttribute("font-size", size);
      const gap = size * 1.3;
      const texts = told.map((m, row) => {
        const e = bands[row];
        const base = y(row) + 0.35 * size;
        let room = width - words - gap - 0.75 * rem;
        const number = draw("text", { class: "number", x: words + gap, y: base, "text-anchor": "end" }, e, m.line || "");
        const text = draw("text", { x: words + gap + rem / 2, y: base, "font-weight": 600 }, e, m.label);
        const texts = [number, text];
        if (m.race) {
          texts.push(draw("text", { class: "alarm", x: width - rem / 4, y: base, "text-anchor": "end" }, e, "race"));
          room -= texts.at(-1).getComputedTextLength() + 0.4 * rem;
        }
        return { text, room, texts };
      });
      if (size > least &&
        texts.some((t, row) => told[row].nobody ? false : t.text.getComputedTextLength() > t.room)) {
        for (const t of texts) t.texts.forEach((e) => e.remove());
        continue;
      }
      for (const t of texts) fit(t.text, t.room);
      break;
    }
    told.forEach((m, row) => {
      if (m.nobody) return;
      const e = group(m.g, row, "dots");
      for (const g of m.partner >= 0 ? [m.g, m.partner] : [m.g]) {
        draw("circle", { class: m.race ? "dot race" : "dot", cx: middle[g], cy: y(row), r: 0.45 * rem }, draw("g", { class: color(g) }, e));
      }
    });
  }

  function tip(e, x, y, size) {
    const half = Math.abs(size) * 0.35;
    draw("path", { class: "tip", d: `M${x} ${y} l${-size * 0.6} ${-half} v${2 * half} z` }, e);
  }

  // --- the state ---

  function show() {
    const told = moments();
    const now = step > 0 ? told[step - 1] : null;
    const { lanes, waits } = chosen();

    for (const e of document.querySelectorAll("#drawing [data-after]")) {
      const after = Number(e.dataset.after);
      e.classList.toggle("future", after > step);
      e.classList.toggle("current", e.classList.contains("row") ? after === step : false);
    }

    const names = document.body.classList.contains("short") ? data.short : data.names;

    // In the code: the line of the step, and where each goroutine stands.
    for (const e of document.querySelectorAll(".line")) {
      e.className = e.classList.contains("blank") ? "line blank" : "line";
      e.lastElementChild.textContent = "";
    }
    const at = now ? [...now.at] : [data.start];
    const mark = (g, number, kind) => {
      const line = document.querySelector(`.line[data-line="${number}"]`);
      if (!line) return;
      if (kind === "now") line.classList.add("now", color(g));
      const b = document.createElement("b");
      b.className = `${color(g)} ${kind}`;
      b.textContent = names[g];
      line.lastElementChild.append(b);
    };
    if (now ? !now.nobody : false) {
      at[now.g] = 0;
      mark(now.g, now.line, "now");
      if (now.partner >= 0) {
        at[now.partner] = 0;
        mark(now.partner, now.partnerLine, "now");
      }
    }
    at.forEach((number, g) => {
      const blocked = waits.some((w) => w.lane === g &&
        step > w.from &&
        w.to >= step);
      if (number > 0 &&
        lanes.length > g) mark(g, number, blocked ? "blocked" : "");
    });

    showEntries(data.entries[chosen().entries[step]], cramped.matches ? data.short : data.names);

    const write = (told) => told.map((m) => m.printed || "").join("");
    find("output").textContent = write(told.slice(0, step));
    find("whole").textContent = write(told);
    find("step").textContent = step;
    find("steps").textContent = told.length;
    const { count, runs, whole, shown } = data.outcomes[outcome];
    find("run").textContent = whole ? `${run + 1} of ${count}` : `${run + 1} of the first ${runs.length} of ${count}`;
    let says = now ? now.says : "Nothing has happened yet.";
    if (step === told.length) says += ` Outcome: ${shown}.`;
    if (find("says").textContent !== says) find("says").textContent = says;
    chips.forEach((chip, i) => chip.setAttribute("aria-pressed", i === outcome));

    const idle = { first: step === 0, back: step === 0, forward: step === told.length, last: step === told.length };
    idle["next-run"] = idle["previous-run"] = runs.length === 1;
    for (const [id, is] of Object.entries(idle)) find(id).setAttribute("aria-disabled", is);

    reveal(find("code"), document.querySelector(".line.now"));
    reveal(find("drawing"), document.querySelector("#drawing .current .band"));
    find("output").scrollTop = find("output").scrollHeight;
    for (const id of ["code", "drawing", "output"]) {
      const e = find(id);
      if (e.scrollHeight > e.clientHeight + 1 || e.scrollWidth > e.clientWidth + 1) e.tabIndex = 0;
      else e.removeAttribute("tabindex");
    }
  }

  // showEntries shows what is in each thing, and what goroutines hold.
  function showEntries(entries, names) {
    const add = (kind, text, parent) => {
      const e = document.createElement(kind);
      if (text) e.textContent = text;
      parent.append(e);
      return e;
    };
    const list = find("entries");
    if (!list) return;
    list.textContent = "";
    for (const { name, value, changed, was, g } of entries) {
      const e = add("div", "", list);
      if (g >= 0) e.classList.add(color(g));
      e.classList.toggle("nothing", g >= 0 ? value === "nothing" : false);
      e.classList.toggle("changed", changed === true);
      add("dt", g >= 0 ? name.replace(data.names[g], names[g]) : name, e);
      add("dd", was ? `${was} → ${value}` : value, e);
    }
  }

  // reveal scrolls a panel, and nothing around it, so that e can be seen in it.
  function reveal(panel, e) {
    if (!e || panel.scrollHeight <= panel.clientHeight) return;
    const outer = panel.getBoundingClientRect();
    const inner = e.getBoundingClientRect();
    if (inner.top >= outer.top &&
      outer.bottom >= inner.bottom) return;
    const top = panel.scrollTop + inner.top - outer.top - panel.clientHeight / 2;
    panel.scrollTo({ top, behavior: calm.matches ? "auto" : "smooth" });
  }

  // --- what one can do ---

  function go(to) {
    step = Math.max(0, Math.min(moments().length, to));
    show();
  }

  function stop() {
    clearInterval(timer);
    timer = 0;
    find("play").textContent = "Play";
  }

  function play() {
    if (timer) return stop();
    if (step === moments().length) go(0);
    find("play").textContent = "Stop";
    timer = setInterval(() => {
      go(step + 1);
      if (step === moments().length) stop();
    }, pace);
  }

  // choose shows another run: from its beginning, or from its end where the
  // one before was at its end.
  function choose(newOutcome, newRun) {
    stop();
    const ended = step > 0 &&
      step === moments().length;
    outcome = newOutcome;
    const n = data.outcomes[outcome].runs.length;
    run = (newRun + n) % n;
    step = ended ? moments().length : 0;
    refresh();
  }

  // fromAddress shows the outcome that the address names behind #, from its
  // beginning, or else the first.
  function fromAddress() {
    let name = "";
    try {
      name = decodeURIComponent(location.hash.slice(1));
    } catch {
      // It is no name.
    }
    step = 0;
    choose(Math.max(0, chips.findIndex((chip) => chip.dataset.outcome === name)), 0);
  }

  // tell tells the deck that the page is shown in what it should do.
  function tell(what) {
    if (!alone) window.parent.postMessage({ stepper: what }, "*");
  }

  // leave gives the keys back to the deck that the page is shown in.
  function leave() {
    stop();
    document.activeElement?.blur();
    if (alone) return;
    try {
      window.frameElement?.blur();
    } catch {
      // The deck is from elsewhere, and cannot be reached from here.
    }
    window.parent.focus();
    tell("leave");
  }

  const act = {
    first: () => { stop(); go(0); },
    back: () => { stop(); go(step - 1); },
    forward: () => { stop(); go(step + 1); },
    last: () => { stop(); go(moments().length); },
    play,
    "next-run": () => choose(outcome, run + 1),
    "previous-run": () => choose(outcome, run - 1),
  };
  for (const [id, f] of Object.entries(act)) find(id).addEventListener("click", f);
  chips.forEach((chip, i) => chip.addEventListener("click", () => choose(i, 0)));

  // turn steps, and at the end of the run leaves it to the deck to go on.
  const turn = (on, end, beyond) => () => {
    if (step === end()) return tell(beyond);
    on();
  };
  const keys = {
    ArrowRight: turn(act.forward, () => moments().length, "next"), ArrowLeft: turn(act.back, () => 0, "previous"), Home: act.first, End: act.last,
    " ": play, n: act["next-run"], p: act["previous-run"], Escape: leave,
  };
  const decks = { PageDown: "next", PageUp: "previous", ".": "blank", b: "blank" };
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.altKey || event.metaKey) return;
    if (event.key === " " &&
      event.target.closest("button")) return; // presses it
    let f = keys[event.key];
    if (/^[1-9]$/.test(event.key)) f = chips[event.key - 1] ? () => choose(event.key - 1, 0) : undefined;
    if (!alone &&
      decks[event.key]) f = () => tell(decks[event.key]);
    if (!f) return;
    event.preventDefault();
    f();
  });

  // refresh draws the lanes, and then what is reached in them.
  function refresh() {
    const code = find("code");
    const short = document.body.classList;
    short.remove("short"); // names, which the lines have room for
    if (cramped.matches || code.scrollWidth > code.clientWidth + 1) short.add("short");
    drawLanes();
    show();
  }

  let redraw = 0;
  const later = () => {
    cancelAnimationFrame(redraw);
    redraw = requestAnimationFrame(refresh);
  };
  addEventListener("resize", later);
  new ResizeObserver(() => {
    const panel = find("drawing");
    if (drawn !== [panel.clientWidth, panel.clientHeight].join()) later();
  }).observe(find("drawing"));
  addEventListener("hashchange", fromAddress);

  document.documentElement.classList.toggle("alone", alone);
  fromAddress();
})();
