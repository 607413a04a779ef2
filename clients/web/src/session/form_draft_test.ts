import { assertEquals } from "@std/assert";
import { fieldsOf, readWritten } from "./form_draft.ts";

Deno.test("a form is kept field by field, and what cannot be read is nothing", () => {
  const form = new FormData();
  form.append("name", "Okafor Court");
  form.append("features", "borehole");
  form.append("features", "parking");
  form.append("landmark", "");
  form.append("scan", new Blob(["x"]));
  const written = fieldsOf(form);
  assertEquals(written, { name: "Okafor Court", features: "borehole,parking" });
  const shelf = (kept: string | null) => ({ getItem: () => kept });
  assertEquals(readWritten("estate.x", shelf(JSON.stringify(written))), written);
  assertEquals(readWritten("estate.x", shelf('{"a":1,"b":"2"}')), { b: "2" });
  assertEquals(readWritten("estate.x", shelf("{")), {});
  assertEquals(readWritten("estate.x", shelf(null)), {});
});
