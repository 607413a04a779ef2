import { assertEquals } from "@std/assert";
import { faultsOf, toldOf } from "./guarantor_told.ts";

const told = { full_name: "Bisi Ade", phone: "+2348035550177", relationship: "Pastor" };
const known = (status: "named" | "confirmed" | "declined") => [{ phone: told.phone, status }];

Deno.test("what is missing of a guarantor is said at its field", () => {
  const fields = new FormData();
  fields.set("full_name", "  ");
  fields.set("phone", " +2348035550177 ");
  assertEquals(toldOf(fields), { full_name: "", phone: told.phone, relationship: "" });
  assertEquals(faultsOf(toldOf(fields), []), { full_name: "missing", relationship: "missing" });
  assertEquals(faultsOf({ ...told, phone: "" }, known("named")), { phone: "missing" });
});

Deno.test("who said no is not named again, nor who is named already", () => {
  assertEquals(faultsOf(told, []), {});
  assertEquals(faultsOf(told, known("declined")), { phone: "declined" });
  assertEquals(faultsOf(told, known("confirmed")), { phone: "named" });
});
