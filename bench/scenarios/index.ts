import { badInputScenario } from "./bad-input.ts";
import { clusterScenario } from "./cluster.ts";
import { fanOutScenario } from "./fan-out.ts";
import { growthScenario } from "./growth.ts";
import { hotRoomScenario } from "./hot-room.ts";
import { htmlScenario } from "./html.ts";
import { idleScenario } from "./idle.ts";
import { pagesScenario } from "./pages.ts";
import { postingScenario } from "./posting.ts";
import type { Scenario } from "./scenario.ts";
import { searchScenario } from "./search.ts";
import { sqldScenario } from "./sqld.ts";
import { startScenario } from "./start.ts";
import { storedScenario } from "./stored.ts";

/** In the order of the goals. */
export const scenarios: Scenario[] = [
  fanOutScenario,
  hotRoomScenario,
  idleScenario,
  storedScenario,
  sqldScenario,
  clusterScenario,
  htmlScenario,
  pagesScenario,
  postingScenario,
  startScenario,
  growthScenario,
  searchScenario,
  badInputScenario,
];
