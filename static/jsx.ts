/** What JSX becomes (`preact/jsx-runtime` in the import map): Preact's own also makes text of it, which is most of that module. */
import { type Attributes, type ComponentType, createElement } from "preact";

export { Fragment } from "preact";

export const jsx = (type: ComponentType, props: object, key?: Attributes["key"]) =>
  createElement(type, { ...props, key });
export const jsxs = jsx;
