// Newsstand's search beside others, on the same articles in one run: what an index costs to build and to ask,
// and whether what it answers is right. Truth is a plain scan of the visible text.
//
//   node tests/bench/search.mjs NEWSSTAND ARCHIVE FOLDER
//
// Pagefind (extended, from npm) and MiniSearch get the visible text of every article as Newsstand shows it.
// Everybody is asked in the same Chromium.

import { execFileSync, spawn } from "node:child_process";
import { mkdirSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { IDS } from "../ids.mjs";
import { launch, open, rack, site } from "../support.mjs";

const [newsstand, archive, folder] = process.argv.slice(2);
const PHRASES = 500;
const WORDS = 200;
/** Pages on which the bytes of a question are counted. */
const FRESH = 12;
const PACKAGES = ["pagefind@1.6.0", "minisearch@7.2.0"];

const below = (path) => readdirSync(path, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath ?? entry.path, entry.name));
const sizeOf = (files) => files.reduce((sum, file) => sum + statSync(file).size, 0);
const at = (values, share) => [...values].sort((a, b) => a - b)[Math.min(values.length - 1, Math.floor(values.length * share))] ?? 0;

/** Runs a program to its end: seconds, and its memory at the most (Linux). */
function watched(program, ...words) {
  const start = performance.now();
  const child = spawn(program, words, { stdio: "ignore" });
  let memory = 0;
  const look = setInterval(() => {
    try { memory = Math.max(memory, Number(/^VmHWM:\s+(\d+)/m.exec(readFileSync(`/proc/${child.pid}/status`, "utf8"))[1]) * 1024); } catch { /* It ended. */ }
  }, 20);
  return new Promise((resolve, reject) => child.on("error", reject).on("exit", (code) => {
    clearInterval(look);
    if (code > 1) return reject(new Error(`${program} ended with ${code}`));
    return resolve({ seconds: (performance.now() - start) / 1000, memory });
  }));
}

// --- The articles -------------------------------------------------------------------------------------------

const built = join(folder, "site");
rmSync(folder, { recursive: true, force: true });
mkdirSync(folder, { recursive: true });
const own = await watched(newsstand, "build", archive, "--out", built);

const ENTITIES = { amp: "&", lt: "<", gt: ">", quot: '"', "#39": "'" };
const visible = (html) => html.replace(/<(script|style)\b.*?<\/\1>/gs, "").replace(/<\/?(ul|ol|p|h\d|li|div|td|th|tr|pre|blockquote|details|summary|figcaption|dd|dt|br)\b[^>]*>/g, "\n").replace(/<[^>]+>/g, "").replace(/&(amp|lt|gt|quot|#39);/g, (_, name) => ENTITIES[name]);
const list = readFileSync(join(built, "articles/catalog/list.html"), "utf8");
const articles = [...list.matchAll(/href="?(?:\.\.\/)*(a\/[^"> ]+?)\/?(?:index\.html)?"?[ >]/g)].map(([, path]) => {
  const page = readFileSync(join(built, decodeURIComponent(path), "index.html"), "utf8");
  const article = /<article\b.*<\/article>/s.exec(page)[0].replace(/<nav\b.*?<\/nav>/gs, "");
  // The title and the body: what is around them are words of the interface, or what the page was copied with.
  const title = visible(/<h1\b[^>]*>(.*?)<\/h1>/s.exec(article)?.[1] ?? "");
  // Somebody who asks for a tag, an author or what stands in the folded footer is answered right, too.
  return { path, title, all: visible(article), text: `${title}\n${visible(/<div[^>]* id="?ns-body.*?(?=<details[^>]* class="?clutter|$)/s.exec(article)[0].replace(/<span class="?held-picture"?>.*?<\/small>/gs, ""))}` };
});
if (articles.length === 0) throw new Error("the list of the site names no article");

// --- The questions ------------------------------------------------------------------------------------------

const fold = (text) => text.normalize("NFKC").toLowerCase();
const folded = articles.map(({ text }) => fold(text));
// A space between scripts is none to a reader: `CC0 协议` answers `CC0协议`.
const foldedAll = articles.map(({ all }) => fold(all).replace(/[ \t]+(?=\p{Script=Han})|(?<=\p{Script=Han})[ \t]+/gu, ""));
const random = (() => { let state = 7; return (end) => { state = (state * 1103515245 + 12345) % 2147483648; return Math.floor((state / 2147483648) * end); }; })();
const questions = [];
while (questions.length < PHRASES) {
  const runs = articles[random(articles.length)].text.match(/\p{Script=Han}{8,}/gu);
  if (!runs) { if (!articles.some(({ text }) => /\p{Script=Han}{8}/u.test(text))) break; continue; }
  const run = runs[random(runs.length)];
  const length = 2 + random(7);
  const from = random(run.length - length + 1);
  questions.push({ kind: "phrase", text: run.slice(from, from + length) });
}
for (let found = 0; found < WORDS;) {
  const words = articles[random(articles.length)].text.match(/(?<![\p{L}\p{N}])[A-Za-z][A-Za-z0-9+/.]{1,14}(?![\p{L}\p{N}])|[A-Za-z0-9+]{2,10}\p{Script=Han}{2,4}/gu);
  if (!words) continue;
  questions.push({ kind: "word", text: words[random(words.length)].replace(/[./]+$/, "") });
  found++;
}
for (const question of questions) {
  const wanted = fold(question.text);
  const before = /^[\p{Script=Han}]/u.test(wanted) ? "" : "(?<![\\p{Script=Latin}\\p{N}])";
  const pattern = new RegExp(before + wanted.replace(/[.*+?^${}()|[\]\\/]/g, "\\$&"), "u");
  question.truth = new Set(articles.flatMap(({ path }, row) => (pattern.test(folded[row]) ? [path] : [])));
  question.right = new Set(articles.flatMap(({ path }, row) => (question.truth.has(path) || pattern.test(foldedAll[row]) ? [path] : [])));
}

// --- Who is asked -------------------------------------------------------------------------------------------

const packages = join(folder, "packages");
mkdirSync(packages, { recursive: true });
writeFileSync(join(packages, "package.json"), '{"private":true}');
execFileSync("npm", ["install", "--silent", "--no-audit", "--no-fund", ...PACKAGES], { cwd: packages, stdio: ["ignore", "ignore", "inherit"] });
const plain = join(folder, "plain");
const escape = (text) => text.replace(/&/g, "&amp;").replace(/</g, "&lt;");
for (const { path, title, text } of articles) {
  mkdirSync(join(plain, path), { recursive: true });
  writeFileSync(join(plain, path, "index.html"), `<!doctype html><html lang="zh"><head><meta charset="utf-8"><title>${escape(title)}</title></head><body><main><h1>${escape(title)}</h1>${text.split("\n").map((line) => `<p>${escape(line)}</p>`).join("")}</main></body></html>`);
}
writeFileSync(join(plain, "index.html"), "<!doctype html><title>x</title>");

const tools = [
  {
    name: "Newsstand",
    build: async () => ({ ...own, bytes: sizeOf(below(join(built, "articles/search"))), note: "the whole site with it" }),
    root: built,
    prepare: async (page) => {
      await rack(page);
      await page.evaluate(async (id) => {
        const reading = document.querySelector("meta[name=newsstand-reading]").content.replace("index.js", "search.js");
        const { find } = await import(new URL(reading, document.baseURI).href);
        const base = new URL("articles/", document.baseURI).href;
        const facets = Object.values(await (await fetch(`${base}catalog.json`)).json()).find((value) => /facets/.test(value));
        globalThis.ask = (text) => find(document.getElementById(id), base, facets, undefined, text);
      }, IDS.SEARCH);
    },
    answers: (rows) => [...rows].map((row) => articles[row].path),
  },
  {
    name: "Pagefind",
    build: async () => {
      const program = join(packages, `node_modules/@pagefind/${process.platform}-${process.arch}/bin/pagefind_extended`);
      const cost = await watched(program, "--site", plain);
      return { ...cost, bytes: sizeOf(below(join(plain, "pagefind"))), note: "extended, in its default settings" };
    },
    root: plain,
    prepare: (page) => page.evaluate(async () => {
      const pagefind = await import(new URL("pagefind/pagefind.js", document.baseURI).href);
      await pagefind.init();
      globalThis.ask = async (text) => (await pagefind.search(text)).results;
    }),
    // Which page a result is, is in a file of its own, which is not counted.
    ask: (page, text) => page.evaluate(async (text) => { globalThis.found = await globalThis.ask(text); return globalThis.found.length; }, text),
    resolve: (page) => page.evaluate(async () => {
      globalThis.names ??= new Map();
      for (let start = 0; start < globalThis.found.length; start += 50) {
        await Promise.all(globalThis.found.slice(start, start + 50).map(async (result) => { if (!names.has(result.id)) names.set(result.id, (await result.data()).raw_url ?? (await result.data()).url); }));
      }
      return globalThis.found.map(({ id }) => names.get(id));
    }),
    answers: (urls) => urls.map((url) => url.replace(/^\//, "").replace(/\/?(index\.html)?$/, "")),
  },
  {
    name: "MiniSearch",
    build: async () => {
      const script = join(packages, "build.cjs");
      writeFileSync(join(packages, "texts.json"), JSON.stringify(articles.map(({ path, title, text }) => ({ id: path, title, text }))));
      writeFileSync(script, `const M = require("minisearch"); const m = new (M.default ?? M)({ fields: ["title", "text"] }); m.addAll(require("./texts.json")); require("fs").writeFileSync(process.argv[2], JSON.stringify(m));`);
      const out = join(plain, "minisearch.json");
      const cost = await watched(process.execPath, "--max-old-space-size=8000", script, out);
      writeFileSync(join(plain, "minisearch.js"), readFileSync(join(packages, "node_modules/minisearch/dist/umd/index.js")));
      return { ...cost, bytes: statSync(out).size, note: `${(gzipSync(readFileSync(out)).length / 1e6).toFixed(1)} MB gzip, all of it with the first query` };
    },
    root: plain,
    prepare: async (page) => {
      await page.addScriptTag({ url: "minisearch.js" });
      await page.evaluate(() => {
        globalThis.ask = async (text) => {
          globalThis.mini ??= MiniSearch.loadJSON(await (await fetch("minisearch.json")).text(), { fields: ["title", "text"] });
          return mini.search(text, { prefix: true, combineWith: "AND" }).map(({ id }) => id);
        };
      });
    },
    answers: (ids) => ids,
  },
];

const browser = await launch();

/** A page that can be asked. */
async function visit(tool, server) {
  const page = await open(browser, server.url);
  page.setDefaultTimeout(120_000);
  await tool.prepare(page);
  return page;
}

const results = [];
for (const tool of tools) {
  console.log(`· ${tool.name} …`);
  const cost = await tool.build();
  const server = await site({ root: tool.root, base: "/" });
  const page = await visit(tool, server);
  const [taken, times] = [[], []];
  let [right, answered, hit, wanted] = [0, 0, 0, 0];
  for (const { text, truth, right: mayAnswer } of questions) {
    let found = await page.evaluate(async (text) => {
      const start = performance.now();
      const found = await globalThis.ask(text);
      globalThis.found = found;
      return { milliseconds: performance.now() - start, found: ArrayBuffer.isView(found) || typeof found[0] !== "object" ? [...found] : [] };
    }, text);
    times.push(found.milliseconds);
    if (tool.resolve) found = { found: await tool.resolve(page) };
    const answers = tool.answers(found.found);
    right += answers.filter((path) => mayAnswer.has(path)).length;
    hit += answers.filter((path) => truth.has(path)).length;
    answered += answers.length;
    wanted += truth.size;
  }
  // What a question downloads that is the second one on a page: the program is there, its answer is not.
  for (let turn = 0; turn < FRESH; turn++) {
    const fresh = await visit(tool, server);
    await fresh.evaluate((text) => globalThis.ask(text).then(() => {}), questions[(turn + 1) % questions.length].text);
    const before = server.log.length;
    await fresh.evaluate((text) => globalThis.ask(text).then(() => {}), questions[(turn * 17) % questions.length].text);
    // Counted where they are sent: a worker of a page has a network of its own.
    taken.push(server.log.slice(before).reduce((sum, { bytes }) => sum + bytes, 0));
    await fresh.context().close();
  }
  results.push({ name: tool.name, ...cost, taken, times, precision: right / answered, recall: hit / wanted });
  await page.context().close();
  await server.close();
}
await browser.close();

console.log(`\n${articles.length} articles, ${questions.length} questions (${questions.filter(({ kind }) => kind === "phrase").length} phrases of 2 to 8 signs)\n`);
const MB = 1e6;
const columns = ["", "build", "memory", "index", "bytes, median", "99 %", "time, median", "95 %", "right", "found"];
const lines = results.map((one) => [one.name, `${one.seconds.toFixed(1)} s`, `${(one.memory / MB).toFixed(0)} MB`, `${(one.bytes / MB).toFixed(2)} MB`, `${(at(one.taken, 0.5) / 1000).toFixed(1)} KB`, `${(at(one.taken, 0.99) / 1000).toFixed(0)} KB`, `${at(one.times, 0.5).toFixed(0)} ms`, `${at(one.times, 0.95).toFixed(0)} ms`, `${(one.precision * 100).toFixed(1)} %`, `${(one.recall * 100).toFixed(1)} %`]);
const widths = columns.map((_, at) => Math.max(...[columns, ...lines].map((line) => line[at].length)));
for (const line of [columns, ...lines]) console.log(line.map((cell, at) => (at === 0 ? cell.padEnd(widths[at]) : cell.padStart(widths[at]))).join("  "));
for (const { name, note } of results) console.log(`  ${name}: ${note}`);
