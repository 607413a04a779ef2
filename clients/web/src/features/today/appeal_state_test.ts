import { assertEquals } from "@std/assert";
import { type Appeal, appealAgainst, stepOf } from "./appeal_state.ts";

const appeal = (subject: string, subject_id: string, created_at: string): Appeal => ({
  subject,
  subject_id,
  created_at,
  decided_at: null,
  decision_reason: null,
  is_granted: null,
});

Deno.test("an appeal stands against the suspension that it came after", () => {
  const since = "2026-11-20T10:00:00.5+00:00";
  const now = appeal("organization", "o", "2026-11-21T08:00:00+00:00");
  const before = appeal("organization", "o", "2026-10-01T08:00:00+00:00");
  assertEquals(appealAgainst([now, before], "o", since), now);
  assertEquals(appealAgainst([before], "o", since), undefined);
  assertEquals(appealAgainst([now], "other", since), undefined);
  assertEquals(appealAgainst([appeal("listing", "o", now.created_at)], "o", since), undefined);
});

Deno.test("what was granted is not told as refused", () => {
  const decided_at = "2026-11-22T08:00:00+00:00";
  assertEquals(stepOf({ decided_at: null, is_granted: null }), "waits");
  assertEquals(stepOf({ decided_at, is_granted: true }), "granted");
  assertEquals(stepOf({ decided_at, is_granted: false }), "refused");
});
