/**
 * Several processes' metrics in Prometheus' text format as one: all series of a metric stand together, below one
 * description. The series are those of the processes, told apart by their labels. They are not added up here: a sum would
 * fall whenever one of them starts anew, and hide the one that is worse off than the others.
 */
export function mergeMetrics(texts: string[]): string {
  const blocks = new Map<string, string[]>();
  for (const block of texts.flatMap((text) => text.trimEnd().split("\n\n"))) {
    const [help = "", type = "", ...series] = block.split("\n");
    const head = `${help}\n${type}`;
    const known = blocks.get(head);
    if (known) known.push(...series);
    else blocks.set(head, series);
  }
  return `${[...blocks].map(([head, series]) => [head, ...series].join("\n")).join("\n\n")}\n`;
}
