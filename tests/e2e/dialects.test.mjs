// Articles in other dialects: the module that reads them comes with the first one that needs it, its blocks can
// be used with the keyboard, and without the module the words are there all the same.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { article, published, setUp, violations, withPage } from "../support.mjs";

const PLAIN = "# Plain\n\n{% hint style=\"info\" %}\nA hint, **bold**.\n{% endhint %}\n";
const TABS = `# In tabs

Before, see [the second](#in-two).

{% tabs %}
{% tab title="One" %}
First piece.
{% endtab %}
{% tab title="Two" %}
### In two

Second piece.
{% endtab %}
{% tab title="Three" %}
Third piece.
{% endtab %}
{% endtabs %}

> [!faq]- Folded
> Inside.

!!! tip "Beside"
    Body.

{% stepper %}
{% step %}
Do it.
{% endstep %}
{% endstepper %}

{% embed url="https://www.youtube.com/watch?v=abc" %}

<table data-view="cards"><thead><tr><th></th><th data-hidden data-card-target></th></tr></thead><tbody><tr><td>Card</td><td><a href="plain.md">x</a></td></tr></tbody></table>

Done :tada:
`;

let stage;
before(async () => { stage = await setUp({ "plain.md": PLAIN, "tabs.md": TABS }); });
after(() => stage.tearDown());

/** The files of the module that a page has asked for. */
const asked = (page) => page.evaluate(() => performance.getEntriesByType("resource").map(({ name }) => name).filter((name) => name.includes("/dialects-")));

test("a plain article does not load the module, one with tabs shows them", () => withPage(stage, "?article=plain", async (page) => {
  const seen = [];
  page.on("request", (request) => { if (request.url().includes("/dialects-")) seen.push(request.url()); });
  await article(page, "Plain");
  assert.equal(await page.locator(".body .hint").count(), 1);
  assert.deepEqual([...seen, ...(await asked(page))], []);
  await page.goto(`${stage.server.url}?article=tabs`);
  await article(page, "In tabs");
  await page.getByRole("tab").first().waitFor();
  assert.deepEqual(await page.getByRole("tab").allTextContents(), ["One", "Two", "Three"]);
  for (const words of ["First piece.", "Done 🎉"]) assert.ok(await page.getByText(words).isVisible(), words);
  assert.equal(await page.locator(".body details > summary").textContent(), "Folded");
  assert.deepEqual(await violations(page), []);
}));

test("tabs are used with the keyboard, and a link opens the piece it leads into", () => withPage(stage, "?article=tabs", async (page) => {
  await article(page, "In tabs");
  const [one, two, three] = ["One", "Two", "Three"].map((name) => page.getByRole("tab", { name }));
  const chosen = () => page.locator("[role=tab][aria-selected=true]").textContent();
  await one.focus();
  await page.keyboard.press("ArrowLeft");
  assert.equal(await chosen(), "Three");
  assert.ok(await page.getByText("Third piece.").isVisible() && !(await page.getByText("First piece.").isVisible()));
  await page.keyboard.press("Home");
  assert.equal(await chosen(), "One");
  await page.keyboard.press("End");
  assert.equal(await page.evaluate(() => document.activeElement.textContent), "Three");
  await two.click();
  assert.ok(await page.getByRole("tabpanel", { name: "Two" }).isVisible());
  await three.click();
  await page.getByRole("link", { name: "the second" }).click();
  assert.equal(await chosen(), "Two");
}));

test("without the module the article shows as plain Markdown", () => withPage(stage, "?article=plain", async (page) => {
  await article(page, "Plain");
  await page.context().route("**/dialects-*", (route) => route.abort());
  await page.goto(`${stage.server.url}?article=tabs`);
  await article(page, "In tabs");
  assert.ok(await page.getByText("Second piece.").isVisible());
  assert.ok(await page.getByText("{% stepper %}").isVisible());
}, { expectProblems: true, locale: "en-US" }));

test("where no worker can be, the page itself loads the module", () => withPage(stage, "", async (page) => {
  await page.context().addInitScript(() => { globalThis.Worker = class { constructor() { throw new Error("no worker here"); } }; });
  await page.goto(`${stage.server.url}?article=tabs`);
  await article(page, "In tabs");
  assert.deepEqual(await page.getByRole("tab").allTextContents(), ["One", "Two", "Three"]);
}, { expectProblems: true, locale: "en-US" }));

test("a published page holds the same blocks as the app makes", async () => {
  const made = await published({ "plain.md": PLAIN, "tabs.md": TABS });
  try {
    const html = readFileSync(join(made.root, "a/tabs/index.html"), "utf8");
    for (const part of ["tabs", "tab-title", "steps", "embed", "tiles"]) assert.match(html, new RegExp(`class="?${part}"?[ >]`));
  } finally {
    await made.remove();
  }
});
