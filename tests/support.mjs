// What the browser tests share: a browser, the built site on a server, screenshots.
//
//   const browser = await launch();
//   const server = await site({ faults });            // dist under /some/repo/
//   const page = await open(browser, server.url, { viewport: NARROW, colorScheme: "dark" });
//   page.problems                                     // errors and policy violations seen so far
//   await screenshot(page, "target/shots/rack.png");

import { existsSync } from "node:fs";
import { mkdir } from "node:fs/promises";
import { delimiter, dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { chromium } from "playwright-core";
import { start } from "./server.mjs";

/** The root of the checkout. */
export const ROOT = dirname(dirname(fileURLToPath(import.meta.url)));

/** The sub-path of the built site: not the root, so that an address that forgets it shows. */
export const BASE = "/some/repo/";

export const WIDE = { width: 1280, height: 900 };
export const NARROW = { width: 390, height: 844 };

/** Chromium without the traffic of its own that would disturb a request log. */
export function launch(options = {}) {
  return chromium.launch({
    executablePath: browserPath(),
    ...options,
    args: [
      "--no-sandbox",
      "--disable-dev-shm-usage",
      "--disable-gpu",
      "--disable-background-networking",
      "--disable-component-update",
      "--disable-sync",
      "--no-first-run",
      ...(options.args ?? []),
    ],
  });
}

/** The built site on a server that behaves like GitHub Pages (server.mjs). */
export function site({ root = join(ROOT, "dist"), base = BASE, faults = {} } = {}) {
  if (!existsSync(join(root, "index.html"))) throw new Error(`${root} holds no site: run \`cargo xtask build\` or \`trunk build --release\` first`);
  return start({ root, base, faults });
}

/**
 * A page in a browser context of its own, with English and motion switched off unless said
 * otherwise. `page.problems` collects what a reader would find in the console.
 */
export async function open(browser, url, options = {}) {
  const context = await browser.newContext({ viewport: WIDE, locale: "en-GB", timezoneId: "UTC", reducedMotion: "reduce", ...options });
  const page = await context.newPage();
  page.problems = [];
  page.on("pageerror", (error) => page.problems.push(`${error}`));
  page.on("console", (message) => {
    if (message.type() === "error") page.problems.push(message.text());
  });
  if (url) await page.goto(url);
  return page;
}

/** A picture without caret and animation, the same bytes each time. */
export async function screenshot(page, path, options = {}) {
  const target = join(ROOT, path);
  await mkdir(dirname(target), { recursive: true });
  await page.evaluate(() => document.fonts.ready);
  return page.screenshot({ path: target, animations: "disabled", caret: "hide", ...options });
}

/** `cargo xtask` says which browser it found; a test that is run by hand looks for itself. */
function browserPath() {
  if (process.env.CHROMIUM) return process.env.CHROMIUM;
  const names = ["chromium", "google-chrome", "chromium-browser"];
  const folders = (process.env.PATH ?? "").split(delimiter);
  const found = names.flatMap((name) => folders.map((folder) => join(folder, name))).find(existsSync);
  if (!found) throw new Error("no Chromium on the PATH: `cargo xtask test` installs one, or name yours in CHROMIUM");
  return found;
}
