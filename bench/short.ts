/** The benchmark in under a minute: `bun bench/short.ts` is `bun bench --short`. */
process.argv.push("--short");
export {};
await import("./index.ts");
