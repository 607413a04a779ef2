import { assertEquals } from "@std/assert";
import { saysOf } from "./notice_says.ts";

const says = (given_by: string | null, isAuthorized: boolean, orgId = "agency") =>
  saysOf({ notice: { org_id: "owner", given_by }, isAuthorized }, orgId);

Deno.test("the owner's own people do all with a notice, whoever gave it", () => {
  assertEquals(says("agency", true, "owner"), ["serve", "check", "withdraw"]);
});

Deno.test("an agency takes back what it gave itself, and serves what anybody gave", () => {
  assertEquals(says("agency", true), ["serve", "withdraw"]);
  assertEquals(says("another agency", true), ["serve"]);
  assertEquals(says(null, true), ["serve"]);
});

Deno.test("without the owner's written authority an agency does nothing with notices", () => {
  assertEquals(says("agency", false), []);
  assertEquals(says(null, false), []);
});
