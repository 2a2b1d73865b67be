import { z } from "zod";

export const id = z.uuid();
/** ISO 8601 UTC with milliseconds. */
export const time = z.iso.datetime({ precision: 3 });
