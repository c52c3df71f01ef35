// Tabs: pieces of which one is looked at. Without this script all of them are shown, one below the other, each
// with its name; with it the names become a list of tabs (WAI-ARIA Authoring Practices, "Tabs", automatic).

import { button, make } from "./elements.js";

let count = 0;

/** What shows a piece, by the piece. */
const ways = new WeakMap();
const followed = new WeakSet();

/** Makes tabs of every block of pieces that has none yet. */
export function furnish(blocks, { article }) {
  for (const block of blocks) {
    if (!block.querySelector(":scope > .tab-list")) tabbed(block);
  }
  if (followed.has(article)) return;
  followed.add(article);
  reveal(article, location.hash);
  // Before the link is followed: what it leads to may stand in a piece that is not shown.
  article.addEventListener("click", ({ target }) => reveal(article, target.closest("a[href]")?.hash), { capture: true });
}

function tabbed(block) {
  const panels = [...block.children].filter((child) => child.classList.contains("tab"));
  if (panels.length < 2) return;
  const list = make("div", "tab-list");
  list.setAttribute("role", "tablist");
  const tabs = panels.map((panel, at) => tabFor(panel, String(at + 1)));
  const choose = (chosen) => tabs.forEach((tab, at) => {
    tab.setAttribute("aria-selected", String(at === chosen));
    tab.tabIndex = at === chosen ? 0 : -1;
    // Not shown, and yet found by who searches the page, where the browser can.
    panels[at].hidden = at === chosen ? false : "until-found";
  });
  panels.forEach((panel, at) => {
    ways.set(panel, () => choose(at));
    panel.addEventListener("beforematch", () => choose(at));
  });
  list.append(...tabs);
  list.addEventListener("click", ({ target }) => {
    const at = tabs.indexOf(target.closest("[role=tab]"));
    if (at >= 0) choose(at);
  });
  list.addEventListener("keydown", (event) => {
    const at = tabs.indexOf(event.target);
    if (at < 0 || event.ctrlKey || event.altKey || event.metaKey) return;
    const next = neighbour(event.key, at, tabs.length, getComputedStyle(list).direction);
    if (next === undefined) return;
    event.preventDefault();
    choose(next);
    tabs[next].focus();
  });
  choose(0);
  block.prepend(list);
}

function tabFor(panel, number) {
  count += 1;
  const name = panel.querySelector(":scope > .tab-title");
  const tab = button(name?.textContent.trim() || number, () => {});
  tab.id = `ns-tab-${count}`;
  panel.id = `ns-tab-panel-${count}`;
  tab.setAttribute("role", "tab");
  tab.setAttribute("aria-controls", panel.id);
  panel.setAttribute("role", "tabpanel");
  panel.setAttribute("aria-labelledby", tab.id);
  panel.tabIndex = 0;
  if (name) name.hidden = true;
  return tab;
}

function neighbour(key, at, length, direction) {
  const step = direction === "rtl" ? -1 : 1;
  switch (key) {
    case "ArrowRight": return (at + step + length) % length;
    case "ArrowLeft": return (at - step + length) % length;
    case "Home": return 0;
    case "End": return length - 1;
    default: return undefined;
  }
}

/** Shows the piece that holds what a fragment names, and the pieces around it. */
function reveal(article, hash) {
  let id;
  try { id = decodeURIComponent((hash ?? "").slice(1)); } catch { return; }
  const place = id && article.querySelector(`#${CSS.escape(id)}`);
  for (let panel = place && place.closest(".tab"); panel; panel = panel.parentElement.closest(".tab")) {
    ways.get(panel)?.();
  }
}
