// A published site without a network: the shell, the rack, what was read and what was kept open; a newer
// build arrives; a reader can turn it off, and so can the site.

import assert from "node:assert/strict";
import { cp, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { $ } from "../ids.mjs";
import { DIST, SAMPLE, article, launch, open, press, published, rack, site } from "../support.mjs";

const FISH = "fish-auction-at-five";
const PANEL = "#ns-offline-panel";

let browser, made;

before(async () => {
  [browser, made] = await Promise.all([launch(), published(SAMPLE)]);
});

after(() => Promise.all([browser.close(), made.remove()]));

/** A reader of the site, with a browser profile of their own. */
async function visit(run, root = made.root) {
  const server = await site({ root });
  const page = await open(browser, server.url, { serviceWorkers: "allow" });
  try {
    await rack(page);
    await run(page, server);
  } finally {
    await page.context().close();
    await server.close();
  }
}

/** Until the service worker answers for the page. */
const controlled = (page) => page.waitForFunction(() => navigator.serviceWorker.controller?.state === "activated");

async function openPanel(page) {
  await page.locator("#ns-offline button").first().click();
  await page.locator(`${PANEL}:popover-open`).waitFor();
}

test("the rack and an article that was read open without a network, one that was not says so", async () => {
  await visit(async (page, server) => {
    await controlled(page);
    await page.reload();
    await rack(page);
    const first = page.locator(`${$.CARDS} .title`).first();
    const title = await first.textContent();
    await first.click();
    await article(page, title);
    const read = page.url();
    await page.goBack();
    await rack(page);
    const unread = await page.locator(`${$.CARDS} .title`).nth(3).getAttribute("href");
    await server.close();
    await page.reload();
    await rack(page);
    await page.goto(read);
    await article(page, title);
    await page.goto(unread);
    await page.locator($.TROUBLE).waitFor();
  });
});

test("the articles of a vault keep its dialect without a network", async () => {
  const vault = await published({ "newsstand.toml": "vault = true\n", "a.md": "# A\n\nSee [[b]] and ==this==.\n", "b.md": "# B\n\nText.\n" });
  try {
    await visit(async (page, server) => {
      await controlled(page);
      await page.reload();
      await rack(page);
      const open = async () => {
        await page.getByRole("link", { name: "A", exact: true }).first().click();
        await article(page, "A");
        await page.locator(".body mark").waitFor();
      };
      await open();
      await page.goBack();
      await rack(page);
      await server.close();
      await page.reload();
      await rack(page);
      await open();
    }, vault.root);
  } finally {
    await vault.remove();
  }
});

test("the articles of a list can be kept, and are there without a network", async () => {
  await visit(async (page, server) => {
    await controlled(page);
    await page.goto(`${server.url}?category=Harbour`);
    await rack(page);
    const href = await page.locator(`${$.CARDS} .title`).last().getAttribute("href");
    const count = await page.locator(`${$.CARDS} .title`).count();
    await openPanel(page);
    await page.locator(`${PANEL} .main`).click();
    await page.locator(PANEL).getByText(`Kept ${count} of ${count}`).waitFor();
    await server.close();
    await page.goto(href);
    await page.locator($.BODY).waitFor();
  });
});

test("a newer build takes over at the next visit, and its files replace older ones", async () => {
  const root = join(made.folder, "newer");
  await cp(made.root, root, { recursive: true });
  await visit(async (page) => {
    await controlled(page);
    const worker = await readFile(join(root, "sw.js"), "utf8");
    await writeFile(join(root, "theme.js"), `${await readFile(join(root, "theme.js"), "utf8")}\nwindow.newer = true;`);
    await writeFile(join(root, "sw.js"), `${worker}\n// newer`);
    await page.reload();
    await page.evaluate(async () => (await navigator.serviceWorker.getRegistration()).update());
    // The page may hear of a worker that installs later than of the end of the update.
    await page.waitForFunction(async () => {
      const [registration, theme] = await Promise.all([navigator.serviceWorker.getRegistration(), caches.match("theme.js")]);
      const isNew = (await theme?.text())?.includes("window.newer");
      return isNew && registration.active?.state === "activated" && !registration.installing && !registration.waiting;
    });
    await page.reload();
    await rack(page);
    assert.equal(await page.evaluate(() => window.newer), true);
  }, root);
});

test("a reader can turn it off: nothing is kept and nothing registers again", async () => {
  await visit(async (page) => {
    await controlled(page);
    await openPanel(page);
    await page.locator(PANEL).getByRole("button", { name: "Turn off" }).click();
    await page.locator(PANEL).getByText("Turned off").waitFor();
    await page.waitForFunction(async () => (await caches.keys()).length === 0);
    await page.reload();
    await rack(page);
    assert.equal(await page.evaluate(async () => (await navigator.serviceWorker.getRegistrations()).length), 0);
    await openPanel(page);
    await page.locator(PANEL).getByRole("button", { name: "Turn on" }).click();
    await page.waitForFunction(async () => (await navigator.serviceWorker.getRegistrations()).length === 1);
  });
});

test("a site that wants none removes what an earlier build left", async () => {
  const root = join(made.folder, "without");
  await cp(made.root, root, { recursive: true });
  await visit(async (page, server) => {
    await controlled(page);
    const source = join(made.folder, "source");
    await cp(SAMPLE, source, { recursive: true });
    await writeFile(join(source, "newsstand.toml"), "offline = false\n");
    press("build", source, "--out", root, "--bundle", DIST);
    await page.evaluate(async () => (await navigator.serviceWorker.getRegistration()).update());
    await page.waitForFunction(async () => (await navigator.serviceWorker.getRegistrations()).length === 0);
    await page.goto(`${server.url}a/${FISH}/`);
    await page.locator($.BODY).waitFor();
    assert.equal(await page.locator("#ns-offline").count(), 0);
    assert.deepEqual(await page.evaluate(() => caches.keys()), []);
  }, root);
});
