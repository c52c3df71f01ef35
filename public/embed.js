// The widget in a frame, for pages that take no scripts: every parameter of the address is an attribute of
// <news-stand>. With `origin=https://host.example` the frame tells that origin, and no other, how tall it
// is, and obeys it:
//
//   frame → host   { type: "newsstand-height", height }       in CSS pixels
//   host → frame   { type: "newsstand-set", name, value }     an attribute; null takes it away
import { NewsStand } from "./newsstand.js";

const stand = document.querySelector("news-stand");
const settings = new URLSearchParams(location.search);
// Never `*`.
const named = settings.get("origin");
const origin = URL.canParse(named) && new URL(named).origin;

/** Other catalogs than this site's are refused: the address of a frame is anybody's to write. */
const allowed = new Set(NewsStand.observedAttributes.filter((name) => name !== "src"));
// A frame that grows with its content would show a whole archive.
if (origin && !settings.has("limit")) settings.set("limit", "12");
for (const [name, value] of settings) set(name, value);

function set(name, value) {
  if (!allowed.has(name)) return;
  if (value === null) stand.removeAttribute(name);
  else stand.setAttribute(name, String(value));
}

if (origin && origin !== "null" && window.parent !== window) {
  new ResizeObserver(() => {
    const height = Math.ceil(document.documentElement.getBoundingClientRect().height);
    window.parent.postMessage({ type: "newsstand-height", height }, origin);
  }).observe(document.documentElement);

  addEventListener("message", (event) => {
    if (event.origin !== origin || event.source !== window.parent || event.data?.type !== "newsstand-set") return;
    set(String(event.data.name), event.data.value ?? null);
  });
}
