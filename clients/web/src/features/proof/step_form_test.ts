import { assertEquals } from "@std/assert";
import { readStep, type StepKind } from "./step_form.ts";

const texts = { number: "number", name: "name", needed: "needed", consent: "consent" };
const consent = { version: "2026-11", language: "en" };
const whole = { first_name: "Folake", last_name: "Adeyemi", consent_version: "2026-11" };

function read(kind: StepKind, said: Readonly<Record<string, string>>) {
  const fields = new FormData();
  for (const [name, value] of Object.entries(said)) fields.set(name, value);
  return readStep(kind, fields, consent, texts);
}

Deno.test("an empty form names every field that is missing", () => {
  assertEquals(read("bank_account", {}), {
    errors: {
      first_name: "name",
      last_name: "name",
      number: "number",
      bank_code: "needed",
      consent_version: "consent",
    },
  });
  assertEquals(read("agent_licence", whole), {
    errors: { licensed_by: "needed", licence_number: "needed" },
  });
});

Deno.test("nothing is sent without consent to the very text that was shown", () => {
  const said = { ...whole, number: "70123456789" };
  assertEquals(read("nin", { ...said, consent_version: "2025-01" }), {
    errors: { consent_version: "consent" },
  });
  assertEquals(read("nin", said), {
    wanted: {
      kind: "nin",
      number: "70123456789",
      firstName: "Folake",
      lastName: "Adeyemi",
      consent,
    },
  });
});

Deno.test("a number does not stand in the place of a name", () => {
  assertEquals(read("bvn", { ...whole, first_name: "70123456789", number: "22222222222" }), {
    errors: { first_name: "name" },
  });
});
