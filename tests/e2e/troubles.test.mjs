// When things go wrong: every fault gives a card that says what happened, at which address, what to
// do, and a way to try again, which works once the fault is gone. The list stays usable.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { articles, filesOf, troublesome } from "../archive.mjs";
import { $, CARD_LINKS } from "../ids.mjs";
import { rests, article, choice, rack, ready, setUp, withPage } from "../support.mjs";

const list = articles(60);
const [first, second] = list;
const FILE = `${first.slug}.md`;
const RETRY = { name: "Try again" };
let stage;
before(async () => { stage = await setUp({ ...filesOf(list), ...troublesome() }); });
after(() => stage.tearDown());

/** A context of its own: what a fault leaves in the cache is nobody else's. Faults are errors in the console. */
const isolated = (name, run) => test(name, () => withPage(stage, "404.txt", run, { locale: "en-US", expectProblems: true }));

/** The card must hold a sentence, the address, advice and the button. */
async function expectTrouble(page, sentence, file) {
  await ready(page, "trouble");
  const card = page.locator($.TROUBLE).first();
  await card.waitFor();
  assert.equal(await card.getAttribute("role"), "alert");
  assert.match(await card.getByRole("heading").innerText(), sentence);
  assert.equal(await card.locator("code").innerText(), `${stage.server.url}articles/${file}`);
  assert.ok((await card.locator("p").allInnerTexts()).some((text) => text.length > 20), "advice is missing");
  await card.getByRole("button", RETRY).waitFor();
  return card;
}

async function retryWorks(page, file) {
  delete stage.server.faults[file];
  await page.getByRole("button", RETRY).first().click();
  await article(page, first.title);
  assert.equal(await page.locator($.TROUBLE).count(), 0);
}

/** From an article in trouble the list is one click away, and another article opens. */
async function listIsUsable(page) {
  await page.locator($.BACK).click();
  await rack(page);
  await page.locator(CARD_LINKS).nth(1).click();
  await article(page, second.title);
}

for (const [what, fault, sentence] of [
  ["a missing article", { status: 404 }, /no file at this address/i],
  ["a server that breaks down", { status: 500 }, /error 500/],
  ["a server that is busy", { status: 503 }, /error 503/],
  ["a server that forbids", { status: 403 }, /error 403/],
  ["a connection that breaks", { reset: true }, /cannot be reached/],
  ["a body that is cut off", { cut: 300 }, /cannot be reached|cut off|incomplete/i],
  ["a web page in place of the article", { html: true }, /web page instead of an article/],
  ["an empty answer", { empty: true }, /file is empty/],
  ["bytes that are no text", { garbage: true }, /not text in UTF-8/],
]) {
  isolated(`${what}: the card says so, and Retry works`, async (page) => {
    stage.server.faults[`articles/${FILE}`] = fault;
    await page.goto(`${stage.server.url}?article=${first.slug}`);
    await expectTrouble(page, sentence, FILE);
    await retryWorks(page, `articles/${FILE}`);
  });
}

for (const [what, fault] of [["is missing", { status: 404 }], ["cannot be reached", { reset: true }], ["is a web page", { html: true }]]) {
  isolated(`an article that ${what} leaves the list usable, and Back shows the card again`, async (page) => {
    stage.server.faults[`articles/${FILE}`] = fault;
    await page.goto(`${stage.server.url}?article=${first.slug}`);
    await expectTrouble(page, /./, FILE);
    await listIsUsable(page);
    await page.goBack();
    await page.goBack();
    await expectTrouble(page, /./, FILE);
  });
}

isolated("an article in trouble gives the page its title and takes the focus, as a good one does", async (page) => {
  await page.goto(stage.server.url);
  await rack(page);
  stage.server.faults[`articles/${FILE}`] = { status: 404 };
  await page.locator(CARD_LINKS).first().click();
  await expectTrouble(page, /no file at this address/i, FILE);
  assert.match(await page.title(), /no file at this address/i);
  await page.waitForFunction((main) => document.activeElement.closest(main), $.MAIN, { timeout: 2000 });
  assert.equal(await page.getByRole("heading", { level: 1 }).count(), 1);
});

isolated("a passing fault is not even seen: the request is tried once more", async (page) => {
  for (const fault of [{ status: 502, times: 1 }, { reset: true, times: 1 }]) {
    stage.server.faults[`articles/${FILE}`] = fault;
    await page.goto(`${stage.server.url}?article=${first.slug}`);
    await article(page, first.title);
  }
});

isolated("offline: the card says so, what is open stays open, Retry works when the network is back", async (page) => {
  await page.goto(stage.server.url);
  await rack(page);
  await page.context().setOffline(true);
  await page.locator(CARD_LINKS).first().click();
  await expectTrouble(page, /you are offline/i, FILE);
  await page.locator($.BACK).click();
  await rack(page);
  await page.locator(CARD_LINKS).first().click();
  await expectTrouble(page, /you are offline/i, FILE);
  await page.context().setOffline(false);
  await retryWorks(page, FILE);
});

isolated("an answer that never comes is given up after its time, and Retry works", async (page) => {
  await page.clock.install();
  stage.server.faults[`articles/${FILE}`] = { hang: true };
  await page.goto(`${stage.server.url}?article=${first.slug}`);
  await page.getByText("Loading…").first().waitFor();
  await page.clock.runFor(6_000);
  await page.getByText("taking longer than usual").waitFor();
  await page.clock.runFor(16_000);
  await expectTrouble(page, /took too long to answer/, FILE);
  await retryWorks(page, `articles/${FILE}`);
});

for (const [slug, sentence] of [["bad/empty", /file is empty/], ["bad/binary", /not text in UTF-8/], ["bad/latin1", /not text in UTF-8/], ["bad/page", /web page instead/], ["bad/huge", /larger than 2 MB|too large/], ["no/such/file", /no file at this address/]]) {
  isolated(`the file ${slug}.md gives a card, and its address can still be opened`, async (page) => {
    await page.goto(`${stage.server.url}?article=${slug}`);
    const card = await expectTrouble(page, sentence, `${slug}.md`);
    const file = card.getByRole("link", { name: /open the file/i });
    assert.equal(await file.getAttribute("href"), `${stage.server.url}articles/${slug}.md`);
    assert.match(await file.getAttribute("rel"), /noopener/);
  });
}

const HEAD = "articles/catalog.json";
for (const [what, fault, sentence] of [
  ["is missing", { status: 404 }, /no file at this address|catalog/i],
  ["is broken JSON", { body: '{"version":1,"count":' , type: "application/json" }, /not JSON|damaged/],
  ["is a web page", { html: true }, /web page instead of a catalog/],
  ["is empty", { empty: true }, /catalog is empty/],
  ["is of a newer version", { body: '{"version":99,"count":3}', type: "application/json" }, /version 99/],
  ["is no catalog", { body: "42", type: "application/json" }, /not a catalog/],
  ["is behind a broken server", { status: 500 }, /error 500/],
]) {
  isolated(`a catalog that ${what}: the card says so, and Retry works`, async (page) => {
    stage.server.faults[HEAD] = fault;
    await page.goto(stage.server.url);
    await expectTrouble(page, sentence, "catalog.json");
    delete stage.server.faults[HEAD];
    await page.getByRole("button", RETRY).first().click();
    await rack(page);
    assert.equal(await page.locator(CARD_LINKS).first().innerText(), first.title);
  });
}

isolated("one fault is told once, though the list and the filters both need what is missing", async (page) => {
  for (const [file, query] of [[HEAD, ""], ["articles/catalog/facets.*", "?tag=小红书"]]) {
    stage.server.faults[file] = { status: 404 };
    await page.goto(stage.server.url + query);
    await ready(page, "trouble");
    await page.locator($.TROUBLE).first().waitFor();
    assert.equal(await page.getByRole("alert").count(), 1, `${file} is missing`);
    delete stage.server.faults[file];
  }
});

isolated("an article opens though the catalog is missing", async (page) => {
  stage.server.faults[HEAD] = { status: 404 };
  await page.goto(`${stage.server.url}?article=${first.slug}`);
  await article(page, first.title);
});

isolated("missing facets: the cards are there, the filters say what is wrong, and Retry brings them back", async (page) => {
  stage.server.faults["articles/catalog/facets.*"] = { status: 404 };
  await page.goto(stage.server.url);
  await rack(page);
  await page.locator(CARD_LINKS).first().waitFor();
  const filters = page.locator($.FILTERS);
  await filters.getByText(/no file at this address/i).waitFor({ timeout: 4000 });
  delete stage.server.faults["articles/catalog/facets.*"];
  await filters.getByRole("button", RETRY).click();
  await choice(page, "小红书").waitFor();
  assert.ok(await page.locator(CARD_LINKS).first().isVisible());
});

isolated("missing facets with a filter in the address: the card says so, and Retry works", async (page) => {
  stage.server.faults["articles/catalog/facets.*"] = { status: 500 };
  await page.goto(`${stage.server.url}?tag=小红书`);
  await ready(page, "trouble");
  assert.match(await page.locator($.TROUBLE).first().innerText(), /error 500[\s\S]*facets/);
  delete stage.server.faults["articles/catalog/facets.*"];
  await page.locator($.TROUBLE).getByRole("button", RETRY).first().click();
  await rack(page);
});

isolated("one missing file of cards: the others are there, Retry brings it in its place", async (page) => {
  // The oldest chunk: its number is 0.
  stage.server.faults["articles/catalog/cards/0.*"] = { status: 404 };
  await page.goto(stage.server.url);
  await rack(page);
  await page.evaluate(() => scrollTo(0, document.documentElement.scrollHeight));
  await page.locator($.TROUBLE).first().waitFor();
  assert.equal(await page.locator("[role=alert]").count(), 1, "one fault is told once, not for every card");
  delete stage.server.faults["articles/catalog/cards/0.*"];
  // The list is still being measured after the jump; a card that is drawn anew under the mouse takes no press.
  await rests(page.locator($.TROUBLE).first());
  await page.locator($.TROUBLE).getByRole("button", RETRY).first().click();
  await page.locator($.TROUBLE).waitFor({ state: "detached" });
  await page.locator(`${CARD_LINKS}`).first().waitFor();
  assert.ok(await page.evaluate(() => scrollY > 2000), "the place in the list was lost");
});
