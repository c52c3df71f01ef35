// What a built site costs its reader, in Chromium: bytes, times, memory, each against its aim.
//
//   node tests/bench/scale.mjs SITE ARTICLES BUILD_SECONDS BUILD_BYTES REBUILD_SECONDS
//
// Times are those of this machine. A click is over when the page has changed for the last time; bytes
// are those on the wire, of answers packed with gzip.

import { readFileSync, writeFileSync, mkdirSync } from "node:fs";
import { dirname, join } from "node:path";
import { IDS } from "../ids.mjs";
import { ROOT, launch, open, rack, site } from "../support.mjs";

const [root, count, buildSeconds, buildMemory, rebuildSeconds] = [process.argv[2], ...process.argv.slice(3).map(Number)];
const isLarge = count > 20_000;
const KB = 1000;
const MB = 1000 * KB;
/** Clicks and queries of one series. */
const CLICKS = 40;
const QUERIES = 60;
/** 1.6 Mbit/s and the delay that goes with it. */
const SLOW = { offline: false, latency: 150, downloadThroughput: 200 * 1000, uploadThroughput: 100 * 1000 };

const browser = await launch();
const server = await site({ root, base: "/" });
const system = await browser.newBrowserCDPSession();

/** A page, and the bytes that it got of the archive since the last question. */
async function visit(query = "") {
  const page = await open(browser, "about:blank");
  const session = await page.context().newCDPSession(page);
  await session.send("Network.enable");
  const addresses = new Map();
  let bytes = 0;
  session.on("Network.responseReceived", ({ requestId, response }) => addresses.set(requestId, response.url));
  session.on("Network.loadingFinished", ({ requestId, encodedDataLength }) => {
    if (/\/(articles|search)\//.test(addresses.get(requestId) ?? "")) bytes += encodedDataLength;
  });
  page.setDefaultTimeout(60_000);
  await page.goto(server.url + query);
  const taken = () => { const before = bytes; bytes = 0; return before; };
  return { page, session, taken };
}

/** Does something to the page and waits until nothing changes any more: milliseconds to the last change. */
const timed = (page, work, argument, quiet = 250) => page.evaluate(([work, argument, quiet]) => new Promise((resolve) => {
  const start = performance.now();
  let last = start;
  const watch = new MutationObserver(() => { last = performance.now(); });
  watch.observe(document.body, { subtree: true, childList: true, attributes: true, characterData: true });
  (0, eval)(`(${work})`)(argument);
  const look = () => {
    if (performance.now() - Math.max(last, start) < quiet) return setTimeout(look, 20);
    watch.disconnect();
    return resolve(last - start);
  };
  setTimeout(look, quiet);
}), [String(work), argument, quiet]);

const at = (values, share) => [...values].sort((a, b) => a - b)[Math.min(values.length - 1, Math.floor(values.length * share))];

/** The largest of the processes that show pages, without what it shares. */
async function memory() {
  const { processInfo } = await system.send("SystemInfo.getProcessInfo");
  return Math.max(...processInfo.filter(({ type }) => type === "renderer").map(({ id }) => {
    try { return Number(/^Private_Dirty:\s+(\d+) kB/m.exec(readFileSync(`/proc/${id}/smaps_rollup`, "utf8"))[1]) * 1024; } catch { return 0; }
  }));
}

/** Presses one tag after another: on, and off again. */
async function clicks(page) {
  const times = [];
  for (let turn = 0; turn < CLICKS; turn++) {
    times.push(await timed(page, (turn) => {
      const on = document.querySelector(".facet .row.on");
      const rows = document.querySelectorAll(".facet .row:not(.all)");
      (on ?? rows[turn % Math.min(8, rows.length)]).click();
    }, turn));
  }
  return times;
}

const rows = [];
const row = (what, value, aim, unit) => rows.push({ what, value, aim, unit });
const choose = (small, large) => (isLarge ? large : small);

// Bytes.
const first = await visit();
await rack(first.page);
row("bytes until the first cards show", first.taken(), choose(20, 30) * KB, "KB");
await first.page.locator(".facet .row b").first().waitFor();
await first.page.waitForTimeout(500);
row("bytes until every facet answers", first.taken() + rows[0].value, choose(250 * KB, 3 * MB), "KB");

// Filters.
await clicks(first.page);
const normal = await clicks(first.page);
row("tag click, median", at(normal, 0.5), choose(8, 30), "ms");
row("tag click, 95 %", at(normal, 0.95), choose(16, 60), "ms");
await first.session.send("Emulation.setCPUThrottlingRate", { rate: 4 });
row("tag click at a quarter of the speed, 95 %", at(await clicks(first.page), 0.95), choose(50, 200), "ms");
await first.session.send("Emulation.setCPUThrottlingRate", { rate: 1 });

// Queries: two to eight signs out of articles of the archive.
const phrases = await phrasesOf();
const search = (page, phrase) => timed(page, ([id, text]) => {
  const box = document.getElementById(id);
  box.value = text;
  box.dispatchEvent(new InputEvent("input", { bubbles: true }));
}, [IDS.SEARCH, phrase], 700);
await search(first.page, phrases[0]);
first.taken();
const [bytes, warm] = [[], []];
for (const phrase of phrases) {
  await search(first.page, phrase);
  bytes.push(first.taken());
  await search(first.page, "");
  warm.push(await search(first.page, phrase));
  first.taken();
}
row("query with a warm index, median", at(warm, 0.5), choose(30, 60), "ms");
row("bytes of a query, median", at(bytes, 0.5), choose(60, 150) * KB, "KB");
row("bytes of a query, 99 %", at(bytes, 0.99), choose(250, 600) * KB, "KB");
row("memory of the tab with everything used", await memory(), choose(80, 250) * MB, "MB");
await first.page.context().close();

const cold = [];
for (const phrase of phrases.slice(0, 5)) {
  const { page, session } = await visit();
  await rack(page);
  await page.locator(".facet .row b").first().waitFor();
  await session.send("Network.emulateNetworkConditions", SLOW);
  cold.push(await search(page, phrase));
  await page.context().close();
}
row("query with a cold index at 1.6 Mbit/s, median", at(cold, 0.5), choose(1000, 1500), "ms");

// Scrolling from the top to the bottom in jumps of a screen.
const scrolled = await visit();
await rack(scrolled.page);
await scrolled.page.locator(".facet .row b").first().waitFor();
const longest = await scrolled.page.evaluate(async (screens) => {
  let longest = 0;
  new PerformanceObserver((list) => { for (const { duration } of list.getEntries()) longest = Math.max(longest, duration); }).observe({ type: "longtask" });
  const step = Math.max(innerHeight, document.documentElement.scrollHeight / screens);
  for (let y = 0; y < document.documentElement.scrollHeight; y += step) {
    scrollTo(0, y);
    await new Promise(requestAnimationFrame);
  }
  await new Promise((done) => setTimeout(done, 300));
  return longest;
}, 600);
row("longest task while scrolling through all", longest, 50, "ms");
await scrolled.page.context().close();

row("building the site", buildSeconds, choose(20, 300), "s");
row("memory of building it", buildMemory, 2000 * MB, "MB");
row("building it after one article has changed", rebuildSeconds, choose(2, 15), "s");

await browser.close();
await server.close();

const shown = (value, unit) => (unit === "KB" ? (value / KB).toFixed(1) : unit === "MB" ? (value / MB).toFixed(0) : value.toFixed(unit === "s" ? 1 : 0));
console.log(`\n${count.toLocaleString("en")} articles`);
for (const { what, value, aim, unit } of rows) console.log(`${value <= aim ? "✓" : "✗"} ${what.padEnd(46)} ${shown(value, unit).padStart(9)} of ${shown(aim, unit).padStart(7)} ${unit}`);
const kept = join(ROOT, "target/bench", `${count}.json`);
mkdirSync(dirname(kept), { recursive: true });
writeFileSync(kept, JSON.stringify(rows, null, 1));

/** Pieces of running text out of some articles, the same each time. */
async function phrasesOf() {
  const list = await (await fetch(`${server.url}articles/catalog/list.html`)).text();
  const files = [...list.matchAll(/href="?([^"> ]+)/g)].map(([, href]) => href).filter((href) => /\/a\/|\.md/.test(href));
  const phrases = [];
  for (let turn = 0; phrases.length < QUERIES; turn++) {
    const page = await (await fetch(new URL(files[(turn * 7919) % files.length], `${server.url}articles/catalog/list.html`))).text();
    const runs = page.replace(/<script.*?<\/script>|<[^>]+>/gs, " ").match(/\p{Script=Han}{12,}/gu);
    if (!runs) continue;
    const run = runs[(turn * 31) % runs.length];
    const from = (turn * 13) % (run.length - 8);
    phrases.push(run.slice(from, from + 2 + (turn % 7)));
  }
  return phrases;
}
