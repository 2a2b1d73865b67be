/**
 * What JSX in views/ means (`jsxImportSource` in tsconfig.json): each element becomes text at once, from the inside out.
 * There is no tree in between, no hook and no promise: hono/jsx, which has them, took ten times as long for a page.
 */
import type { JSX as Hono } from "hono/jsx/jsx-runtime";
import { escape, Html, render, type Child } from "./html.ts";

type Value = string | number | boolean | null | undefined;
type Component = (props: never) => Html | null;

export declare namespace JSX {
  type Element = Html;
  type ElementType = keyof IntrinsicElements | Component;
  interface ElementChildrenAttribute {
    children: Child;
  }
  type IntrinsicElements = {
    [Tag in keyof Hono.IntrinsicElements]: Omit<Hono.IntrinsicElements[Tag], "children"> & {
      children?: Child;
    };
  };
}

const voidTags = new Set(["br", "hr", "img", "input", "link", "meta"]);
/** Present or absent. Any other attribute says "true" or "false", as `aria-*` and `data-*` want it. */
const booleans = new Set([
  "autofocus",
  "checked",
  "disabled",
  "hidden",
  "open",
  "readonly",
  "required",
  "selected",
]);

function attribute(name: string, value: Value): string {
  if (value === undefined || value === null) return "";
  if (typeof value === "boolean" && booleans.has(name)) return value ? ` ${name}=""` : "";
  return ` ${name}="${typeof value === "number" ? value : escape(String(value))}"`;
}

/** Names of tags and attributes are ours and are written as they stand; values and children are escaped. */
export function jsx(tag: string | Component, props: object): Html | null {
  if (typeof tag === "function") return tag(props as never);
  const { children } = props as { children?: Child };
  const attributes = props as Record<string, Value>;
  let html = `<${tag}`;
  for (const name in attributes) if (name !== "children") html += attribute(name, attributes[name]);
  return new Html(voidTags.has(tag) ? `${html}/>` : `${html}>${render(children)}</${tag}>`);
}

export const jsxs = jsx;

export const Fragment = ({ children }: { children?: Child }): Html => new Html(render(children));
