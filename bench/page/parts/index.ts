import { bytes } from "./bytes.ts";
import { changes } from "./changes.ts";
import { lighthouse } from "./lighthouse.ts";
import { memory } from "./memory.ts";
import { own } from "./own.ts";
import { paint } from "./paint.ts";
import type { Part } from "./part.ts";
import { scrolling } from "./scrolling.ts";
import { shift } from "./shift.ts";

export const parts: Part[] = [bytes, paint, shift, changes, own, scrolling, memory, lighthouse];
