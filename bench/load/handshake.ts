export const END_OF_HEAD = Buffer.from("\r\n\r\n");
/** Sixteen bytes, as RFC 6455 asks; nobody here checks the answer to it. */
const KEY = Buffer.from("wisp load client").toString("base64");

/** The head of a request that asks for a WebSocket, and offers compression where `compressed`. */
export function upgradeRequest(path: string, port: number, compressed = false): Buffer {
  const lines = [
    `GET ${path} HTTP/1.1`,
    `Host: 127.0.0.1:${port}`,
    "Upgrade: websocket",
    "Connection: Upgrade",
    `Sec-WebSocket-Key: ${KEY}`,
    "Sec-WebSocket-Version: 13",
    ...(compressed ? ["Sec-WebSocket-Extensions: permessage-deflate"] : []),
  ];
  return Buffer.from(`${lines.join("\r\n")}${END_OF_HEAD.toString()}`);
}
