// What a built site costs its reader, in Chromium: bytes, times, memory, each against its aim.
//
//   node tests/bench/scale.mjs SITE ARTICLES [BUILD_SECONDS BUILD_BYTES REBUILD_SECONDS]
//
// Times are those of this machine. Bytes are those on the wire, of answers packed with gzip, counted where they
// are sent. Every part has a browser of its own and a limit: what fails says why, and the rest goes on. The
// figures are kept in target/bench/scale.json, from which tests/bench/report.mjs makes the table and the plot.

import { execFileSync } from "node:child_process";
import { mkdirSync, readFileSync, readdirSync, writeFileSync } from "node:fs";
import { cpus, totalmem } from "node:os";
import { dirname, join } from "node:path";
import { IDS, $ } from "../ids.mjs";
import { ROOT, launch, open, rack, ready, site } from "../support.mjs";
import { MEASURES, percentile } from "./measures.mjs";
import { KEPT, table } from "./report.mjs";
import { bytesOfIndex, install } from "./watch.mjs";
import { idle, limited, memoryOf } from "./watched.mjs";

const [root, count, ...press] = [process.argv[2], ...process.argv.slice(3).map(Number)];
/** Clicks before anything is measured, of the measured series, and of the one at a quarter of the speed. */
const CLICKS = { before: 16, measured: 48, slow: 32 };
/** Queries that are asked twice, first queries of a page, and those of which the files are counted. */
const QUERIES = { warm: 24, cold: 7, counted: 300 };
/** Jumps from the top to the bottom, and frames of steady scrolling at two places. */
const SCROLL = { jumps: 150, frames: 200, pages: 20 };
/** 1.6 Mbit/s and the delay that goes with it. */
const SLOW = { offline: false, latency: 150, downloadThroughput: 200 * 1000, uploadThroughput: 100 * 1000 };
/** Milliseconds that one part may take, that anything in it is waited for, and that leaving may take. */
const LIMIT = { part: 180_000, step: 60_000, end: 20_000 };

/** Values by the id of the measure; an error where there is none. */
const values = {};
const server = await site({ root, base: "/" });
let chromium = "";

/**
 * Measures something in a browser of its own; `ids` are what it is to find out. What fails is tried once more: on
 * a busy machine a browser may stand still.
 */
async function part(what, ids, measure) {
  const start = performance.now();
  process.stdout.write(`· ${count.toLocaleString("en")} articles: ${what} …`);
  for (let turn = 0; turn < 2 && ids.some((id) => typeof values[id] !== "number"); turn++) {
    let browser;
    try {
      browser = await limited(launch(), LIMIT.end, "starting the browser");
      chromium = browser.version();
      await limited(measure(browser), LIMIT.part, what);
    } catch (error) {
      const why = error.message.split("\n")[0].replace("page.evaluate: Error: ", "");
      for (const id of ids) if (typeof values[id] !== "number") values[id] = new Error(why);
      process.stdout.write(` failed: ${why};`);
    }
    await limited(browser?.close() ?? Promise.resolve(), LIMIT.end, "closing the browser").catch(({ message }) => process.stdout.write(` ${message};`));
  }
  process.stdout.write(` ${((performance.now() - start) / 1000).toFixed(0)} s\n`);
}

/** A page that shows its first cards; with its facets, when they are waited for. */
async function visit(browser, { facets = true } = {}) {
  const page = await open(browser, "about:blank");
  page.setDefaultTimeout(LIMIT.step);
  const session = await page.context().newCDPSession(page);
  await page.goto(server.url);
  await rack(page);
  if (facets) await page.locator(".facet .row b").first().waitFor();
  await page.evaluate(install, { ...IDS });
  return { page, session };
}

/** Bytes of what was sent since a place in the log, by what it is for, once nothing is under way. */
async function sent(since) {
  await idle(server, 400, LIMIT.step);
  const sum = { page: 0, head: 0, cards: 0, facets: 0, index: 0, articles: 0, app: 0 };
  for (const { path, bytes } of server.log.slice(since)) sum[kindOf(path)] += bytes;
  return sum;
}

function kindOf(path) {
  if (path === "") return "page";
  if (path === "articles/catalog.json") return "head";
  const kinds = { "articles/catalog/cards/": "cards", "articles/catalog/facets": "facets", "articles/search/": "index", "articles/": "articles" };
  return Object.entries(kinds).find(([start]) => path.startsWith(start))?.[1] ?? "app";
}

await part("bytes", ["first-cards", "own-cards", "facets"], async (browser) => {
  const since = server.log.length;
  await visit(browser);
  const { page, head, cards, facets } = await sent(since);
  // The facets are asked for after the first file of cards.
  values["first-cards"] = page;
  values["own-cards"] = page + head + cards;
  values.facets = page + head + cards + facets;
});

await part("tag clicks", ["click", "click-95", "click-painted-95", "click-slow-95"], async (browser) => {
  const { page, session } = await visit(browser);
  const series = async (clicks) => {
    const times = [];
    for (let turn = 0; turn < clicks; turn++) times.push(await page.evaluate((turn) => globalThis.bench.press(turn), turn));
    return times;
  };
  await series(CLICKS.before);
  const normal = await series(CLICKS.measured);
  values.click = percentile(normal.map((time) => time.page), 0.5);
  values["click-95"] = percentile(normal.map((time) => time.page), 0.95);
  values["click-painted-95"] = percentile(normal.map((time) => time.painted).filter((time) => time !== null), 0.95);
  await session.send("Emulation.setCPUThrottlingRate", { rate: 4 });
  values["click-slow-95"] = percentile((await series(CLICKS.slow)).map((time) => time.page), 0.95);
});

const phrases = phrasesOf(Math.max(...Object.values(QUERIES)));
const search = (page, text, options) => page.evaluate(([text, options]) => globalThis.bench.search(text, options), [text, options]);

await part("queries", ["query-warm", "query-warm-95", "query-typed"], async (browser) => {
  const { page } = await visit(browser);
  const times = [];
  for (const phrase of phrases.slice(0, QUERIES.warm)) {
    await search(page, phrase);
    await search(page, "");
    times.push(await search(page, phrase));
    await search(page, "");
  }
  // The box waits for a pause in typing; what is asked for then is asked for by the address.
  values["query-warm"] = percentile(times.map((time) => time.page - time.turned), 0.5);
  values["query-warm-95"] = percentile(times.map((time) => time.page - time.turned), 0.95);
  values["query-typed"] = percentile(times.map((time) => time.page), 0.5);
});

await part("first queries of a page", ["query-cold", "query-next", "query-bytes", "excerpt-bytes"], async (browser) => {
  const [cold, next, withCards, withExcerpts] = [[], [], [], []];
  for (let turn = 0; turn < QUERIES.cold; turn++) {
    const { page, session } = await visit(browser);
    await session.send("Network.enable");
    await session.send("Network.emulateNetworkConditions", SLOW);
    const ask = async (phrase, times) => {
      const time = await search(page, phrase, { quiet: 400, limit: 40_000 });
      times.push(time.page - time.turned);
    };
    const since = server.log.length;
    await ask(phrases[turn], cold);
    const { index, cards, articles } = await sent(since);
    withCards.push(index + cards);
    withExcerpts.push(index + cards + articles);
    await ask(phrases[turn + QUERIES.cold], next);
    await page.context().close();
  }
  values["query-cold"] = percentile(cold, 0.5);
  values["query-next"] = percentile(next, 0.5);
  values["query-bytes"] = percentile(withCards, 0.5);
  values["excerpt-bytes"] = percentile(withExcerpts, 0.5);
});

await part("files of queries", ["index-bytes", "index-bytes-99"], async (browser) => {
  const { page } = await visit(browser, { facets: false });
  const bytes = await page.evaluate(bytesOfIndex, phrases.slice(0, QUERIES.counted));
  values["index-bytes"] = percentile(bytes, 0.5);
  values["index-bytes-99"] = percentile(bytes, 0.99);
});

await part("memory", ["memory", "heap"], async (browser) => {
  const { page, session } = await visit(browser);
  for (let turn = 0; turn < 12; turn++) await page.evaluate((turn) => globalThis.bench.press(turn), turn);
  for (const phrase of phrases.slice(0, 12)) await search(page, phrase);
  await page.locator(`${$.CARDS} .title`).first().click();
  await ready(page, "article");
  await page.goBack();
  await rack(page);
  await search(page, "");
  await page.evaluate(() => globalThis.bench.scroll(60, 10));
  await session.send("HeapProfiler.collectGarbage");
  await page.waitForTimeout(1000);
  values.memory = await memoryOf(browser);
  if (values.memory === 0) throw new Error("this system does not say what a process takes");
  values.heap = (await session.send("Runtime.getHeapUsage")).usedSize;
});

await part("scrolling", ["scroll", "scroll-tasks", "scroll-frame-95"], async (browser) => {
  const { page } = await visit(browser);
  for (let turn = 0; turn < SCROLL.pages; turn++) await page.keyboard.press("PageDown", { delay: 30 });
  const { last, gaps, tasks } = await page.evaluate(([jumps, frames]) => globalThis.bench.scroll(jumps, frames), [SCROLL.jumps, SCROLL.frames]);
  if (last !== count) throw new Error(`the last card at the bottom is ${last} of ${count}`);
  // Browsers tell of tasks from 50 ms on.
  values.scroll = Math.max(0, ...tasks);
  values["scroll-tasks"] = tasks.length;
  values["scroll-frame-95"] = percentile(gaps, 0.95);
});

for (const [at, id] of ["build", "build-memory", "rebuild"].entries()) values[id] = press[at] > 0 ? press[at] : new Error("was not measured");

await server.close();
keep();
console.log(table(JSON.parse(readFileSync(KEPT, "utf8")), [count]));

/** Adds the figures to those of the other sizes of this run. */
function keep() {
  const kept = (() => { try { return JSON.parse(readFileSync(KEPT, "utf8")); } catch { return {}; } })();
  const said = (program, ...words) => { try { return execFileSync(program, words, { cwd: ROOT, encoding: "utf8" }).trim(); } catch { return "unknown"; } };
  kept.date = new Date().toISOString().slice(0, 10);
  kept.versions = {
    newsstand: said(process.env.NEWSSTAND_PRESS ?? "newsstand", "--version").replace(/^newsstand /, ""),
    checkout: said("git", "describe", "--always", "--dirty"),
    Chromium: chromium,
    "Node.js": process.versions.node,
    machine: `${cpus()[0]?.model.trim()}, ${cpus().length} cores, ${Math.round(totalmem() / 2 ** 30)} GB`,
  };
  const rows = MEASURES.map(({ id }) => [id, values[id] instanceof Error ? { error: values[id].message.split("\n")[0] } : { value: values[id] }]);
  kept.sizes = { ...kept.sizes, [count]: Object.fromEntries(rows) };
  mkdirSync(dirname(KEPT), { recursive: true });
  writeFileSync(KEPT, JSON.stringify(kept, null, 1));
}

/** Two to eight signs out of running text of the archive, the same each time. */
function phrasesOf(wanted) {
  // The files as they were written: the pages hold the same, and are far larger.
  const folder = join(root, "articles", "articles");
  const files = readdirSync(folder, { recursive: true }).filter((name) => name.endsWith(".md")).sort().map((name) => join(folder, name));
  const phrases = [];
  for (let turn = 0; phrases.length < wanted && turn < 20 * wanted; turn++) {
    const runs = readFileSync(files[(turn * 7919) % files.length], "utf8").match(/\p{Script=Han}{12,}/gu);
    if (!runs) continue;
    const run = runs[(turn * 31) % runs.length];
    const from = (turn * 13) % (run.length - 8);
    phrases.push(run.slice(from, from + 2 + (turn % 7)));
  }
  return phrases;
}
