/** An element as a reader of the report finds it again. */
export function nameOf(element: Element): string {
  const classes = [...element.classList].map((each) => `.${each}`).join("");
  const text = (element.getAttribute("aria-label") ?? element.textContent).trim().slice(0, 30);
  return `${element.localName}${element.id ? `#${element.id}` : ""}${classes} "${text}"`;
}
