/** Those who call without a description of what they send: providers, and Supabase Auth. Each signs what it sends. */
import fc from "fast-check";
import { Webhook } from "standardwebhooks";
import { developmentKeys } from "../../../local/settings.ts";
import { hmacSha512Hex } from "../../../supabase/functions/_shared/hmac.ts";
import { type Attempt, eventBodies, told } from "./attempts.ts";

/** Headers that prove who sent these bytes. */
export type Proof = (bytes: Uint8Array) => Promise<Readonly<Record<string, string>>>;

/** Who sends to a path, and how. */
export interface Source {
  readonly body: fc.Arbitrary<string | Uint8Array>;
  readonly proof: Proof;
}

/** By path. `references`: of payments that there are. */
export function eventSources(
  references: readonly string[],
  hookSecrets: { readonly sms: string; readonly email: string },
): Readonly<Record<string, Source>> {
  const reference = told(...references, "ref-of-nobody");
  const user = fc.record({
    id: told(crypto.randomUUID()),
    email: told("ada@example.ng"),
    phone: told("2348012345678"),
    new_email: told("new@example.ng"),
    user_metadata: told({ locale: "en" }, { locale: "\u0000" }),
  }, { requiredKeys: ["id"] });
  const metadata = told({ ip_address: "102.89.1.1" }, { ip_address: "\u0000" });
  return {
    "/functions/v1/webhooks/paystack": {
      body: eventBodies({
        event: told(
          "charge.success",
          "refund.processed",
          "charge.dispute.create",
          "transfer.failed",
        ),
        data: fc.record({
          id: told(4_000_001, "4000001"),
          reference,
          transaction_reference: reference,
          transaction: told({ reference: references[0] ?? "" }, { reference: "\u0000" }),
          status: told("success", "failed"),
          amount: told(70_000, "70000", "9".repeat(16)),
          currency: told("NGN", "USD"),
          domain: told("test", "live"),
          channel: told("card", "bank_transfer"),
        }, { requiredKeys: [] }),
      }),
      async proof(bytes) {
        return {
          "x-paystack-signature": await hmacSha512Hex(developmentKeys.paystackSecretKey, bytes),
        };
      },
    },
    "/functions/v1/webhooks/flutterwave": {
      body: fc.oneof(
        eventBodies({
          event: told("charge.completed", "transfer.completed"),
          data: fc.record({
            id: told(4_000_001, "4000001"),
            tx_ref: reference,
            reference,
            status: told("successful", "failed"),
            amount: told(700, "700.00", "1e9", 0.005),
            currency: told("NGN", "USD"),
          }, { requiredKeys: [] }),
        }),
        eventBodies({
          TransactionId: told(4_000_001),
          AmountRefunded: told(700),
          status: told("completed"),
        }),
      ),
      proof: () => Promise.resolve({ "verif-hash": developmentKeys.flutterwaveWebhookHash }),
    },
    "/functions/v1/webhooks/termii": {
      body: eventBodies({
        type: told("outbound", "inbound", "device_status"),
        message_id_str: told("3017544054459083819856413"),
        message_id: told("3017544054459083819856413"),
        status: told("Delivered", "DND Active on Phone Number", "Message Sent", "Expired"),
        channel: told("dnd", "generic"),
        cost: told(4.5, "4.5", "1e400"),
        pages: told(1, "1"),
        sent_at: told("2026-11-27 10:00:00"),
        receiver: told("2348012345678"),
        message: told("Your code is 123456"),
      }),
      async proof(bytes) {
        return {
          "x-termii-signature": await hmacSha512Hex(developmentKeys.termiiWebhookSecret, bytes),
        };
      },
    },
    "/functions/v1/auth-hooks/send-sms": {
      body: eventBodies({
        user,
        sms: fc.record({ otp: told("123456"), phone: told("2348012345678") }, {
          requiredKeys: ["otp"],
        }),
        metadata,
      }),
      proof: (bytes) => Promise.resolve(hookProof(hookSecrets.sms, bytes)),
    },
    "/functions/v1/auth-hooks/send-email": {
      body: eventBodies({
        user,
        email_data: fc.record({
          email_action_type: told("signup", "recovery", "email_change", "reauthentication"),
          token: told("123456"),
          token_hash: told("pkce_0123456789abcdef"),
          token_new: told("654321"),
          token_hash_new: told("pkce_fedcba9876543210"),
          redirect_to: told("https://example.ng/in", "javascript:alert(1)"),
        }, { requiredKeys: ["email_action_type"] }),
        metadata,
      }),
      proof: (bytes) => Promise.resolve(hookProof(hookSecrets.email, bytes)),
    },
  };
}

function hookProof(secret: string, bytes: Uint8Array): Record<string, string> {
  const id = `fuzz-${crypto.randomUUID()}`;
  const at = new Date();
  const webhook = new Webhook(secret.replace(/^v1,whsec_/, ""));
  return {
    "webhook-id": id,
    "webhook-timestamp": String(Math.floor(at.getTime() / 1000)),
    "webhook-signature": webhook.sign(id, at, new TextDecoder().decode(bytes)),
  };
}

/** What a source sends, by itself or by somebody who has no part in it. */
export function eventAttempts(path: string, { body }: Source): fc.Arbitrary<Attempt> {
  return fc.record({ who: fc.constantFrom("source", "source", "source", "visitor"), body }).map((
    { who, body },
  ) => ({ who, method: "POST", path, headers: {}, body }));
}
