export { react, unreact } from "./react.ts";
export { reactorsOf } from "./read.ts";
