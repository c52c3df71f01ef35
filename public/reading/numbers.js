// The numbers of lines, where an author asks for them.

import { make } from "./elements.js";

/** Lines of a block that get a number; more would cost more than they help. */
const MOST_NUMBERS = 5_000;

/** Numbers beside the lines of a block. They are no part of the code: nothing reads, selects or copies them. */
export function number(block) {
  const lines = block.querySelector("code").textContent.replace(/\n$/, "").split("\n");
  if (lines.length > MOST_NUMBERS) return;
  const column = make("span", "code-numbers");
  column.setAttribute("aria-hidden", "true");
  column.append(...lines.map(() => make("span")));
  block.append(column);
  numbered.observe(block);
}

/** Where each line begins, once the block has a width: a wrapped line is higher than its number. */
const numbered = new ResizeObserver((entries) => {
  const found = entries.map(({ target }) => [target, beginnings(target)]);
  for (const [block, tops] of found) {
    [...block.querySelector(".code-numbers").children].forEach((each, at) => { each.style.top = `${tops[at]}px`; });
  }
});

/** The distance of each line from the top of the block, in CSS pixels. */
function beginnings(block) {
  const top = block.getBoundingClientRect().top + block.clientTop;
  const walker = document.createTreeWalker(block.querySelector("code"), NodeFilter.SHOW_TEXT);
  const range = document.createRange();
  const tops = [];
  let isStart = true;
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    for (let at = 0; at < node.length; at++) {
      if (isStart) {
        range.setStart(node, at);
        range.setEnd(node, at + 1);
        tops.push((range.getClientRects()[0]?.top ?? top) - top);
      }
      const next = node.data.indexOf("\n", at);
      isStart = next >= 0;
      at = isStart ? next : node.length;
    }
  }
  return tops;
}
