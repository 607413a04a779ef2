import { assert, assertEquals, assertRejects, assertThrows } from "@std/assert";
import { databasePlace, requireAnswer } from "./database_url.ts";
import { StackError } from "./stack_error.ts";

Deno.test("an address is read to host and database; what names none is refused without repeating it", () => {
  const { host, name } = databasePlace("postgres://me:secret@db.example.ng/rents");
  assertEquals([host, name], ["db.example.ng:5432", "rents"]);
  for (
    const [wrong, said] of [
      ["", "set, but empty"],
      ["  ", "set, but empty"],
      ["rents", "no address of a PostgreSQL database"],
      ["https://me:secret@db.example.ng/rents", "no address of a PostgreSQL database"],
      ["postgres://me:secret@db.example.ng", "names no database on db.example.ng"],
    ] as const
  ) {
    const { message } = assertThrows(() => databasePlace(wrong), StackError, said);
    assert(!message.includes("secret"));
  }
});

Deno.test("a server that refuses, or never says a word, is named when patience ends", async () => {
  const silent = Deno.listen({ hostname: "127.0.0.1", port: 0 });
  const shut = Deno.listen({ hostname: "127.0.0.1", port: 0 });
  const address = ({ port }: Deno.NetAddr) => `postgres://me:secret@127.0.0.1:${port}/rents`;
  const refusing = address(shut.addr);
  shut.close();
  const accepting = silent.accept();
  const [nothing, silence] = await Promise.all(
    [refusing, address(silent.addr)].map((url) =>
      assertRejects(
        () => requireAnswer(databasePlace(url), 500),
        StackError,
        "database rents on 127.0.0.1",
      )
    ),
  );
  assert(nothing?.message.endsWith("nothing listens there"), nothing?.message);
  assert(silence?.message.endsWith("no answer in 0.5 seconds"), silence?.message);
  assert(![nothing, silence].some((error) => error?.message.includes("secret")));
  (await accepting).close();
  silent.close();
});
