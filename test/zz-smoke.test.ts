import { expect, test } from "bun:test";
import { startApp } from "./support/app.ts";
import { Person, SocketClient } from "./support/client.ts";
test("smoke", async () => {
  await using app = await startApp();
  const alice = await Person.register(app.url),
    bob = await Person.register(app.url);
  const room = await alice.createRoom("closed");
  await using a = await alice.connect();
  await using b = await bob.connect();
  await alice.invite(room.id, bob);
  await b.next("user_joined");
  a.say({ type: "send_message", roomId: room.id, content: "hello", clientMessageId: "c1" });
  const ack = await a.next("message_ack");
  const got = await b.next("new_message");
  expect(got.message).toEqual(ack.message);
  expect(got.after).toBe(0);
  const again = await alice.request("POST", `/api/rooms/${room.id}/messages`, {
    content: "hello",
    clientMessageId: "c1",
  });
  expect(again.status).toBe(200);
  await alice.call("PATCH", `/api/messages/${ack.message.id}`, { content: "edited" });
  await alice.call("DELETE", `/api/messages/${ack.message.id}`);
  await b.next("message_updated");
  const d = await b.next("message_updated");
  expect(d.message.deletedAt).not.toBeNull();
  console.log(JSON.stringify(await bob.call("GET", "/api/rooms"), null, 1));
  b.say({ type: "resume", rooms: { [room.id]: 0 } });
  console.log(await b.next("resumed"), b.frames.slice(-3));
  const dm = await alice.call<any>("POST", "/api/direct-messages", { userIds: [bob.id] });
  console.log(dm, await alice.call("GET", `/api/rooms/${dm.id}/members`));
  a.say({ type: "typing_start", roomId: room.id });
  await b.next("user_typing");
  await b.next("user_stopped_typing");
  await bob.call("DELETE", `/api/rooms/${room.id}/leave`);
  await a.next("user_left");
  await alice.request("POST", "/api/auth/logout");
  expect(await a.closedWith()).toBe(4401);
}, 20000);
