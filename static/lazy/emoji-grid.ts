const columnsOf = (grid: Element) => getComputedStyle(grid).gridTemplateColumns.split(" ").length;

/** One row on within a grid, or into the one after it, in the same column where that has as many. */
function vertical(grids: Element[], from: Element, step: 1 | -1): Element | undefined {
  const grid = from.parentElement;
  if (!grid) return undefined;
  const columns = columnsOf(grid);
  const at = [...grid.children].indexOf(from);
  const inside = grid.children[at + step * columns];
  if (inside) return inside;
  const rows = Math.ceil(grid.children.length / columns);
  if (step === 1 && Math.floor(at / columns) < rows - 1) return grid.lastElementChild ?? undefined;
  const next = grids[grids.indexOf(grid) + step];
  if (!next) return undefined;
  const column = at % columns;
  const lastRow = (Math.ceil(next.children.length / columns) - 1) * columns;
  return next.children[step === 1 ? column : lastRow + column] ?? next.lastElementChild ?? undefined;
}

/** From one to the next as they are read, also from one grid into another. */
function along(all: HTMLElement[], at: number, key: string): HTMLElement | undefined {
  const forward = document.documentElement.dir === "rtl" ? "ArrowLeft" : "ArrowRight";
  if (key === "Home") return all[0];
  if (key === "End") return all.at(-1);
  return key === forward ? all[at + 1] : all[Math.max(0, at - 1)];
}

/** What an arrow key leads to: from the search to the first of all, then through the grids as they stand on the page. */
export function nextInGrid(body: HTMLElement, { key, target }: KeyboardEvent): HTMLElement | undefined {
  const all = [...body.querySelectorAll<HTMLElement>(".emoji")];
  const at = all.findIndex((each) => each === target);
  const from = all[at];
  if (!from) return key === "ArrowDown" ? all[0] : undefined;
  if (/^(ArrowLeft|ArrowRight|Home|End)$/.test(key)) return along(all, at, key);
  if (key !== "ArrowDown" && key !== "ArrowUp") return undefined;
  const found = vertical([...body.querySelectorAll(".emoji-grid")], from, key === "ArrowDown" ? 1 : -1);
  return found instanceof HTMLElement ? found : undefined;
}
