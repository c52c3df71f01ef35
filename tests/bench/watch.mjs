// What the benchmark puts into a page, to say when the page shows what it was asked for.
//
//   await page.evaluate(install, IDS);
//   await page.evaluate(() => bench.press(0));          // { page, painted }: milliseconds
//   await page.evaluate(() => bench.search("a phrase"));

/** Runs in the page, and so knows nothing of this file. */
export function install(ids) {
  /** The first cards, how many there are, the counts beside the filters, and the address. */
  const shown = () => {
    const list = document.getElementById(ids.CARDS);
    const cards = [...(list?.children ?? [])].slice(0, 4);
    const waits = cards.some((card) => card.querySelector(".skeleton")) || (!list && !document.querySelector(".page .notice"));
    const titles = cards.map((card) => `${card.dataset.row} ${card.getAttribute("aria-setsize")} ${card.querySelector(".title")?.textContent}`);
    const counts = [...document.querySelectorAll(".facet .row")].map((row) => row.textContent);
    return { waits, address: location.search, list: titles.join("\n") || document.querySelector(".page .notice")?.textContent, counts: counts.join("\n") };
  };
  const isSame = (a, b) => a.list === b.list && a.counts === b.counts && a.address === b.address && a.waits === b.waits;

  /** When the address last changed. */
  let turned = 0;
  for (const name of ["pushState", "replaceState"]) {
    const own = history[name];
    history[name] = (...words) => {
      if (words[2] !== undefined && words[2] !== null) turned = performance.now();
      return own.apply(history, words);
    };
  }

  /**
   * Does something, and waits until the page shows what comes of it and has not changed for a while. How long
   * it took until it first showed that, and until that was painted (`null` when no frame came for two seconds);
   * `turned` is when the address changed. With `fetched` the list comes later than the address, and is another one.
   */
  const timed = (act, { quiet = 200, limit = 20_000, fetched = false } = {}) => new Promise((resolve, reject) => {
    const before = shown();
    const moments = [{ ...before, at: 0, painted: 0 }];
    const note = () => {
      const moment = { ...shown(), at: performance.now() };
      if (isSame(moment, moments.at(-1))) return;
      moments.push(moment);
      requestAnimationFrame(() => {
        const { port1, port2 } = new MessageChannel();
        port1.onmessage = () => { moment.painted = performance.now(); };
        port2.postMessage(0);
      });
    };
    const watch = new MutationObserver(note);
    watch.observe(document.body, { subtree: true, childList: true, attributes: true, characterData: true });
    const start = performance.now();
    act();
    note();
    const look = () => {
      const [last, now] = [moments.at(-1), performance.now()];
      const isThere = last.address !== before.address && (!fetched || last.list !== before.list) && !last.waits;
      if (isThere && now - last.at > (last.painted ? quiet : 2000)) {
        watch.disconnect();
        return resolve({ page: last.at - start, painted: last.painted ? last.painted - start : null, turned: turned - start });
      }
      if (now - start < limit) return setTimeout(look, 20);
      watch.disconnect();
      const what = last.address === before.address ? "the address is the same" : last.waits ? "cards are missing" : "the list is the same";
      return reject(new Error(`after ${limit / 1000} s ${what} (${location.search})`));
    };
    setTimeout(look, 20);
  });

  /** Presses a tag: two of those that are offered, then these again, and so on. */
  const press = (turn) => {
    const tags = [...document.querySelectorAll('.facet button.row[id^="ns-tag"]')];
    const on = tags.filter((tag) => tag.getAttribute("aria-pressed") === "true");
    const free = tags.filter((tag) => !on.includes(tag));
    const tag = turn % 4 < 2 && free.length > 0 ? free[(turn * 5) % Math.min(8, free.length)] : on.at(-1);
    if (!tag) throw new Error("there is no tag to press");
    return timed(() => tag.click());
  };

  /** Types into the search box, all at once. */
  const search = (text, options) => timed(() => {
    const box = document.getElementById(ids.SEARCH);
    box.focus();
    box.value = text;
    box.dispatchEvent(new InputEvent("input", { bubbles: true }));
  }, { ...options, fetched: true });

  const frame = () => new Promise(requestAnimationFrame);

  /**
   * Scrolls from the top to the bottom in so many jumps, then steadily through so many frames at the top and in
   * the middle.
   */
  const scroll = async (jumps, frames) => {
    const page = document.documentElement;
    const tasks = [];
    const watch = new PerformanceObserver((list) => tasks.push(...list.getEntries()));
    watch.observe({ type: "longtask" });
    for (let jump = 1; jump <= jumps; jump++) {
      scrollTo(0, (page.scrollHeight - innerHeight) * (jump / jumps));
      await frame();
      await frame();
    }
    await new Promise((done) => setTimeout(done, 500));
    const last = Number(document.querySelector(`#${ids.CARDS} > :last-child`)?.getAttribute("aria-posinset"));
    const gaps = [];
    for (const start of [0, page.scrollHeight / 2]) {
      scrollTo(0, start);
      await new Promise((done) => setTimeout(done, 500));
      let before = await frame();
      for (let turn = 0; turn < frames; turn++) {
        scrollBy(0, 60);
        const now = await frame();
        gaps.push(now - before);
        before = now;
      }
    }
    await new Promise((done) => setTimeout(done, 300));
    tasks.push(...watch.takeRecords());
    watch.disconnect();
    return { last, gaps, tasks: tasks.map(({ duration }) => duration) };
  };

  globalThis.bench = { press, search, scroll };
}

/**
 * Bytes on the wire of the files of the index that each of these queries needs, none of them being there. Runs
 * in the page, too.
 */
export async function bytesOfIndex(queries) {
  const reading = new URL(document.querySelector("meta[name=newsstand-reading]").content, document.baseURI);
  const loaded = await import(new URL("finder.js", reading).href);
  await loaded.default();
  const base = new URL("articles/", document.baseURI);
  const { facets } = await (await fetch(new URL("catalog.json", base))).json();
  const all = [];
  for (const query of queries) {
    const finder = loaded.Finder.of_catalog(facets);
    // Which files there are to ask for does not depend on the facets.
    const asked = new Set([facets]);
    let bytes = 0;
    for (;;) {
      const needs = finder.needs(query).filter((path) => !asked.has(path));
      if (needs.length === 0) break;
      await Promise.all(needs.map(async (path) => {
        asked.add(path);
        const answer = await fetch(new URL(path, base));
        if (!answer.ok) throw new Error(`${path}: ${answer.status}`);
        if (path !== "catalog.json") bytes += Number(answer.headers.get("content-length"));
        finder.add(path, new Uint8Array(await answer.arrayBuffer()));
      }));
    }
    finder.free();
    all.push(bytes);
  }
  return all;
}
