import { assertEquals } from "@std/assert";
import { readAgentCode, readMandate } from "./read_mandate.ts";

const code = "0190a6f0-0000-7000-8000-000000000003";
const form = (fields: Readonly<Record<string, string>>) => {
  const data = new FormData();
  for (const [name, value] of Object.entries(fields)) data.append(name, value);
  return data;
};

Deno.test("an agency's code is found in what was pasted", () => {
  assertEquals(readAgentCode(` ${code.toUpperCase()} `), code);
  assertEquals(readAgentCode(`Our code at Estate is ${code}. Prime Lettings`), code);
  assertEquals(readAgentCode("Prime Lettings"), undefined);
});

Deno.test("a mandate ends the day after its last day", () => {
  const { terms, wrong } = readMandate(
    form({ agent_id: code, fee: "7.5%", starts_on: "2026-12-01", last_on: "2027-11-30" }),
    ["list", "show"],
  );
  assertEquals(wrong, []);
  assertEquals([terms.feeBps, terms.endsOn, terms.feePayer], [750, "2027-12-01", "owner"]);
});

Deno.test("what is missing is named", () => {
  assertEquals(readMandate(form({ fee: "200" }), []).wrong, [
    "agent",
    "scopes",
    "fee",
    "starts_on",
    "last_on",
  ]);
  const before = form({ agent_id: code, starts_on: "2026-12-01", last_on: "2026-11-01" });
  assertEquals(readMandate(before, ["list"]).wrong, ["last_on"]);
});

Deno.test("the paper is said of a mandate to sign alone", () => {
  const said = form({
    agent_id: code,
    starts_on: "2026-12-01",
    last_on: "2027-11-30",
    evidence: " Letter of authority of 1 November 2026 ",
  });
  const paper = (scopes: Parameters<typeof readMandate>[1]) =>
    readMandate(said, scopes).terms.evidence;
  assertEquals(paper(["list", "sign"]), "Letter of authority of 1 November 2026");
  assertEquals(paper(["list"]), undefined);
});
