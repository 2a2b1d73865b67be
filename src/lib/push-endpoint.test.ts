import { expect, test } from "bun:test";
import { isPushEndpoint } from "./push-endpoint.ts";

test("the push services of browsers may be posted to", () => {
  for (const address of [
    "https://fcm.googleapis.com/fcm/send/abc:def",
    "https://updates.push.services.mozilla.com/wpush/v2/gAAAA",
    "https://web.push.apple.com/QOe-1",
    "https://wns2-par02p.notify.windows.com/w/?token=BQYAAA%3d",
  ])
    expect(isPushEndpoint(address, [])).toBe(true);
});

test("what leads into a network of one's own, or past https, may not", () => {
  for (const address of [
    "http://fcm.googleapis.com/fcm/send/abc",
    "https://localhost/",
    "https://127.0.0.1/",
    "https://2130706433/",
    "https://0x7f.1/",
    "https://[::1]/",
    "https://[::ffff:10.0.0.1]/",
    "https://redis/",
    "https://metadata.google.internal/",
    "https://printer.local/",
    "https://a.localhost./",
    "https://fcm.googleapis.com:8443/",
    "https://user:word@fcm.googleapis.com/",
    "https://bücher.localhost/",
    "file:///etc/passwd",
    "nonsense",
  ])
    expect([address, isPushEndpoint(address, [])]).toEqual([address, false]);
});

test("where services are named, these and no others", () => {
  const services = ["http://127.0.0.1:4240"];
  expect(isPushEndpoint("http://127.0.0.1:4240/abc", services)).toBe(true);
  expect(isPushEndpoint("http://127.0.0.1:4241/abc", services)).toBe(false);
  expect(isPushEndpoint("https://fcm.googleapis.com/fcm/send/abc", services)).toBe(false);
});
