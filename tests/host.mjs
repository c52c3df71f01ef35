// Somebody's page with the widget in it, on an origin that is not the site's.
//
//   const host = await startHost();
//   const url = host.page(`<h1>Theirs</h1>${stand(site, 'tags="小红书"')}`, { policy: "default-src 'none'; …" });
//   const guest = await visit(stage, host, html, { policy });   // opened, the widget's events noted
//   await until(guest, "ready");

import { createServer } from "node:http";
import { openIn } from "./support.mjs";

/** Serves pages and files that are made up on the spot, on a free port. */
export async function startHost() {
  const files = new Map();
  const log = [];
  const server = createServer((request, response) => {
    const path = new URL(request.url, "http://localhost").pathname;
    log.push(path);
    const file = path === "/favicon.ico" ? { body: "" } : files.get(path);
    response.writeHead(file ? 200 : 404, { "content-type": "text/html; charset=utf-8", ...file?.headers });
    response.end(file?.body ?? "");
  });
  await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
  const origin = `http://127.0.0.1:${server.address().port}`;
  const file = (path, body, headers = {}) => {
    files.set(path, { body, headers });
    return origin + path;
  };
  /** A page; `policy` is its Content-Security-Policy, which comes by header. */
  const page = (body, { policy, head = "", html = 'lang="en"', path = `/page-${files.size}.html` } = {}) =>
    file(path, `<!doctype html><html ${html}><head><meta charset="utf-8"><title>Theirs</title>${head}</head><body>${body}</body></html>`, policy ? { "content-security-policy": policy } : {});
  const close = () => new Promise((resolve) => { server.close(resolve); server.closeAllConnections(); });
  return { origin, log, file, page, close };
}

/** The one line that brings the widget. */
export const script = (site) => `<script type="module" src="${site}newsstand.js"></script>`;

/** What stands between the tags until the widget is there. */
export const FALLBACK = "The articles are over there";

/** A widget of a site, with these attributes. */
export const stand = (site, attributes = "") => `<news-stand src="${site}" ${attributes}><p class="fallback"><a href="${site}">${FALLBACK}</a></p></news-stand>`;

/** Notes every event of every widget, in order; runs in the page before anything else. */
export function note() {
  globalThis.told = [];
  for (const name of ["ready", "filter", "open", "rendered", "error"]) {
    document.addEventListener(`newsstand-${name}`, (event) => {
      globalThis.told.push({ name, detail: { ...event.detail }, composed: event.composed, bubbles: event.bubbles, id: event.target.id });
    });
  }
  document.addEventListener("securitypolicyviolation", (event) => (globalThis.violated ??= []).push(`${event.effectiveDirective} ${event.blockedURI}`));
}

/** Opens a page in a context of its own. */
export async function visit(stage, url, options = {}) {
  const context = await stage.browser.newContext({ viewport: { width: 1100, height: 900 }, locale: "en-GB", timezoneId: "UTC", reducedMotion: "reduce", ...options });
  await context.addInitScript(note);
  return openIn(context, url);
}

/** Waits until the widgets have told this; gives what they told with it, the last time. */
export async function until(page, name, times = 1) {
  await page.waitForFunction(([name, times]) => globalThis.told.filter((one) => one.name === name).length >= times, [name, times]);
  return (await told(page, name)).at(-1).detail;
}

/** What the widgets told, in order. */
export const told = (page, name) => page.evaluate((name) => globalThis.told.filter((one) => !name || one.name === name), name);
