// A static server that behaves like GitHub Pages, for the browser tests: gzip for text, 404 for what
// is missing, no rewrites, ten minutes of cache, a folder's address ends in a slash. Any path can be
// made to fail in the ways networks and hosts fail.
//
//   const server = await start({ root: "dist", base: "/some/repo/", faults: { "articles/a.md": { status: 500 } } });
//   server.url        http://127.0.0.1:PORT/some/repo/
//   server.faults     the same object, to change while the server runs; "*" stands for any characters
//   server.log        [{ method, path, status, headers, aborted, bytes }], paths below base, in order of arrival
//   await server.close()
//
// With `indexes: false` a folder's address answers 404, as on an object store. With `notFound: true` the
// site's own 404.html is what a missing path gets.
//
// Run as a program it serves until it is stopped: node tests/server.mjs [ROOT] [BASE] [PORT]

import { readFile, stat } from "node:fs/promises";
import { createServer } from "node:http";
import { extname, join, normalize } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { pathToFileURL } from "node:url";
import { gzipSync } from "node:zlib";

const TYPES = {
  ".css": "text/css; charset=utf-8",
  ".gif": "image/gif",
  ".html": "text/html; charset=utf-8",
  ".ico": "image/vnd.microsoft.icon",
  ".jpeg": "image/jpeg",
  ".jpg": "image/jpeg",
  ".js": "application/javascript; charset=utf-8",
  ".json": "application/json; charset=utf-8",
  ".md": "text/markdown; charset=utf-8",
  ".mjs": "application/javascript; charset=utf-8",
  ".png": "image/png",
  ".svg": "image/svg+xml",
  ".txt": "text/plain; charset=utf-8",
  ".wasm": "application/wasm",
  ".webmanifest": "application/manifest+json",
  ".webp": "image/webp",
  ".xml": "application/xml",
};

const COMPRESSED = /^(text\/|application\/(javascript|json|wasm|xml|manifest)|image\/svg)/;

const NOT_FOUND = "<!doctype html><html><head><title>Site not found</title></head><body><h1>404</h1><p>File not found</p></body></html>";

/**
 * What can go wrong with a path. Several may be combined.
 * @typedef {object} Fault
 * @property {number} [status]   answers with this status (and a short text)
 * @property {number} [delay]    waits so many milliseconds before the first byte
 * @property {number} [drip]     sends the body in pieces of so many bytes, one every 100 ms
 * @property {number} [cut]      promises the whole body, breaks the connection after so many bytes
 * @property {boolean} [reset]   breaks the connection before anything is sent
 * @property {boolean} [hang]    takes the request and never answers
 * @property {boolean} [html]    a page in place of the file, status 200 (a log-in wall, a rewrite)
 * @property {boolean} [empty]   no bytes, status 200
 * @property {boolean} [garbage] bytes that are no text in any encoding
 * @property {string} [type]     this content type
 * @property {string|Buffer} [body] this in place of the file
 * @property {number} [times]    only for the first so many requests
 */

/** Serves `root` under `base` on a free port. */
export async function start({ root, base = "/", port = 0, faults = {}, indexes = true, notFound = false }) {
  const log = [];
  const server = createServer((request, response) => {
    answer({ root, base, faults, log, indexes, notFound }, request, response).catch((error) => response.destroy(error));
  });
  await new Promise((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, "127.0.0.1", resolve);
  });
  const origin = `http://127.0.0.1:${server.address().port}`;
  const close = () =>
    new Promise((resolve) => {
      server.close(resolve);
      server.closeAllConnections();
    });
  return { origin, url: origin + base, faults, log, close };
}

async function answer({ root, base, faults, log, indexes, notFound }, request, response) {
  const { pathname } = new URL(request.url, "http://localhost");
  const entry = { method: request.method, path: pathname, status: 0, headers: request.headers, aborted: false, bytes: 0 };
  log.push(entry);
  response.on("close", () => {
    entry.status = response.headersSent ? response.statusCode : 0;
    entry.aborted = !response.writableFinished;
    entry.bytes = response.sent ?? 0;
  });

  if (!pathname.startsWith(base)) return send(response, request, { status: 404, type: TYPES[".html"], body: NOT_FOUND });
  entry.path = decode(pathname.slice(base.length));
  const fault = take(faults, entry.path);
  if (fault.reset) return response.destroy();
  if (fault.hang) return;
  if (fault.delay) await sleep(fault.delay);

  const file = await find(root, entry.path, { indexes, notFound });
  if (file.redirect && fault.status === undefined) {
    response.writeHead(301, { location: `${pathname}/` });
    return response.end();
  }
  send(response, request, { ...disturbed(file, fault), drip: fault.drip, cut: fault.cut });
}

function decode(path) {
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
}

/** The fault for a path, counted down when it is for the first few requests only. */
function take(faults, path) {
  const matches = (pattern) =>
    new RegExp(`^${pattern.split("*").map((part) => part.replace(/[.+?^${}()|[\]\\]/g, "\\$&")).join(".*")}$`, "s").test(path);
  const pattern = path in faults ? path : Object.keys(faults).find(matches);
  const fault = faults[pattern];
  if (!fault || fault.times === 0) return {};
  if (fault.times !== undefined) fault.times -= 1;
  return fault;
}

/** The file a static host would send for a path; never one outside `root`. */
async function find(root, path, { indexes, notFound }) {
  const own = notFound ? await readFile(join(root, "404.html")).catch(() => null) : null;
  const missing = { status: 404, type: TYPES[".html"], body: own ?? Buffer.from(NOT_FOUND) };
  const wanted = normalize(join("/", path));
  if (wanted.includes("\0")) return missing;
  const place = join(root, wanted);
  const found = await stat(place).catch(() => null);
  if (found?.isDirectory() && !indexes) return missing;
  if (found?.isDirectory()) {
    if (path !== "" && !path.endsWith("/")) return { redirect: true };
    const body = await readFile(join(place, "index.html")).catch(() => null);
    return body ? { status: 200, type: TYPES[".html"], body } : missing;
  }
  if (!found || path.endsWith("/")) return missing;
  return { status: 200, type: TYPES[extname(place).toLowerCase()] ?? "application/octet-stream", body: await readFile(place) };
}

function disturbed(file, fault) {
  let { status, type, body } = file;
  if (fault.status !== undefined) ({ status, type, body } = { status: fault.status, type: TYPES[".html"], body: `<h1>${fault.status}</h1>` });
  if (fault.html) ({ status, type, body } = { status: 200, type: TYPES[".html"], body: "<!doctype html><html><head><title>Log in</title></head><body>Log in</body></html>" });
  if (fault.empty) ({ status, body } = { status: 200, body: "" });
  if (fault.garbage) ({ status, body } = { status: 200, body: Buffer.from(Array.from({ length: 2048 }, (_, i) => (i * 167 + 0x80) % 256)) });
  if (fault.body !== undefined) ({ status, body } = { status: fault.status ?? 200, body: fault.body });
  if (fault.type !== undefined) type = fault.type;
  return { status, type, body: Buffer.from(body) };
}

async function send(response, request, { status, type, body, drip, cut }) {
  let bytes = Buffer.from(body);
  const headers = { "content-type": type, "access-control-allow-origin": "*", vary: "Accept-Encoding" };
  if (status === 200) headers["cache-control"] = "max-age=600";
  // A fault in the middle of the body is one in the text, not in the packing.
  if (!drip && cut === undefined && COMPRESSED.test(type) && /\bgzip\b/.test(request.headers["accept-encoding"] ?? "")) {
    bytes = gzipSync(bytes);
    headers["content-encoding"] = "gzip";
  }
  headers["content-length"] = bytes.length;
  response.sent = bytes.length;
  response.writeHead(status, headers);
  if (request.method === "HEAD") return response.end();
  if (cut !== undefined) return response.write(bytes.subarray(0, cut), () => setImmediate(() => response.destroy()));
  for (let at = 0; drip && at < bytes.length && !response.destroyed; at += drip) {
    response.write(bytes.subarray(at, at + drip));
    await sleep(100);
  }
  response.end(drip ? undefined : bytes);
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  const [root = "dist", base = "/some/repo/", port = "8090"] = process.argv.slice(2);
  const server = await start({ root, base, port: Number(port) });
  console.log(server.url);
}
