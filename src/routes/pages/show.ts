import { promisify } from "node:util";
import { gzip } from "node:zlib";
import type { Html } from "../../../views/jsx/html.ts";
import { drawFor } from "../../../views/words.ts";
import { bestEncoding, type Encoding } from "../../lib/encoding.ts";
import { inOneGo } from "../in-one-go.ts";
import type { PageRequest } from "./environment.ts";
import { readerOf } from "./reader.ts";

/** Characters. Below this a page fits into one packet or two, and compressing it saves none. */
const WORTH_COMPRESSING = 1024;
/** Characters. A larger page is compressed in a thread, so that the others do not wait for it: 1 MB takes about 5 ms. */
const TOO_LARGE_FOR_THE_LOOP = 256 * 1024;
/** The quickest: 92 KB become 14 KB by gzip, 10 KB by zstd, each in 50 µs; the slowest saves a quarter more in 500 µs. */
const LEVEL = 1;

const gzipInThread = promisify(gzip);

/** Answers with a page or a part of one, drawn for whoever asked, compressed where the reader takes it so. */
export function show(c: PageRequest, draw: () => Html): Response | Promise<Response> {
  const { text } = drawFor(readerOf(c), draw);
  c.header("Content-Type", "text/html; charset=UTF-8");
  if (text.length < WORTH_COMPRESSING) return c.body(text);
  c.header("Vary", "Accept-Encoding");
  const encoding = bestEncoding(c.req.header("accept-encoding"));
  if (!encoding) return c.body(inOneGo(text));
  c.header("Content-Encoding", encoding);
  if (text.length <= TOO_LARGE_FOR_THE_LOOP) return c.body(inOneGo(compressed(text, encoding)));
  return compressedInThread(text, encoding).then((body) => c.body(inOneGo(body)));
}

type Bytes = Uint8Array<ArrayBuffer>;

function compressed(text: string, encoding: Encoding): Bytes {
  const compress = encoding === "zstd" ? Bun.zstdCompressSync : Bun.gzipSync;
  return compress(text, { level: LEVEL }) as Bytes;
}

function compressedInThread(text: string, encoding: Encoding): Promise<Bytes> {
  const compress = encoding === "zstd" ? Bun.zstdCompress : gzipInThread;
  return compress(text, { level: LEVEL }) as Promise<Bytes>;
}
