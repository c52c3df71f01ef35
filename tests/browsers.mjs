// Firefox and WebKit, with the little that their tests need: open a page, run a function in it.
//
//   const firefox = await startFirefox();       // undefined where there is none
//   await firefox.open(url);
//   await firefox.run(async (word) => document.title + word, "!");
//   await firefox.close();

import { spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { delimiter, join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";

const MINI_BROWSERS = ["/usr/lib/x86_64-linux-gnu/webkit2gtk-4.1/MiniBrowser", "/usr/lib/aarch64-linux-gnu/webkit2gtk-4.1/MiniBrowser"];

const onPath = (...names) => names.flatMap((name) => (process.env.PATH ?? "").split(delimiter).map((folder) => join(folder, name))).find(existsSync);

/** Why a browser's tests are skipped; `false` where it is there. */
export const missing = {
  firefox: onPath("firefox-esr", "firefox") ? false : "there is no Firefox on the PATH",
  webkit: onPath("WebKitWebDriver") && onPath("xvfb-run") && MINI_BROWSERS.some(existsSync) ? false : "there is no WebKitGTK with WebKitWebDriver and xvfb-run here",
};

/** Firefox, by WebDriver BiDi. With `proxy`, a port, every other host than this one is asked for there. */
export async function startFirefox({ proxy } = {}) {
  const { default: puppeteer } = await import("puppeteer-core");
  const address = { "network.proxy.http": "127.0.0.1", "network.proxy.http_port": proxy, "network.proxy.ssl": "127.0.0.1", "network.proxy.ssl_port": proxy };
  const extraPrefsFirefox = proxy ? { "network.proxy.type": 1, "network.proxy.no_proxies_on": "127.0.0.1", ...address } : {};
  const browser = await puppeteer.launch({ browser: "firefox", executablePath: onPath("firefox-esr", "firefox"), headless: true, extraPrefsFirefox, protocolTimeout: 300_000 });
  const page = await browser.newPage();
  return {
    open: (url) => page.goto(url),
    run: (work, ...args) => page.evaluate(work, ...args),
    windows: async () => (await browser.pages()).length,
    close: () => browser.close(),
  };
}

/** WebKitGTK's small browser, by WebDriver, on a screen that nobody sees; `proxy` as for Firefox. */
export async function startWebkit({ proxy } = {}) {
  const port = 20_000 + Math.floor(Math.random() * 20_000);
  const driver = spawn("xvfb-run", ["-a", "-s", "-screen 0 1280x900x24", "WebKitWebDriver", `--port=${port}`], { stdio: "ignore", detached: true });
  const ask = async (method, path, body) => {
    const answer = await fetch(`http://127.0.0.1:${port}${path}`, { method, body: body && JSON.stringify(body) });
    const { value } = await answer.json();
    if (!answer.ok) throw new Error(`${value.error}: ${value.message}`);
    return value;
  };
  for (let turn = 0; turn < 100; turn++) {
    if (await ask("GET", "/status").catch(() => null)) break;
    await sleep(100);
  }
  const options = { binary: MINI_BROWSERS.find(existsSync), args: ["--automation", ...(proxy ? [`--proxy=http://127.0.0.1:${proxy}`, "--ignore-host=127.0.0.1"] : [])] };
  const { sessionId } = await ask("POST", "/session", { capabilities: { alwaysMatch: { "webkitgtk:browserOptions": options } } });
  const session = `/session/${sessionId}`;
  await ask("POST", `${session}/timeouts`, { script: 120_000 });
  return {
    // Its frames come to a halt when there are many of them.
    isSlowInFrames: true,
    open: (url) => ask("POST", `${session}/url`, { url }),
    async run(work, ...args) {
      const script = `const [args, done] = arguments; (${work})(...args).then((value) => done({ value }), (error) => done({ error: String(error) }));`;
      const { value, error } = await ask("POST", `${session}/execute/async`, { script, args: [args] });
      if (error) throw new Error(error);
      return value;
    },
    windows: async () => (await ask("GET", `${session}/window/handles`)).length,
    async close() {
      await ask("DELETE", session).catch(() => null);
      process.kill(-driver.pid);
    },
  };
}
