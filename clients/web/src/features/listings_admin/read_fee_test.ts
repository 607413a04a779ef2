import { assertEquals } from "@std/assert";
import { readFee } from "./read_fee.ts";

const form = (fields: Readonly<Record<string, string>>) => {
  const data = new FormData();
  for (const [name, value] of Object.entries(fields)) data.append(name, value);
  return data;
};

Deno.test("a fee is an amount or a percentage", () => {
  const agency = { kind: "agency", payer: "occupier", engaged_by: "owner", by: "percent" };
  assertEquals(readFee(form({ ...agency, bps: "10" })), {
    fee: {
      kind: "agency",
      payer: "occupier",
      engaged_by: "owner",
      is_refundable: false,
      bps: 1000,
    },
  });
  assertEquals(readFee(form({ ...agency, bps: "" })), { wrong: "bps" });
  const caution = { kind: "caution_deposit", payer: "occupier", is_refundable: "on", by: "amount" };
  assertEquals(readFee(form({ ...caution, amount_kobo: "10000000", engaged_by: "owner" })), {
    fee: {
      kind: "caution_deposit",
      payer: "occupier",
      is_refundable: true,
      amount_kobo: 10000000,
    },
  });
  assertEquals(readFee(form(caution)), { wrong: "amount_kobo" });
});
