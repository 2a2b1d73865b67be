/** Requests as RFC 9112 forbids them, smuggling among them, and bytes that are another protocol's. */
import type { Dice } from "./dice.ts";

const POST = "POST /api/rooms HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n";
const GET = "GET /api/users/me HTTP/1.1\r\nHost: x\r\n";
const NEXT = "GET /health HTTP/1.1\r\nHost: x\r\n\r\n";
const LENGTHS = [
  "-1",
  "+2",
  "0x2",
  "2, 2",
  "2 2",
  "",
  " ",
  "2\t",
  "1e1",
  "18446744073709551618",
  "9".repeat(40),
  "200000000",
];
const CHUNKS = [
  "ZZ",
  "-1",
  "ffffffffffffffff",
  "7fffffffffffffff",
  "0x2",
  " 2",
  "2 ",
  "",
  `2;${"a".repeat(9000)}`,
  "00000000000000000000002",
];
const CODINGS = [
  "chunked, chunked",
  "gzip, chunked",
  "identity",
  "xchunked",
  "chunked\u000b",
  "CHUNKED",
  '"chunked"',
  "chunked,",
  " chunked",
];
const TARGETS = [
  "*",
  "//",
  "http://[",
  "http://other.example/health",
  "https://x:99999/",
  "x.example:443",
  "?",
  "#",
  "\\",
  "/..%2f..%2f",
  "/%",
  "/%ff",
  "/\u0000",
  "/a b",
  "http://x@y:z/",
  "ws://x/ws",
  `/${"a".repeat(14_000)}`,
  `/?${"a=b&".repeat(3000)}`,
];
const METHODS = [
  "TRACE",
  "CONNECT",
  "OPTIONS",
  "HEAD",
  "QUERY",
  "BREW",
  "get",
  "PRI",
  "PROPFIND",
  "G E T",
  "",
  "A".repeat(5000),
  "\u0000",
  "*",
];
/** The first bytes of a TLS hello, of HTTP/2, of SSH, of Redis, of SOCKS, of a PROXY header. */
const OTHERS = [
  Buffer.from("16030100a5010000a10303", "hex"),
  Buffer.from("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n\0\0\x12\x04\0\0\0\0\0"),
  Buffer.from("SSH-2.0-OpenSSH_9.6\r\n"),
  Buffer.from("*1\r\n$4\r\nPING\r\n"),
  Buffer.from([5, 1, 0]),
  Buffer.from("PROXY TCP4 1.2.3.4 5.6.7.8 1 2\r\n"),
  Buffer.from("0d0a0d0a000d0a515549540a", "hex"),
];

const text = (make: (dice: Dice) => string) => (dice: Dice) => Buffer.from(make(dice), "latin1");

const SHAPES: ((dice: Dice) => Buffer)[] = [
  text((dice) => `${POST}Content-Length: 2\r\nContent-Length: ${dice.pick(LENGTHS)}\r\n\r\n{}${NEXT}`),
  text((dice) => `${POST}Content-Length: ${dice.pick(LENGTHS)}\r\n\r\n{}`),
  text(
    (dice) => `${POST}Content-Length: 5\r\nTransfer-Encoding: ${dice.pick(CODINGS)}\r\n\r\n0\r\n\r\n${NEXT}`,
  ),
  text((dice) => `${POST}Transfer-Encoding: ${dice.pick(CODINGS)}\r\n\r\n2\r\n{}\r\n0\r\n\r\n`),
  text((dice) => `${POST}Transfer-Encoding: chunked\r\n\r\n${dice.pick(CHUNKS)}\r\n{}\r\n0\r\n\r\n`),
  text(
    (dice) =>
      `${POST}Transfer-Encoding: chunked\r\n\r\n2\r\n{}${dice.pick(["", "\n", "xx", "\r\r"])}0\r\nX: y\r\n\r\n`,
  ),
  text((dice) => `${GET}X: a\r\n${dice.pick([" b", "\tb", ": c", "", "\u0000: d", "X"])}\r\n\r\n`),
  text((dice) => `${GET.replaceAll("\r\n", dice.pick(["\n", "\r", "\n\r", "\r\r\n"]))}\n\n`),
  text(
    (dice) =>
      `${GET}${dice.pick(["X : y", " X: y", "X\t: y", ": y", "X", "X\u0000: y", "X: a\u0000b", "é: y", "X: \u007f"])}\r\n\r\n`,
  ),
  text((dice) => `GET ${dice.pick(TARGETS)} HTTP/1.1\r\nHost: x\r\n\r\n`),
  text(
    (dice) => `${dice.pick(METHODS)} ${dice.pick(["/", "/ws", "*", "x:443"])} HTTP/1.1\r\nHost: x\r\n\r\n`,
  ),
  text(
    (dice) =>
      `GET / HTTP/${dice.pick(["1.0", "0.9", "1.2", "2.0", "9.9", "1.1 ", "", "1.1x"])}\r\nHost: x\r\n\r\n`,
  ),
  text(
    (dice) =>
      `GET / HTTP/1.1\r\nHost: ${dice.pick(["", "a b", "[", "x:y", "x, y", "é", "a".repeat(9000)])}\r\n\r\n`,
  ),
  text(() => "GET /health HTTP/1.1\r\n\r\n"),
  text((dice) => `${POST}Expect: ${dice.pick(["100-continue", "200-ok", ""])}\r\nContent-Length: 10\r\n\r\n`),
  text((dice) => NEXT.repeat(dice.pick([2, 50, 1000]))),
  text((dice) => `${GET}${"X: y\r\n".repeat(dice.pick([150, 250, 2000]))}\r\n`),
  text((dice) => `${GET}X: ${"a".repeat(dice.pick([15_000, 17_000, 100_000]))}\r\n\r\n`),
  text(
    (dice) =>
      `GET /ws HTTP/1.1\r\nHost: x\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: ${dice.pick(["12", "13", "13, 8", "x"])}\r\nSec-WebSocket-Key: ${dice.pick(["", "x", "dGhlIHNhbXBsZSBub25jZQ==", "a".repeat(3000)])}\r\nSec-WebSocket-Extensions: ${dice.pick(["permessage-deflate; client_max_window_bits=99", ";;;", "permessage-deflate;".repeat(200)])}\r\n\r\n`,
  ),
  text(
    (dice) =>
      `${GET}Cookie: ${dice.pick(["wisp-access=%ff", "=;=;", ";".repeat(5000), "wisp-access=a; wisp-access=b", "a=\u0080"])}\r\n\r\n`,
  ),
  text(
    (dice) =>
      `${GET}${dice.pick(["Accept-Encoding: \u0080;q=x", "Range: bytes=9-1", "If-None-Match: \u0080", "Authorization: Bearer", "Authorization: Basic x:y", "HX-Request: true\r\nHX-Current-URL: http://[", "X-Forwarded-For: é"])}\r\n\r\n`,
  ),
  text(
    (dice) =>
      `POST /sign-in HTTP/1.1\r\nHost: x\r\nContent-Type: multipart/form-data${dice.pick(["", "; boundary=", "; boundary=x", "; boundary=\u0080", `; boundary=${"x".repeat(500)}`])}\r\nContent-Length: 7\r\n\r\n${dice.pick(["--x--\r\n", "garbage", "--x\r\nab", "\r\n--x\r\n"])}`,
  ),
  text(
    (dice) =>
      `POST /sign-in HTTP/1.1\r\nHost: x\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: 20\r\n\r\n${dice.pick(["email=%ff%zz&a[b]=%&=", "__proto__=a&next=//x"])}`,
  ),
  text(
    (dice) =>
      `${POST}Content-Encoding: ${dice.pick(["gzip", "br", "gzip, gzip", "x"])}\r\nContent-Length: 2\r\n\r\n{}`,
  ),
  (dice) => Buffer.concat([dice.pick(OTHERS), dice.bytes(dice.below(200))]),
  (dice) => dice.bytes(1 + dice.below(400)),
];

export const httpShape = (dice: Dice): Buffer => dice.pick(SHAPES)(dice);
