import { assertEquals } from "@std/assert";
import { stepsOf } from "./readiness.ts";

Deno.test("a draft lacks photos, words and fees until they are there", () => {
  const done = (description: string, photos: number, fees: number) =>
    stepsOf({ description }, { photos, fees }).filter((it) => it.done).map(({ step }) => step);
  assertEquals(done("", 0, 0), []);
  assertEquals(done("Nice flat", 3, 0), ["photos"]);
  assertEquals(done("Water every day, tarred road, two minutes to the bus stop.", 1, 2), [
    "photos",
    "words",
    "fees",
  ]);
});
