import { assertEquals } from "@std/assert";
import { startRestFixture } from "./fixture.ts";

const specimen = {
  id: "9007199254740993",
  amount: "12.5000",
  ratio: 0.1,
  at: "2026-01-01T00:00:00+00:00",
  local_at: "2026-01-01T12:30:00.5",
  day: "2026-01-01",
  span: "1 mon 02:00:00",
  tags: ["a", 'b "c"', "{}"],
  times: ["2026-01-01T00:00:00+00:00"],
  period: "[2026-01-01,2026-02-01)",
  document: { price: 1.5, note: "2026-01-01 00:00:00+00", list: [1, "2"] },
  flag: true,
} as const;

Deno.test("values come and go over REST as PostgREST writes and reads them", async (t) => {
  const { stack, service } = await startRestFixture();
  const raw = async (path: string, init: RequestInit = {}) => {
    const headers = { apikey: stack.secretKey, "content-type": "application/json" };
    const response = await fetch(`${stack.url}/rest/v1/${path}`, {
      ...init,
      headers: { ...headers, ...init.headers as Record<string, string> },
    });
    return await response.text();
  };
  try {
    await t.step("what is written comes back in the types and forms of JSON", async () => {
      const written = await service.from("specimens").insert(specimen).select();
      assertEquals(written.error, null);
      const read = await service.from("specimens").select();
      const expected = {
        ...specimen,
        // Longer than JavaScript's numbers: supabase-js parses JSON, and so rounds it, here and there.
        id: 9007199254740992,
        amount: 12.5,
        big: null,
        parent_id: null,
      };
      assertEquals(written.data, [expected]);
      assertEquals(read.data, [expected]);
    });

    await t.step("the wire keeps every digit, both ways", async () => {
      assertEquals(
        await raw("specimens?select=id,amount"),
        '[{"id":9007199254740993,"amount":12.5}]',
      );
      const body = '{"big":9007199254740995,"amount":1234567890123456.1}';
      const patched = await raw("specimens?flag=is.true&select=big", {
        method: "PATCH",
        body,
        headers: { prefer: "return=representation" },
      });
      assertEquals(patched, '[{"big":9007199254740995}]');
      assertEquals(
        await raw("rpc/echo_big", { method: "POST", body: '{"value":-9007199254740997}' }),
        "-9007199254740997",
      );
      await stack.database.query("update public.specimens set document = $1::text::jsonb", [
        '{"big":9007199254740997}',
      ]);
      assertEquals(
        await raw("specimens?select=document"),
        '[{"document":{"big":9007199254740997}}]',
      );
    });

    await t.step(
      "what is no string becomes its JSON text in an argument that is text",
      async () => {
        for (
          const [message, said] of [[true, "true"], [12.5, "12.5"], [
            { a: [1] },
            '{"a":[1]}',
          ]] as const
        ) {
          const { error } = await service.rpc("raise_sqlstate", { code: "PT400", message });
          assertEquals([error?.code, error?.message], ["PT400", said]);
        }
      },
    );

    await t.step("and in a list of texts, as an argument and in a column", async () => {
      const tags = ["a", null, true, 12.5, { a: [1] }];
      const said = ["a", null, "true", "12.5", '{"a":[1]}'];
      const echoed = await service.rpc("echo_texts", { value: tags });
      assertEquals([echoed.data, echoed.error], [said, null]);
      const stored = await service.from("specimens").update({ tags }).eq("flag", true)
        .select("tags").single();
      assertEquals([stored.data?.tags, stored.error], [said, null]);
    });

    await t.step("a text in an address is what stands there", async () => {
      for (const value of ["17", "007", "1e5", "true", "null", "", '{"id": 1}', "[1, 2]", "{a}"]) {
        const { data, error } = await service.rpc("echo_text", { value }, { get: true });
        assertEquals([data, error], [value, null]);
      }
    });

    await t.step(
      "a truth is read as the database reads it, and refused where it is none",
      async () => {
        for (
          const [value, read] of [[true, true], ["true", true], [" ON", true], [1, true], [
            "f",
            false,
          ], [
            0,
            false,
          ], [null, null]]
        ) assertEquals((await service.rpc("echo_truth", { value })).data, read, `${value}`);
        for (const value of ["", "o", "maybe", 2, {}, [true]]) {
          const { error, status } = await service.rpc("echo_truth", { value });
          assertEquals([status, error?.code], [400, "22P02"], JSON.stringify(value));
          const changed = await service.from("specimens").update({ flag: value }).eq("flag", true);
          assertEquals(
            [changed.status, changed.error?.code],
            [400, "22P02"],
            JSON.stringify(value),
          );
        }
        const listed = await raw("rpc/echo_text", { method: "POST", body: '["x"]' });
        assertEquals(JSON.parse(listed).code, "PGRST202");
      },
    );

    await t.step("a JSON string stays a string in a JSON column and argument", async () => {
      for (const value of ["plain", "12", '{"a":1}', "null"]) {
        const echoed = await service.rpc("echo_json", { value });
        assertEquals([echoed.data, echoed.error], ["string", null], value);
        const stored = await service.from("specimens").update({ document: value })
          .eq("flag", true).select("document").single();
        assertEquals([stored.data?.document, stored.error], [value, null]);
      }
      for (const [value, type] of [[{ a: 1 }, "object"], [[1], "array"], [12, "number"]]) {
        assertEquals((await service.rpc("echo_json", { value })).data, type);
      }
    });

    await t.step(
      "a star means the table of the API, whatever other schemas call theirs",
      async () => {
        const { error } = await service.from("conversations").select("*,messages(*)");
        assertEquals(error, null);
      },
    );

    await t.step("HEAD on a function counts without a body", async () => {
      const { count, error, data } = await service
        .rpc("count_specimens", {}, { head: true, count: "exact" });
      assertEquals([count, error, data], [1, null, null]);
      const missing = await fetch(`${stack.url}/rest/v1/rpc/nothing_here`, {
        method: "HEAD",
        headers: { apikey: stack.secretKey },
      });
      assertEquals([missing.status, await missing.text()], [404, ""]);
    });

    await t.step("SQL may read the request that calls it, on tables too", async () => {
      const asked = await service.from("asked_headers").select().setHeader("x-estate-org", "abc");
      assertEquals(asked.data, [{ org: "abc", method: "GET", path: "/asked_headers" }]);
    });
  } finally {
    await stack.close();
  }
});
