// Input that was made to take for ever, to fill the memory or to overflow a stack. The project's own
// shapes, and with NEWSSTAND_VECTORS all of its pathological.py (python3) at two sizes.

import { spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

const many = (count, text) => text.repeat(count);
const rising = (count, line) => Array.from({ length: count }, (_, at) => line(at)).join("");

/** Name and Markdown of each. */
const OWN = {
  quotes: many(30_000, "> ") + "a",
  lists: rising(2_000, (at) => `${many(at, " ")}- a\n`),
  "one list in another on one line": many(20_000, "- ") + "a",
  brackets: many(60_000, "[") + "a" + many(60_000, "]"),
  "links that never close": many(30_000, "[a]("),
  "pictures in pictures": many(20_000, "![") + "a" + many(20_000, "](b)"),
  emphasis: many(30_000, "*a **a ") + "b" + many(30_000, "** a*"),
  "asterisks and underscores": many(40_000, "**a_*"),
  backticks: rising(900, (at) => `e${many(at, "`")}`),
  "a wide table": `|${many(1_000, "a|")}\n|${many(1_000, "-|")}\n${many(1_000, "|a\n")}`,
  "elements in elements": many(60_000, "<div>") + "a",
  "comments that never close": many(30_000, "<!-- "),
  footnotes: rising(3_000, (at) => `[^${at}]\n\n[^${at}]: [^${at + 1}]\n\n`),
  references: `[a]: ${many(20_000, "b")}\n\n${many(20_000, "[a] ")}`,
  hints: many(5_000, '{% hint style="info" %}\n') + "a",
  callouts: rising(300, (at) => `${many(at + 1, "> ")}[!note]\n`),
  formulas: many(10_000, "$a$ $$ "),
  "deep metadata": `---\na: ${many(20_000, "[")}\n---\na`,
  "an endless line": many(3_000_000, "汉"),
};

/** Files by their names; `made` is the vectors' folder, or why there are none. */
export function pathological(scales = [1, 10]) {
  const files = Object.fromEntries(Object.entries(OWN).map(([name, text]) => [`own ${name}.md`, text]));
  const program = process.env.NEWSSTAND_VECTORS && join(process.env.NEWSSTAND_VECTORS, "pathological.py");
  if (!program || !existsSync(program)) {
    console.log("note: NEWSSTAND_VECTORS is not set: the project's own pathological cases only");
    return files;
  }
  for (const scale of scales) {
    const folder = mkdtempSync(join(tmpdir(), "newsstand-"));
    try {
      const run = spawnSync("python3", [program, "--all", folder, "--scale", String(scale)], { encoding: "utf8" });
      if (run.status !== 0) throw new Error(run.stderr);
      const names = readdirSync(folder).filter((name) => name.endsWith(".md"));
      for (const name of names) files[`${scale} ${name}`] = readFileSync(join(folder, name));
    } finally {
      rmSync(folder, { recursive: true });
    }
  }
  return files;
}
