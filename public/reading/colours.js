// Colours for the code near the screen, one block after another, in a worker with a clock: some
// patterns of some languages take for ever on text that was made for it. Where no worker may be
// started (another origin, a policy of the page around a widget) only short blocks are coloured.

/** Characters of a block that is coloured; longer ones stay as they are. */
const MOST = 30_000;
/** The same where nothing could stop it. */
const MOST_IN_PAGE = 2_000;
/** Time a block may take, in milliseconds; and what is loaded before. */
const TIME_LIMIT = 1500;
const LOAD_LIMIT = 15_000;
/** Blocks that may run out of time before the rest of the article stays as it is. */
const MOST_LOST = 3;
/** Pieces of one block that become elements; the rest is text. */
const MOST_PIECES = 6_000;

const waiting = [];
const files = new WeakMap();
let worker, inPage, lost = 0, isBusy = false, policy;

/** What an article lost is not held against the next one. */
export function newArticle() {
  lost = 0;
}

/** Colours the code when it comes near the screen. */
export function colour(code, file) {
  if (code.textContent.length > MOST || code.firstElementChild) return;
  files.set(code, file);
  near.observe(code);
}

const near = new IntersectionObserver((entries) => {
  for (const { target, isIntersecting } of entries) {
    if (!isIntersecting) continue;
    near.unobserve(target);
    waiting.push(target);
  }
  if (!isBusy) work();
}, { rootMargin: "600px" });

async function work() {
  isBusy = true;
  for (let code = waiting.shift(); code; code = waiting.shift()) {
    if (lost >= MOST_LOST || !code.isConnected) continue;
    const text = code.textContent;
    // What cannot be loaded now may be there for the next block.
    const pieces = await ask(files.get(code), text).catch(() => undefined);
    if (pieces && code.textContent === text) await whenIdle(() => paint(code, pieces));
  }
  isBusy = false;
}

/** The pieces of the text, or nothing where they could not be found in time. */
async function ask(file, text) {
  worker ??= inPage ? undefined : await start();
  if (!worker) {
    if (text.length > MOST_IN_PAGE) return undefined;
    return inPage.load(file).then(() => inPage.highlight(file, text), () => undefined);
  }
  if (await told(worker, LOAD_LIMIT, () => worker.postMessage([file, text]))) {
    const pieces = await told(worker, TIME_LIMIT);
    if (pieces) return pieces;
  }
  worker.terminate();
  worker = undefined;
  lost += 1;
  return undefined;
}

/** A worker that listens, or nothing where there can be none. */
async function start() {
  try {
    const started = new Worker(trusted(new URL("./highlighter.js", import.meta.url).href), { type: "module" });
    if (await told(started, LOAD_LIMIT)) return started;
    started.terminate();
  } catch {
    // Another origin, or a policy that allows no worker.
  }
  inPage = await import("./highlighter.js");
  return undefined;
}

/** Under Trusted Types the address of a worker needs a policy: this one knows a single address. */
function trusted(address) {
  if (!globalThis.trustedTypes) return address;
  policy ??= trustedTypes.createPolicy("newsstand-code", { createScriptURL: () => address });
  return policy.createScriptURL(address);
}

/** The worker's next message, or nothing when it does not come in time. */
function told(worker, limit, begin = () => {}) {
  return new Promise((resolve) => {
    const end = (data) => {
      clearTimeout(timer);
      worker.onmessage = worker.onerror = null;
      resolve(data);
    };
    const timer = setTimeout(end, limit);
    worker.onmessage = ({ data }) => end(data);
    worker.onerror = (event) => {
      event.preventDefault();
      end();
    };
    begin();
  });
}

function whenIdle(act) {
  const idle = globalThis.requestIdleCallback ?? ((run) => setTimeout(run, 20));
  return new Promise((resolve) => idle(() => resolve(act()), { timeout: 500 }));
}

function paint(code, pieces) {
  const made = document.createDocumentFragment();
  let at = 0;
  for (; at < pieces.length && at < MOST_PIECES * 2; at += 2) {
    const [kind, text] = [pieces[at], pieces[at + 1]];
    if (!kind || kind === "plain") made.append(text);
    else {
      const span = document.createElement("span");
      span.className = `code-${kind}`;
      span.textContent = text;
      made.append(span);
    }
  }
  made.append(pieces.slice(at).filter((_, index) => index % 2).join(""));
  code.replaceChildren(made);
}
