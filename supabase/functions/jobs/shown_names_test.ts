import { assertEquals } from "@std/assert";
import { fakeDatabase } from "../_shared/testing/fake_database.ts";
import { silentLog } from "../_shared/testing/silent_log.ts";
import type { JobsDeps } from "./deps.ts";
import { shownNames } from "./work/shown_names.ts";

Deno.test("every name that waits is compared with the verified one, and said to be of the name that was taken", async () => {
  const waiting = Array.from({ length: 45 }, (_, n) => ({
    case_id: `case-${n}`,
    shown_name: n === 0 ? "Emeka Obi" : "Aliko Dangote",
    verified_name: "Chukwuemeka Obi",
  }));
  const database = fakeDatabase({
    claim_shown_names: ({ most }) => waiting.splice(0, Number(most)),
    record_shown_name: ({ is_theirs }) => is_theirs,
  });
  assertEquals(await shownNames.run({ database } as unknown as JobsDeps, silentLog), 45);
  const recorded = database.calls.filter((call) => call.name === "record_shown_name")
    .map((call) => call.parameters);
  assertEquals(recorded.length, 45);
  assertEquals(recorded.slice(0, 2), [
    { case_id: "case-0", shown_name: "Emeka Obi", is_theirs: true },
    { case_id: "case-1", shown_name: "Aliko Dangote", is_theirs: false },
  ]);
});
