// Blocks of code: colours, a button that copies, a switch that wraps long lines.
//
// A bar without height stands before each block and lies over its upper corner, so that nothing moves
// when it comes. The code's own element stays where it is; only its text is divided into spans.

import { colour, newArticle } from "./colours.js";
import { button, make } from "./elements.js";
import { language } from "./languages.js";

/** Blocks that have their bar. */
const furnished = new WeakSet();
/** Blocks whose author wants long lines wrapped. */
const wrapped = new WeakSet();
/** Long lines are wrapped, in all blocks of the page. */
let wraps = false;

/** Wraps long lines where the reader or the author wants it. */
const show = (block) => block.classList.toggle("wrapped", wraps || wrapped.has(block));

/** Furnishes the blocks of an article, each when it comes near the screen: there may be thousands. */
export function furnish(blocks, context) {
  newArticle();
  const near = new IntersectionObserver((entries) => {
    for (const { target, isIntersecting } of entries) {
      if (!isIntersecting) continue;
      near.unobserve(target);
      furnishOne(target, context);
    }
  }, { rootMargin: "1200px" });
  for (const block of blocks) {
    if (furnished.has(block)) continue;
    furnished.add(block);
    if (block.classList.contains("wrapped")) wrapped.add(block);
    show(block);
    near.observe(block);
  }
}

function furnishOne(block, context) {
  block.before(makeBar(block, context));
  wide.observe(block);
  if (block.classList.contains("numbered")) import("./numbers.js").then(({ number }) => number(block), () => {});
  const code = block.querySelector("code");
  if (!code?.dataset.language) return;
  const { file, label } = language(code.dataset.language);
  code.dataset.label = label;
  if (file) colour(code, file);
}

function makeBar(block, { article, words }) {
  const bar = make("div", "code-bar");
  const buttons = make("div", "code-buttons");
  const wrap = button(words.wrap, () => {
    wraps = !wraps;
    article.querySelectorAll("pre").forEach(show);
    for (const each of article.querySelectorAll(".code-wrap")) each.setAttribute("aria-pressed", wraps);
  }, "code-button code-wrap");
  wrap.setAttribute("aria-pressed", wraps);
  wrap.hidden = !wraps;
  const copied = make("span", "code-said");
  copied.setAttribute("role", "status");
  const copy = button(words.copy, async () => {
    const done = await copyText(block.textContent.replace(/\n$/, ""), buttons);
    copied.textContent = done ? words.copied : words.notCopied;
    clearTimeout(bar.timer);
    bar.timer = setTimeout(() => { copied.textContent = ""; }, 2000);
  }, "code-button");
  buttons.append(copied, wrap, copy);
  bar.append(buttons);
  return bar;
}

/** The switch is there where lines are longer than the block is wide, and while it is on. */
const wide = new ResizeObserver((entries) => {
  // All are measured before any is changed: each change in between would lay the page out anew.
  const fits = entries.map(({ target }) => target.scrollWidth <= target.clientWidth);
  entries.forEach(({ target }, at) => {
    const wrap = target.previousElementSibling?.querySelector(".code-wrap");
    if (wrap) wrap.hidden = !wraps && fits[at];
  });
});

/** Whether the text is on the clipboard now. Without permission, the old way: a selection that is copied. */
async function copyText(text, place) {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    const field = make("textarea", "code-field");
    field.value = text;
    field.readOnly = true;
    const focused = place.getRootNode().activeElement;
    place.append(field);
    field.select();
    let done = false;
    try {
      done = document.execCommand("copy");
    } catch {
      // Not allowed either: the reader is told.
    }
    field.remove();
    focused?.focus({ preventScroll: true });
    return done;
  }
}
