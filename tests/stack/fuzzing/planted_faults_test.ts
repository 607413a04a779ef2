/** The fuzzing finds what it is there for: each fault is planted in a function that has no other. */
import { assertEquals, assertStringIncludes } from "@std/assert";
import { createRoute, z } from "@hono/zod-openapi";
import { Problem } from "../../../supabase/functions/_shared/problem.ts";
import { problemResponse } from "../../../supabase/functions/_shared/problem_schema.ts";
import { createServiceApp } from "../../../supabase/functions/_shared/service_app.ts";
import { silentLog } from "../../../supabase/functions/_shared/testing/silent_log.ts";
import { type Askers, mistakenAttempts, soundAttempts } from "./attempts.ts";
import { readDescription } from "./description.ts";
import { Probe } from "./probe.ts";

type Fault =
  | "none"
  | "chokes on a text"
  | "writes before it refuses"
  | "takes what it does not know"
  | "refuses without naming a field"
  | "names another field"
  | "refuses in words"
  | "tells of its inside"
  | "hangs";

const askers: Askers = {
  people: ["somebody"],
  known: { ids: [crypto.randomUUID()], fields: {}, oddFields: {} },
  badTokens: [],
};

/** What is found of a function with a fault: with mistakes, and with none. */
async function findings(fault: Fault): Promise<(string | undefined)[]> {
  const written: string[] = [];
  const app = createServiceApp({ name: "t", title: "T", description: "T", log: silentLog });
  const body = z.strictObject({
    title: z.string().min(1).max(40),
    amount_kobo: z.number().int().min(1).max(1_000),
    charge_ids: z.array(z.uuid()).min(1).max(3),
  });
  app.openapi(
    createRoute({
      method: "post",
      path: "/things",
      request: { body: { required: true, content: { "application/json": { schema: body } } } },
      responses: {
        201: { description: "Made", content: { "application/json": { schema: z.object({}) } } },
        422: problemResponse("request.invalid"),
      },
    }),
    async (context) => {
      const { title } = context.req.valid("json");
      const errors = [{ pointer: "/title", detail: "is not what it should be" }];
      const isOdd = /[^ -~]/.test(title);
      if (isOdd && fault === "chokes on a text") throw new Error("It chokes");
      if (isOdd && fault === "hangs") await new Promise(() => {});
      if (isOdd && fault === "writes before it refuses") {
        written.push("public.things");
        throw Problem.of("database.conflict");
      }
      if (isOdd && fault === "refuses without naming a field") throw Problem.of("database.invalid");
      if (isOdd && fault === "tells of its inside") {
        throw Problem.of("database.invalid", { errors, detail: 'relation "things" has no title' });
      }
      if (isOdd && fault === "refuses in words") {
        return new Response("No", { status: 400 }) as never;
      }
      return context.json({}, 201);
    },
  );
  const document = app.getOpenAPI31Document({
    openapi: "3.1.0",
    info: { title: "T", version: "1" },
  });
  const description = readDescription(document as unknown as Record<string, unknown>);
  const [operation] = description.operations;
  const settled = Promise.withResolvers<void>();
  settled.resolve();
  const probe = new Probe({
    settle: () => settled.promise,
    written: () => Promise.resolve(written.splice(0)),
    async send({ method, path, headers, body }, signal) {
      const sent = new Headers({ "content-type": "application/json" });
      for (const [name, value] of Object.entries(headers)) {
        if (value === null) sent.delete(name);
        else sent.set(name, value);
      }
      const asked = new Request(`http://t${path}`, {
        method,
        headers: sent,
        ...(body === undefined ? {} : { body: body as string }),
      });
      if (
        fault === "takes what it does not know" && (await asked.clone().text()).includes("naer")
      ) {
        return Response.json({}, { status: 201 });
      }
      const gone = new Promise<never>((_, reject) =>
        signal.addEventListener("abort", () => reject(signal.reason))
      );
      const answer = await Promise.race([app.fetch(asked), gone]);
      if (fault !== "names another field" || answer.status !== 422) return answer;
      return new Response((await answer.text()).replaceAll("/amount_kobo", "/amount"), answer);
    },
  }, { runs: 250, seed: 20261127, patienceMs: 100 });
  const manner = { saysProblems: true, refusesMistakes: true, answers: operation!.answers };
  return [
    await probe.find(mistakenAttempts(description, operation!, askers), manner),
    await probe.find(soundAttempts(description, operation!, askers), manner),
  ];
}

Deno.test("a function without a fault is found to have none", async () => {
  assertEquals(await findings("none"), [undefined, undefined]);
});

for (
  const [fault, told] of [
    ["takes what it does not know", "it takes the mistake (201)"],
    ["names another field", "not /amount_kobo"],
  ] as const
) {
  Deno.test(`a function that ${fault} is found, by a mistake`, async () => {
    const [mistaken, sound] = await findings(fault);
    assertStringIncludes(mistaken ?? "", told);
    assertEquals(sound, undefined);
  });
}

for (
  const [fault, told] of [
    ["chokes on a text", "it answers 500"],
    ["hangs", "it hangs"],
    ["writes before it refuses", "it is refused and wrote to public.things"],
    ["refuses without naming a field", "database.invalid names no field"],
    ["tells of its inside", "it tells of its inside"],
    ["refuses in words", "it refuses as text/plain"],
  ] as const
) {
  Deno.test(`a function that ${fault} is found, by what fits its description`, async () => {
    const [, sound] = await findings(fault);
    assertStringIncludes(sound ?? "", told);
  });
}
