// axe, with all rules of WCAG 2.2 AA and of best practice: no violation in any state of the page,
// light and dark, wide and narrow. That is where accessibility begins, not where it ends: the
// keyboard and the focus are tested beside what they do.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { articles, filesOf, troublesome } from "../archive.mjs";
import { $, CARD_LINKS, IDS } from "../ids.mjs";
import { NARROW, SAMPLE, WIDE, cardsOf, rack, ready, setUp, violations, withPage } from "../support.mjs";

const list = articles(40);
const EVERYTHING = `# Everything an article may hold

Text with **strong**, *emphasis*, ~~struck~~, \`code\`, <kbd>Ctrl</kbd>, <mark>mark</mark>, H<sub>2</sub>O, a [link](https://elsewhere.example.org/), a note[^1] and a bare https://elsewhere.example.org/address.

#### A heading that skips levels

| | wide | table |
|---|---|---:|
| one | two | 3 |

- [x] done
- [ ] not done

1. one
   - two
     - three

{% hint style="danger" %}
A **warning** with a [link](other.md).
{% endhint %}

{% hint style="success" %}
Good.
{% endhint %}

![a picture that is missing](missing.png) ![](https://pictures.example.org/none.png)

\`\`\`js
const longLine = "so long that it has to be scrolled on every screen, however wide it may be, and that is on purpose, so that the box scrolls";
\`\`\`

<details><summary>More</summary>

Inside.

</details>

# A second heading of the first level

> A quote.

[^1]: The note.
`;

const SCHEMES = ["light", "dark"];
const SCREENS = { wide: WIDE, narrow: NARROW };
let stage;
before(async () => { stage = await setUp({ ...filesOf(list), ...troublesome(), "everything.md": EVERYTHING }); });
after(() => stage.tearDown());

async function expectNone(page, where) {
  await page.waitForFunction(() => !document.querySelector(".skeleton"));
  const found = await violations(page);
  assert.deepEqual(found, [], where);
}

const STATES = {
  "the rack": ["", rack],
  "the filtered rack": ["?tag=小红书&category=It&year=2023", rack],
  "the empty state": ["?tag=小红书&tag=nobody+has+this", rack],
  "the article with everything": ["?article=everything", (page) => ready(page, "article")],
  "a Chinese article": [`?article=${list.find(({ chinese }) => chinese).slug}&tag=小红书`, (page) => ready(page, "article")],
  "the very long article": ["?article=bad/long", (page) => ready(page, "article")],
  "the trouble card": ["?article=no/such/file", (page) => ready(page, "trouble")],
};

for (const [screen, viewport] of Object.entries(SCREENS)) {
  for (const colorScheme of SCHEMES) {
    for (const [name, [query, shown]] of Object.entries(STATES)) {
      // Everything wide and light, and narrow and dark; the two that hold most in the other two pairs as well.
      const pair = (screen === "wide") === (colorScheme === "light");
      if (!pair && !["the filtered rack", "the article with everything"].includes(name)) continue;
      if (name === "the very long article" && screen === "narrow") continue; // slow, and all of one kind
      test(`axe finds nothing: ${name}, ${screen}, ${colorScheme}`, () =>
        withPage(stage, query, async (page) => {
          await shown(page);
          await expectNone(page, name);
        }, { viewport, colorScheme, expectProblems: true }));
    }
  }
}

for (const colorScheme of SCHEMES) {
  test(`axe finds nothing: the sheet of filters, narrow, ${colorScheme}`, () =>
    withPage(stage, "?tag=小红书", async (page) => {
      await rack(page);
      await page.locator(".open-filters").click();
      await page.locator(`${$.FILTERS}:popover-open`).waitFor();
      await expectNone(page, "sheet");
    }, { viewport: NARROW, colorScheme }));
}

test("axe finds nothing with forced colours and with much contrast", () =>
  withPage(stage, "?tag=小红书", async (page) => {
    await rack(page);
    await expectNone(page, "forced colours");
  }, { forcedColors: "active", contrast: "more" }));

test("axe finds nothing in the open clutter, the tags that are found, and all values of a facet", () =>
  withPage(stage, "", async (page) => {
    await rack(page);
    await page.getByRole("button", { name: /^Show all/ }).first().click();
    await page.locator($.FIND_TAG).fill("专题");
    await expectNone(page, "find");
    await page.locator($.FIND_TAG).fill("nothing of this name");
    await page.getByText("Nothing of this name.").waitFor();
    await expectNone(page, "nothing found");
  }));

test("the focus can be seen on every stop of the Tab key, and none is hidden behind the bar", () =>
  withPage(stage, "", async (page) => {
    await rack(page);
    for (let step = 0; step < 70; step++) {
      await page.keyboard.press("Tab");
      const stop = await page.evaluate(() => {
        const element = document.activeElement;
        if (element === document.body) return null;
        const area = element.getBoundingClientRect();
        const shows = (style) => style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2;
        const seen = shows(getComputedStyle(element)) || shows(getComputedStyle(element, "::after"));
        const inBar = element.closest(".bar, .skip") !== null;
        return { name: element.textContent.slice(0, 30) || element.id, seen, visible: inBar || (area.bottom > 62 && area.top < innerHeight) };
      });
      if (stop) assert.ok(stop.seen && stop.visible, `${step}: ${JSON.stringify(stop)}`);
    }
  }));

test("at twice the size of text nothing is cut off and nothing lies over anything", () =>
  withPage(stage, "", async (page) => {
    await rack(page);
    await page.evaluate(() => { document.documentElement.style.fontSize = "200%"; });
    const wide = await page.evaluate(() => document.documentElement.scrollWidth > innerWidth);
    assert.ok(!wide, "the page scrolls sideways");
  }));

// The sample archive: the longest article, those with tables, those with clutter, and a few others.
test("axe finds nothing in the articles of the sample archive", async (t) => {
  const cards = cardsOf(SAMPLE);
  if (cards.length === 0) return t.skip("public/articles holds no articles yet");
  const size = ({ slug }) => readFileSync(join(SAMPLE, `${slug}.md`), "utf8").length;
  const chosen = new Set([...cards.sort((a, b) => size(b) - size(a)).slice(0, 2), ...cards.filter(({ slug }) => /^\|.*\|\s*\n\|[\s:|-]+\|/m.test(readFileSync(join(SAMPLE, `${slug}.md`), "utf8"))).slice(0, 3), ...cards.filter((_, at) => at % 7 === 0)].map(({ slug }) => slug));
  const sample = await setUp(SAMPLE);
  try {
    await withPage(sample, "", async (page) => {
      await rack(page);
      await expectNone(page, "rack of the sample archive");
      for (const slug of chosen) {
        await page.goto(`${sample.server.url}?article=${slug}`);
        await page.waitForFunction((key) => document.documentElement.dataset[key], IDS.READY);
        await expectNone(page, slug);
      }
    }, { expectProblems: true, locale: "en-US" });
  } finally {
    await sample.tearDown();
  }
});
