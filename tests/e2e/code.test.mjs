// Blocks of code: colours as nodes, a button that copies, a switch that wraps; loaded only for articles
// with code, and hostile code costs its own colours and nothing else.

import assert from "node:assert/strict";
import { readFile, readdir } from "node:fs/promises";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { ROOT, article, launch, nextFrame, open, publish, published, screenshot, site, violations } from "../support.mjs";

const SHORT_LINES = "```rust\nfn main() { let greeting = \"hello\"; } // done\n```\n";
const FILES = {
  "short.md": `# Short\n\nBefore.\n\n${SHORT_LINES}\nAfter.\n\n\`\`\`js{4,12} title\nconst x = 1;\n\`\`\`\n\n\`\`\`加法：\n1 + 1\n\`\`\`\n\n\`\`\`\nplain text\n\`\`\`\n`,
  "wide.md": `# Wide\n\n\`\`\`c++\nint main() { return ${"1 + ".repeat(60)} 1; }\n\`\`\`\n\n\`\`\`py\nprint(1)\n\`\`\`\n`,
  "numbered.md": `# Numbered\n\n{% code lineNumbers="true" overflow="wrap" %}\n\`\`\`js\nconst first = "${"long ".repeat(60)}";\n\n  third();\n\`\`\`\n{% endcode %}\n\n{% code lineNumbers="true" %}\n\`\`\`js\none();\ntwo("${"wide ".repeat(60)}");\n\`\`\`\n{% endcode %}\n\n${SHORT_LINES}`,
  "prose.md": "# Prose\n\nNo code but `this`.\n",
  "markup.md": "# Markup\n\n```html\n<img src=x onerror=\"globalThis.hit=1\"><script>globalThis.hit=1</script>\n```\n",
  // `$` again and again takes the patterns for Java a time that grows with its square.
  "hostile.md": `# Hostile\n\n\`\`\`java\n${"$".repeat(29_900)}!\n\`\`\`\n\n\`\`\`rust\nfn f() {}\n\`\`\`\n\n\`\`\`json\n[${"1,".repeat(20_000)}1]\n\`\`\`\n`,
};

let browser, made, server;
before(async () => {
  [browser, made] = await Promise.all([launch(), publish(FILES)]);
  server = await site({ root: made.root });
});
after(() => Promise.all([browser.close(), server.close(), made.remove()]));

/** A page, with the addresses that it asked for. */
async function visit(query, title, run, { address = server.url, before = () => {}, ...options } = {}) {
  const page = await open(browser, "about:blank", { colorScheme: "light", ...options });
  const asked = [];
  page.on("request", (request) => asked.push(request.url()));
  try {
    await before(page);
    await page.goto(address + query);
    await article(page, title);
    await run(page, asked);
    assert.deepEqual(page.problems, [], "the console holds errors");
  } finally {
    await page.context().close();
  }
}

const blocks = (page) => page.locator("#ns-body pre");
const coloured = (page, nth) => blocks(page).nth(nth).locator("code > span[class^='code-']").first().waitFor();
const highlight = (asked) => asked.filter((url) => url.includes("/highlight/")).map((url) => url.split("/").at(-1)).sort();
const label = (page, nth) => blocks(page).nth(nth).locator("code").evaluate((code) => getComputedStyle(code, "::before").content);

test("code is coloured by nodes, with the languages of the article and no others", () =>
  visit("?article=short", "Short", async (page, asked) => {
    await coloured(page, 0);
    await coloured(page, 1);
    assert.deepEqual(highlight(asked), ["core.min.js", "javascript.min.js", "rust.min.js"]);
    const first = blocks(page).first();
    assert.equal(await first.textContent(), "fn main() { let greeting = \"hello\"; } // done\n");
    assert.equal(await first.locator(".code-keyword").first().textContent(), "fn");
    assert.equal(await first.locator(".code-comment").textContent(), "// done");
    assert.equal(await blocks(page).nth(2).locator("span").count(), 0);
    assert.deepEqual(await violations(page), []);
    await screenshot(page, "target/shots/code.png", { fullPage: true });
  }));

test("each block says its language, by its name where it has one", () =>
  visit("?article=short", "Short", async (page) => {
    await coloured(page, 0);
    assert.equal(await label(page, 0), "\"Rust\"");
    assert.equal(await label(page, 1), "\"JavaScript\"");
    assert.equal(await label(page, 2), "none");
    assert.equal(await blocks(page).nth(2).evaluate((block) => getComputedStyle(block, "::before").content), "\"加法：\"");
    assert.equal(await label(page, 3), "none");
  }));

test("an article without blocks of code loads nothing for them", () =>
  visit("?article=prose", "Prose", async (page, asked) => {
    await page.waitForLoadState("networkidle");
    assert.deepEqual(asked.filter((url) => /highlight|code\.js|colours|languages/.test(url)), []);
  }));

test("nothing moves when the buttons and the colours come", () =>
  visit("?article=short", "Short", async (page) => {
    // The sheet is there before the article; without the script the boxes are the same.
    await coloured(page, 0);
    const boxes = () => blocks(page).evaluateAll((all) => all.map((block) => { const { top, height } = block.getBoundingClientRect(); return [top, height]; }));
    const furnished = await boxes();
    await page.evaluate(() => { for (const bar of document.querySelectorAll(".code-bar")) bar.remove(); });
    await page.evaluate(() => { for (const code of document.querySelectorAll("#ns-body pre code")) { code.textContent = code.textContent; delete code.dataset.label; } });
    assert.deepEqual(await boxes(), furnished);
  }));

test("the button copies the code and says so, with and without the permission to", async () => {
  for (const blocked of [false, true]) {
    await visit("?article=short", "Short", async (page) => {
      await coloured(page, 0);
      await page.evaluate((blocked) => {
        globalThis.copies = [];
        const writeText = blocked ? () => Promise.reject(new Error("no permission")) : async (text) => { globalThis.copies.push(text); };
        Object.defineProperty(navigator, "clipboard", { value: { writeText } });
        document.execCommand = () => { const field = document.activeElement; globalThis.copies.push(field.value.slice(field.selectionStart, field.selectionEnd)); return true; };
      }, blocked);
      const button = page.getByRole("button", { name: "Copy" }).first();
      await button.focus();
      await page.keyboard.press("Enter");
      await page.getByRole("status").filter({ hasText: "Copied" }).waitFor();
      assert.deepEqual(await page.evaluate(() => globalThis.copies), ["fn main() { let greeting = \"hello\"; } // done"]);
      assert.equal(await button.evaluate((button) => document.activeElement === button), true, "focus is lost");
      assert.equal(await page.locator("textarea").count(), 0);
    });
  }
});

test("long lines can be wrapped, in all blocks, and the next article keeps to it", () =>
  visit("?article=wide", "Wide", async (page) => {
    const isWide = (nth) => blocks(page).nth(nth).evaluate((block) => block.scrollWidth > block.clientWidth);
    const wrap = page.getByRole("button", { name: "Wrap lines" });
    await wrap.first().waitFor();
    assert.equal(await wrap.count(), 1, "only where a line is too long");
    assert.equal(await isWide(0), true);
    await wrap.first().click();
    assert.equal(await wrap.first().getAttribute("aria-pressed"), "true");
    assert.equal(await isWide(0), false);
    await page.evaluate(() => { history.pushState(null, "", "?article=short"); dispatchEvent(new PopStateEvent("popstate")); });
    await article(page, "Short");
    await page.locator("#ns-body .code-bar").first().waitFor({ state: "attached" });
    assert.equal(await blocks(page).first().evaluate((block) => getComputedStyle(block).whiteSpace), "pre-wrap");
  }));

test("markup inside code stays text, also where HTML sinks are forbidden", () =>
  visit("?article=markup", "Markup", async (page) => {
    await coloured(page, 0);
    assert.equal(await page.locator("#ns-body pre img, #ns-body pre script").count(), 0);
    assert.equal(await page.evaluate(() => globalThis.hit), undefined);
  }));

test("where the script of the colours fails once, the next block has its colours", () =>
  visit("?article=wide", "Wide", async (page) => {
    await coloured(page, 1);
    assert.equal(await blocks(page).nth(0).locator("span").count(), 0);
    page.problems.length = 0;
  }, { before: async (page) => {
    // Without a worker the script is imported into the page.
    await page.addInitScript(() => {
      const Real = globalThis.Worker;
      globalThis.Worker = function (address, options) {
        if (String(address).includes("highlighter")) throw new Error("not here");
        return new Real(address, options);
      };
    });
    let times = 0;
    await page.route("**/highlighter.js", (route) => (times++ === 0 ? route.abort() : route.continue()));
  } }));

test("code made to take for ever loses its colours, and the page goes on", () =>
  visit("?article=hostile", "Hostile", async (page) => {
    await coloured(page, 1);
    const longest = await page.evaluate(async () => {
      let longest = 0, last = performance.now();
      for (const end = last + 500; last < end; ) {
        await new Promise((go) => setTimeout(go));
        longest = Math.max(longest, performance.now() - last);
        last = performance.now();
      }
      return longest;
    });
    assert.ok(longest < 400, `the page stood still for ${longest} ms`);
    assert.equal(await blocks(page).nth(0).locator("span").count(), 0);
    await blocks(page).nth(2).scrollIntoViewIfNeeded();
    await nextFrame(page);
    assert.equal(await blocks(page).nth(2).locator("span").count(), 0, "longer than what is coloured");
  }));

test("a published page has its code before any script, and the same with it", async () => {
  const built = await published({ "short.md": FILES["short.md"] });
  const host = await site({ root: built.root });
  try {
    const plain = await open(browser, `${host.url}a/short/`, { javaScriptEnabled: false });
    assert.equal(await label(plain, 0), "\"rust\"");
    await plain.context().close();
    await visit("a/short/", "Short", async (page) => {
      await coloured(page, 0);
      assert.equal(await label(page, 0), "\"Rust\"");
    }, { address: host.url });
  } finally {
    await Promise.all([host.close(), built.remove()]);
  }
});

test("every colour can be read on the block, light and dark", async () => {
  const [tokens, code] = await Promise.all(["tokens.css", "reading/code.css"].map((name) => readFile(join(ROOT, "style", name), "utf8")));
  const [, ...sheets] = /--ns-sheet: light-dark\((#\w+), (#\w+)\)/.exec(tokens);
  const colours = [...code.matchAll(/(--ns-code-\w+): light-dark\((#\w+), (#\w+)\)/g)];
  assert.ok(colours.length >= 9);
  for (const [, name, ...pair] of colours) {
    pair.forEach((colour, at) => assert.ok(contrast(colour, sheets[at]) >= 4.5, `${name} ${colour}: ${contrast(colour, sheets[at])}`));
  }
});

/** WCAG 2.2, "contrast ratio". */
function contrast(one, other) {
  const light = (colour) => {
    const [red, green, blue] = colour.match(/\w\w/g).map((pair) => parseInt(pair, 16) / 255).map((part) => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4));
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
  };
  const [dark, bright] = [light(one), light(other)].sort((a, b) => a - b);
  return (bright + 0.05) / (dark + 0.05);
}

test("every word for a language leads to a file that is there", async () => {
  const { language, INSIDE } = await import(join(ROOT, "public", "reading", "languages.js"));
  const files = (await readdir(join(ROOT, "public", "reading", "highlight", "languages"))).map((name) => name.replace(".min.js", ""));
  const common = ["objectivec", "java", "bash", "c", "python", "go", "js", "cpp", "javascript", "rust", "vim", "swift", "shell", "sql", "erlang", "json", "xml", "html", "css", "kotlin", "dart", "typescript", "yaml", "ruby", "php", "lua", "haskell", "diff", "makefile", "dockerfile", "ini", "toml", "c#", "scala", "perl", "r", "nginx"];
  for (const word of common) assert.ok(files.includes(language(word).file), word);
  for (const word of ["JavaScript", "js{4,12,14}", "{=html}", "Objective-C", "c++"]) assert.ok(files.includes(language(word).file), word);
  for (const inner of Object.values(INSIDE).flat()) assert.ok(files.includes(inner), inner);
  for (const word of ["text", "mermaid", "加法：", "constructor", "__proto__"]) assert.equal(language(word).file, undefined, word);
});

test("lines have numbers where the author wants them, each beside its line, wrapped or not", () =>
  visit("?article=numbered", "Numbered", async (page) => {
    await coloured(page, 1);
    const wrapped = await blocks(page).evaluateAll((all) => all.map((block) => block.scrollWidth <= block.clientWidth));
    assert.deepEqual(wrapped, [true, false, true]);
    const numbers = (nth) => blocks(page).nth(nth).locator(".code-numbers > span");
    await numbers(1).last().waitFor({ state: "attached" });
    assert.deepEqual([await numbers(0).count(), await numbers(1).count(), await numbers(2).count()], [3, 2, 0]);
    // The third number stands where the third line does, below all that the first one takes.
    const places = await blocks(page).first().evaluate((block) => {
      const numbers = [...block.querySelectorAll(".code-numbers > span")].map((each) => each.getBoundingClientRect().top);
      const walker = document.createTreeWalker(block.querySelector("code"), NodeFilter.SHOW_TEXT);
      const range = document.createRange();
      for (let node = walker.nextNode(); node; node = walker.nextNode()) {
        const at = node.data.indexOf("third");
        if (at < 0) continue;
        range.setStart(node, at);
        range.setEnd(node, at + 5);
        return { numbers, third: range.getBoundingClientRect().top };
      }
    });
    assert.ok(Math.abs(places.numbers[2] - places.third) <= 3, JSON.stringify(places));
    assert.ok(places.numbers[1] - places.numbers[0] > 40, JSON.stringify(places));
    assert.equal(await blocks(page).nth(1).textContent(), `one();\ntwo("${"wide ".repeat(60)}");\n`);
    // The reader's switch wraps what the author did not, and goes back to what the author wants.
    const wrap = page.locator(".code-bar").nth(1).getByRole("button", { name: "Wrap" });
    await blocks(page).nth(1).hover();
    await wrap.click();
    assert.equal(await blocks(page).nth(1).evaluate((block) => block.scrollWidth <= block.clientWidth), true);
    await wrap.click();
    assert.deepEqual(await blocks(page).evaluateAll((all) => all.map((block) => block.classList.contains("wrapped"))), [true, false, false]);
    await screenshot(page, "target/shots/code-numbers.png", { fullPage: true });
  }));
