// Pictures of an article: those of other hosts wait for the reader's consent; dead ones say what they were;
// all can be enlarged; and none pushes the text away when it comes.

import { button, make } from "./elements.js";
import { enlarge } from "./lightbox.js";

/** Where the sites are kept whose pictures the reader wants (src/ids.rs, MEDIA_KEY). */
const KEY = "newsstand.media";
/** Narrower pictures are icons: nobody enlarges them. CSS pixels. */
const LEAST_TO_ENLARGE = 120;

/** Sites the reader has agreed to, on this device, or in a widget as long as its page lives. */
const agreed = new Set();
/** Pictures that are taken care of already. */
const known = new WeakSet();

export function furnish(elements, context) {
  const consent = consentOf(context);
  for (const element of elements) {
    if (element.localName === "img") {
      if (!element.parentElement?.matches(".held-picture")) watch(element, context);
    } else if (consent.agrees(element.querySelector("img"))) {
      show(element, context);
    }
  }
  if (consent.asks) offer(context, consent);
}

// --- Consent ---------------------------------------------------------------------------------------------

/** The site of a picture; nothing where its address cannot be one, though it looks like one. */
const originOf = ({ dataset: { src } }) => (URL.canParse(src, document.baseURI) ? new URL(src, document.baseURI).origin : undefined);

/** What the site's policy (crates/article/src/media.rs) and the reader say. */
function consentOf({ article, root }) {
  const [policy, ...sites] = (article.closest(".newsstand")?.dataset.media ?? "ask").split(" ");
  // A guest keeps nothing in its host's storage.
  const keeps = root === document;
  if (keeps) for (const site of stored()) agreed.add(site);
  const isListed = (picture) => policy === "allow" || sites.includes(originOf(picture));
  return { keeps, asks: policy === "ask", agrees: (picture) => isListed(picture) || (policy === "ask" && agreed.has(originOf(picture))) };
}

function stored() {
  try {
    return (localStorage.getItem(KEY) ?? "").split(" ").filter((site) => /^https?:\/\/[^/ ]+$/.test(site));
  } catch {
    return [];
  }
}

function store() {
  try {
    if (agreed.size > 0) localStorage.setItem(KEY, [...agreed].join(" "));
    else localStorage.removeItem(KEY);
  } catch {
    // What storage does not take is forgotten with the page.
  }
}

/** A held picture takes the place of what stood for it. */
function show(held, context) {
  const picture = held.querySelector("img");
  picture.src = picture.dataset.src;
  delete picture.dataset.src;
  held.replaceWith(picture);
  watch(picture, context);
}

/** Offers to load what is held: each picture by itself, and once a site all that come from there. */
function offer(context, consent) {
  const { article, words } = context;
  const offered = new Set();
  for (const held of article.querySelectorAll(".held-picture")) {
    if (known.has(held)) continue;
    known.add(held);
    const site = originOf(held.querySelector("img"));
    if (!site) continue;
    const ways = make("span", "ways");
    // A button has no place inside a link, nor in the middle of a line.
    const link = held.closest("a");
    if (!link && held.closest(".picture, figure")) ways.append(button(words.loadPicture, () => show(held, context)));
    if (!offered.has(site)) {
      const all = button(words.alwaysLoad.replace("{}", new URL(site).host), () => {
        agreed.add(site);
        if (consent.keeps) store();
        for (const other of article.querySelectorAll(".held-picture")) if (originOf(other.querySelector("img")) === site) show(other, context);
        article.querySelector(".agreed")?.remove();
        ask(context, consent);
      });
      ways.append(all);
      offered.add(site);
    }
    if (ways.childElementCount > 0) (link ? link.after(ways) : held.append(ways));
  }
  ask(context, consent);
}

/** Below the article: what was agreed to, and a way to take it back. */
function ask({ article, words }, { keeps }) {
  const shown = new Set([...article.querySelectorAll(".body img[src]")].map((picture) => new URL(picture.src).origin).filter((site) => agreed.has(site)));
  if (shown.size === 0 || article.querySelector(".agreed")) return;
  const line = make("p", "agreed hush");
  const hosts = [...shown].map((site) => new URL(site).host).join(", ");
  line.append(`${words.agreed.replace("{}", hosts)} `, button(words.askAgain, () => {
    for (const site of shown) agreed.delete(site);
    if (keeps) store();
    line.replaceChildren(words.askedAgain);
  }));
  article.append(line);
}

// --- One picture -----------------------------------------------------------------------------------------

/** Follows a picture from its request to its place on the page. */
function watch(picture, context) {
  if (known.has(picture)) return;
  known.add(picture);
  const failed = () => {
    // Some hosts refuse who names no referrer, others who names one. The site itself is asked once.
    if (picture.dataset.retried === undefined && new URL(picture.src).origin !== location.origin) {
      picture.dataset.retried = "";
      picture.referrerPolicy = picture.referrerPolicy === "no-referrer" ? "origin" : "no-referrer";
      picture.src = picture.getAttribute("src");
    } else {
      picture.removeEventListener("error", failed);
      describe(picture, context);
    }
  };
  picture.addEventListener("error", failed);
  const loaded = () => {
    settle(picture);
    canBeEnlarged(picture, context);
  };
  if (!picture.complete || !picture.hasAttribute("src")) picture.addEventListener("load", loaded, { once: true });
  else if (picture.naturalWidth === 0) failed();
  else loaded();
  picture.addEventListener("load", () => picture.naturalWidth > 0 && picture.removeEventListener("error", failed), { once: true });
}

/** What stands where a picture could not be loaded: what it shows and where it would have come from. */
function describe(picture, { words }) {
  const alt = picture.alt.trim();
  const place = make("span", "missing-picture");
  const text = make("span");
  text.textContent = alt ? `${words.noPicture}: ${alt}` : words.noPicture;
  place.append(text);
  if (/^https?:/.test(picture.getAttribute("src"))) {
    const address = make("small");
    address.textContent = picture.getAttribute("src");
    place.append(address);
  }
  (picture.closest(".enlarge") ?? picture).replaceWith(place);
}

/** Pictures that have come and stand in a frame, because their size was not known, until they are out of sight. */
const framed = globalThis.IntersectionObserver && new IntersectionObserver((entries) => {
  for (const { target, isIntersecting } of entries) if (!isIntersecting) free(target);
});

/** A picture of unknown size stands in a frame (pictures.css) and takes its own size where nobody sees it move. */
function settle(picture) {
  if (picture.hasAttribute("width") || !picture.closest(".picture, figure")) return;
  framed?.observe(picture);
}

function free(picture) {
  framed.unobserve(picture);
  const before = picture.getBoundingClientRect();
  picture.classList.add("free");
  // Where the browser does not keep what is read in its place, this does.
  if (before.bottom >= 0 || CSS.supports("overflow-anchor", "auto") || picture.getRootNode() !== document) return;
  document.scrollingElement.scrollTop += picture.getBoundingClientRect().height - before.height;
}

/** Puts a button round a picture that stands by itself; inside a link the link comes first. */
function canBeEnlarged(picture, context) {
  if (picture.naturalWidth < LEAST_TO_ENLARGE || picture.closest("a, button") || !picture.closest(".picture, figure")) return;
  const { words } = context;
  const around = button("", () => enlarge(picture, context), "enlarge");
  around.setAttribute("aria-label", picture.alt.trim() ? `${words.enlarge}: ${picture.alt.trim()}` : words.enlarge);
  picture.replaceWith(around);
  around.append(picture);
}
