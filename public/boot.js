// Starts the app. Trunk writes the names of the two files into this script's own tag (Trunk.toml,
// pattern_script). Dynamic import, so that a file that cannot be loaded is something to report.

const tag = document.querySelector("script[data-module][data-wasm]");
const { dataset } = document.getElementById("newsstand");

// Hidden until here: where scripts do not run, nothing is loading.
document.querySelector("[data-boot=loading]")?.removeAttribute("hidden");

try {
  if (typeof WebAssembly !== "object") throw new Error("WebAssembly is missing or switched off");
  const app = await import(new URL(tag.dataset.module, document.baseURI));
  await app.default({ module_or_path: new URL(tag.dataset.wasm, document.baseURI) });
  if ("offline" in dataset) import("./offline.js").then((offline) => offline.start(app, new URL(dataset.root, document.baseURI)));
} catch (reason) {
  console.error("Newsstand could not start:", reason);
  // A published page can be read as it is.
  if (!("root" in dataset)) explain(reason);
}

/** Says what happened and what to do, in the place where the app would have been. */
function explain(reason) {
  const chinese = navigator.language.toLowerCase().startsWith("zh");
  const words = chinese
    ? { title: "页面未能启动", what: "阅读器没有加载成功。请检查网络后重试，或换用较新的浏览器。", again: "重试", list: "文章列表（纯文本）" }
    : {
        title: "The page could not start",
        what: "The reader did not load. Check the connection and try again, or use a newer browser.",
        again: "Try again",
        list: "The list of articles as plain text",
      };
  const root = document.getElementById("newsstand");
  const section = element("section", "");
  section.setAttribute("role", "alert");
  section.lang = chinese ? "zh-Hans" : "en";
  const again = element("button", words.again);
  again.type = "button";
  again.addEventListener("click", async () => {
    // A wrong answer may sit in the cache, where reloading the page would find it again.
    const files = [tag.dataset.module, tag.dataset.wasm].map((file) => new URL(file, document.baseURI));
    await Promise.allSettled(files.map((file) => fetch(file, { cache: "reload" })));
    location.reload();
  });
  const list = element("a", words.list);
  list.href = `${root.dataset.src}catalog/list.html`;
  const ways = element("p", "");
  ways.append(again, " ", list);
  section.append(element("h1", words.title), element("p", words.what), element("p", String(reason)), ways);
  root.replaceChildren(section);
}

function element(name, text) {
  const made = document.createElement(name);
  made.textContent = text;
  return made;
}
