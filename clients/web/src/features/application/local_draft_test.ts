import { assertEquals } from "@std/assert";
import type { Draft } from "./application_query.ts";
import {
  draftMark,
  forgetLocal,
  keepLocal,
  readLocal,
  type Shelf,
  written,
} from "./local_draft.ts";

function shelfOf(kept = new Map<string, string>()): Shelf {
  return {
    getItem: (key) => kept.get(key) ?? null,
    setItem: (key, value) => void kept.set(key, value),
    removeItem: (key) => void kept.delete(key),
  };
}

const full: Shelf = {
  getItem: () => null,
  setItem: () => {
    throw new DOMException("full", "QuotaExceededError");
  },
  removeItem: () => {},
};

Deno.test("what is kept on the phone is one person's, for one listing", () => {
  const shelf = shelfOf();
  assertEquals(keepLocal(draftMark("ada", "flat"), { occupation: "Nurse" }, shelf), true);
  assertEquals(readLocal(draftMark("ada", "flat"), shelf), { occupation: "Nurse" });
  assertEquals(readLocal(draftMark("bola", "flat"), shelf), undefined);
  assertEquals(readLocal(draftMark("ada", "house"), shelf), undefined);
  assertEquals(readLocal("odd", shelfOf(new Map([["odd", "{"]]))), undefined);
  assertEquals(keepLocal("mark", {}, full), false);
});

Deno.test("what the project has is forgotten here, but not what was written after it", () => {
  const shelf = shelfOf();
  keepLocal("mark", { occupation: "Nurse", household: [] }, shelf);
  forgetLocal("mark", { occupation: "Nur", household: [] }, shelf);
  assertEquals(readLocal("mark", shelf), { occupation: "Nurse", household: [] });
  forgetLocal("mark", { occupation: "Nurse", household: [] }, shelf);
  assertEquals(readLocal("mark", shelf), undefined);
});

Deno.test("what was written stands over what the project has, also what was emptied", () => {
  const draft = {
    application: { id: "1", occupation: "Nurse", employer: "A clinic", has_pets: true },
    household: [{ id: "9", full_name: "Ada Obi", relationship: "Daughter", age: "child" }],
  } as unknown as Draft;
  assertEquals(written(draft, undefined), draft);
  const { application, household } = written(draft, {
    occupation: "Doctor",
    household: [{ full_name: "Obi", relationship: "Son", age: "adult" }],
  });
  assertEquals([application.id, application.occupation], ["1", "Doctor"]);
  assertEquals([application.employer, application.has_pets], [null, false]);
  assertEquals(household, [{ id: "0", full_name: "Obi", relationship: "Son", age: "adult" }]);
});
