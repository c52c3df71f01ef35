// The reading room: what an article needs besides the app, loaded with the first one or, from a list, when
// the page has nothing better to do.
//
// The app calls `prepare` while an article is on its way and `furnish` when it is in the page, whether the app
// painted it or the press printed it. Each feature has a file of its own, which is loaded by the first article
// that holds what it is for. Without any of this an article can be read all the same.

import words from "./words.js";

/** What may stand in an article, and the script that furnishes it: `furnish(elements, context)`. */
const FEATURES = [
  ["img, .held-picture", "./pictures.js"],
  [".embed", "./players.js"],
  ["pre", "./code.js"],
  // On published pages formulas are set already.
  [".maths:not([title], :has(math))", "./maths.js"],
  [".tabs", "./tabs.js"],
];

const sheetAddress = new URL("./reading.css", import.meta.url).href;

/** The sheet, for every root that wants it. */
let sheet;

/** Sees to it that the sheet counts in a document or a shadow root, and that its search box is looked after. */
export async function prepare(root) {
  import("./search.js").then(({ attend }) => attend(root), () => {});
  // A guest keeps nothing in its host's storage.
  if (root === document) import("./lists.js").then(({ attend }) => attend(), () => {});
  const printed = [...(root.styleSheets ?? [])].some(({ href }) => href === sheetAddress);
  if (printed || (sheet && root.adoptedStyleSheets.includes(await sheet))) return;
  sheet ??= fetchSheet();
  sheet.catch(() => { sheet = undefined; });
  const ready = await sheet;
  if (!root.adoptedStyleSheets.includes(ready)) root.adoptedStyleSheets.push(ready);
}

async function fetchSheet() {
  const answer = await fetch(sheetAddress, { credentials: "omit" });
  if (!answer.ok) throw new Error(`${sheetAddress}: status ${answer.status}`);
  return new CSSStyleSheet().replace(await answer.text());
}

/**
 * Gives an article what only a script can. May be called again for the same one.
 * A feature that cannot be loaded is left out; the next article tries again.
 */
export async function furnish(article) {
  const context = { root: article.getRootNode(), article, words };
  await Promise.allSettled(
    FEATURES.map(async ([selector, script]) => {
      const elements = [...article.querySelectorAll(selector)];
      if (elements.length === 0) return;
      const feature = await import(script);
      if (article.isConnected) feature.furnish(elements, context);
    }),
  );
}
