/**
 * Through the REST gateway PostgreSQL itself reads what is sent for a typed argument or column, by its DateStyle: here
 * every function and every table of the API is sent what must not be read as another day than was meant.
 */
import { assert, assertEquals } from "@std/assert";
import { createEstate, createOrganization, signUp } from "@estate/sdk";
import { leave } from "../../local/demo/people.ts";
import { startTemporaryStack } from "../../local/temporary_stack.ts";
import { apiArguments } from "../database/ground/api_arguments.ts";
import {
  hostileAmounts,
  hostileDates,
  hostileTexts,
  hostileTimes,
} from "../database/ground/hostile_values.ts";

/** JSON texts by what an argument is read as. */
const hostile = {
  date: [...hostileDates.map((it) => JSON.stringify(it)), "20261205", "true", '{"day":1}', "[]"],
  time: [...hostileTimes.map((it) => JSON.stringify(it)), "1796467800", "false"],
  amount: [
    ...hostileAmounts.map((it) => JSON.stringify(it)),
    "1.5",
    "1000000000000001",
    "4000000000000000000",
    "-4e18",
    "1e308",
  ],
  text: hostileTexts.map((it) => JSON.stringify(it)),
} as const;

Deno.test({
  name: "what cannot be read is refused by name through REST",
  // supabase-js keeps timers of its own for a moment after disconnecting.
  sanitizeOps: false,
  sanitizeResources: false,
  async fn(t) {
    const stack = await startTemporaryStack();
    const person = createEstate(stack.url, stack.publishableKey);
    try {
      await signUp(person, {
        email: `person-${crypto.randomUUID()}@example.ng`,
        password: "correct-horse-battery",
        displayName: "Person",
      });
      const org = await createOrganization(person, {
        kind: "owner",
        name: "Ada Homes",
        address: "12 Herbert Macaulay Way",
      });
      const { data: { session } } = await person.auth.getSession();
      const send = async (method: string, path: string, body: string) => {
        const response = await fetch(`${stack.url}/rest/v1/${path}`, {
          method,
          headers: {
            apikey: stack.publishableKey,
            authorization: `Bearer ${session?.access_token}`,
            "content-type": "application/json",
          },
          body,
        });
        const said = await response.json().catch(() => ({}));
        return {
          status: response.status,
          code: said.hint ?? said.code,
          sqlstate: said.code,
          field: said.details?.startsWith?.("{") ? JSON.parse(said.details).field : undefined,
        };
      };
      const read = (await apiArguments(stack.database)).filter((argument) =>
        argument.schema === "public" && argument.reads !== undefined
      );

      for (
        const [kind, least] of [["date", 20], ["time", 6], ["amount", 7], ["text", 50]] as const
      ) {
        const arguments_ = read.filter((it) => it.reads === kind);
        await t.step(`${arguments_.length} arguments of functions that are a ${kind}`, async () => {
          // Each value is sent, and each argument meets some four of them; every argument meets all of them without
          // the gateway, in tests/database/ground.
          const apart = Math.ceil(hostile[kind].length / 4);
          assert(arguments_.length >= Math.max(least, apart));
          for (const [at, { fn, name, others }] of arguments_.entries()) {
            for (const value of hostile[kind].filter((_, n) => n % apart === at % apart)) {
              const body = `{${
                [`"${name}":${value}`, ...others.map((other) => `"${other.name}":null`)].join(",")
              }}`;
              const { status, code, field } = await send("POST", `rpc/${fn}`, body);
              assertEquals(
                [status, code, field],
                [400, `value.bad_${kind}`, name],
                `${fn} ${body}`,
              );
            }
          }
        });
      }

      await t.step("no column that is a date, a time or a place", async () => {
        const columns = await stack.database.query<{ of: string; name: string }>(
          `select c.relname::text as of, a.attname::text as name
           from pg_attribute as a join pg_class as c on c.oid = a.attrelid join pg_type as t on t.oid = a.atttypid
           left join pg_type as base on base.oid = t.typbasetype
           where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') and a.attnum > 0 and not a.attisdropped
             and a.attgenerated = '' and (coalesce(base.typcategory, t.typcategory) in ('D', 'R', 'T') or t.typname in ('geography', 'geometry'))
             and $1 order by 1, 2`,
          [true],
        );
        assert(columns.length > 100, `${columns.length} columns`);
        for (const { of, name } of columns) {
          const { status, sqlstate } = await send(
            "PATCH",
            of,
            JSON.stringify({ [name]: null }),
          );
          assertEquals([status, sqlstate], [403, "42501"], `PATCH ${of}.${name}`);
        }
      });

      await t.step("each text and number of a property", async () => {
        const home = {
          org_id: org.id,
          kind: "house",
          name: "Peace",
          street: "1 Glover Road",
          area: "Ikoyi",
          lga: "Eti-Osa",
          state: "Lagos",
        };
        const insert = async (given: Record<string, unknown>) => {
          const { status, code, field } = await send(
            "POST",
            "properties",
            JSON.stringify({ ...home, ...given }),
          );
          return [status, code, field];
        };
        for (
          const name of ["name", "street", "area", "lga", "landmark", "estate_name", "house_number"]
        ) {
          for (const text of hostileTexts) {
            assertEquals(
              await insert({ [name]: text }),
              [400, "value.bad_text", name],
              JSON.stringify(text),
            );
          }
        }
        for (const longitude of ["NaN", "Infinity", 181, 1e308, -3.4]) {
          assertEquals(
            await insert({ longitude, latitude: 6.5 }),
            [400, "property.bad_place", "longitude"],
          );
        }
        assertEquals(await insert({ longitude: 3.4 }), [400, "property.bad_place", "latitude"]);
        assertEquals((await insert({ longitude: 3.4, latitude: 6.5 }))[0], 201);
      });
    } finally {
      await leave([person]);
      await stack.close();
    }
  },
});
