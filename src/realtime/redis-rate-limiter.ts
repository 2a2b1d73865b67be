import { gcra, MemoryRateLimiter, type Rate, type RateLimiter, type Verdict } from "../lib/rate-limiter.ts";
import { RedisConnection } from "./redis-connection.ts";

/**
 * GCRA in one round trip, by Redis's own clock. Answers the arrival time before, and now, in milliseconds. No arrival is
 * more than a period ahead, unless that clock was set back: then nobody waits for longer than for the next one.
 */
const TAKE = `
local t = redis.call('TIME')
local now = t[1] * 1000 + math.floor(t[2] / 1000)
local kept = tonumber(redis.call('GET', KEYS[1]) or '0')
local arrival = math.min(kept, now + tonumber(ARGV[2]))
if kept > arrival then redis.call('SET', KEYS[1], string.format('%.3f', arrival), 'PX', ARGV[2]) end
local next = math.max(arrival, now) + tonumber(ARGV[1])
if next - tonumber(ARGV[2]) <= now then
  redis.call('SET', KEYS[1], string.format('%.3f', next), 'PX', math.ceil(next - now))
end
return { tostring(arrival), tostring(now) }`;

const GIVE_BACK = `
local arrival = redis.call('GET', KEYS[1])
if arrival then redis.call('SET', KEYS[1], string.format('%.3f', arrival - ARGV[1]), 'KEEPTTL') end`;

/** Milliseconds after which Redis's answer is not waited for: the process then counts by itself. */
const DEADLINE = 200;

type Scripts = {
  wispTake: (key: string, interval: number, period: number) => Promise<[string, string]>;
  wispGiveBack: (key: string, interval: number) => Promise<unknown>;
};

/** One allowance for all nodes. Without Redis each node goes on with its own. */
export class RedisRateLimiter implements RateLimiter {
  readonly #connection: RedisConnection;
  readonly #scripts: Scripts;
  readonly #fallback = new MemoryRateLimiter();

  constructor(url: string) {
    this.#connection = new RedisConnection(url, {
      enableAutoPipelining: true,
      commandTimeout: DEADLINE,
      scripts: {
        wispTake: { lua: TAKE, numberOfKeys: 1 },
        wispGiveBack: { lua: GIVE_BACK, numberOfKeys: 1 },
      },
    });
    this.#scripts = this.#connection.redis as unknown as Scripts;
  }

  async take(key: string, rate: Rate): Promise<Verdict> {
    if (!this.#connection.alive) return this.#fallback.take(key, rate);
    try {
      const period = rate.periodSeconds * 1000;
      const [arrival, now] = await this.#scripts.wispTake(`wisp:limit:${key}`, period / rate.limit, period);
      return gcra(Number(arrival), Number(now), rate).verdict;
    } catch {
      return this.#fallback.take(key, rate);
    }
  }

  async giveBack(key: string, rate: Rate): Promise<void> {
    if (!this.#connection.alive) return this.#fallback.giveBack(key, rate);
    const interval = (rate.periodSeconds * 1000) / rate.limit;
    await this.#scripts
      .wispGiveBack(`wisp:limit:${key}`, interval)
      .catch(() => this.#fallback.giveBack(key, rate));
  }

  close(): Promise<void> {
    return this.#connection.close();
  }
}
