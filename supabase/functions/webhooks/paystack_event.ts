/** What we keep of a Paystack event: no card, no customer. */
import { z } from "zod";

const envelope = z.object({ event: z.string().min(1).max(80), data: z.unknown() });
const facts = z.object({
  id: z.union([z.number(), z.string()]).optional(),
  reference: z.string().max(100).optional(),
  transaction_reference: z.string().max(100).optional(),
  status: z.string().max(40).optional(),
  amount: z.union([z.number(), z.string()]).optional(),
  currency: z.string().max(3).optional(),
  domain: z.string().max(10).optional(),
}).partial();

/** An event, reduced. */
export interface PaystackEvent {
  readonly type: string;
  /** Our payment's reference; events about refunds name it as transaction_reference. */
  readonly reference: string | undefined;
  readonly facts: z.infer<typeof facts>;
}

/** Reads an event; undefined when the bytes are not one. */
export function parsePaystackEvent(bytes: Uint8Array): PaystackEvent | undefined {
  let json: unknown;
  try {
    json = JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(bytes));
  } catch {
    return undefined;
  }
  const parsed = envelope.safeParse(json);
  if (!parsed.success) return undefined;
  const kept = facts.safeParse(parsed.data.data).data ?? {};
  return {
    type: parsed.data.event,
    reference: kept.reference ?? kept.transaction_reference,
    facts: kept,
  };
}
