/** What the API pages say is what the database and the functions are. */
import { assert, assertEquals } from "@std/assert";
import { Validator } from "@seriousme/openapi-schema-validator";
import { describeApi } from "../local/tools/api/describe.ts";
import { generatedFile, moduleOf } from "../local/tools/api/generated.ts";
import { readCatalog } from "../local/tools/api/catalog.ts";
import { criteria, jsonShapes } from "../local/tools/api/json_shapes.ts";
import { policyInWords } from "../local/tools/api/policy_words.ts";
import { realtimeTopics } from "../local/tools/api/realtime.ts";
import { buckets } from "../local/tools/api/storage_paths.ts";
import { openapi } from "../supabase/functions/docs/generated/api.ts";
import { openTestDatabase } from "./database/test_database.ts";

type Operation = {
  operationId: string;
  description?: string;
  parameters?: { name?: string; schema?: { default?: string } }[];
  responses: Record<string, { description?: string }>;
};
const operations = () =>
  Object.entries(openapi.paths as Record<string, Record<string, Operation>>)
    .flatMap(([path, methods]) =>
      Object.entries(methods).map(([method, operation]) => ({ path, method, ...operation }))
    );

Deno.test("the API's description is that of this database and these functions", async (t) => {
  const { database, close } = await openTestDatabase();
  try {
    await t.step("it is current", async () => {
      const described = moduleOf(await describeApi(database));
      assert(
        await Deno.readTextFile(generatedFile) === described,
        "The API's description is out of date: run deno task docs:api",
      );
    });

    const catalog = await readCatalog(database);
    await t.step("policies are told in words", () => {
      for (const { name, policies } of catalog.tables) {
        for (const policy of policies) {
          const words = policyInWords(policy, catalog.helpers);
          assert(
            !/SELECT|ARRAY|ANY|EXISTS|CASE|WHEN|THEN|NULL|::|[()=]/.test(words),
            `${name}: ${words}`,
          );
        }
      }
    });

    await t.step("what people may call is there, and its refusals", () => {
      const described = new Map(operations().map((it) => [it.operationId, it]));
      for (const it of catalog.functions) {
        assertEquals(described.has(it.function), it.callers.length > 0, it.function);
      }
      const codes = Object.values(described.get("make_offer")!.responses)
        .map(({ description }) => description ?? "").join();
      for (const code of ["rate_limit.exceeded", "offer."]) assert(codes.includes(code), codes);
    });

    await t.step("every bucket is described, private or public as it is", async () => {
      const there = await database.query<{ id: string; is_public: boolean }>(
        'select id, public as is_public from storage.buckets where $1 order by id collate "C"',
        [true],
      );
      const byName = (a: string, b: string) => a < b ? -1 : 1;
      assertEquals(
        buckets.map(({ bucket, isPublic }) => ({ id: bucket, is_public: isPublic ?? false }))
          .toSorted((a, b) => byName(a.id, b.id)),
        there,
      );
      // Into which ones people may put files themselves, the policies say.
      const written = await database.query<{ bucket: string }>(
        `select substring(with_check from $1) as bucket from pg_policies
         where schemaname = 'storage' and tablename = 'objects' and cmd = 'INSERT'`,
        ["bucket_id = '([a-z-]+)'"],
      );
      assertEquals(
        buckets.filter((it) => it.writers !== undefined).map((it) => it.bucket).toSorted(byName),
        written.map((it) => it.bucket).toSorted(byName),
      );
    });

    await t.step("what JSON may hold is what the database knows", () => {
      const source = catalog.sources.get("private.read_criteria") ?? "";
      const [, known = ""] = /known_keys constant text\[\] := array\[([^\]]*)\]/.exec(source) ?? [];
      const { properties } = criteria as { properties: Record<string, unknown> };
      assertEquals(
        Object.keys(properties).toSorted(),
        [...known.matchAll(/'(\w+)'/g)].map(([, key]) => key as string).toSorted(),
      );
      const all = [...catalog.sources.values()].join("\n");
      for (const [name, shapes] of Object.entries(jsonShapes)) {
        const taken = catalog.functions.find((it) => it.function === name)?.fields ?? [];
        for (const [argument, shape] of Object.entries(shapes)) {
          assert(taken.some((it) => it.field === argument), `${name} takes no ${argument}`);
          const { properties = {} } = (shape.items ?? {}) as { properties?: object };
          for (const key of Object.keys(properties)) {
            assert(all.includes(key), `nothing reads ${key} of ${argument}`);
          }
        }
      }
    });

    await t.step(
      "every event that the database sends live is described, with its payload",
      async () => {
        const sent = new Map<string, readonly string[]>();
        // private.message_told tells a message as it stands, but for whose it is.
        const ofMessages = (await database.query<{ name: string }>(
          `select attname::text as name from pg_attribute
         where attrelid = 'public.messages'::regclass and attnum > 0 and not attisdropped and attname <> $1 order by attname collate "C"`,
          ["org_id"],
        )).map((row) => row.name);
        for (const source of catalog.sources.values()) {
          for (
            const [, event = ""] of source.matchAll(
              /private\.broadcast\([^;]*?,\s*'(\w+)',\s*private\.message_told\(/g,
            )
          ) sent.set(event, ofMessages);
          const names = (payload: string) =>
            [...payload.matchAll(/'(\w+)'/g)].map(([, field]) => field as string);
          for (
            const [, event = "", payload = ""] of source.matchAll(
              /private\.broadcast\([^;]*?,\s*'(\w+)',\s*jsonb_build_object\(([^;]*)\)/g,
            )
          ) sent.set(event, names(payload));
          // Many at once are put together before.
          for (
            const [, payload = "", event = ""] of source.matchAll(
              /array_agg\(jsonb_build_object\(([^;]*?)\)\)[^]*?private\.broadcast\(topics,\s*'(\w+)'/g,
            )
          ) sent.set(event, names(payload));
        }
        const told = realtimeTopics.flatMap(({ events }) =>
          events.map(({ event, payload }) => [event, payload] as const)
        );
        assertEquals(told.toSorted(), [...sent].toSorted());
      },
    );

    await t.step(
      "the columns that it names can be selected, and * can not where it says so",
      async () => {
        await database.transaction(async (tx) => {
          await tx.exec(
            `set local role authenticated; select set_config('request.jwt.claims', '{"sub":"0190a6f0-0000-7000-8000-000000000001","role":"authenticated"}', true)`,
          );
          let withheld = 0;
          for (const { path, method, parameters = [] } of operations()) {
            const columns = parameters.find((it) => it.name === "select")?.schema?.default;
            if (method !== "get" || columns === undefined) continue;
            const table = path.split("/").at(-1);
            await tx.query(`select ${columns} from public.${table} limit 0`);
            if (columns === "*") continue;
            withheld += 1;
            await tx.exec("savepoint before");
            const refused = await tx.query(`select * from public.${table} limit 0`)
              .then(() => false, () => true);
            await tx.exec("rollback to savepoint before");
            assert(refused, `${table}: * is not refused`);
          }
          assert(withheld > 3);
        });
      },
    );
  } finally {
    await close();
  }
});

Deno.test("the description is valid OpenAPI 3.1, and nothing that it refers to is missing", async () => {
  const { valid, errors } = await new Validator().validate(structuredClone(openapi));
  assertEquals([valid, errors], [true, undefined]);
  const missing = [...JSON.stringify(openapi).matchAll(/"\$ref":"#\/([^"]+)"/g)]
    .map(([, path = ""]) => path)
    .filter((path) =>
      path.split("/").reduce<unknown>(
        (at, part) => (at as Record<string, unknown> | undefined)?.[part],
        openapi,
      ) === undefined
    );
  assertEquals([...new Set(missing)], []);
  const ids = operations().map((it) => it.operationId);
  assertEquals(ids.length, new Set(ids).size, "an operationId stands twice");
});
