// <news-stand>: an archive of articles inside any page.
//
//   <script type="module" src="https://example.org/repo/newsstand.js"></script>
//   <news-stand src="https://example.org/repo/" tags="小红书"><a href="https://example.org/repo/">The articles</a></news-stand>
//
// The element is only the door: attributes go in, events come out, and what is between the tags shows
// until the app is there, and stays if it cannot come. Everything else is the app itself, loaded once for
// all elements of the page, which fills the element's shadow root. README.md, "Embed it", is the manual;
// newsstand.d.ts the types; custom-elements.json the same for editors.

/** Names of the build; `cargo xtask hook post` writes the hashed ones. */
const FILES = { module: "newsstand-app.js", wasm: "newsstand-app_bg.wasm", style: "newsstand.css", renderer: "renderer_loader.js", arranger: "arranger.js", reading: "reading/index.js" };

/** Attributes that say what is shown, and what they are called in the state. */
const FILTERS = { article: "article", tags: "tag", not: "not", category: "category", author: "author", q: "q", sort: "sort" };
/** Attributes that say how. Changing one builds the view anew. */
const MANNERS = ["src", "view", "limit", "links", "heading-level", "media", "url-prefix"];
/** The style sheet looks at `theme` by itself; `lang` waits for an interface that speaks more than English. */
const ATTRIBUTES = [...Object.keys(FILTERS), ...MANNERS, "theme", "lang"];

/** Addresses beside this script, on whatever host it is. */
const beside = (name) => new URL(name, import.meta.url).href;

/** The app and its style sheet, for all elements; asked for again if it could not be had. */
let app;
function load() {
  app ??= fetchApp().catch((reason) => {
    app = undefined;
    throw reason;
  });
  return app;
}

async function fetchApp() {
  const [module, style] = await Promise.all([import(beside(FILES.module)), styleSheet()]);
  await module.default({ module_or_path: beside(FILES.wasm) });
  module.use_modules(beside(FILES.renderer), beside(FILES.arranger), beside(FILES.reading));
  return { module, style };
}

/** One sheet for all shadow roots. Made by script, so that no `style-src` of the host is needed. */
async function styleSheet() {
  const answer = await fetch(beside(FILES.style), { credentials: "omit" });
  if (!answer.ok) throw new Error(`${beside(FILES.style)}: status ${answer.status}`);
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(await answer.text());
  return sheet;
}

/** Where the catalog of `src` is, and the site around it if there is one. */
async function find(src, signal) {
  const own = new URL("./", import.meta.url).href;
  const address = new URL(src ?? own, document.baseURI).href;
  if (/\.(json|md)$/i.test(new URL(address).pathname)) return { source: address };
  // A name without an ending is a folder's.
  const folder = address.replace(/[?#].*$/, "").replace(/\/[^/.]+$/, "$&/").replace(/[^/]*$/, "");
  // A site has its archive in a folder of it; whoever asks for the site of this script need not ask.
  const isSite = folder === own || (await fetch(`${folder}articles/catalog.json`, { method: "HEAD", signal }).then((answer) => answer.ok, () => false));
  return isSite ? { source: `${folder}articles/`, site: folder } : { source: folder };
}

/** The state that the filter attributes of an element describe. */
function described(element) {
  const query = new URLSearchParams();
  for (const [attribute, name] of Object.entries(FILTERS)) {
    const value = element.getAttribute(attribute)?.trim();
    if (!value) continue;
    const values = ["article", "q", "sort"].includes(name) ? [value] : value.split(",");
    for (const one of values) if (one.trim()) query.append(name, one.trim());
  }
  return query.toString();
}

/** Which pictures are loaded without asking: a policy and sites (crates/article/src/media.rs). */
const policy = (media) => (media === "all" ? "allow" : media?.trim().replace(/\s+/g, " ") || "ask");

export class NewsStand extends HTMLElement {
  static observedAttributes = ATTRIBUTES;

  /** What the app made for this element; `undefined` before and after its life in a page. */
  #widget;
  /** What is shown, or was when the element left the page; `undefined` while the attributes say it. */
  #state;
  /** Ends what began when the element came into a page; another one for each beginning. */
  #run;
  /** Attributes that changed and are not followed yet. */
  #changes = new Set();
  /** The host was told that the list is there. */
  #isReady;

  constructor() {
    super();
    this.attachShadow({ mode: "open" }).append(document.createElement("slot"));
  }

  connectedCallback() {
    // What was set before the element was defined hides the properties of the class.
    for (const name of Object.keys(this)) {
      if (!(name in NewsStand.prototype)) continue;
      const value = this[name];
      delete this[name];
      this[name] = value;
    }
    // Being moved is leaving and coming back at once: nothing to be done.
    if (!this.#run) this.#start();
  }

  disconnectedCallback() {
    queueMicrotask(() => {
      if (this.isConnected) return;
      this.#stop();
      this.#showFallback();
    });
  }

  attributeChangedCallback(name, before, now) {
    if (before === now) return;
    // Another site has other articles.
    if (name in FILTERS || name === "src") this.#state = undefined;
    if (!this.#run) return;
    // Several attributes that change together are one change.
    if (this.#changes.size === 0) queueMicrotask(() => this.#follow());
    this.#changes.add(name);
  }

  /** Shows what the attributes that changed say. */
  #follow() {
    const changes = [...this.#changes];
    this.#changes.clear();
    if (!this.isConnected) return;
    const isAsked = this.#state === undefined && changes.some((name) => name in FILTERS || name === "src");
    if (changes.some((name) => MANNERS.includes(name))) {
      this.#stop();
      if (isAsked) this.#state = undefined;
      this.#start();
    } else if (isAsked) {
      this.#widget?.show(described(this));
    }
  }

  /** What is shown, as the query of an address: `tag=小红书&sort=views`. Setting it shows something else. */
  get state() {
    return this.#widget?.state() ?? this.#state ?? described(this);
  }

  set state(query) {
    this.#state = String(query);
    this.#widget?.show(this.#state);
  }

  /** Opens an article by its name. */
  open(article) {
    const query = new URLSearchParams(this.state);
    query.set("article", article);
    this.state = query.toString();
  }

  /** Goes back from an article to the list. */
  close() {
    const query = new URLSearchParams(this.state);
    query.delete("article");
    this.state = query.toString();
  }

  async #start() {
    const run = (this.#run = new AbortController());
    this.#isReady = false;
    try {
      const [{ module, style }, found] = await Promise.all([load(), find(this.getAttribute("src"), run.signal)]);
      if (run.signal.aborted) return;
      const place = document.createElement("div");
      place.className = "newsstand";
      place.hidden = true;
      // The words of the interface are English, whatever the page around it is.
      Object.assign(place, { lang: "en", dir: "ltr" });
      place.dataset.media = policy(this.getAttribute("media"));
      this.shadowRoot.adoptedStyleSheets = [style];
      this.shadowRoot.append(place);
      const number = (name) => (this.hasAttribute(name) ? Number(this.getAttribute(name)) || undefined : undefined);
      const view = this.getAttribute("view");
      const options = {
        ...found,
        state: this.#state ?? described(this),
        view,
        // Beside a single article there is no way back to it; without a site there is nowhere else to go.
        links: found.site && (this.getAttribute("links") ?? (view === "article" ? "site" : "inside")),
        level: number("heading-level"),
        limit: number("limit"),
        prefix: this.getAttribute("url-prefix"),
      };
      this.#widget = new module.Widget(place, options, (name, detail) => this.#tell(name, detail, place, run.signal));
    } catch (reason) {
      if (run.signal.aborted) return;
      this.#showFallback();
      console.error("Newsstand could not start:", reason);
      this.#send("error", { message: `Newsstand could not start: ${reason}`, address: import.meta.url });
    }
  }

  /** Ends the app. What it has put on screen stays until something else is there. */
  #stop() {
    this.#run?.abort();
    this.#run = undefined;
    if (this.#widget === undefined) return;
    this.#state = this.#widget.state();
    this.#widget.free();
    this.#widget = undefined;
  }

  #showFallback() {
    this.shadowRoot.replaceChildren(document.createElement("slot"));
  }

  /** Hears the app. */
  #tell(name, detail, place, signal) {
    if (name === "open") return this.#send(name, detail);
    // Not now: the app is at work, and whoever hears of it may do anything to this element.
    queueMicrotask(() => signal.aborted || this.#report(name, detail, place));
  }

  #report(name, detail, place) {
    if (name === "ready") {
      // Every card that is drawn says so.
      if (this.#isReady) return;
      this.#isReady = true;
    }
    // What stands between the tags has done its duty when there is something to see, and stays when there is
    // only a trouble.
    const keepsFallback = name === "error" && this.shadowRoot.querySelector("slot") && /\S/.test(this.innerHTML);
    if (place.hidden && !keepsFallback) {
      place.hidden = false;
      this.shadowRoot.replaceChildren(place);
    }
    if (name === "filter") {
      const query = new URLSearchParams(detail.query);
      const [tags, not, category, author] = ["tag", "not", "category", "author"].map((key) => query.getAll(key));
      Object.assign(detail, { tags, not, category, author, q: query.get("q") ?? "", sort: query.get("sort") ?? "newest" });
    }
    this.#send(name, detail);
  }

  /** Events leave every shadow root; `false` when the host wants to do it by itself. */
  #send(name, detail) {
    return this.dispatchEvent(
      new CustomEvent(`newsstand-${name}`, { detail, bubbles: true, composed: true, cancelable: name === "open" }),
    );
  }
}

for (const name of ATTRIBUTES) {
  // `lang` is every element's own property.
  const property = name.replace(/-([a-z])/g, (_, letter) => letter.toUpperCase());
  if (property in NewsStand.prototype) continue;
  Object.defineProperty(NewsStand.prototype, property, {
    configurable: true,
    enumerable: true,
    get() {
      return this.getAttribute(name);
    },
    set(value) {
      if (value === null || value === undefined) this.removeAttribute(name);
      else this.setAttribute(name, String(value));
    },
  });
}

if (!customElements.get("news-stand")) customElements.define("news-stand", NewsStand);
