import { assertEquals, assertNotEquals } from "@std/assert";
import { clientIdFor, dropClientId } from "./client_key.ts";

function shelf() {
  const kept = new Map<string, string>();
  return {
    getItem: (name: string) => kept.get(name) ?? null,
    setItem: (name: string, value: string) => void kept.set(name, value),
  };
}
const never = () => false;

Deno.test("the same asking keeps its id until it is known to have arrived", () => {
  const own = shelf();
  const first = clientIdFor(own, "payouts", "a 500", never, 0);
  assertEquals(clientIdFor(own, "payouts", "a 500", never, 1), first);
  assertNotEquals(clientIdFor(own, "payouts", "a 600", never, 1), first);
  const second = clientIdFor(own, "payouts", "a 500", (id) => id === first, 2);
  assertNotEquals(second, first);
  assertEquals(clientIdFor(own, "payouts", "a 500", (id) => id === first, 3), second);
});

Deno.test("a refusal, and a day, forget it", () => {
  const own = shelf();
  const first = clientIdFor(own, "payouts", "a 500", never, 0);
  dropClientId(own, "payouts", first, 1);
  const second = clientIdFor(own, "payouts", "a 500", never, 2);
  assertNotEquals(second, first);
  assertNotEquals(clientIdFor(own, "payouts", "a 500", never, 2 + 86_400_000), second);
});

Deno.test("a shelf that keeps nonsense, or nothing, is none", () => {
  const own = { getItem: () => "{", setItem: () => {} };
  assertNotEquals(
    clientIdFor(own, "payouts", "a", never),
    clientIdFor(own, "payouts", "a", never),
  );
});
