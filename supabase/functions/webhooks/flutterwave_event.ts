/** Flutterwave's events (v3). Nobody signs their bodies: they say where to look, and nothing more. */
import { z } from "zod";
import { koboOf } from "../_shared/flutterwave/naira.ts";
import { holdableText } from "../_shared/holdable_text.ts";
import { jsonOf, type ProviderEvent, toldFacts } from "./event.ts";

const id = z.union([z.number(), holdableText(80)]).transform(String);
const amount = z.union([z.number(), holdableText(40)]);
const envelope = z.object({
  event: holdableText(80).min(1),
  data: z.record(z.string(), z.unknown()),
});
/** Events about refunds come flat and without a name. */
const refund = z.object({ TransactionId: id, AmountRefunded: amount, status: holdableText(40) });
const data = z.object({
  id,
  tx_ref: holdableText(100),
  reference: holdableText(100),
  status: holdableText(40),
  amount,
  currency: holdableText(3),
});

/** Reads an event; undefined when the bytes are not one. */
export function parseFlutterwaveEvent(bytes: Uint8Array): ProviderEvent | undefined {
  const json = jsonOf(bytes);
  const parsed = envelope.safeParse(json);
  if (!parsed.success) return refundOf(json);
  const read = <Name extends keyof typeof data.shape>(name: Name) =>
    data.shape[name].safeParse(parsed.data.data[name]).data as
      | z.infer<typeof data>[Name]
      | undefined;
  const told = read("amount");
  return {
    type: parsed.data.event,
    reference: read("tx_ref") ?? read("reference"),
    facts: toldFacts({
      id: read("id"),
      status: read("status"),
      amount_kobo: told === undefined ? undefined : koboOf(told),
      currency: read("currency"),
    }),
  };
}

function refundOf(json: unknown): ProviderEvent | undefined {
  const { data: told } = refund.safeParse(json);
  if (told === undefined) return undefined;
  const facts = toldFacts({
    id: told.TransactionId,
    status: told.status,
    amount_kobo: koboOf(told.AmountRefunded),
  });
  return { type: "refund.completed", reference: undefined, facts };
}
