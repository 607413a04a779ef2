import { assertEquals } from "@std/assert";
import { type Asked, missedOf } from "./missed_of.ts";

const asked = (it: Partial<Asked>): Asked => ({
  data: undefined,
  error: null,
  fetchStatus: "idle",
  ...it,
});

Deno.test("what failed and what waits for a line is missed, what is there or on its way is not", () => {
  const failed = asked({ error: new Error() });
  const waits = asked({ fetchStatus: "paused" });
  const again = asked({ error: new Error(), fetchStatus: "fetching" });
  const kept = asked({ data: [], error: new Error() });
  const nothing = asked({ data: null });
  const disabled = asked({});
  assertEquals(missedOf([failed, waits, again, kept, nothing, disabled]), [failed, waits]);
  assertEquals(missedOf([]), []);
});
