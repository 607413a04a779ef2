import { assertEquals } from "@std/assert";
import { createLog } from "../_shared/log.ts";
import {
  type IdentityProvider,
  type IdentityQuestion,
  NoAnswer,
} from "../_shared/identity_provider.ts";
import { createIdentityNumbers } from "../_shared/identity_numbers.ts";
import { Problem } from "../_shared/problem.ts";
import { createSealer } from "../_shared/sealed.ts";
import { type Answers, fakeDatabase, fakeReliability } from "../_shared/testing/fake_database.ts";
import { testKey } from "../_shared/testing/sealing_key.ts";
import { createApp } from "./app.ts";

const id = "0190a6f0-0000-7000-8000-000000000009";
const number = "70123456789";
const body = {
  kind: "nin",
  first_name: "Ada",
  last_name: "Okafor",
  number,
  consent_version: "2026-11",
  consent_language: "en",
};

function identity(
  answers: Answers = {},
  asked: IdentityProvider["ask"] | undefined = undefined,
) {
  const lines: string[] = [];
  const questions: IdentityQuestion[] = [];
  let claims = 0;
  const row = (status: string, next: string | null) => ({
    id,
    kind: "nin",
    status,
    last_four: "6789",
    next_try_at: next,
    verified_at: null,
    expires_at: null,
    decision: null,
    secret: "not for people",
  });
  let kept: Record<string, unknown> = {};
  const database = fakeDatabase({
    ...fakeReliability(),
    start_verification: (p) => {
      kept = p;
      return row("consented", "2026-11-27T00:00:00Z");
    },
    claim_identity_check: () =>
      claims++ > 0 ? [] : [{
        attempt_id: "a1",
        case_id: id,
        kind: "nin",
        provider: "dojah",
        first_name: "Ada",
        last_name: "Okafor",
        bank_code: null,
        place: kept.place,
        sealed: kept.sealed,
      }],
    read_verification: () => row("verified", null),
    ...answers,
  });
  const app = createApp({
    database,
    verifyToken: (token) =>
      token === "good"
        ? Promise.resolve({
          userId: "u1",
          email: "a@example.ng",
          assurance: "aal1",
        })
        : Promise.reject(Problem.of("auth.invalid_token")),
    identityNumbers: createIdentityNumbers(
      createSealer([testKey]),
      "k".repeat(32),
    ),
    identityProviders: {
      dojah: {
        kinds: ["nin"],
        admits: () => Promise.resolve(true),
        ask: (question) => {
          questions.push(question);
          return asked?.(question) ??
            Promise.resolve({
              outcome: "found",
              officialName: "OKAFOR ADA",
              dateOfBirth: "1990-04-12",
              reference: "r1",
            });
        },
      },
    },
    log: createLog((line) => lines.push(line)),
  });
  const post = async (
    sent: unknown = body,
    token = "good",
    key = "key-0123456789abcdef",
  ) => {
    const response = await app.request("/identity/cases", {
      method: "POST",
      headers: {
        "content-type": "application/json",
        authorization: `Bearer ${token}`,
        "idempotency-key": key,
      },
      body: JSON.stringify(sent),
    });
    return { status: response.status, text: await response.text() };
  };
  return { post, database, questions, lines };
}

Deno.test("a number is asked with, and goes nowhere else", async () => {
  const { post, database, questions, lines } = identity();
  const { status, text } = await post();
  assertEquals([status, JSON.parse(text).status, JSON.parse(text).secret], [
    201,
    "verified",
    undefined,
  ]);
  assertEquals(questions.map((it) => it.number), [number]);
  const answered = database.calls.find((it) => it.name === "record_identity_answer");
  assertEquals(answered?.parameters.score, 100);
  assertEquals(answered?.parameters.official_name, "OKAFOR ADA");
  // The database, the logs and the answer have it nowhere: digest, seal and last four stand for it.
  for (const told of [JSON.stringify(database.calls), lines.join("\n"), text]) {
    assertEquals(told.includes(number), false);
  }
  const [started] = database.calls.filter((it) => it.name === "start_verification");
  assertEquals(started?.parameters.last_four, "6789");
  assertEquals(String(started?.parameters.digest).length, 64);
  // A repeat of the key has one effect, and the same answer.
  assertEquals((await post()).text, text);
  assertEquals(questions.length, 1);
  assertEquals((await post({ ...body, number: "70123456780" })).status, 422);
});

Deno.test("no answer leaves the case to the job; so does a database that fails on the way", async () => {
  const silent = identity(
    {},
    () => Promise.reject(new NoAnswer(true, "timeout")),
  );
  assertEquals((await silent.post()).status, 201);
  assertEquals(
    silent.database.calls.find((it) => it.name === "record_identity_silence")
      ?.parameters,
    { attempt_id: "a1", is_unknown: true, error_class: "timeout" },
  );
  const broken = identity({
    claim_identity_check: () => {
      throw Problem.of("database.busy");
    },
  });
  const { status, text } = await broken.post();
  assertEquals([status, JSON.parse(text).status], [201, "consented"]);
});

Deno.test("what is wrong is named, and never repeated", async () => {
  const { post, database } = identity();
  const wrong: [Readonly<Record<string, unknown>>, string][] = [
    [{ ...body, number: "7012345678" }, "/number"],
    [{ ...body, number: undefined }, "/number"],
    [{ ...body, kind: "vnin", number: "70123456789" }, "/number"],
    [{ ...body, kind: "bank_account", number: "0123456789" }, "/bank_code"],
    [{ ...body, bank_code: "058" }, "/bank_code"],
    [{ ...body, kind: "agent_licence" }, "/number"],
    [{ ...body, kind: "phone" }, "/kind"],
    [{ ...body, first_name: " " }, "/first_name"],
    [{ ...body, last_name: `Okafor ${number}` }, "/last_name"],
    [{ ...body, bvn: "22222222222" }, "/bvn"],
  ];
  for (const [sent, pointer] of wrong) {
    const { status, text } = await post(sent);
    const { code, errors } = JSON.parse(text);
    assertEquals([status, code], [422, "request.invalid"], text);
    assertEquals(
      errors.some((it: { pointer: string }) => it.pointer === pointer),
      true,
      text,
    );
    assertEquals(text.includes(String(sent.number ?? sent.bvn)), false, text);
  }
  assertEquals((await post(body, "bad")).status, 401);
  assertEquals(
    database.calls.some((it) => it.name === "start_verification"),
    false,
  );
});

Deno.test("without a key for digests nobody is verified", async () => {
  const { status, text } = await createWithout().post();
  assertEquals([status, JSON.parse(text).code], [400, "verification.off"]);
});

function createWithout() {
  const database = fakeDatabase(fakeReliability());
  const app = createApp({
    database,
    verifyToken: () =>
      Promise.resolve({
        userId: "u1",
        email: "a@example.ng",
        assurance: "aal1",
      }),
    log: createLog(() => {}),
  });
  return {
    post: async () => {
      const response = await app.request("/identity/cases", {
        method: "POST",
        headers: {
          "content-type": "application/json",
          authorization: "Bearer good",
          "idempotency-key": "key-0123456789abcdef",
        },
        body: JSON.stringify(body),
      });
      return { status: response.status, text: await response.text() };
    },
  };
}
