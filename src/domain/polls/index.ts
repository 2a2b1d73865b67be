export { closePoll } from "./close.ts";
export { makePoll } from "./make.ts";
export { myVotes, vote } from "./vote.ts";
