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
  brackets: many(60_000, "[") + "a" + many(60_000, "]"),
  "links that never close": many(30_000, "[a]("),
  emphasis: many(30_000, "*a **a ") + "b" + many(30_000, "** a*"),
  "a wide table": `|${many(1_000, "a|")}\n|${many(1_000, "-|")}\n${many(1_000, "|a\n")}`,
  "elements in elements": many(60_000, "<div>") + "a",
  footnotes: rising(3_000, (at) => `[^${at}]\n\n[^${at}]: [^${at + 1}]\n\n`),
  hints: many(5_000, '{% hint style="info" %}\n') + "a",
  formulas: many(10_000, "$a$ $$ "),
  headings: rising(25_000, () => "a\n-\n"),
  "blocks of code": many(25_000, "```\na\n```\n"),
  "pictures of another host": rising(20_000, (at) => `![](https://a.example/${at}.png)\n`),
  "marks on one letter": `a${many(200_000, "\u0301")}`,
  "deep metadata": `---\na: ${many(20_000, "[")}\n---\na`,
};

/** Files by their names; with NEWSSTAND_VECTORS also those of its folder, at these scales. */
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
