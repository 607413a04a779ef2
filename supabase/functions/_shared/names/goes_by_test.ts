import { assertEquals } from "@std/assert";
import { goesBy } from "./goes_by.ts";

Deno.test("a name that is shown says less than the verified one, or the same in other words, and nobody else's", () => {
  const verified = "Chukwuemeka Paul Okeke";
  const theirs = [
    "Emeka",
    "Emeka Okeke",
    "Okeke Chukwuemeka",
    "Chief Emeka Okeke",
    "C. P. Okeke",
    "Dr. Paul Okeke",
    "Chukwuemeka Okekee",
  ];
  const others = [
    "",
    "✓",
    "E.",
    "Aliko Dangote",
    "Emeka Dangote",
    "Emeka Okeke Dangote",
    "Emeka Okeke, Zenith Bank",
    "Okeke Properties",
    "Paul Okeke (verified)",
    "Chukwuemeka Paul Dangote",
  ];
  assertEquals(theirs.filter((it) => !goesBy(it, verified)), []);
  assertEquals(others.filter((it) => goesBy(it, verified)), []);
});
