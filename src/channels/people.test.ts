import { expect, test } from "bun:test";
import { startApp } from "../../test/support/app.ts";
import { Person } from "../../test/support/client.ts";

test("who comes in is told the version of the custom emoji: null where there are none, nothing where nobody knows", async () => {
  await using app = await startApp();
  const ann = await Person.register(app.url);
  const told = async () => {
    await using socket = await ann.connect();
    return socket.of("authenticated")[0];
  };
  expect(await told()).toHaveProperty("emoji", null);
  app.context.emoji.all = () => Promise.reject(new Error("the database does not answer"));
  expect(await told()).not.toHaveProperty("emoji");
});
