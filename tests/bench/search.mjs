// Newsstand's search beside others, on the same articles in one run: what an index costs to build and to ask,
// and whether what it answers is right. Truth is a plain scan of the visible text.
//
//   node tests/bench/search.mjs NEWSSTAND ARCHIVE FOLDER
//
// Pagefind (extended, from npm), MiniSearch and docsify get the visible text of every article as Newsstand shows
// it. Everybody is asked in the same Chromium. With NEWSSTAND_DIST the site is built with that viewer.

import { execFileSync, spawn } from "node:child_process";
import { mkdirSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { IDS } from "../ids.mjs";
import { launch, open, rack, site } from "../support.mjs";
import { idle, limited, memoryOf } from "./watched.mjs";

const [newsstand, archive, folder] = process.argv.slice(2);
const PHRASES = 500;
const WORDS = 200;
/** Pages on which the bytes of a question are counted. */
const FRESH = 12;
/** How long a page may take to be ready to answer, and a tool to answer all questions, in milliseconds. */
const PATIENCE = { ready: 120_000, questions: 300_000 };
const PACKAGES = ["pagefind@1.6.0", "minisearch@7.2.0", "docsify@4.13.1"];

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
const own = await watched(newsstand, "build", archive, "--out", built, ...(process.env.NEWSSTAND_DIST ? ["--bundle", process.env.NEWSSTAND_DIST] : []));

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
// Whoever is stopped early has been asked some of each.
for (let end = questions.length; end > 1; end--) {
  const at = random(end);
  [questions[end - 1], questions[at]] = [questions[at], questions[end - 1]];
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
const [plain, documents] = [join(folder, "plain"), join(folder, "docsify")];
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
    // The facets are the page's, which has them whether somebody searches or not.
    counts: /^reading-[^/]+\/(search|finder)|^articles\/(search\/|catalog\/facets|catalog\.json)/,
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
    counts: /^pagefind\//,
    prepare: (page) => page.evaluate(async () => {
      const pagefind = await import(new URL("pagefind/pagefind.js", document.baseURI).href);
      await pagefind.init();
      globalThis.ask = async (text) => (await pagefind.search(text)).results;
    }),
    // Which page a result is, is in a file of its own, which is not counted.
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
      return { ...cost, bytes: statSync(out).size, note: "all of the index with the first query" };
    },
    root: plain,
    counts: /^minisearch/,
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
  {
    name: "docsify",
    build: async () => {
      const library = join(packages, "node_modules/docsify/lib");
      mkdirSync(join(documents, "d"), { recursive: true });
      for (const [row, { title, text }] of articles.entries()) {
        const lines = text.slice(title.length).split("\n").filter((line) => line.trim());
        writeFileSync(join(documents, `d/${row}.md`), [`# ${title.replace(/\s+/g, " ")}`, ...lines].join("\n\n"));
      }
      // The search goes through the links of the side bar.
      const label = (title) => title.replace(/[\\[\]]/g, "\\$&").replace(/\s+/g, " ");
      writeFileSync(join(documents, "_sidebar.md"), articles.map(({ title }, row) => `* [${label(title) || row}](d/${row}.md)`).join("\n"));
      writeFileSync(join(documents, "README.md"), "# x\n");
      writeFileSync(join(documents, "docsify.js"), readFileSync(join(library, "docsify.min.js")));
      // What it keeps to itself is shown to the benchmark: its index, and the function behind its box.
      const plugin = readFileSync(join(library, "plugins/search.js"), "utf8");
      const shown = plugin.replace("function search(query) {", "window.docsifySearch = search; window.docsifyIndex = function () { return INDEXS; };\n  function search(query) {");
      if (shown === plugin) throw new Error("docsify's search is not what it was: look for the function that answers");
      writeFileSync(join(documents, "search.js"), shown);
      writeFileSync(join(documents, "index.html"), '<!doctype html><html lang="zh"><head><meta charset="utf-8"><title>x</title></head><body><div id="app"></div><script>window.$docsify = { loadSidebar: true, search: { paths: "auto", depth: 2 } };</script><script src="docsify.js"></script><script src="search.js"></script></body></html>');
      return {};
    },
    root: documents,
    counts: /^(d\/|search\.js)/,
    // It fetches and reads every article on each new page.
    fresh: 2,
    prepare: async (page) => {
      const ready = page.waitForFunction(() => localStorage.getItem("docsify.search.expires"), undefined, { timeout: PATIENCE.ready, polling: 100 });
      await ready.catch(async () => {
        const done = await limited(page.evaluate(() => Object.keys(globalThis.docsifyIndex()).length), 20_000, "asking").catch(() => "not even said how many");
        throw new Error(`did not finish its index in ${PATIENCE.ready / 1000} s: ${done} of ${articles.length} articles`);
      });
      await page.evaluate(() => {
        // The place of its function is above the one that says it is there.
        globalThis.ask = async (text) => globalThis.docsifySearch(text).map(({ url }) => Number(/d\/(\d+)/.exec(url)?.[1] ?? -1));
      });
    },
    inspect: (page) => page.evaluate(() => ({ bytes: new Blob([JSON.stringify(globalThis.docsifyIndex())]).size, isKept: localStorage.getItem("docsify.search.index") !== null })),
    // A result is a section of an article.
    answers: (rows) => [...new Set(rows)].filter((row) => row >= 0).map((row) => articles[row].path),
  },
];

/** A page that can be asked, and how long it took from when it was opened. */
async function visit(browser, tool, server) {
  const start = performance.now();
  const page = await open(browser, server.url);
  page.setDefaultTimeout(PATIENCE.ready);
  await limited(tool.prepare(page), PATIENCE.ready + 30_000, "getting ready");
  return { page, ready: performance.now() - start };
}

const ask = (page, text) => limited(page.evaluate(async (text) => {
  const start = performance.now();
  const found = await globalThis.ask(text);
  globalThis.found = found;
  return { milliseconds: performance.now() - start, found: ArrayBuffer.isView(found) || typeof found[0] !== "object" ? [...found] : [] };
}, text), PATIENCE.ready, "an answer");

/** Asks a tool everything. */
async function examine(tool, browser, server) {
  const { page, ready } = await visit(browser, tool, server);
  const result = { times: [], taken: [], first: [], firstTimes: [], ready };
  let [right, answered, hit, wanted] = [0, 0, 0, 0];
  const start = performance.now();
  for (const { text, truth, right: mayAnswer } of questions) {
    if (performance.now() - start > PATIENCE.questions) break;
    let { milliseconds, found } = await ask(page, text);
    result.times.push(milliseconds);
    if (tool.resolve) found = await limited(tool.resolve(page), PATIENCE.ready, "naming the answers");
    const answers = tool.answers(found);
    right += answers.filter((path) => mayAnswer.has(path)).length;
    hit += answers.filter((path) => truth.has(path)).length;
    answered += answers.length;
    wanted += truth.size;
  }
  Object.assign(result, { precision: right / answered, recall: hit / wanted, tab: await memoryOf(browser), ...(await tool.inspect?.(page)) });
  await page.context().close();
  // What a page downloads until it has answered once, and what for a second question: the program is there
  // then, its answer is not. Counted where it is sent: a worker of a page has a network of its own.
  const sent = (since) => server.log.slice(since).filter(({ path }) => tool.counts.test(path)).reduce((sum, { bytes }) => sum + bytes, 0);
  for (let turn = 0; turn < (tool.fresh ?? FRESH); turn++) {
    let since = server.log.length;
    const fresh = await visit(browser, tool, server);
    const { milliseconds } = await ask(fresh.page, questions[(turn + 1) % questions.length].text);
    await idle(server, 60);
    result.first.push(sent(since));
    result.firstTimes.push(milliseconds);
    since = server.log.length;
    await ask(fresh.page, questions[(turn * 17 + 50) % questions.length].text);
    await idle(server, 60);
    result.taken.push(sent(since));
    await fresh.page.context().close();
  }
  return result;
}

const results = [];
for (const tool of tools) {
  process.stdout.write(`· ${tool.name} …`);
  const start = performance.now();
  const result = { name: tool.name };
  results.push(result);
  let server, browser;
  try {
    Object.assign(result, await tool.build());
    server = await site({ root: tool.root, base: "/" });
    browser = await launch();
    Object.assign(result, await examine(tool, browser, server));
  } catch (error) {
    result.failed = error.message.split("\n")[0];
  }
  await server?.close();
  await limited(browser?.close() ?? Promise.resolve(), 10_000, "closing the browser").catch(() => {});
  console.log(` ${((performance.now() - start) / 1000).toFixed(0)} s${result.failed ? `: ${result.failed}` : ""}`);
}

// --- The table ----------------------------------------------------------------------------------------------

const inMB = (bytes, digits = 0) => (bytes === undefined ? "–" : `${(bytes / 1e6).toFixed(digits)} MB`);
const inKB = (bytes) => (bytes === undefined ? "–" : bytes >= 1e6 ? inMB(bytes, 1) : `${(bytes / 1000).toFixed(1)} KB`);
const inMs = (time) => (time === undefined ? "–" : `${time.toFixed(time < 10 ? 1 : 0)} ms`);
const inPercent = (share) => (Number.isFinite(share) ? `${(share * 100).toFixed(1)} %` : "–");
const some = (values, share) => (values?.length > 0 ? at(values, share) : undefined);
const columns = {
  "": ({ name }) => name,
  build: ({ seconds }) => (seconds === undefined ? "none" : `${seconds.toFixed(1)} s`),
  memory: ({ memory }) => inMB(memory),
  index: ({ bytes }) => inMB(bytes, 2),
  "first query": ({ first }) => inKB(some(first, 0.5)),
  "the next": ({ taken }) => inKB(some(taken, 0.5)),
  "at the most": ({ taken }) => inKB(some(taken, 1)),
  "time, median": ({ times }) => inMs(some(times, 0.5)),
  "95 %": ({ times }) => inMs(some(times, 0.95)),
  right: ({ precision }) => inPercent(precision),
  found: ({ recall }) => inPercent(recall),
  tab: ({ tab }) => inMB(tab || undefined),
};
console.log(`\n${articles.length} articles, ${questions.length} questions (${questions.filter(({ kind }) => kind === "phrase").length} phrases of 2 to 8 signs)\n`);
const lines = [Object.keys(columns), ...results.map((result) => Object.values(columns).map((cell) => cell(result)))];
const widths = lines[0].map((_, at) => Math.max(...lines.map((line) => line[at].length)));
for (const line of lines) console.log(line.map((cell, at) => (at === 0 ? cell.padEnd(widths[at]) : cell.padStart(widths[at]))).join("  "));
for (const { name, note, failed, times, ready, isKept } of results) {
  const remarks = [note, failed];
  if (times && times.length < questions.length) remarks.push(`asked ${times.length} of the questions: more did not fit into ${PATIENCE.questions / 1000} s`);
  if (isKept !== undefined) remarks.push(`each page fetches and reads every article before it can answer, which took ${(ready / 1000).toFixed(1)} s`, isKept ? "a browser keeps the index for a day" : "the index does not fit into what a browser keeps, so every visit makes it again");
  console.log(`  ${name}: ${remarks.filter(Boolean).join("; ")}`);
}
console.log("  memory: of building, at the most; tab: of the page after all questions; right, found: of the answers, of the articles");
writeFileSync(`${folder}.json`, JSON.stringify(results, null, 1));
