import { assertEquals } from "@std/assert";
import { talkName } from "./talk_name.ts";

const talk = {
  opened_by: "me",
  org_name: "Ada Homes",
  opener_name: "Tunde",
  listing_title: "A flat",
};

Deno.test("a talk is called by the other side, whichever one is", () => {
  assertEquals(talkName(talk, "me"), "Ada Homes");
  assertEquals(talkName(talk, "ada"), "Tunde");
  assertEquals(talkName({ ...talk, opener_name: null }, "ada"), "Ada Homes");
  assertEquals(talkName({ ...talk, org_name: null }, "me"), "A flat");
  assertEquals(talkName({ ...talk, org_name: null, listing_title: null }, "me"), undefined);
});
