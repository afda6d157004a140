// This file is about Run: what became of it, what a host without a way to run
// must say, and the button that runs a program ten times. Present's own script
// sends the program and fills the output pane; here the pane is read.
"use strict";

/* ---- The host: where programs run ---- */

// The host is asked over a socket (present), over HTTP (a playground), or there
// is none.
const host = (() => {
  let socket = null; // that of present's script
  let opened = false;
  const losses = []; // to call when the socket is closed

  // Present's script makes its socket before this deck is set up, and tells
  // nobody: so this watches for it.
  const Native = window.WebSocket;
  window.WebSocket = class extends Native {
    constructor(...args) {
      super(...args);
      if (!String(args[0]).endsWith("/socket")) return;
      socket = this;
      this.addEventListener("open", () => (opened = true));
      this.addEventListener("close", () => losses.forEach((f) => f()));
      this.addEventListener("message", (e) => {
        const message = JSON.parse(e.data);
        if (!listeners.has(message.Id)) return; // it is for present's script
        e.stopImmediatePropagation();
        listeners.get(message.Id)(message);
        if (message.Kind === "end") listeners.delete(message.Id);
      });
    }
  };

  const listeners = new Map(); // by the id of a run
  let ids = 0;

  // run sends a text to be built and run over present's socket. What comes of it
  // goes to listen. It returns a function that ends it.
  function run(text, listen) {
    const id = `repeat-${ids++}`;
    listeners.set(id, listen);
    socket.send(JSON.stringify({ Id: id, Kind: "run", Body: text }));
    return () => socket.send(JSON.stringify({ Id: id, Kind: "kill" }));
  }

  const here = "present takes Run only from the address that it names when it starts";
  const start = "start present in the folder of the talk: go tool present";

  // trouble says what keeps programs from running, and what to do; nothing if
  // they can run.
  function trouble() {
    if (location.protocol === "file:") {
      return `A page that was opened as a file cannot run programs. To run them, ${start}. Then open http://127.0.0.1:3999/talk.slide`;
    }
    if (typeof window.initPlayground !== "function" || !document.querySelector(".buttons > .run")) {
      return `Programs do not run on this page. To run them, ${start}.`;
    }
    if (!socket || socket.readyState === Native.CONNECTING || socket.readyState === Native.OPEN) return "";
    if (opened) return `present has stopped, or was started again. If it is not running, ${start}. Then load this page again (F5).`;
    const { hostname, port, pathname } = location;
    if (hostname !== "127.0.0.1") return `No connection: ${here}. Open http://127.0.0.1:${port}${pathname}`;
    return `No connection: ${here}. If it is not running, ${start}. Then open the address that it names.`;
  }

  return {
    run,
    trouble,
    start,
    cached: () => !socket, // a playground answers what it knows from a cache
    onLoss: (f) => losses.push(f),
  };
})();

/* ---- What a program wrote, and how it ended ---- */

// A report is what became of a run. It has the output in the form of
// outcomes.txt, or says in fault why there is none to compare.
const report = (() => {
  const buildFault = /^(?:# |go: |(?:\.\/)?prog\.go:[0-9])/;

  // ofPane reads a pane that present's script has filled. It returns null while
  // the program runs.
  function ofPane(pane) {
    const spans = [...pane.children];
    const system = spans.filter((s) => s.classList.contains("system")).map((s) => s.textContent).join("");
    const end = /\n(?:Program exited(?::? (.*?))?\.?|(Go build failed)\.)$/.exec(system);
    if (!end) return null;
    const written = (kind) => spans.filter((s) => s.matches(kind)).map((s) => s.textContent).join("");
    const status = (end[1] ?? "").replace(/^status /, "exit status ");
    const built = !end[2] && !(status && written(".stdout") === "" && buildFault.test(written(".stderr").replace(raceNote, "")));
    if (written(".stdout, .stderr") === "Error communicating with remote server.") return { fault: `There is nothing here to run programs. To run them, ${host.start}.` };
    // Two pipes lead here: their order can be lost on the way.
    const [output, other] = [written(".stdout, .stderr"), written(".stdout") + written(".stderr")];
    return of({ built, output, other, status });
  }

  const stopped = "The program was stopped before its end: by Kill, or by present, which lets a program write 1,000 times.";
  const raceNote = /^Running with race detector\.\n/m;
  const raceReport = /={18}\nWARNING: DATA RACE\n[^]*?\n={18}\n/g;
  const racesFound = /Found ([0-9]+) data race\(s\)\n/;

  // of makes a report of what a program wrote and how it ended.
  function of({ built, output, other = output, status, cut = false }) {
    if (!built) return { fault: "The program does not compile." };
    if (cut) return { fault: "The program was stopped: it wrote too much." };
    if (/^(signal: )?killed$/.test(status)) return { fault: stopped };
    if (status && !/^exit status [0-9]+$/.test(status)) return { fault: `The program did not end by itself: ${status}.` };
    const races = Number(racesFound.exec(output)?.[1] ?? 0);
    const whole = (text) => {
      text = text.replace(raceNote, "").replace(raceReport, "").replace(racesFound, "").replaceAll("\t", "    ");
      if (text !== "" && !text.endsWith("\n")) text += "\n";
      const failed = status && !(races > 0 && status === "exit status 66");
      return failed ? text + status + "\n" : text;
    };
    return { output: whole(output), other: whole(other), races };
  }

  return { ofPane, of };
})();

/* ---- A program on a slide ---- */

// A Program is one with a Run button. Its cards may be null.
class Program {
  constructor(code, cards, verdict) {
    Object.assign(this, { code, cards, verdict });
    this.whole = code.innerHTML; // as it was
    this.text = sentText(code);
    this.running = false;
    this.stop = null; // ends ten runs
    this.back = null; // the button that restores the program
    code.addEventListener("input", () => this.tellEdited());
    this.lose = () => this.say(host.trouble(), "bad");
    host.onLoss(() => this.running && this.lose());
  }

  isEdited() {
    return sentText(this.code) !== this.text;
  }

  // watch reads the pane whenever present's script has written into it.
  watch(pane) {
    new MutationObserver(() => this.read(pane)).observe(pane, { childList: true, subtree: true, characterData: true });
  }

  read(pane) {
    const r = report.ofPane(pane);
    if (!r) {
      this.running = true;
      return;
    }
    if (!this.running) return; // it is told already
    this.running = false;
    if (r.fault) this.say(r.fault, "bad");
    else this.say(this.judge(r));
  }

  // judge holds a run against the cards, and says what came.
  judge(r) {
    if (this.tellEdited()) return edited;
    if (!this.cards) return "";
    this.cards.counts = !host.cached();
    const listed = outcome.match(this.cards.outcomes, r.output) ? r.output : r.other;
    const found = this.cards.count(listed);
    const races = r.races ? ` The race detector reports ${r.races === 1 ? "a data race" : `${r.races} data races`}.` : "";
    if (!found) return `This output is not on the list! That should never happen: please report it.${races}`;
    const answer = host.cached() ? " (This host may answer from a cache: running again tells nothing new.)" : "";
    return `It came: ${found.name}.${races}${answer}`;
  }

  // missing says how many outcomes have not come yet.
  missing() {
    const all = this.cards?.outcomes ?? [];
    const n = all.filter((o) => !Object.hasOwn(this.cards.memory().came, o.name)).length;
    return n > 0 ? `Not seen yet, and just as possible: ${n} of ${all.length}.` : "";
  }

  // tellEdited marks the cards as those of the program as it was, and offers the
  // way back. It reports whether the program is edited.
  tellEdited() {
    const now = this.isEdited();
    this.back.hidden = !now;
    this.cards?.element.classList.toggle("foreign", now);
    if (now && !this.running) this.say(edited);
    return now;
  }

  // restore takes back what was typed into the program.
  restore() {
    this.code.innerHTML = this.whole;
    this.tellEdited();
    this.say(hint);
  }

  say(text, kind = "") {
    this.verdict.textContent = text;
    this.verdict.className = `verdict ${kind}`;
  }

  // pressed is called when Run is pressed, before present's script is. It
  // reports whether there is a way to run.
  pressed(shift) {
    const trouble = host.trouble();
    this.say(trouble || "Running …", trouble ? "bad" : "");
    if (trouble) return false;
    if (shift && host.cached()) this.say("This host has no race detector: it runs the program as without Shift.", "bad");
    clearTimeout(this.waiting);
    this.running = true;
    this.waiting = setTimeout(() => {
      if (this.running && this.verdict.textContent === "Running …") this.say(host.trouble() || "Still running. The first build takes longest.");
    }, 1800);
    return true;
  }

  // runTen runs the program ten times, or stops that.
  async runTen(button, shift) {
    if (this.stop) {
      this.stop();
      return;
    }
    if (!this.pressed(shift)) return;
    if (host.cached()) {
      this.running = false;
      this.say("This host answers from a cache: ten runs would be one run, shown ten times. With go tool present they are ten.", "bad");
      return;
    }
    const { lose } = this;
    const label = button.textContent;
    const tally = new Map(); // how often each came
    let [done, races, stopped, rest, wrong] = [0, 0, false, "", ""];
    button.textContent = "Kill";
    const finish = () => {
      this.running = false;
      this.stop = null;
      this.lose = lose;
      button.textContent = label;
      const counts = [...tally].map(([name, n]) => `${name} ${n}×`).join(", ");
      const runs = `${done} ${done === 1 ? "run" : "runs"}`;
      const more = this.isEdited() ? [edited] : [this.missing()];
      if (races > 0) more.unshift(`The race detector reports data races in ${races} of them.`);
      if (wrong) this.say(wrong, "bad");
      else this.say(`${runs}${stopped ? ", then stopped" : ""}: ${counts || "nothing came"}. ${more.join(" ")}`);
    };
    this.stop = () => (stopped = true);
    this.lose = () => {
      wrong = host.trouble();
      finish();
    };
    const repeat = await (await fetch("images/repeat.go")).text();
    const text = repeat
      .replace('program = ""', () => "program = " + JSON.stringify(sentText(this.code)))
      .replace("race    = false", `race    = ${Boolean(shift)}`);
    if (stopped) return finish();
    const kill = host.run(text, (message) => {
      if (message.Kind === "stderr") wrong ||= message.Body;
      if (message.Kind === "stdout") rest += message.Body;
      for (let end; (end = rest.indexOf("\n")) >= 0; rest = rest.slice(end + 1)) {
        const line = JSON.parse(rest.slice(0, end));
        const r = report.of({ built: line.Built, output: line.Output, status: line.Status, cut: line.Cut });
        if (r.fault) {
          wrong = `${r.fault} ${line.Output.slice(0, 200)}`;
          continue;
        }
        done++;
        if (r.races > 0) races++;
        const known = this.cards && !this.isEdited() ? this.cards.count(r.output) : null;
        const name = known?.name ?? (this.cards && !this.isEdited() ? "not on the list" : r.output.trim() || "no output");
        tally.set(name, (tally.get(name) ?? 0) + 1);
        this.say(`Run ${done} of 10 …`);
      }
      if (message.Kind === "end") finish();
    });
    this.stop = () => {
      stopped = true;
      wrong = "";
      kill();
    };
  }
}

const edited = "The cards belong to the program as it was before it was edited.";
const hint = "Guess. Then Run.";

// sentText returns the text of a program as present's script sends it.
function sentText(node) {
  const text = (n) => {
    if (n.nodeType === Node.TEXT_NODE) return n.data;
    if (n.nodeType !== Node.ELEMENT_NODE || n.matches("button, span.number")) return "";
    return (n.matches("div, br, pre") ? "\n" : "") + [...n.childNodes].map(text).join("");
  };
  return [...node.childNodes].map(text).join("").replace("\xA0", " ");
}
