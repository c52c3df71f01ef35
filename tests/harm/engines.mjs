// The three engines under one interface: `open` a page, `run` a function in it, `close`. Whatever they
// ask of other servers goes to the proxy of the tests.

import { missing, startFirefox, startWebkit } from "../browsers.mjs";
import { launch } from "../support.mjs";

async function startChromium({ proxy }) {
  const browser = await launch({ args: [`--proxy-server=http://127.0.0.1:${proxy}`, "--proxy-bypass-list=127.0.0.1"] });
  const context = await browser.newContext({ serviceWorkers: "block" });
  const page = await context.newPage();
  page.setDefaultTimeout(120_000);
  return {
    open: (url) => page.goto(url),
    // One argument is what Playwright takes.
    run: (work, ...args) => page.evaluate(`(${work})(...${JSON.stringify(args)})`),
    windows: async () => context.pages().length,
    close: () => browser.close(),
  };
}

/** By name: how to start it, and why it is left out (`false` where it is there). */
export const ENGINES = {
  Chromium: { start: startChromium, skip: false, live: "chromium156" },
  Firefox: { start: startFirefox, skip: missing.firefox, live: "firefox153" },
  WebKitGTK: { start: startWebkit, skip: missing.webkit, live: "webkitgtk2.50" },
};
