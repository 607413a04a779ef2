import { assertEquals } from "@std/assert";
import { nightsOf } from "./read_nights.ts";

const read = (least: string, longest: string, purpose: "rent" | "shortlet" = "shortlet") => {
  const fields = new FormData();
  fields.append("minimum_nights", least);
  fields.append("maximum_nights", longest);
  return nightsOf(fields, purpose);
};

Deno.test("a short stay says how many nights, or leaves it open", () => {
  assertEquals(read("2", " 14 "), {
    nights: { minimum_nights: 2, maximum_nights: 14 },
    wrong: [],
  });
  assertEquals(read("", "").nights, { minimum_nights: null, maximum_nights: null });
  assertEquals(read("2", "14", "rent").nights, {});
});

Deno.test("nights that cannot be are refused at their field", () => {
  assertEquals(read("0", "").wrong, ["minimum_nights"]);
  assertEquals(read("two", "400").wrong, ["minimum_nights", "maximum_nights"]);
  assertEquals(read("1.5", "").wrong, ["minimum_nights"]);
  assertEquals(read("8", "7").wrong, ["maximum_nights"]);
  assertEquals(read("7", "7").wrong, []);
});
