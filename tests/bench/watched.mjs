// What both benchmarks ask of a browser and of the server.

import { readFileSync } from "node:fs";

/** The same promise, or an error when it takes longer than so many milliseconds. */
export function limited(work, milliseconds, what) {
  let alarm;
  const late = new Promise((_, reject) => { alarm = setTimeout(() => reject(new Error(`${what} took more than ${milliseconds / 1000} s`)), milliseconds); });
  // What comes too late is nobody's error any more.
  work.catch(() => {});
  return Promise.race([work, late]).finally(() => clearTimeout(alarm));
}

/** Waits until the server has had nothing to do for so many milliseconds. Only then are its counts complete. */
export async function idle(server, quiet, limit = 60_000) {
  const step = 20;
  const end = performance.now() + limit;
  for (let still = 0, length = -1; still < quiet && performance.now() < end;) {
    await new Promise((done) => setTimeout(done, step));
    const isIdle = server.log.length === length && server.log.every(({ status, aborted }) => status || aborted);
    still = isIdle ? still + step : 0;
    length = server.log.length;
  }
}

/** Bytes that the process of the largest page has for itself; Linux tells. */
export async function memoryOf(browser) {
  const system = await browser.newBrowserCDPSession();
  const { processInfo } = await system.send("SystemInfo.getProcessInfo");
  await system.detach();
  return Math.max(...processInfo.filter(({ type }) => type === "renderer").map(({ id }) => {
    try {
      return Number(/^Private_Dirty:\s+(\d+) kB/m.exec(readFileSync(`/proc/${id}/smaps_rollup`, "utf8"))[1]) * 1024;
    } catch {
      return 0;
    }
  }));
}
