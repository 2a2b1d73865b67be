/** Code that runs inside a page, written with its types in a folder `inside`, as the one classic script that a browser is given. */
export async function bundled(entry: string): Promise<string> {
  const { outputs } = await Bun.build({ entrypoints: [entry], target: "browser", format: "iife" });
  return (await outputs[0]?.text()) ?? "";
}
