// The pictures of the README: `cargo xtask shots` builds the sample archive and runs this.

import { NARROW, WIDE, launch, open, screenshot, site } from "./support.mjs";

const RACK = "";
const FILTERED = "?tag=小店&tag=经验分享";
const ENGLISH = "?article=fish-auction-at-five&tag=harbour";
const CHINESE = "?article=xiaodian-de-deng&tag=小店";

const SHOTS = [
  { name: "rack", query: RACK, viewport: WIDE, colorScheme: "light" },
  { name: "rack-dark", query: FILTERED, viewport: WIDE, colorScheme: "dark" },
  { name: "rack-narrow", query: RACK, viewport: NARROW, colorScheme: "light" },
  { name: "reader", query: ENGLISH, viewport: WIDE, colorScheme: "light" },
  { name: "reader-dark", query: CHINESE, viewport: WIDE, colorScheme: "dark" },
  { name: "reader-narrow", query: CHINESE, viewport: NARROW, colorScheme: "light" },
  { name: "reader-narrow-dark", query: ENGLISH, viewport: NARROW, colorScheme: "dark" },
];

const browser = await launch();
const server = await site();
for (const { name, query, ...look } of SHOTS) {
  const page = await open(browser, server.url + query, look);
  await page.waitForFunction(() => document.documentElement.dataset.ready);
  await page.waitForLoadState("networkidle");
  await screenshot(page, `docs/shots/${name}.png`);
  console.log(`docs/shots/${name}.png`);
  await page.context().close();
}
await browser.close();
await server.close();
