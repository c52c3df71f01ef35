// What <news-stand> must do in every engine, in Firefox and in WebKitGTK.

import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { articles, filesOf } from "../archive.mjs";
import { missing, startFirefox, startWebkit } from "../browsers.mjs";
import { FALLBACK, note, script, stand, startHost } from "../host.mjs";
import { publish, site } from "../support.mjs";

const list = articles(60);
const tagged = list.filter(({ tags }) => tags.includes("小红书"));
const long = list.find(({ chinese, paragraphs }) => !chinese && paragraphs.length >= 9);
let made;
let server;
let host;
before(async () => {
  [made, host] = await Promise.all([publish(filesOf(list)), startHost()]);
  server = await site({ root: made.root });
  host.file("/note.js", `(${note})(); (${helpers})();`, { "content-type": "text/javascript" });
});
after(() => Promise.all([server.close(), host.close(), made.remove()]));

/** What the checks use inside the page. */
function helpers() {
  globalThis.until = async (test, what = String(test)) => {
    for (let turn = 0; turn < 400; turn++) {
      const found = test();
      if (found) return found;
      await new Promise((done) => setTimeout(done, 25));
    }
    throw new Error(`never: ${what}`);
  };
  globalThis.heard = (name) => globalThis.told.filter((one) => one.name === name);
  globalThis.inside = (id = "a") => document.getElementById(id).shadowRoot;
  globalThis.cards = (id) => [...inside(id).querySelectorAll(".card .title")].map((link) => link.textContent);
}

/** Opens a page with this body and runs a check in it. */
async function check(browser, body, work, args = [], policy) {
  await browser.open(host.page(body, { head: '<script src="/note.js"></script>', policy }));
  return browser.run(work, ...args);
}

const one = (attributes = "") => script(server.url) + stand(server.url, `id="a" ${attributes}`);

const BROWSERS = [["Firefox", missing.firefox, startFirefox], ["WebKitGTK", missing.webkit, startWebkit]];
for (const [name, skip, start] of BROWSERS) {
  describe(name, { skip }, () => {
    let browser;
    before(async () => { browser = await start(); });
    after(() => browser?.close());

    test(`${name}: cards of another origin show, in a shadow root with the one style sheet, and the page stays as it was`, async () => {
      const found = await check(browser, `<input id="first" autofocus>${one('limit="3"')}${stand(server.url, 'id="b" limit="2"')}<div style="height: 3000px"></div>`, async () => {
        await until(() => heard("ready").length === 2);
        await until(() => cards("a").length === 3 && cards("b").length > 0, "all cards");
        return { a: cards("a"), b: cards("b")[0], same: inside("a").adoptedStyleSheets[0] === inside("b").adoptedStyleSheets[0], fallback: document.querySelector(".fallback").getClientRects().length, y: scrollY, title: document.title, state: history.state, storage: localStorage.length, outside: document.querySelectorAll(".card").length };
      });
      assert.deepEqual(found, { a: list.slice(0, 3).map(({ title }) => title), b: list[0].title, same: true, fallback: 0, y: 0, title: "Theirs", state: null, storage: 0, outside: 0 });
    });

    test(`${name}: attributes filter, events tell, articles open and close`, async () => {
      const found = await check(browser, one(), async (first) => {
        await until(() => heard("ready").length);
        document.getElementById("a").tags = "小红书";
        await until(() => cards("a")[0] === first, "the filtered list");
        const filter = heard("filter").at(-1).detail;
        inside().querySelector(".card .title").click();
        const { title } = (await until(() => heard("rendered").at(-1))).detail;
        const focus = inside().activeElement?.id;
        document.getElementById("a").close();
        await until(() => cards("a")[0] === first, "the list again");
        return { tags: filter.tags, count: filter.count, title, focus, names: globalThis.told.map(({ name }) => name) };
      }, [tagged[0].title]);
      assert.deepEqual(found, { tags: ["小红书"], count: tagged.length, title: tagged[0].title, focus: "ns-title", names: ["ready", "filter", "open", "rendered"] });
    });

    test(`${name}: headings scroll inside the shadow root, and the address stays`, async () => {
      const found = await check(browser, `<h2 id="h-part-1">Theirs</h2>${one(`article="${long.slug}"`)}`, async () => {
        await until(() => heard("rendered").length);
        const link = [...inside().querySelectorAll(".toc a")].at(-1);
        link.click();
        const id = link.getAttribute("href").slice(1);
        await until(() => inside().activeElement?.id === id, "the focus");
        return [inside().getElementById(id).getBoundingClientRect().top < innerHeight, location.hash];
      });
      assert.deepEqual(found, [true, ""]);
    });

    test(`${name}: with url-prefix Back leads from the article to the list`, async () => {
      const found = await check(browser, one('url-prefix="ns-"'), async () => {
        await until(() => heard("ready").length);
        inside().querySelector(".card .title").click();
        await until(() => heard("rendered").length);
        const reading = decodeURIComponent(location.search);
        history.back();
        await until(() => cards("a").length > 0, "the list");
        return [reading, location.search];
      });
      assert.deepEqual(found, [`?ns-article=${list[0].slug}`, ""]);
    });

    test(`${name}: moving keeps the state, removing and putting back too`, async () => {
      const found = await check(browser, `${one()}<div id="there"></div>`, async (slug) => {
        await until(() => heard("ready").length);
        const element = document.getElementById("a");
        element.state = `article=${slug}&tag=Reading`;
        await until(() => heard("rendered").length);
        const title = inside().getElementById("ns-title");
        document.getElementById("there").append(element);
        await new Promise((done) => setTimeout(done, 100));
        const moved = title.isConnected;
        element.remove();
        await new Promise((done) => setTimeout(done, 100));
        const empty = element.shadowRoot.innerHTML;
        document.body.append(element);
        await until(() => heard("rendered").length === 2);
        return [moved, empty, new URLSearchParams(element.state).get("article")];
      }, [list[3].slug]);
      assert.deepEqual(found, [true, "<slot></slot>", list[3].slug]);
    });

    for (const [what, more] of [
      ["default-src 'none' and the documented additions", "worker-src blob:"],
      ["no worker-src", "base-uri 'none'"],
      ["Trusted Types and our policy allowed", "worker-src blob:; require-trusted-types-for 'script'; trusted-types newsstand"],
      ["Trusted Types and our policy not allowed", "worker-src blob:; require-trusted-types-for 'script'; trusted-types theirs"],
    ]) {
      test(`${name}: articles render under ${what}`, async () => {
        const policy = `default-src 'none'; script-src ${server.origin} ${host.origin} 'wasm-unsafe-eval'; connect-src ${server.origin}; img-src ${server.origin}; ${more}`;
        const title = await check(browser, one(`article="${list[2].slug}"`), async () => (await until(() => heard("rendered")[0])).detail.title, [], policy);
        assert.equal(title, list[2].title);
      });
    }

    test(`${name}: what is between the tags stays when there is no catalog, and the host is told`, async () => {
      const found = await check(browser, script(server.url) + stand(`${server.url}nowhere/`, 'id="a"'), async (fallback) => {
        const { detail } = await until(() => heard("error")[0]);
        await new Promise((done) => setTimeout(done, 100));
        const link = document.querySelector(".fallback a");
        return [detail.address.endsWith("nowhere/catalog.json"), link.textContent === fallback && link.getClientRects().length > 0, inside().querySelector(".newsstand").getClientRects().length];
      }, [FALLBACK]);
      assert.deepEqual(found, [true, true, 0]);
    });

    test(`${name}: nothing sticks out of a column of 280 pixels`, async () => {
      const found = await check(browser, `<div style="width: 280px">${one()}</div>`, async () => {
        await until(() => heard("ready").length);
        const edge = document.getElementById("a").getBoundingClientRect().right + 1;
        return [...inside().querySelectorAll("*")].filter((element) => element.getClientRects().length && element.getBoundingClientRect().right > edge && !element.closest(".sr")).map(({ className }) => String(className));
      });
      assert.deepEqual(found, []);
    });

    test(`${name}: a frame tells its host how tall it is`, async () => {
      const frame = `<iframe src="${server.url}embed.html?view=list&limit=2&origin=${host.origin}" style="width: 600px; height: 300px"></iframe>`;
      const height = await check(browser, `<script>globalThis.heights = []; addEventListener("message", ({ data, origin }) => heights.push([data.type, data.height, origin]));</script>${frame}`, async () => (await until(() => globalThis.heights.find(([, height]) => height > 250))));
      assert.deepEqual([height[0], height[2]], ["newsstand-height", server.origin]);
    });
  });
}
