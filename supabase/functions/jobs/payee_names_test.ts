import { assertEquals } from "@std/assert";
import { fakeDatabase } from "../_shared/testing/fake_database.ts";
import { silentLog } from "../_shared/testing/silent_log.ts";
import type { JobsDeps } from "./deps.ts";
import { payeeNames } from "./work/payee_names.ts";

const owner = "0190a6f0-0000-7000-8000-000000000001";

Deno.test("every account that waits is compared, with every name, and only scores are handed over", async () => {
  const waiting = Array.from({ length: 45 }, (_, n) => ({
    payee_account_id: `account-${n}`,
    account_name: n === 0 ? "OKAFOR ADA NGOZI" : "BOLA STRANGER",
    names: [
      { whose: "owner", person_id: owner, name: "Ada Okafor" },
      { whose: "organization", person_id: null, name: "Marina Homes" },
    ],
  }));
  const database = fakeDatabase({
    claim_payee_names: ({ most }) => waiting.splice(0, Number(most)),
    record_payee_names: () => "matches",
  });
  assertEquals(
    await payeeNames.run({ database } as unknown as JobsDeps, silentLog),
    45,
  );
  const recorded = database.calls.filter((call) => call.name === "record_payee_names");
  assertEquals(recorded.length, 45);
  const [first, other] = recorded.map((call) => call.parameters);
  const scores = (given: unknown) =>
    (given as { whose: string; person_id: string | null; score: number }[])
      .map(({ whose, person_id, score }) => [whose, person_id, score >= 85]);
  assertEquals(first?.payee_account_id, "account-0");
  assertEquals(scores(first?.name_matches), [["owner", owner, true], [
    "organization",
    null,
    false,
  ]]);
  assertEquals(scores(other?.name_matches), [["owner", owner, false], [
    "organization",
    null,
    false,
  ]]);
  assertEquals(/okafor|stranger|marina/i.test(JSON.stringify(recorded)), false);
});
