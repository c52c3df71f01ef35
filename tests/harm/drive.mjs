// What is done with the attacks in an engine. Each function gives what it found: nothing, when all is well.

import { IDS as NAMES } from "../ids.mjs";
import { BASE } from "../support.mjs";
import { hostileQuery, queryOf, slugOf } from "./archive.mjs";

/** The names of the interface, as what runs in a page can be given them. */
const IDS = { ...NAMES };

/** Attacks that one call into the page tries; the page is opened anew after as many calls. */
const CHUNK = 40;
const CHUNKS_OF_A_PAGE = 10;

const chunks = (list) => Array.from({ length: Math.ceil(list.length / CHUNK) }, (_, at) => list.slice(at * CHUNK, (at + 1) * CHUNK));

/** How many attacks run when nothing is in their way, as pages (`written`) or by `innerHTML` (`set`). */
export async function seenUnsanitised(engine, server, attacks) {
  const ran = { written: new Set(), set: new Set() };
  for (const part of chunks(attacks.map((_, at) => at))) {
    await engine.open(`${server.url}blank.html`);
    const found = await engine.run(inFrames, part.flatMap((at) => [{ at, kind: "written", url: `${BASE}raw-${at}.html` }, { at, kind: "set", url: `${BASE}blank.html`, html: attacks[at].input }]));
    for (const { at, kind, ran: what } of found) if (what.length > 0) ran[kind].add(at);
  }
  return ran;
}

/** Opens every article in the viewer, one after the other in one page, or every hostile address. */
export async function throughViewer(engine, server, attacks, allowed, what) {
  const items = attacks.map((attack, at) => ({ id: attack.id, url: server.url + (what === "addresses" ? hostileQuery(attack) : queryOf(attack, at)) }));
  return inChunks(engine, items, (part) => engine.run(inViewer, part, { ...allowed, room: true }, IDS, what, server.url), async () => {
    await engine.open(server.url);
    await engine.run(untilReady, IDS.READY);
  });
}

/** Scrolls through all cards of the rack, a while at a time: a call into a page may not take for ever. */
export async function throughRack(engine, server) {
  await engine.open(server.url);
  await engine.run(untilReady, IDS.READY);
  const windows = await engine.windows();
  const all = newReport();
  for (let isEnd = false; !isEnd; ) {
    const part = await engine.run(inRack, IDS);
    ({ isEnd } = part);
    collect(all, [{ ...part, id: "the rack" }]);
    all.tried = part.cards;
  }
  if ((await engine.windows()) > windows) all.found.push("the rack: a window was opened");
  return all;
}

/** Opens every article in the widget, in its shadow root. */
export async function throughWidget(engine, server, attacks, allowed) {
  const items = attacks.map((attack, at) => ({ id: attack.id, query: `article=${encodeURIComponent(slugOf(attack, at))}` }));
  return inChunks(engine, items, (part) => engine.run(inWidget, part, { ...allowed, room: true }, IDS), async () => {
    await engine.open(`${server.url}blank.html`);
    await engine.run(startWidget, server.url);
  });
}

/** Opens every published page, several at a time in frames, without the app. */
export async function throughPages(engine, server, attacks, allowed) {
  for (const path of ["boot.js", "newsstand-app*", "*.wasm"]) server.faults[path] = { status: 404 };
  const items = attacks.map((attack, at) => ({ id: attack.id, url: `${BASE}a/${slugOf(attack, at).split("/").map(encodeURIComponent).join("/")}/index.html` }));
  if (engine.isSlowInFrames) return oneByOne(engine, server, items, allowed);
  return inChunks(engine, items, (part) => engine.run(inFrames, part, allowed, IDS), () => engine.open(`${server.url}blank.html`));
}

/** The same with each page in the window itself. */
async function oneByOne(engine, server, items, allowed) {
  const all = newReport();
  const windows = await engine.windows();
  for (const { id, url } of items) {
    try {
      await engine.open(new URL(url, server.origin).href);
      collect(all, [{ id, ...(await engine.run(inWindow, url, allowed, IDS)) }]);
    } catch (error) {
      all.found.push(`${id}: the page was lost: ${String(error).slice(0, 300)}`);
    }
  }
  if ((await engine.windows()) > windows) all.found.push("a window was opened");
  return all;
}

const newReport = () => ({ tried: 0, found: [], pictures: new Set() });

/** Adds what was seen of some attacks: how many were shown, what they did, and the hosts of their pictures. */
function collect(all, results) {
  for (const { id, isMissing, ran = [], strange = [], pictures = [] } of results) {
    if (!isMissing) all.tried += 1;
    pictures.forEach((host) => all.pictures.add(host));
    if (ran.length > 0) all.found.push(`${id}: ran ${ran.join(", ")}`);
    if (strange.length > 0) all.found.push(`${id}: ${[...new Set(strange)].join(", ")}`);
  }
}

async function inChunks(engine, items, run, open) {
  const all = newReport();
  let windows;
  for (const [at, part] of chunks(items).entries()) {
    if (at % CHUNKS_OF_A_PAGE === 0) await open();
    windows ??= await engine.windows();
    const what = `${part[0].id} to ${part.at(-1).id}`;
    try {
      collect(all, await run(part));
    } catch (error) {
      // The page is another one now, or is gone.
      all.found.push(`${what}: the page was lost: ${String(error).slice(0, 300)}`);
      await open();
      continue;
    }
    if ((await engine.windows()) > windows) all.found.push(`${what}: a window was opened`);
  }
  return all;
}

// What follows runs in the page: nothing from outside of a function is there.

async function untilReady(key) {
  for (let turn = 0; turn < 2000 && !document.documentElement.dataset[key]; turn++) await new Promise((done) => setTimeout(done, 10));
}

async function inWindow(url, allowed, ids) {
  if (document.title === "Site not found") return { isMissing: true };
  const { seen, touchAll, strangers, dangers, pictures } = globalThis.oracle;
  await touchAll([document.documentElement], 10);
  const strange = [...strangers(document.getElementById(ids.BODY), allowed), ...dangers(document.getElementById(ids.MAIN))];
  if (location.pathname !== new URL(url, location.href).pathname) strange.push(`the page went to ${location.href}`);
  return { ran: seen, strange, pictures: pictures(document) };
}

async function inFrames(items, allowed, ids) {
  const results = [];
  const pause = (milliseconds) => new Promise((done) => setTimeout(done, milliseconds));
  const one = async (item) => {
    const frame = document.createElement("iframe");
    frame.width = 900;
    frame.height = 600;
    // Nothing of what runs unsanitised may take the test away.
    if (!allowed) frame.sandbox = "allow-scripts allow-same-origin allow-forms";
    const [strange, shown] = [[], []];
    let isMissing = false;
    const loaded = new Promise((done) => { frame.onload = done; });
    frame.src = item.url;
    document.body.append(frame);
    // What runs unsanitised may keep its page from ever being there.
    await Promise.race([loaded, pause(allowed ? 15_000 : 4_000)]);
    const inner = frame.contentWindow;
    let ran = [];
    try {
      const { oracle, document: page } = inner;
      // An attack may be the name of a file that has no page.
      if (allowed && page.title === "Site not found") throw new Error("no such page");
      ran = oracle.seen;
      if (item.html !== undefined) page.body.innerHTML = item.html;
      await pause(allowed ? 10 : 60);
      // A page that was left has no clock any more.
      await Promise.race([oracle.touchAll([page.documentElement], allowed ? 10 : 60), pause(1500)]);
      if (allowed) {
        const article = page.getElementById(ids.BODY);
        if (article) strange.push(...oracle.strangers(article, allowed), ...oracle.dangers(page.getElementById(ids.MAIN)));
      }
      shown.push(...oracle.pictures(page));
      if (inner.location.pathname !== new URL(item.url, location.href).pathname) strange.push(`the page went to ${inner.location.href}`);
    } catch (error) {
      // Unsanitised attacks leave for elsewhere, or break the page.
      if (error.message !== "no such page") strange.push(`the page was lost: ${error}`);
      else isMissing = true;
    }
    frame.remove();
    results.push({ ...item, ran, strange, pictures: shown, isMissing });
  };
  const waiting = [...items];
  const worker = async () => { while (waiting.length > 0) await one(waiting.shift()); };
  await Promise.all([worker(), worker(), worker(), worker(), worker(), worker()]);
  return results;
}

async function inViewer(items, allowed, ids, what, site) {
  const { seen, pause, touchAll, strangers, dangers, pictures } = globalThis.oracle;
  // What the interface has of its own where nobody attacks it.
  const own = (globalThis.own ??= new Set(dangers(document.getElementById(ids.MAIN))));
  const results = [];
  const link = document.createElement("a");
  for (const { id, url } of items) {
    const strange = [];
    const before = seen.length;
    const main = document.getElementById(ids.MAIN);
    const shown = () => (what === "articles" ? document.querySelector(`#${ids.TITLE}, #${ids.TROUBLE}`) : document.getElementById(ids.STATUS));
    const old = shown();
    // A link of the app, not of the tests: browsers allow a page few entries of the history in a minute,
    // and the app goes on without them.
    link.href = url;
    document.getElementById(ids.ROOT).append(link);
    link.dispatchEvent(new MouseEvent("click", { bubbles: true, cancelable: true, detail: 7 }));
    link.remove();
    let turn = 0;
    if (what === "articles") for (; turn < 2000 && (!shown() || shown() === old); turn++) await pause(4);
    else await pause(10);
    if (turn === 2000) throw new Error(`nothing was shown of ${id}`);
    const body = document.getElementById(ids.BODY);
    if (body) strange.push(...strangers(body, allowed));
    strange.push(...dangers(document.getElementById(ids.MAIN) ?? main).filter((danger) => !own.has(danger)));
    await touchAll([document.querySelector("article") ?? main], 0);
    if (!location.href.startsWith(site)) strange.push(`the page went to ${location.href}`);
    results.push({ id, ran: seen.slice(before), strange, pictures: pictures(document) });
  }
  // What comes late is found all the same, with the last of these.
  const before = seen.length;
  await pause(300);
  results.at(-1).ran.push(...seen.slice(before));
  return results;
}

async function inRack(ids) {
  const { seen, pause, touchAll, dangers, pictures } = globalThis.oracle;
  const [shown, strange] = [new Set(), new Set()];
  const list = document.getElementById(ids.CARDS);
  const touched = (globalThis.touched ??= new Set());
  const before = seen.length;
  const start = performance.now();
  let isEnd = false;
  for (let still = 0, waiting = start; !isEnd && performance.now() < start + 20_000; ) {
    await pause(30);
    const fresh = [...list.querySelectorAll("li")].filter((card) => !card.querySelector(".skeleton") && !touched.has(card.getAttribute("aria-posinset")));
    for (const card of fresh) {
      touched.add(card.getAttribute("aria-posinset"));
      dangers(card).forEach((danger) => strange.add(danger));
      pictures(card).forEach((host) => shown.add(host));
    }
    await touchAll(fresh, 0);
    if (list.querySelector(".skeleton")) {
      if (performance.now() < waiting + 10_000) continue;
      strange.add("cards that never came");
      isEnd = true;
    }
    waiting = performance.now();
    const height = scrollY;
    scrollBy(0, innerHeight);
    still = scrollY === height ? still + 1 : 0;
    isEnd ||= still > 4;
  }
  await pause(300);
  return { isEnd, cards: touched.size, ran: seen.slice(before), strange: [...strange], pictures: [...shown] };
}

async function startWidget(site) {
  const script = document.createElement("script");
  script.type = "module";
  script.src = `${site}newsstand.js`;
  const widget = document.createElement("news-stand");
  widget.setAttribute("src", site);
  const ready = new Promise((done) => document.addEventListener("newsstand-ready", done, { once: true }));
  document.body.append(widget, script);
  await ready;
}

async function inWidget(items, allowed, ids) {
  const { seen, pause, touchAll, strangers, dangers, pictures } = globalThis.oracle;
  const widget = document.querySelector("news-stand");
  const root = widget.shadowRoot;
  const results = [];
  for (const { id, query } of items) {
    const strange = [];
    const before = seen.length;
    const shown = () => root.querySelector(`#${ids.TITLE}, #${ids.TROUBLE}`);
    const old = shown();
    widget.state = query;
    let turn = 0;
    for (; turn < 2000 && (!shown() || shown() === old); turn++) await pause(4);
    if (turn === 2000) throw new Error(`nothing was shown of ${id}`);
    const body = root.getElementById(ids.BODY);
    if (body) strange.push(...strangers(body, allowed));
    strange.push(...dangers(root));
    await touchAll([root], 0);
    results.push({ id, ran: seen.slice(before), strange, pictures: pictures(root) });
  }
  const before = seen.length;
  await pause(300);
  results.at(-1).ran.push(...seen.slice(before));
  return results;
}
