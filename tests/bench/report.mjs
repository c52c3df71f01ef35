// The figures of the last `cargo xtask bench scale`, as a table; with --write also as docs/SCALE.md and
// docs/scale.svg, if it measured at least two sizes.
//
//   node tests/bench/report.mjs [--write]

import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { ROOT } from "../support.mjs";
import { MEASURES, aimOf, written } from "./measures.mjs";
import { plot } from "./plot.mjs";

/** Where the figures are. */
export const KEPT = join(ROOT, "target/bench/scale.json");

const number = (value) => value.toLocaleString("en");
const sizesOf = (kept) => Object.keys(kept.sizes).map(Number).sort((a, b) => a - b);

/** A figure, its aim, and whether it keeps to it: `undefined` where there is no aim. */
function figure(kept, measure, size) {
  const { value, error } = kept.sizes[size]?.[measure.id] ?? {};
  const aim = aimOf(measure, size);
  if (value === undefined || value === null) return { shown: "–", error: error ?? "was not measured", aim, isKept: aim === undefined ? undefined : false };
  // What a browser does not tell of is not nothing.
  const shown = measure.id === "scroll" && value === 0 ? "< 50 ms" : written(value, measure.unit);
  return { value, shown, aim, isKept: aim === undefined ? undefined : value <= aim };
}

/** The table for a terminal. */
export function table(kept, sizes = sizesOf(kept)) {
  const marks = { true: "✓", false: "✗", undefined: " " };
  const rows = MEASURES.map((measure) => [measure.what, ...sizes.flatMap((size) => {
    const { shown, aim, isKept } = figure(kept, measure, size);
    return [shown, aim === undefined ? "" : `of ${written(aim, measure.unit)}`, marks[isKept]];
  })]);
  const head = ["articles", ...sizes.flatMap((size) => [number(size), "aim", ""])];
  const widths = head.map((_, at) => Math.max(...[head, ...rows].map((row) => row[at].length)));
  const lines = [head, ...rows].map((row) => row.map((cell, at) => (at === 0 ? cell.padEnd(widths[at]) : cell.padStart(widths[at]))).join("  "));
  const errors = sizes.flatMap((size) => MEASURES.flatMap((measure) => {
    const { error } = figure(kept, measure, size);
    return error ? [`  ${number(size)}, ${measure.what}: ${error}`] : [];
  }));
  return ["", ...lines, ...errors].join("\n");
}

/** The page of the documentation. */
function document(kept) {
  const sizes = sizesOf(kept);
  const cell = (measure, size) => {
    const { shown, aim, isKept } = figure(kept, measure, size);
    if (aim === undefined) return shown;
    return `${isKept ? shown : `**${shown}** ✗`} (≤ ${written(aim, measure.unit)})`;
  };
  const rows = MEASURES.map((measure) => `| ${measure.what} | ${sizes.map((size) => cell(measure, size)).join(" | ")} |`);
  const missed = sizes.map((size) => MEASURES.filter((measure) => figure(kept, measure, size).isKept === false).length);
  const errors = sizes.flatMap((size) => MEASURES.flatMap((measure) => {
    const { error } = figure(kept, measure, size);
    return error ? [`- ${number(size)} articles, ${measure.what}: ${error}`] : [];
  }));
  return `# How it grows

What a site costs its reader and its author as the archive grows from ${number(sizes[0])} to ${number(sizes.at(-1))} articles. The archives are
made up, with the shape of a real one (\`cargo xtask synth\`). In brackets stands what each figure is to be at
the most; ✗ marks those that are more: ${sizes.map((size, at) => `${missed[at]} at ${number(size)}`).join(", ")}.

| articles | ${sizes.map(number).join(" | ")} |
|---|${sizes.map(() => "---:|").join("")}
${rows.join("\n")}
${errors.length > 0 ? `\nNot measured:\n\n${errors.join("\n")}\n` : ""}
![Each figure at each size of the archive](scale.svg)

- **Bytes** are those that a host sends, text packed with gzip. The first cards are printed into the page: all
  of it is counted. The index is cold for each query; the cards and articles are those of the first query of a page.
- **A click** is over when the list, its cards, the counts and the address are what they stay. On: one tag, then
  a second one; off: both again.
- **A query** begins when the box has waited for a pause in typing, and is over when the cards and the counts of
  all hits are there. *Warm*: it was asked before. *Cold*: the first one of a page, with the module that
  searches, all at 1.6 Mbit/s and 150 ms.
- **Memory** is what the process of the page has for itself (\`Private_Dirty\`) after a collection, when filters,
  searches, an article and scrolling were used.
- **Scrolling**: Page Down, jumps from the top to the bottom, then steadily at the top and in the middle.

Measured on ${kept.date}; ${Object.entries(kept.versions).map(([name, version]) => `${name}: ${version}`).join("; ")}.

To repeat it:

\`\`\`sh
cargo xtask bench scale ${sizes.join(" ")}
node tests/bench/report.mjs --write   # this page and its plot
\`\`\`
`;
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  const kept = JSON.parse(readFileSync(KEPT, "utf8"));
  console.log(table(kept));
  if (process.argv.includes("--write")) {
    if (sizesOf(kept).length < 2) {
      console.error("The last run measured one size only: nothing to compare, and nothing was written.");
      process.exit(1);
    }
    writeFileSync(join(ROOT, "docs/SCALE.md"), document(kept));
    writeFileSync(join(ROOT, "docs/scale.svg"), plot(kept));
    console.log("\nwrote docs/SCALE.md and docs/scale.svg");
  }
}
