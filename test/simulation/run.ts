/** `bun test/simulation/run.ts FIRST LAST STEP`: plays these seeds and prints what came of them as JSON. */
import { playSeeds } from "./seeds.ts";

const [first = 1, last = first, step = 1] = process.argv.slice(2).map(Number);
console.log(JSON.stringify(await playSeeds(first, last, step)));
