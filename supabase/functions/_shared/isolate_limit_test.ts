import { assertEquals, assertThrows } from "@std/assert";
import { createIsolateLimiter } from "./isolate_limit.ts";
import { Problem } from "./problem.ts";

const limit = { name: "reads", capacity: 3, refillPerSecond: 2 };

function build() {
  let ms = 1_000_000;
  const clock = { now: () => ms, sleep: () => Promise.resolve() };
  return {
    limiter: createIsolateLimiter(limit, clock),
    pass: (seconds: number) => void (ms += seconds * 1000),
  };
}

Deno.test("a bucket grants its capacity and what was refilled, and no more", () => {
  const { limiter, pass } = build();
  assertEquals([1, 2, 3].map(() => limiter.enforce("a").remaining), [2, 1, 0]);
  const refused = assertThrows(() => limiter.enforce("a"), Problem);
  assertEquals([refused.status, refused.code], [429, "rate_limit.exceeded"]);
  assertEquals(limiter.enforce("b").remaining, 2);
  pass(1);
  assertEquals([1, 2].map(() => limiter.enforce("a").remaining), [1, 0]);
  assertThrows(() => limiter.enforce("a"), Problem);
  pass(3600);
  assertEquals(limiter.enforce("a", 3).remaining, 0);
  pass(-3600);
  assertThrows(() => limiter.enforce("a"), Problem);
  pass(3600);
  assertThrows(() => limiter.enforce("a"), Problem);
});

Deno.test("a dear call waits until all that it takes is there, and takes nothing while it waits", () => {
  const { limiter, pass } = build();
  limiter.enforce("a", 2);
  assertThrows(() => limiter.enforce("a", 2), Problem);
  pass(0.5);
  assertEquals(limiter.enforce("a", 2).remaining, 0);
  assertThrows(() => limiter.enforce("a", 4), RangeError);
});

Deno.test("the callers remembered are bounded, the longest silent forgotten first", () => {
  const { limiter } = build();
  for (const caller of ["silent", "talking"]) for (let n = 0; n < 3; n++) limiter.enforce(caller);
  for (let n = 0; n < 9_998; n++) limiter.enforce(`other-${n}`);
  assertThrows(() => limiter.enforce("talking"), Problem);
  limiter.enforce("one-more");
  assertEquals(limiter.enforce("silent").remaining, 2);
  assertThrows(() => limiter.enforce("talking"), Problem);
});
