// What the features of the reading room are made of.

/** An element of a class. */
export function make(name, className) {
  const element = document.createElement(name);
  if (className) element.className = className;
  return element;
}

/** A button that does something and is no part of a form or of a link around it. */
export function button(text, press, className) {
  const element = make("button", className);
  element.type = "button";
  element.textContent = text;
  element.addEventListener("click", (event) => {
    event.preventDefault();
    press();
  });
  return element;
}
