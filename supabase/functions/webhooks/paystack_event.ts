/** Paystack's events. */
import { z } from "zod";
import { holdableText } from "../_shared/holdable_text.ts";
import { jsonOf, type ProviderEvent, toldFacts } from "./event.ts";

const envelope = z.object({ event: holdableText(80).min(1), data: z.unknown() });
const data = z.object({
  id: z.union([z.number(), holdableText(80)]),
  reference: holdableText(100),
  transaction_reference: holdableText(100),
  transaction: z.object({ reference: holdableText(100) }),
  status: holdableText(40),
  // Kobo; a text in events about refunds.
  amount: z.union([z.number(), z.string().regex(/^\d{1,16}$/)]).transform(Number),
  currency: holdableText(3),
  domain: holdableText(10),
  channel: holdableText(40),
});

/** Reads an event; undefined when the bytes are not one. */
export function parsePaystackEvent(bytes: Uint8Array): ProviderEvent | undefined {
  const parsed = envelope.safeParse(jsonOf(bytes));
  if (!parsed.success) return undefined;
  const told = fieldsOf(parsed.data.data);
  return {
    type: parsed.data.event,
    // Events about refunds name our reference as the transaction's, those about disputes hold the transaction.
    reference: told.reference ?? told.transaction_reference ?? told.transaction?.reference,
    facts: toldFacts({
      id: told.id === undefined ? undefined : String(told.id),
      status: told.status,
      amount_kobo: Number.isSafeInteger(told.amount) ? told.amount : undefined,
      currency: told.currency,
      domain: told.domain,
      channel: told.channel,
    }),
  };
}

/** Each field by itself: one that is not as described must not hide the others. */
function fieldsOf(given: unknown): Partial<z.infer<typeof data>> {
  if (typeof given !== "object" || given === null) return {};
  return Object.fromEntries(
    Object.entries(data.shape).flatMap(([name, schema]) => {
      const read = schema.safeParse((given as Record<string, unknown>)[name]);
      return read.success ? [[name, read.data]] : [];
    }),
  );
}
