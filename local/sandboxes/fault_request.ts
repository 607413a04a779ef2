/** Checks faults that arrive over HTTP. */
import { z } from "zod";

const occurrence = z.union([z.boolean(), z.int().min(0).max(10_000)]).exactOptional();

/** The body of POST /_control/faults: a reference or "*", and what is wrong for it. */
export const faultRequest = z.strictObject({
  reference: z.string().min(1).max(100),
  delayMs: z.int().min(0).max(600_000).exactOptional(),
  status502Html: occurrence,
  fail503AfterSuccess: occurrence,
  rateLimited: occurrence,
  webhook: z.strictObject({
    copies: z.int().min(1).max(100).exactOptional(),
    hold: z.boolean().exactOptional(),
    wrongSignature: z.boolean().exactOptional(),
    none: z.boolean().exactOptional(),
  }).exactOptional(),
  amountPaid: z.int().min(0).max(Number.MAX_SAFE_INTEGER).exactOptional(),
  currencyPaid: z.string().length(3).exactOptional(),
  domain: z.enum(["live", "test"]).exactOptional(),
  verifyPendingTimes: z.int().min(0).max(10_000).exactOptional(),
  cardDeclined: z.string().min(1).max(200).exactOptional(),
  cardWantsPayer: z.boolean().exactOptional(),
  payeeShare: z.int().min(0).max(Number.MAX_SAFE_INTEGER).exactOptional(),
  split: z.enum(["none", "refused", "reshaped"]).exactOptional(),
  transfer: z.enum(["otp", "fails", "waits", "insufficient"]).exactOptional(),
});

const ofCalls = {
  reference: true,
  delayMs: true,
  status502Html: true,
  fail503AfterSuccess: true,
  rateLimited: true,
} as const;

/** The same where there are calls and nothing else: no events, no money. */
export const callFaultRequest = faultRequest.pick(ofCalls);

/** The same where there are events too, and no money. */
export const messageFaultRequest = faultRequest.pick({ ...ofCalls, webhook: true });
