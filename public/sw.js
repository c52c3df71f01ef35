// The site without a network: the shell, the rack, and every article that was read or kept.
//
// - Files with their content in their name never change: once here, they are never asked for again.
// - Pages and the catalog's head are asked for first, and taken from here when there is no answer soon.
// - What is read is kept as it comes. "Keep for offline" sends a list of addresses.
// - A new build is another version of this file (`cargo xtask hook post` writes the list): it takes over at
//   once, keeps what was read and the build before, and throws away older builds.
//
// `newsstand.toml: offline = false` publishes sw-off.js under this name instead, which removes everything.

/** What the rack needs, with their hashes; written by the build. */
const SHELL = ["./", "./boot.js", "./theme.js", "./favicon.svg"];

const scope = new URL(self.registration.scope);
/** Several sites may share an origin (user.github.io/one, /two): each has caches of its own. */
const SHELL_CACHE = `newsstand-shell ${scope.pathname}`;
const READ_CACHE = `newsstand-read ${scope.pathname}`;
/** Milliseconds after which a page from here is better than none. */
const PATIENCE = 3000;
/** Entries of what was read; the oldest go first. */
const MOST = 2000;

const hashed = /(-[0-9a-f]{14,16}(_bg|_loader)?\.(js|css|wasm)|-[0-9a-f]{16}\/.+\.(js|css|wasm)|\.[0-9a-v]{5,8}\.json)$/;
/** Where the shell's list of files is kept, so that pages of the build before go on working. */
const LIST = new URL("newsstand-shell.json", scope).href;

self.addEventListener("install", (event) => {
  event.waitUntil(install());
});

async function install() {
  const cache = await caches.open(SHELL_CACHE);
  await Promise.all(
    SHELL.map(async (name) => {
      const address = new URL(name, scope).href;
      if (hashed.test(name) && (await cache.match(address))) return;
      await cache.add(new Request(address, { cache: "no-cache" }));
    }),
  );
  await self.skipWaiting();
}

self.addEventListener("activate", (event) => {
  event.waitUntil(activate());
});

async function activate() {
  const cache = await caches.open(SHELL_CACHE);
  const now = SHELL.map((name) => new URL(name, scope).href);
  // A page of the build before may still want its renderer; a page of the one before that is closed.
  const before = (await (await cache.match(LIST))?.json()) ?? [];
  const wanted = new Set([...now, ...before, LIST]);
  for (const request of await cache.keys()) {
    if (!wanted.has(request.url)) await cache.delete(request);
  }
  await cache.put(LIST, Response.json(now));
  await self.clients.claim();
}

self.addEventListener("fetch", (event) => {
  const { request } = event;
  const address = new URL(request.url);
  // Other hosts, other methods and parts of files are none of its business.
  if (request.method !== "GET" || address.origin !== scope.origin || !address.pathname.startsWith(scope.pathname)) return;
  if (request.headers.has("range")) return;
  address.hash = "";
  // Every query is the same page.
  if (request.mode === "navigate") address.search = "";
  event.respondWith(answer(event, request, address));
});

async function answer(event, request, address) {
  const isHashed = hashed.test(address.pathname);
  const known = await caches.match(address.href, { ignoreSearch: isHashed });
  // A script asks by its own address how it is meant to work: an answer made anew has the address asked for.
  if (known && isHashed) return address.search ? new Response(known.body, known) : known;
  const fresh = fetch(request, caching(request, address)).then((response) => {
    if (response.status === 200 && response.type === "basic") event.waitUntil(keep(address.href, response.clone()));
    return response;
  });
  if (!known) return fresh.catch(() => lost(request, address));
  // A server that answers slowly must not keep anybody from what is here.
  fresh.catch(() => {});
  const waited = new Promise((resolve) => setTimeout(resolve, PATIENCE, known.clone()));
  return Promise.race([fresh.catch(() => known), waited]);
}

/** A part of the shell without its content in its name: of the build that is there now, not of the one in the browser's cache. */
function caching(request, address) {
  const isShell = request.mode !== "navigate" && SHELL.some((name) => new URL(name, scope).href === address.href);
  return isShell ? { cache: "no-cache" } : {};
}

/** A page that was never read: the rack can say so, and can show the article if its file was kept. */
async function lost(request, address) {
  if (request.mode !== "navigate") return Response.error();
  const rack = await caches.match(scope.href);
  if (!rack) return Response.error();
  const page = address.pathname.slice(scope.pathname.length).match(/^a\/(.+?)\/(index\.html)?$/);
  if (!page) return rack;
  const query = new URLSearchParams({ article: decodeURIComponent(page[1]) });
  return Response.redirect(`${scope.href}?${query}`, 302);
}

async function keep(address, response) {
  const names = SHELL.map((name) => new URL(name, scope).href);
  const cache = await caches.open(names.includes(address) ? SHELL_CACHE : READ_CACHE);
  await cache.put(address, response);
}

self.addEventListener("message", (event) => {
  const { type, addresses } = event.data ?? {};
  if (type === "keep" && Array.isArray(addresses)) event.waitUntil(keepAll(event.source, addresses));
  if (type === "count") event.waitUntil(count().then((articles) => event.source?.postMessage({ type: "count", articles })));
  if (type === "off") event.waitUntil(off().then(() => event.source?.postMessage({ type: "off" })));
});

/** Fetches what is not here yet, a few at a time, and says how far it is. */
async function keepAll(client, addresses) {
  const inside = addresses.map((address) => new URL(address, scope)).filter((address) => address.href.startsWith(scope.href)).slice(0, MOST);
  const queue = [...inside];
  let done = 0;
  let failed = 0;
  const work = async () => {
    for (let address = queue.shift(); address; address = queue.shift()) {
      try {
        if (!(await caches.match(address.href))) {
          const response = await fetch(address, { credentials: "same-origin" });
          if (!response.ok) throw new Error(String(response.status));
          await keep(address.href, response);
        }
      } catch {
        failed++;
      }
      done++;
      client?.postMessage({ type: "kept", done, failed, all: inside.length });
    }
  };
  await Promise.all([work(), work(), work(), work()]);
  await trim();
}

async function trim() {
  const cache = await caches.open(READ_CACHE);
  const keys = await cache.keys();
  await Promise.all(keys.slice(0, Math.max(0, keys.length - MOST)).map((request) => cache.delete(request)));
}

/** How many articles are here: their files, whatever page they were read on. */
async function count() {
  const keys = await (await caches.open(READ_CACHE)).keys();
  return new Set(keys.map((request) => request.url).filter((url) => /\.(md|markdown|mdx|txt)$/i.test(url) && url.includes("/articles/"))).size;
}

async function off() {
  await Promise.all([SHELL_CACHE, READ_CACHE].map((name) => caches.delete(name)));
  await self.registration.unregister();
}
