// Narrow screens: the filters are a sheet behind a button, and nothing scrolls sideways.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { articles, filesOf, select, troublesome } from "../archive.mjs";
import { $, IDS } from "../ids.mjs";
import { NARROW, choice, expectTitles, rack, ready, setUp, withPage } from "../support.mjs";

const list = articles(40);
const WORST = `# AnExtremelyLongWordThatHasNoPlaceToBreakAnywhereInItAndGoesOnAndOnUntilItIsLongerThanAnyScreen

{% hint style="info" %}
**Author:** AnAuthorWithANameThatHasNoPlaceToBreakAnywhereAndIsLongerThanTheScreen
**Tags:** ATagThatHasNoPlaceToBreakAnywhereAndIsLongerThanTheScreenIsWide,short
**Original:** [View](https://origin.example.org/an/address/that/is/long)
{% endhint %}

https://elsewhere.example.org/${"a-long-address-without-an-end/".repeat(6)}

| one | two | three | four | five | six | seven | eight |
|---|---|---|---|---|---|---|---|
| ${Array.from({ length: 8 }, (_, at) => `column${at}withoutabreak`).join(" | ")} |

\`\`\`
${"a long line of program text ".repeat(12)}
\`\`\`

\`${"inlinecodewithoutabreak".repeat(8)}\`

![a picture that is missing and has a very long description, too long for one line](missing.png)
`;
let stage;
before(async () => { stage = await setUp({ ...filesOf(list), ...troublesome(), "worst.md": WORST }); });
after(() => stage.tearDown());

const narrow = (name, query, run, viewport = NARROW) => test(name, () => withPage(stage, query, run, { viewport, expectProblems: true, locale: "en-US", hasTouch: true }));
const sheet = (page) => page.locator(`${$.FILTERS}:popover-open`);
const opener = (page) => page.getByRole("button", { name: /^Filters/ });

narrow("the filters are behind a button, which says how many are chosen", "?tag=小红书&category=It", async (page) => {
  await rack(page);
  assert.equal(await page.locator($.FILTERS).isVisible(), false);
  assert.match(await opener(page).innerText(), /Filters\s*\(2\)/);
});

narrow("the sheet opens from the button, Escape closes it, and the focus returns to the button", "", async (page) => {
  await rack(page);
  await opener(page).focus();
  await page.keyboard.press("Enter");
  await sheet(page).waitFor();
  await page.keyboard.press("Tab");
  assert.ok(await page.evaluate((id) => document.activeElement.closest(`#${id}`) !== null, IDS.FILTERS), "the next stop of Tab is inside the sheet");
  await page.keyboard.press("Escape");
  await sheet(page).waitFor({ state: "hidden" });
  assert.match(await page.evaluate(() => document.activeElement.textContent), /^Filters/);
});

narrow("the sheet stays open while tags are chosen, its close button closes it, the list has followed", "", async (page) => {
  await rack(page);
  await opener(page).tap();
  await choice(sheet(page), "小红书").tap();
  await expectTitles(page, select(list, { tags: ["小红书"] }).slice(0, 3).map(({ title }) => title));
  await choice(sheet(page), "行业观察").tap();
  await expectTitles(page, select(list, { tags: ["小红书", "行业观察"] }).slice(0, 3).map(({ title }) => title));
  await sheet(page).getByRole("button", { name: "Close" }).tap();
  await sheet(page).waitFor({ state: "hidden" });
});

narrow("a tap beside the sheet closes it", "", async (page) => {
  await rack(page);
  await opener(page).tap();
  await sheet(page).waitFor();
  await page.touchscreen.tap(200, 30);
  await sheet(page).waitFor({ state: "hidden" });
});

narrow("what is pressed is large enough for a finger", "?tag=小红书", async (page) => {
  await rack(page);
  const small = await page.locator("a[href]:visible, button:visible, select:visible").evaluateAll((all) =>
    all.map((one) => [one.textContent.trim().slice(0, 20), one.className, one.getBoundingClientRect()])
      .filter(([, name, { width, height }]) => (width < 24 || height < 24) && !/skip|title/.test(name))
      .map(([text, name, { width, height }]) => `${text} (${name}): ${Math.round(width)} x ${Math.round(height)}`));
  assert.deepEqual([...new Set(small)].slice(0, 8), []);
});

const PAGES = { rack: "", "filtered rack": "?tag=小红书&category=It&year=2023&sort=views", "empty state": "?tag=nobody+has+this", article: `?article=${list[0].slug}&tag=Reading`, "worst article": "?article=worst", "very long article": "?article=bad/long", "trouble card": "?article=no/such/file/with/a/very/long/address/that/goes/on/and/on/and/on/and/on" };
for (const width of [320, 390]) {
  for (const [name, query] of Object.entries(PAGES)) {
    narrow(`nothing scrolls sideways at ${width} px: ${name}`, query, async (page) => {
      await page.waitForFunction((key) => document.documentElement.dataset[key], IDS.READY);
      await page.waitForFunction(() => !document.querySelector(".skeleton"));
      const wide = await page.evaluate(() => {
        const out = [...document.querySelectorAll("body *")].filter((one) => one.getBoundingClientRect().right > innerWidth + 1 && !one.closest("pre, .table-box, .sr"));
        return { page: document.documentElement.scrollWidth - innerWidth, out: out.slice(0, 4).map((one) => `${one.localName}.${one.className}`) };
      });
      assert.deepEqual(wide, { page: 0, out: [] });
    }, { width, height: 700 });
  }
}

narrow("an article on a narrow screen shows its text soon, not only its metadata", `?article=${list[0].slug}`, async (page) => {
  await ready(page, "article");
  const top = await page.locator(`.lead, ${$.BODY}`).first().evaluate((lead) => lead.getBoundingClientRect().top);
  assert.ok(top < 844 * 0.75, `the text begins ${Math.round(top)} px down`);
});
