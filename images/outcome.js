// This file decides which outcome an output is, as package outcome of the
// tests does for outcomes.txt: line by line, with "..." for any lines and
// <LOW..HIGH> for one number. Both are held against one table of cases,
// code_test/outcome/testdata/cases.txtar.
"use strict";

const outcome = (() => {
  const number = "[+-]?[0-9]+(?:\\.[0-9]+)?";
  const range = new RegExp(`<(${number})\\.\\.(${number})>`, "g");

  const quote = (text) => text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");

  // splitLines returns the lines of a text, each without its end.
  function splitLines(text) {
    return text === "" ? [] : text.replace(/\n$/, "").split("\n");
  }

  // numbersIn returns what a printed line has in the places of a listed line's
  // ranges, or null if it is not like it.
  function numbersIn(listed, printed) {
    let [expression, end] = ["^", 0];
    for (const found of listed.matchAll(range)) {
      expression += quote(listed.slice(end, found.index)) + `(${number})`;
      end = found.index + found[0].length;
    }
    return new RegExp(expression + quote(listed.slice(end)) + "$").exec(printed)?.slice(1) ?? null;
  }

  // compileLine makes a line of a listed outcome a function that tells whether
  // a line that was printed is one like it; of "..." it makes null.
  function compileLine(text) {
    if (text === "...") return null;
    const ranges = [...text.matchAll(range)];
    if (ranges.length === 0) return (line) => line === text;
    return (line) => {
      const numbers = numbersIn(text, line)?.map(Number);
      return Boolean(numbers?.every((n, i) => n >= Number(ranges[i][1]) && n <= Number(ranges[i][2])));
    };
  }

  // parse reads a list of outcomes, from its first line "-- name --" on. Each
  // has its name, its output as listed, and whether there are ranges in it.
  function parse(list) {
    const outcomes = [];
    for (const line of splitLines(list)) {
      const name = /^-- (.+) --$/.exec(line)?.[1].trim();
      if (name) outcomes.push({ name, output: "" });
      else if (outcomes.length > 0) outcomes.at(-1).output += line + "\n";
    }
    for (const o of outcomes) {
      o.lines = splitLines(o.output).map(compileLine);
      o.ranges = o.output.search(range) >= 0;
    }
    return outcomes;
  }

  // fits reports whether an outcome is this output.
  function fits({ lines }, output) {
    if (output !== "" && !output.endsWith("\n")) return false;
    const printed = splitLines(output);
    let ends = new Set([0]); // how many printed lines may be matched so far
    for (const line of lines) {
      const next = new Set();
      for (const at of ends) {
        if (line === null) for (let i = at; i <= printed.length; i++) next.add(i);
        else if (printed.length > at && line(printed[at])) next.add(at + 1);
      }
      ends = next;
    }
    return ends.has(printed.length);
  }

  // match returns the first of the outcomes that is this output, or undefined.
  const match = (outcomes, output) => outcomes.find((o) => fits(o, output));

  return { parse, match, numbersIn };
})();
