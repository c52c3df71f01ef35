// Lists to come back to: what is filtered for, as a link to copy and under a name in this browser.
//
// They stand in the panel of filters (`#ns-lists`). A list is its address, so it opens like any link; the
// storage holds at most MOST of them: [{ "name": "小红书 + It", "query": "tag=小红书&category=It" }].

import { button, make } from "./elements.js";
import words from "./words.js";

const KEY = "newsstand.lists";
const MOST = 50;

let shown;

/** Looks after the section of the panel, wherever the app puts it. */
export function attend() {
  if (shown !== undefined) return;
  shown = "";
  const look = () => {
    look.waiting ??= requestAnimationFrame(() => {
      look.waiting = undefined;
      const section = document.getElementById("ns-lists");
      if (section && (shown !== location.search || section.childElementCount === 0)) show(section);
    });
  };
  new MutationObserver(look).observe(document.body, { childList: true, subtree: true });
  // Another tab keeps the same lists.
  addEventListener("storage", ({ key }) => { if (key === KEY) { shown = ""; look(); } });
  look();
}

/** What the address filters by, without the open article. */
function present() {
  const query = new URLSearchParams(location.search);
  query.delete("article");
  return query;
}

function show(section, said = "") {
  shown = location.search;
  const query = present();
  const lists = kept();
  const key = query.toString();
  const hasFilters = [...query.keys()].some((name) => name !== "sort");
  section.classList.toggle("none", !hasFilters && lists.length === 0);
  const heading = make("h2");
  heading.textContent = words.myLists;
  const items = make("ul");
  items.setAttribute("role", "list");
  items.setAttribute("aria-label", words.myLists);
  items.append(...lists.map((list) => item(section, list, list.query === key)));
  const status = make("p", "hush");
  status.setAttribute("role", "status");
  status.textContent = said;
  const ways = make("div", "ways");
  if (hasFilters) {
    if (!lists.some((list) => list.query === key)) ways.append(button(words.saveList, () => save(section, key), "quiet"));
    ways.append(button(words.copyLink, () => copy(status), "quiet"));
  }
  section.replaceChildren(heading, items, ways, status);
}

function item(section, { name, query }, isOpen) {
  const link = make("a", isOpen ? "row on" : "row");
  link.href = `?${query}`;
  link.dir = "auto";
  link.title = name;
  link.textContent = name;
  if (isOpen) link.setAttribute("aria-current", "true");
  const remove = button("×", () => {
    keep(kept().filter((list) => list.query !== query));
    show(section, words.removed);
    section.querySelector("a, button")?.focus();
  }, "how");
  remove.setAttribute("aria-label", words.removeList.replace("{}", name));
  const line = make("li");
  line.append(link, remove);
  return line;
}

/** The list's name is what the chips above the cards say. */
function save(section, query) {
  const chips = [...document.querySelectorAll(".head .chips .chip.on")].map((chip) => chip.textContent.trim());
  const asked = present().get("q");
  const name = [...(asked ? [`“${asked}”`] : []), ...chips].join(" + ").slice(0, 120) || query;
  const isKept = keep([{ name, query }, ...kept()].slice(0, MOST));
  show(section, isKept ? words.savedAs.replace("{}", name) : words.notSaved);
  section.querySelector("a.on, button")?.focus();
}

async function copy(status) {
  const query = present().toString();
  const address = new URL(query ? `?${query}` : location.pathname, location.href).href;
  status.textContent = await navigator.clipboard.writeText(address).then(() => words.copied, () => words.notCopied);
}

/** The storage may hold anything: another version's, or a stranger's. */
function kept() {
  try {
    const lists = JSON.parse(localStorage.getItem(KEY) ?? "[]");
    return lists.filter((list) => typeof list?.name === "string" && typeof list.query === "string").slice(0, MOST);
  } catch {
    return [];
  }
}

function keep(lists) {
  try {
    localStorage.setItem(KEY, JSON.stringify(lists));
    return true;
  } catch {
    return false;
  }
}
