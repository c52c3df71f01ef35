// Reading without a network: registers the service worker (sw.js) of a published site and fills the place
// that the app keeps for it in its bar: how many articles are here, "Keep these", "Turn off".
//
// The choice is the reader's, one a site: `newsstand.offline <path>` in storage, "off" or absent.

const chinese = navigator.language.toLowerCase().startsWith("zh");
const WORDS = chinese
  ? {
      title: "离线阅读",
      here: (count) => `已存 ${count} 篇，读过的文章断网也能打开。`,
      keep: (count) => `保存列表中的 ${count} 篇`,
      kept: ({ done, failed, all }) => `已保存 ${done - failed} / ${all}${failed ? `，${failed} 篇未能下载` : ""}`,
      wait: "列表还在加载，请稍后再试。",
      off: "关闭并清除",
      isOff: "已关闭，没有保存任何文章。",
      on: "开启",
    }
  : {
      title: "Offline reading",
      here: (count) => `${count} ${count === 1 ? "article is" : "articles are"} kept here. What you read opens without a network.`,
      keep: (count) => `Keep the ${count} articles of this list`,
      kept: ({ done, failed, all }) => `Kept ${done - failed} of ${all}${failed ? `; ${failed} could not be had` : ""}`,
      wait: "The list is still loading; try again in a moment.",
      off: "Turn off and clear",
      isOff: "Turned off. Nothing is kept.",
      on: "Turn on",
    };

/** `app` gives the addresses of the listed articles, `root` is the site's. */
export async function start(app, root) {
  if (!("serviceWorker" in navigator) || !window.isSecureContext) return;
  const key = `newsstand.offline ${root.pathname}`;
  const wanted = () => localStorage.getItem(key) !== "off";
  const register = () => navigator.serviceWorker.register(trusted(new URL("sw.js", root).href), { scope: root.pathname, updateViaCache: "none" });
  try {
    await shown();
    panel(app, root, key, wanted, register);
    // What the worker fetches must not stand in the way of what the reader came for.
    const idle = window.requestIdleCallback ?? ((run) => setTimeout(run, 2000));
    if (wanted()) idle(() => wanted() && register().catch(refused));
  } catch (reason) {
    refused(reason);
  }
}

let policy;

/** The address of the worker, where Trusted Types are required: this one and no other. */
function trusted(address) {
  policy ??= globalThis.trustedTypes?.createPolicy("newsstand-offline", {
    createScriptURL(wanted) {
      if (wanted === address) return wanted;
      throw new TypeError("not a worker of this site");
    },
  });
  return policy?.createScriptURL(address) ?? address;
}

/** Storage is blocked, or the host forbids workers: the site works all the same. */
function refused(reason) {
  console.info("Newsstand: no offline reading here:", reason);
}

/** Until the app stands in the place of what was printed. */
function shown() {
  return new Promise((resolve) => {
    const page = document.documentElement;
    const look = () => {
      if (!page.dataset.ready) return;
      observer.disconnect();
      setTimeout(resolve);
    };
    const observer = new MutationObserver(look);
    observer.observe(page, { attributeFilter: ["data-ready"] });
    look();
  });
}

function panel(app, root, key, wanted, register) {
  const place = document.getElementById("ns-offline");
  const box = element("div", { id: "ns-offline-panel", className: "offline-panel", popover: "auto" });
  const opener = element("button", { type: "button", className: "quiet", title: WORDS.title, ariaLabel: WORDS.title });
  opener.append(icon("M8 2v7.5M4.8 6.5 8 9.7l3.2-3.2M2.5 11v2.5h11V11"));
  opener.popoverTargetElement = box;
  const status = element("p", { className: "hush" });
  status.setAttribute("role", "status");
  const keep = element("button", { type: "button", className: "main" });
  const turn = element("button", { type: "button", className: "quiet" });
  box.append(element("h2", { textContent: WORDS.title }), status, keep, turn);
  place.replaceChildren(opener, box);

  const worker = async () => (await navigator.serviceWorker.getRegistration(root.href))?.active;
  const show = async () => {
    const count = listed(app).length;
    keep.hidden = !wanted() || count === 0;
    keep.disabled = false;
    keep.textContent = WORDS.keep(count.toLocaleString());
    turn.textContent = wanted() ? WORDS.off : WORDS.on;
    if (wanted()) (await worker())?.postMessage({ type: "count" });
    else status.textContent = WORDS.isOff;
  };
  box.addEventListener("toggle", (event) => event.newState === "open" && show());
  keep.addEventListener("click", async () => {
    const addresses = listed(app);
    if (addresses.length === 0) return void (status.textContent = WORDS.wait);
    keep.disabled = true;
    const ready = await navigator.serviceWorker.ready;
    ready.active.postMessage({ type: "keep", addresses });
  });
  turn.addEventListener("click", async () => {
    if (wanted()) {
      localStorage.setItem(key, "off");
      (await worker())?.postMessage({ type: "off" });
    } else {
      localStorage.removeItem(key);
      await register();
    }
    await show();
  });
  navigator.serviceWorker.addEventListener("message", ({ data }) => {
    if (data?.type === "kept") {
      status.textContent = WORDS.kept(data);
      if (data.done === data.all) keep.disabled = false;
    }
    if (data?.type === "count") status.textContent = WORDS.here(data.articles.toLocaleString());
  });
}

/** The addresses of the articles that the list shows. */
const listed = (app) => app.listed().split("\n").filter(Boolean);

function icon(path) {
  const make = (name) => document.createElementNS("http://www.w3.org/2000/svg", name);
  const [drawing, line] = [make("svg"), make("path")];
  for (const [name, value] of [["class", "icon"], ["viewBox", "0 0 16 16"], ["aria-hidden", "true"]]) drawing.setAttribute(name, value);
  line.setAttribute("d", path);
  drawing.append(line);
  return drawing;
}

function element(name, properties) {
  return Object.assign(document.createElement(name), properties);
}
