import { expect, test } from "bun:test";
import { deviceName, isHandheld } from "./device-name.ts";

const agents: [agent: string | null, name: string | undefined, handheld: boolean][] = [
  ["Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0", "Firefox · Linux", false],
  [
    "Mozilla/5.0 (Windows NT 10.0) AppleWebKit/537.36 Chrome/142.0 Safari/537.36 Edg/142.0",
    "Edge · Windows",
    false,
  ],
  [
    "Mozilla/5.0 (Linux; Android 16; Pixel) AppleWebKit/537.36 Chrome/142.0 Mobile Safari/537.36",
    "Chrome · Android",
    true,
  ],
  [
    "Mozilla/5.0 (iPhone; CPU iPhone OS 26_0 like Mac OS X) Version/26.0 Mobile/15E148 Safari/604.1",
    "Safari · iPhone",
    true,
  ],
  ["Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) Version/26.0 Safari/605.1.15", "Safari · macOS", false],
  ["Bun/1.4.5", "Bun", false],
  ["<script>alert(1)</script>", undefined, false],
  [null, undefined, false],
];

test("a device is called what people call it", () => {
  for (const [agent, name, handheld] of agents)
    expect([agent, deviceName(agent), isHandheld(agent)]).toEqual([agent, name, handheld]);
});
