import type { Line } from "../line.ts";
import type { PageStage } from "../stage.ts";

/** Something about the page that can be measured by itself (`--only NAME`). */
export type Part = { name: string; measure(stage: PageStage): Promise<Line[]> };
