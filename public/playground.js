import "./newsstand.js";

const stand = document.querySelector("news-stand");
const form = document.querySelector("form");
const frame = document.querySelector(".frame");
const code = document.querySelector("pre code");
const said = document.querySelector("[role=status]");

const STYLE = new Set(["width", "accent"]);
const DEFAULT_ACCENT = form.elements.accent.value;

function update() {
  const attributes = [];
  for (const field of form.elements) {
    if (!field.name || STYLE.has(field.name)) continue;
    const value = field.value.trim();
    if (value === "") stand.removeAttribute(field.name);
    else {
      if (stand.getAttribute(field.name) !== value) stand.setAttribute(field.name, value);
      attributes.push([field.name, value]);
    }
  }
  const { width, accent } = form.elements;
  frame.style.width = `${width.value}px`;
  document.getElementById("width").value = `${width.value} px`;
  const styled = accent.value !== DEFAULT_ACCENT;
  if (styled) stand.style.setProperty("--ns-accent", accent.value);
  else stand.style.removeProperty("--ns-accent");
  code.textContent = source(attributes, styled ? accent.value : undefined);
}

function source(attributes, accent) {
  const script = new URL("./newsstand.js", import.meta.url).href;
  const site = new URL("./", import.meta.url).href;
  const words = attributes.map(([name, value]) => ` ${name}="${escape(value)}"`).join("");
  const style = accent ? `<style>news-stand { --ns-accent: ${accent}; }</style>\n` : "";
  return `<script type="module" src="${script}"></script>\n${style}<news-stand${words}>\n  <a href="${site}">The articles</a>\n</news-stand>`;
}

function escape(value) {
  return value.replaceAll("&", "&amp;").replaceAll('"', "&quot;").replaceAll("<", "&lt;");
}

form.addEventListener("input", update);
form.addEventListener("submit", (event) => event.preventDefault());

document.querySelector(".copy").addEventListener("click", async () => {
  try {
    await navigator.clipboard.writeText(code.textContent);
    said.textContent = "Copied.";
  } catch {
    getSelection().selectAllChildren(code);
    said.textContent = "Selected: press Ctrl+C.";
  }
});

for (const name of ["ready", "filter", "open", "rendered", "error"]) {
  stand.addEventListener(`newsstand-${name}`, (event) => {
    const row = document.createElement("li");
    row.textContent = `newsstand-${name} ${JSON.stringify(event.detail)}`;
    document.querySelector(".events").prepend(row);
  });
}

update();
