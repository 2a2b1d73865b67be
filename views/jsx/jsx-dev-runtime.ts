/** The same where NODE_ENV is not production. */
export { Fragment, type JSX, jsx as jsxDEV } from "./jsx-runtime.ts";
