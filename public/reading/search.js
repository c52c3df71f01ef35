// The search, beside the box that the app has: what may be typed, who answers, and where they hold it.
//
// The module that knows the index (crates/finder) comes with the first search. It names files, this fetches
// them. Words that were found are marked without touching the app's nodes (CSS Custom Highlights), and a
// summary that does not hold them gives its place to a piece of the article that does.

import { make } from "./elements.js";

/** Where the last searches are kept, one a line. */
const KEY = "newsstand.searches";
const MOST_KEPT = 8;
/** Time a file may take, in milliseconds. */
const TIME_LIMIT = 20_000;
/** Articles whose text is fetched at a time for what they hold. */
const AT_A_TIME = 4;
const HIGHLIGHT = "newsstand-found";

/** What is known of an archive, by its address and its facets. */
const finders = new Map();
/** What is searched for, by the root of an app. */
const searches = new WeakMap();
let module;

/**
 * Rows that answer, the best first. `facets` is a file of the catalog at `base`; or, with `cards`, both are
 * texts. Throws an error whose message is a sentence for the reader.
 */
export async function find(place, base, facets, cards, query) {
  const archive = await archiveAt(base, facets, cards);
  const { finder } = archive;
  for (let needs = finder.needs(query); needs.length > 0; needs = finder.needs(query)) {
    await Promise.all(needs.map((path) => fetched(archive, base, path)));
  }
  const root = place.getRootNode();
  searches.set(root, { ...archive, base, query });
  remember(root, query);
  const box = boxOf(root);
  if (root.activeElement === box && box.value) offer(root, box);
  return finder.hits(query);
}

async function archiveAt(base, facets, cards) {
  const key = `${base} ${facets}`;
  if (!finders.has(key)) {
    module ??= import("./finder.js").then(async (loaded) => {
      await loaded.default();
      return loaded;
    });
    module.catch(() => { module = undefined; });
    const { Finder } = await module.catch(() => { throw new Error("The part of this page that searches did not load."); });
    finders.set(key, { finder: cards ? Finder.of_texts(facets, cards) : Finder.of_catalog(facets), files: new Map() });
  }
  return finders.get(key);
}

/** Fetches a file once, however often it is asked for. */
function fetched({ finder, files }, base, path) {
  const ask = async () => {
    const cache = path === "catalog.json" ? "no-cache" : "default";
    const answer = await fetch(base + path, { cache, credentials: "same-origin", referrerPolicy: "no-referrer", signal: AbortSignal.timeout(TIME_LIMIT) })
      .catch(() => { throw new Error("A part of the search index could not be fetched."); });
    if (answer.status === 404 && finder.lacks(path)) return;
    if (!answer.ok) throw new Error(`A part of the search index could not be fetched: the server answered with error ${answer.status}.`);
    finder.add(path, new Uint8Array(await answer.arrayBuffer()));
  };
  if (!files.has(path)) files.set(path, ask().finally(() => files.delete(path)));
  return files.get(path);
}

// --- The box ---------------------------------------------------------------------------------------------

const attended = new WeakSet();

const boxOf = (root) => root.getElementById("ns-search");

/** Looks after the box of an app: completions, keys, marks. */
export function attend(root) {
  if (attended.has(root)) return;
  attended.add(root);
  const links = () => [...root.querySelectorAll("#ns-cards li .title")];
  root.addEventListener("focusin", ({ target }) => target.id === "ns-search" && offer(root, target));
  root.addEventListener("input", ({ target }) => target.id === "ns-search" && offer(root, target));
  root.addEventListener("keydown", (event) => {
    const { key, target } = event;
    if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
    const isTyping = target.closest?.("input, textarea, select, [contenteditable]");
    if (key === "/" && !isTyping) go(event, boxOf(root));
    if (target.id === "ns-search" && (key === "Enter" || (key === "ArrowDown" && !target.list?.options.length))) go(event, links()[0]);
    if (target.closest?.("#ns-cards") && (key === "ArrowDown" || key === "ArrowUp")) {
      const all = links();
      const at = all.indexOf(target.closest("li")?.querySelector(".title"));
      go(event, key === "ArrowDown" ? all[at + 1] : (all[at - 1] ?? boxOf(root)));
    }
  });
  // Who goes back sees what was searched for then, in a box that has the focus, too.
  if (root === document) addEventListener("popstate", () => { if (boxOf(root)) boxOf(root).value = new URLSearchParams(location.search).get("q") ?? ""; });
  const look = () => {
    look.waiting ??= requestAnimationFrame(() => {
      look.waiting = undefined;
      mark(root, boxOf(root)?.value.trim() ? searches.get(root) : undefined);
    });
  };
  const cards = new MutationObserver(look);
  cards.observe(root.body ?? root, { childList: true, subtree: true });
}

function go(event, element) {
  if (!element) return;
  event.preventDefault();
  element.focus();
  element.scrollIntoView({ block: "nearest" });
}

/** Fills the list of what may be meant: completions of what is typed, or the last searches. */
function offer(root, box) {
  if (!box.list) {
    const list = make("datalist");
    list.id = "ns-searches";
    box.after(list);
    box.setAttribute("list", list.id);
  }
  const { value } = box;
  const known = searches.get(root);
  const texts = value.trim() ? (known?.finder.complete(value) ?? []) : kept(root);
  const shown = [...box.list.options].map((option) => option.value);
  if (shown.join("\n") === texts.join("\n")) return;
  box.list.replaceChildren(...texts.map((text) => Object.assign(make("option"), { value: text })));
}

/** A guest keeps nothing in its host's storage. */
function kept(root) {
  try {
    return root === document ? (localStorage.getItem(KEY) ?? "").split("\n").filter(Boolean) : [];
  } catch {
    return [];
  }
}

let settled;

/** Keeps a search that the reader has stayed with. */
function remember(root, query) {
  clearTimeout(settled);
  if (root !== document) return;
  settled = setTimeout(() => {
    const others = kept(root).filter((other) => !query.startsWith(other) && other !== query);
    try {
      localStorage.setItem(KEY, [query, ...others].slice(0, MOST_KEPT).join("\n"));
    } catch {
      // What storage does not take is forgotten with the page.
    }
  }, 2500);
}

// --- Why a card is there ---------------------------------------------------------------------------------

/** What stands in the place of a summary: the query, its marks, and the summary. */
const shown = new WeakMap();
/** Pieces of articles, by query and address. */
const pieces = new Map();

/** Marks what was found on the cards that are in the page; without a search, puts back what was there. */
function mark(root, search) {
  const highlight = globalThis.CSS?.highlights && new Highlight();
  for (const card of root.querySelectorAll("#ns-cards li[data-row]")) {
    const summary = card.querySelector(".words > p");
    if (shown.has(summary) && shown.get(summary).query !== search?.query) restore(summary);
    if (!search) continue;
    const isMarked = [...card.querySelectorAll(".title, .chip, .meta a, .words > p")].map((element) => {
      const marks = shown.get(element)?.marks ?? search.finder.marks(search.query, element.textContent);
      return addMarks(highlight, element.firstChild, marks);
    });
    if (summary && !isMarked.some(Boolean)) excerpt(card, summary, search, () => mark(root, searches.get(root)));
  }
  if (highlight?.size > 0) CSS.highlights.set(HIGHLIGHT, highlight);
  else globalThis.CSS?.highlights?.delete(HIGHLIGHT);
}

function restore(summary) {
  summary.textContent = shown.get(summary).summary;
  shown.delete(summary);
}

/** Marks places of a text; says whether there are any. */
function addMarks(highlight, text, marks) {
  for (let at = 0; highlight && at < marks.length && marks[at + 1] <= text.length; at += 2) {
    const range = new Range();
    range.setStart(text, marks[at]);
    range.setEnd(text, marks[at + 1]);
    highlight.add(range);
  }
  return marks.length > 0;
}

const waiting = [];
let running = 0;

/** Fetches an article whose card does not say why it is there, and shows the piece that does. */
async function excerpt(card, summary, { finder, base, query }, then) {
  const address = base + finder.path(Number(card.dataset.row));
  const key = `${query}\n${address}`;
  if (!pieces.has(key)) {
    pieces.set(key, new Promise((done) => waiting.push(async () => {
      // Who scrolls past is not waited for.
      if (!card.isConnected) pieces.delete(key);
      done(card.isConnected ? await pieceOf(finder, address, query) : undefined);
    })));
    next();
  }
  const piece = await pieces.get(key);
  if (!piece || !summary.isConnected || shown.has(summary)) return;
  shown.set(summary, { query, marks: piece.marks, summary: summary.textContent });
  summary.textContent = piece.text;
  then();
}

async function pieceOf(finder, address, query) {
  try {
    const answer = await fetch(address, { credentials: "same-origin", referrerPolicy: "no-referrer", signal: AbortSignal.timeout(TIME_LIMIT) });
    const text = answer.ok ? finder.plain(await answer.text()) : "";
    const [start, end, ...marks] = finder.excerpt(query, text);
    if (start === undefined) return undefined;
    const before = start > 0 ? "…" : "";
    return { text: before + text.slice(start, end), marks: marks.map((at) => at - start + before.length) };
  } catch {
    // The summary stays.
    return undefined;
  }
}

async function next() {
  if (running >= AT_A_TIME) return;
  running += 1;
  for (let work = waiting.shift(); work; work = waiting.shift()) await work();
  running -= 1;
}
