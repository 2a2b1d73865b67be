export { beginIndex, indexChanged, indexNew, indexOld } from "./fill.ts";
export { searchMessages } from "./find.ts";
export { roomsUnsearched } from "./waiting.ts";
