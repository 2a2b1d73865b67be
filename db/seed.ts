/** `bin/seed`: a believable workspace to look around in. */
import { readConfig } from "../src/config.ts";
import { Database } from "./database.ts";
import { demoPassword, people } from "./seed/people.ts";
import { seed } from "./seed/index.ts";

const database = new Database(readConfig(process.env).database);
try {
  await database.migrate();
  const made = await seed(database);
  console.log(`Made ${made.people} people, ${made.rooms} rooms and ${made.messages} messages.`);
  console.log(
    `Sign in as ${people[0].username} (or ${people[1].username}, ${people[2].username} …) with the password ${demoPassword}`,
  );
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
} finally {
  await database.close();
}
