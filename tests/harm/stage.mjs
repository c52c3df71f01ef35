// A site of attacks on a server, as the viewer shows it or as `newsstand build` writes it, with the
// oracle in every page.
//
// The policy is taken out of the pages, since it would keep back what gets through elsewhere: an article
// may do no harm without it. Tests of the policy itself ask for the pages as they are.

import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { cp, readFile, readdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { BASE, ROOT, publish, published, site } from "../support.mjs";
import { filesOf } from "./archive.mjs";

const ORACLE = `<script src="${BASE}oracle.js"></script>`;
const POLICY = /<meta[^>]*http-equiv="?Content-Security-Policy[^>]*>/i;

/** A page with nothing but the oracle, around which tests build their own. */
const blank = (body = "", head = "") => `<!doctype html><html><head><meta charset="utf-8">${ORACLE}${head}</head><body>${body}</body></html>`;

/** Sites that are made once and served for several tests, by what they are made of. */
const sites = new Map();

/** The site of an archive: `form` is `viewer` or `published`; `policy` is `removed` or `kept`. */
export async function attackedSite(attacks, { form = "viewer", policy = "removed" } = {}) {
  const key = `${form} ${policy} ${attacks.length}`;
  if (!sites.has(key)) sites.set(key, await made(attacks, form, policy));
  return serve(sites.get(key));
}

/** Removes the sites that were made. */
export async function clear() {
  await Promise.all([...sites.values()].map((made) => made.remove()));
  sites.clear();
}

async function made(attacks, form, policy) {
  const made = await (form === "published" ? published : publish)(filesOf(attacks));
  for (const page of await pagesOf(made.root)) {
    const text = await readFile(page, "utf8");
    const bare = policy === "kept" ? text : text.replace(POLICY, "");
    await writeFile(page, bare.replace(/(<head>|<meta charset="?utf-8"?>)/i, (start) => start + ORACLE));
  }
  return made;
}

/** A site without an archive: each attack as a page of its own, with nothing in its way. */
export async function bareSite(attacks) {
  const made = await publish({ "a.md": "# A\n" });
  await Promise.all(attacks.map(({ input }, at) => writeFile(join(made.root, `raw-${at}.html`), blank(input))));
  const server = await serve(made);
  return { ...server, close: () => Promise.all([server.close(), made.remove()]) };
}

async function serve(made) {
  await cp(join(ROOT, "tests", "harm", "oracle.js"), join(made.root, "oracle.js"));
  await writeFile(join(made.root, "blank.html"), blank());
  return site({ root: made.root });
}

async function pagesOf(root) {
  const entries = await readdir(root, { recursive: true, withFileTypes: true });
  return entries.filter((entry) => entry.isFile() && entry.name.endsWith(".html")).map((entry) => join(entry.parentPath ?? entry.path, entry.name));
}

/** What an article can become, as the program itself says it (crates/article/examples/allow_list.rs). */
export function allowList() {
  return (list ??= readAllowList());
}

let list;

function readAllowList() {
  const words = ["run", "--quiet", "-p", "newsstand-article", "--example", "allow_list"];
  return { maths: mathsList(), ...JSON.parse(execFileSync("cargo", words, { cwd: ROOT, encoding: "utf8" })) };
}

/** The elements and attributes of formulas, read from where the program defines them. */
function mathsList() {
  const source = readFileSync(join(ROOT, "crates/maths/src/tree.rs"), "utf8");
  const names = /^names! \{(.*?)^\}/ms.exec(source)?.[1] ?? "";
  const elements = [...names.matchAll(/"([a-z]+)"/g)].map(([, name]) => name);
  const attributes = [...new Set([...source.matchAll(/set\("([a-z]+)"/g)].map(([, name]) => name))];
  if (!elements.includes("math") || !attributes.includes("display")) throw new Error("crates/maths/src/tree.rs no longer looks as this expects");
  return { elements, attributes };
}
