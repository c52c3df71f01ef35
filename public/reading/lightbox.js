// A picture as large as the screen: a dialog of its own, closed by Escape, by its button or by a click beside
// the picture; the arrow keys lead to the article's other pictures.

import { button, make } from "./elements.js";

/** Shows a picture of an article, with the way to the others. */
export function enlarge(picture, { article, words }) {
  const all = [...article.querySelectorAll(".enlarge img")];
  let at = all.indexOf(picture);

  const dialog = make("dialog", "lightbox");
  dialog.setAttribute("aria-label", words.enlarged);
  const shown = make("img");
  const caption = make("p");
  const control = (name, label, press) => {
    const made = button({ close: "×", previous: "‹", next: "›" }[name], press, name);
    made.setAttribute("aria-label", label);
    return made;
  };
  const show = (to) => {
    at = (to + all.length) % all.length;
    const { src, alt, referrerPolicy } = all[at];
    // Before the address: what is set later would come too late.
    Object.assign(shown, { referrerPolicy, alt });
    shown.src = src;
    const written = all[at].closest("figure")?.querySelector("figcaption")?.textContent.trim();
    caption.textContent = written || alt;
    caption.hidden = !caption.textContent;
  };
  const close = () => dialog.close();
  // Who goes back leaves the article, and with it what lies over it.
  const gone = new AbortController();
  addEventListener("popstate", close, { signal: gone.signal });

  dialog.append(shown, caption, control("close", words.close, close));
  if (all.length > 1) dialog.append(control("previous", words.previousPicture, () => show(at - 1)), control("next", words.nextPicture, () => show(at + 1)));
  dialog.addEventListener("keydown", (event) => {
    const steps = { ArrowLeft: -1, ArrowRight: 1 };
    if (!(event.key in steps) || all.length < 2) return;
    event.preventDefault();
    show(at + steps[event.key]);
  });
  dialog.addEventListener("click", (event) => event.target === dialog && close());
  dialog.addEventListener("close", () => {
    gone.abort();
    dialog.remove();
    all[at]?.closest("button")?.focus();
  });
  show(at);
  article.closest(".newsstand").append(dialog);
  dialog.showModal();
}
