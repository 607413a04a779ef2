import { assert, assertEquals, assertStringIncludes } from "@std/assert";
import { openTestSandbox } from "./testing.ts";

const resolvePath = (number: string, code: string) =>
  `/bank/resolve?account_number=${number}&bank_code=${code}`;

Deno.test("banks are listed with text codes, without the test bank, and by cursor", async () => {
  await using sandbox = openTestSandbox();
  const codes: string[] = [];
  let next: string | null = "";
  while (next !== null) {
    const cursor: string = next === "" ? "" : `&next=${encodeURIComponent(next)}`;
    const path = `/bank?country=nigeria&currency=NGN&use_cursor=true&perPage=10${cursor}`;
    const { data, meta } = await (await sandbox.call(path)).json();
    codes.push(...data.map((bank: { code: string }) => bank.code));
    next = meta.next;
  }
  assert(codes.includes("058") && codes.includes("50211") && !codes.includes("001"));
  assertEquals(new Set(codes).size, codes.length);
  assertEquals((await (await sandbox.call("/bank?country=ghana")).json()).data, []);
});

Deno.test("the test bank resolves any account as often as one likes", async () => {
  await using sandbox = openTestSandbox();
  for (let n = 0; n < 5; n++) {
    const response = await sandbox.call(resolvePath("0123456789", "001"));
    assertEquals(response.status, 200);
    const { data } = await response.json();
    assertEquals(data.account_name, "TEST ACCOUNT 0123456789");
    assertEquals(data.account_number, "0123456789");
  }
});

Deno.test("an account that does not resolve answers 422", async () => {
  await using sandbox = openTestSandbox();
  const cases = [["012345678", "001"], ["0000000001", "058"], ["0000000001", "777"]] as const;
  for (const [number, code] of cases) {
    const response = await sandbox.call(resolvePath(number, code));
    assertEquals(response.status, 422);
    const body = await response.json();
    assertStringIncludes(body.message, "Could not resolve account name");
    assertEquals(body.code === "invalid_bank_code", code === "777");
  }
  const missing = await sandbox.call("/bank/resolve?bank_code=001");
  assertEquals([missing.status, (await missing.json()).code], [400, "missing_params"]);
});

Deno.test("real banks resolve three times a day, and again the next day", async () => {
  let clock = Date.parse("2026-01-01T10:00:00Z");
  await using sandbox = openTestSandbox({ now: () => new Date(clock) });
  const statuses: number[] = [];
  for (let n = 0; n < 3; n++) {
    const response = await sandbox.call(resolvePath("0022728151", "063"));
    statuses.push(response.status);
    assertEquals((await response.json()).data.account_name, "WES GIBBONS");
  }
  assertEquals(statuses, [200, 200, 200]);
  const refused = await sandbox.call(resolvePath("0022728151", "063"));
  assertEquals(refused.status, 429);
  const { code, message } = await refused.json();
  assertEquals(code, "unknown");
  const expected = "Test mode daily limit of 3 live bank resolves exceeded. " +
    "Use test bank codes 001 or upgrade to live mode.";
  assertEquals(message, expected);
  assertEquals((await sandbox.call(resolvePath("0022728151", "001"))).status, 200);
  clock += 86_400_000;
  assertEquals((await sandbox.call(resolvePath("0022728151", "063"))).status, 200);
});
