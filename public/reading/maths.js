// Formulas: TeX in the page becomes MathML, as nodes. What cannot be read stays TeX, with the reason.
//
// The module that reads TeX answers with JSON (crates/maths/src/json.rs); its names and attributes come
// from closed lists, and the words of a formula are text nodes here.

const MATHML = "http://www.w3.org/1998/Math/MathML";
/** Formulas that are set before the page may do something else. */
const AT_ONCE = 50;

let module;

/** Sets the formulas of an article. */
export async function furnish(formulas) {
  const waiting = [...formulas].filter((formula) => !formula.firstElementChild && !formula.title);
  if (waiting.length === 0) return;
  module ??= import("./mathematician.js").then(async (loaded) => {
    await loaded.default();
    return loaded;
  });
  const { inline, display } = await module;
  for (const [number, formula] of waiting.entries()) {
    if (number % AT_ONCE === AT_ONCE - 1) await new Promise((go) => setTimeout(go));
    if (formula.firstElementChild) continue;
    const read = formula.classList.contains("maths-display") ? display : inline;
    const answer = JSON.parse(read(formula.textContent));
    if (typeof answer === "string") formula.title = answer;
    else formula.replaceChildren(element(answer));
  }
}

function element([name, attributes, ...children]) {
  const made = document.createElementNS(MATHML, name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  made.append(...children.map((child) => (typeof child === "string" ? child : element(child))));
  return made;
}
