// What the browser tests share: a browser, the built site on a server, screenshots.
//
//   const browser = await launch();
//   const server = await site({ faults });            // dist under /some/repo/
//   const page = await open(browser, server.url, { viewport: NARROW, colorScheme: "dark" });
//   page.problems                                     // errors and policy violations seen so far
//   await screenshot(page, "target/shots/rack.png");

import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { cp, mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { delimiter, dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { chromium } from "playwright-core";
import { $, CARD_LINKS, IDS } from "./ids.mjs";
import { start } from "./server.mjs";

/** The root of the checkout. */
export const ROOT = dirname(dirname(fileURLToPath(import.meta.url)));

/** The built site; NEWSSTAND_DIST names another one, for a build that is being looked into. */
export const DIST = process.env.NEWSSTAND_DIST ?? join(ROOT, "dist");

/** The sub-path of the built site: not the root, so that an address that forgets it shows. */
export const BASE = "/some/repo/";

/** How long anything may take before a test gives up, in milliseconds. */
const PATIENCE = 10_000;

export const WIDE = { width: 1280, height: 900 };
export const NARROW = { width: 390, height: 844 };

/**
 * Settings that make pages the same everywhere. What a published site keeps for offline reading would
 * stand between a test and its server; the tests of that (offline.test.mjs) allow it.
 */
const LIKE_A_READER = { viewport: WIDE, locale: "en-GB", timezoneId: "UTC", reducedMotion: "reduce", serviceWorkers: "block" };

/** Chromium without the traffic of its own that would disturb a request log. */
export function launch(options = {}) {
  return chromium.launch({
    executablePath: browserPath(),
    ...options,
    args: [
      "--no-sandbox",
      "--disable-dev-shm-usage",
      "--disable-gpu",
      "--disable-background-networking",
      "--disable-component-update",
      "--disable-sync",
      "--no-first-run",
      ...(options.args ?? []),
    ],
  });
}

/** The built site on a server that behaves like GitHub Pages (server.mjs). */
export function site({ root = DIST, base = BASE, faults = {} } = {}) {
  if (!existsSync(join(root, "index.html"))) throw new Error(`${root} holds no site: run \`cargo xtask build\` or \`trunk build --release\` first`);
  return start({ root, base, faults });
}

/**
 * A page in a browser context of its own, with English and motion switched off unless said
 * otherwise. `page.problems` collects what a reader would find in the console.
 */
export async function open(browser, url, options = {}) {
  const context = await browser.newContext({ ...LIKE_A_READER, ...options });
  return openIn(context, url);
}

/** A page in a browser context that is there already. */
export async function openIn(context, url) {
  context.setDefaultTimeout(PATIENCE);
  const page = await context.newPage();
  page.problems = [];
  page.on("pageerror", (error) => page.problems.push(`${error}`));
  page.on("console", (message) => {
    if (message.type() === "error") page.problems.push(`${message.text()} ${message.location().url}`);
  });
  if (url) await page.goto(url);
  return page;
}

/** A picture without caret and animation, the same bytes each time. */
export async function screenshot(page, path, options = {}) {
  const target = join(ROOT, path);
  await mkdir(dirname(target), { recursive: true });
  await page.evaluate(() => document.fonts.ready);
  return page.screenshot({ path: target, animations: "disabled", caret: "hide", ...options });
}

/** `cargo xtask` says which browser it found; a test that is run by hand looks for itself. */
function browserPath() {
  if (process.env.CHROMIUM) return process.env.CHROMIUM;
  const names = ["chromium", "google-chrome", "chromium-browser"];
  const folders = (process.env.PATH ?? "").split(delimiter);
  const found = names.flatMap((name) => folders.map((folder) => join(folder, name))).find(existsSync);
  if (!found) throw new Error("no Chromium on the PATH: `cargo xtask test` installs one, or name yours in CHROMIUM");
  return found;
}

/** What `newsstand` is: the program built in this checkout, or the one named in NEWSSTAND_PRESS. */
export function pressCommand(...parts) {
  const own = ["cargo", "run", "--quiet", "-p", "newsstand-press", "--no-default-features", "--bin", "newsstand", "--"];
  return [...(process.env.NEWSSTAND_PRESS ? [process.env.NEWSSTAND_PRESS] : own), ...parts];
}

export function press(...parts) {
  const [program, ...words] = pressCommand(...parts);
  const run = spawnSync(program, words, { cwd: ROOT, encoding: "utf8", maxBuffer: 1 << 28 });
  // 1 says that a file was left out, which some archives of the tests mean to happen.
  if (run.error || run.status > 1) throw new Error(`newsstand ${parts[0]}: ${run.error ?? run.stderr}`);
  return run.stdout;
}

/**
 * A site of its own: the built app with another archive, in a temporary folder. `source` is the
 * folder of the archive or its files, `{ "articles/a.md": "# …" }`. Ask `remove()` when done.
 */
export async function publish(source) {
  const root = await mkdtemp(join(tmpdir(), "newsstand-"));
  const archive = join(root, "articles");
  await cp(DIST, root, { recursive: true, filter: (path) => ![join(DIST, "articles"), join(DIST, ".stage")].includes(path) });
  if (typeof source === "string") await cp(source, archive, { recursive: true, filter: (path) => !/\/catalog(\.json)?$/.test(path) });
  else await writeFiles(archive, source);
  press("catalog", archive, "--out", archive);
  return { root, archive, remove: () => rm(root, { recursive: true, force: true }) };
}

/**
 * A whole site as `newsstand build` writes it, in a temporary folder: `source` as for `publish`,
 * `options` more words of the command, such as `--base-url`. Ask `remove()` when done.
 */
export async function published(source, ...options) {
  const folder = await mkdtemp(join(tmpdir(), "newsstand-"));
  const [archive, root] = [typeof source === "string" ? source : join(folder, "archive"), join(folder, "site")];
  if (archive !== source) await writeFiles(archive, source);
  const build = (out = root) => press("build", archive, "--out", out, "--bundle", DIST, ...options);
  build();
  return { folder, root, archive, build, remove: () => rm(folder, { recursive: true, force: true }) };
}

/** The metadata of every article of a folder, as `newsstand cards` prints it. */
export const cardsOf = (archive) => press("cards", archive).trim().split("\n").filter(Boolean).map((line) => JSON.parse(line));

/** The folder of the sample archive. */
export const SAMPLE = join(ROOT, "public", "articles");

async function writeFiles(folder, files) {
  for (const [path, content] of Object.entries(files)) {
    await mkdir(dirname(join(folder, path)), { recursive: true });
    await writeFile(join(folder, path), content);
  }
}

/**
 * A browser and a server for one test file: `const stage = await setUp(filesOf(list))`. Pages are
 * opened with `stage.open(query, options)`; `stage.tearDown()` ends everything.
 */
export async function setUp(source, { launchOptions } = {}) {
  const [made, browser] = await Promise.all([publish(source), launch(launchOptions)]);
  const server = await site({ root: made.root });
  return {
    browser,
    server,
    archive: made.archive,
    root: made.root,
    open: (query = "", options = {}) => open(browser, server.url + query, options),
    tearDown: () => Promise.all([browser.close(), server.close(), made.remove()]),
  };
}

/**
 * Runs a test on a page of its own, which is closed whatever happens; nothing may be left in the
 * console. Pages without options share a context, and so the browser's cache: that is much quicker.
 */
export async function withPage(stage, query, run, { expectProblems = false, ...options } = {}) {
  const shared = Object.keys(options).length === 0;
  if (shared) stage.context ??= await stage.browser.newContext(LIKE_A_READER);
  const context = shared ? stage.context : await stage.browser.newContext({ ...LIKE_A_READER, ...options });
  const page = await openIn(context, stage.server.url + query);
  try {
    await run(page);
    if (!expectProblems) assert.deepEqual(page.problems, [], "the console holds errors");
  } finally {
    await (shared ? page : context).close();
    for (const path of Object.keys(stage.server.faults)) delete stage.server.faults[path];
  }
}

/** Waits until the page says that it shows this: `rack`, `article` or `trouble`. */
export const ready = (page, what) => page.waitForFunction(([key, what]) => document.documentElement.dataset[key] === what, [IDS.READY, what]);

/** Waits for the rack with its cards, or with the notice that there are none. */
export async function rack(page) {
  await ready(page, "rack");
  await page.locator(`${CARD_LINKS}, .page .notice`).first().waitFor();
}

/** Waits for the article of this title. */
export async function article(page, title) {
  await ready(page, "article");
  await page.locator($.TITLE).filter({ hasText: title }).waitFor();
}

/** The button of a value among the filters: its name is the value's and how many articles it leaves. */
export const choice = (place, name) => place.getByRole("button", { name: new RegExp(`^${name.replace(/[.*+?^${}()|[\]\\/]/g, "\\$&")},? [\\d,]+ articles?$`) });

/** Two frames later: scroll handlers have run and what they changed is drawn. */
export const nextFrame = (page) => page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))));

/** Until an element has stayed where it is for some frames: whatever scrolled to it has come to rest. */
export async function rests(locator) {
  const place = () => locator.evaluate((element) => JSON.stringify(element.getBoundingClientRect()));
  for (let still = 0, before = ""; still < 5; ) {
    await nextFrame(locator.page());
    const now = await place();
    still = now === before ? still + 1 : 0;
    before = now;
  }
}

/** Titles of the cards that are nodes now, in order. */
export const titles = (page) => page.locator(CARD_LINKS).allTextContents();

/** Waits until the first cards have these titles; the comparison shows what was there instead. */
export async function expectTitles(page, expected) {
  const now = async () => (await titles(page)).slice(0, expected.length);
  const end = Date.now() + 5000;
  while (Date.now() < end && JSON.stringify(await now()) !== JSON.stringify(expected)) await nextFrame(page);
  assert.deepEqual(await now(), expected);
}

/** Scrolls through the whole list and gives every title once, in order, and the most nodes there were. */
export function wholeList(page) {
  return page.evaluate(async ([links, cards]) => {
    const frame = () => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
    const found = new Map();
    let most = 0;
    scrollTo(0, 0);
    for (let still = 0; still < 3; ) {
      await frame();
      const list = document.getElementById(cards);
      most = Math.max(most, list.querySelectorAll("li").length);
      const waits = list.querySelector(".skeleton");
      for (const link of list.querySelectorAll(links)) found.set(Number(link.closest("[aria-posinset]").getAttribute("aria-posinset")), link.textContent);
      const before = scrollY;
      if (!waits) scrollBy(0, innerHeight * 1.5);
      still = scrollY === before && !waits ? still + 1 : 0;
    }
    return { titles: [...found].sort(([a], [b]) => a - b).map(([, title]) => title), most };
  }, [CARD_LINKS, IDS.CARDS]);
}

/** Rules that axe finds violated, as `rule: selector`; the page must have settled. */
export async function violations(page) {
  axeSource ??= await readFile(join(ROOT, "tests", "node_modules", "axe-core", "axe.min.js"), "utf8");
  await page.evaluate(axeSource);
  // A page may be looked at before its sheet is there, and is then another page.
  await page.waitForFunction(() => [...document.querySelectorAll("link[rel=stylesheet]")].every(({ sheet }) => sheet));
  return page.evaluate(async () => {
    const values = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];
    const { violations } = await globalThis.axe.run(document, { runOnly: { type: "tag", values }, resultTypes: ["violations"] });
    return violations.flatMap((rule) => rule.nodes.slice(0, 5).map((node) => `${rule.id}: ${node.target.join(" ")}: ${node.failureSummary.split("\n").slice(1, 2).join("").trim()}`));
  });
}

let axeSource;
