import { zValidator } from "@hono/zod-validator";
import type { Context as HonoContext } from "hono";
import { createMiddleware } from "hono/factory";
import type { z } from "zod";
import { AppError } from "../lib/errors.ts";
import { fieldErrors, invalid, parse } from "../lib/parse.ts";
import type { Env } from "./env.ts";

/** `c.req.valid("query")`, or 400 naming every field that is wrong. */
export const query = <Schema extends z.ZodType>(schema: Schema) =>
  zValidator("query", schema, (result) => {
    if (!result.success) throw invalid(fieldErrors(result.error));
  });

/** `c.req.valid("json")`, or 415, or 400. Bytes that are not UTF-8 are refused rather than replaced. */
export const body = <Schema extends z.ZodType>(schema: Schema) =>
  createMiddleware<Env, string, { in: { json: z.input<Schema> }; out: { json: z.output<Schema> } }>(
    async (c, next) => {
      c.req.addValidatedData("json", parse(schema, await readJson(c)) as object);
      await next();
    },
  );

async function readJson(c: HonoContext): Promise<unknown> {
  const bytes = await c.req.arrayBuffer();
  if (bytes.byteLength === 0) return {};
  if (!/^application\/(.+\+)?json\b/i.test(c.req.header("content-type") ?? "")) {
    throw new AppError("unsupported_type", "Send the body as application/json.");
  }
  try {
    return JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(bytes));
  } catch {
    throw new AppError("invalid_request", "The body is not JSON in UTF-8.");
  }
}
