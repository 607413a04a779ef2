/**
 * Termii carries SMS. It takes its key in the body or the query, knows no idempotency key, and numbers messages beyond
 * what a number of JavaScript holds. A message that may have gone is never sent again here.
 */
import { z } from "zod";
import { koboOf } from "../flutterwave/naira.ts";
import type { ProviderAnswer, ProviderHttp } from "../http_client.ts";
import { Problem } from "../problem.ts";
import { ProviderUnavailable } from "../provider_error.ts";
import { providerWords } from "../provider_words.ts";
import { SendFailure, type SentSms, type Sms, type SmsSender } from "../sms_sender.ts";
import { smsShape } from "../sms_text.ts";
import { exactJson } from "./exact_json.ts";

/** What the adapter needs. */
export interface TermiiOptions {
  /** The account's own address. */
  readonly baseUrl: string;
  readonly apiKey: string;
  /** Approved names, the next one for when Termii refuses the one before. */
  readonly senderIds: readonly string[];
  /** The route of all but announcements. */
  readonly channel: "dnd" | "generic";
  readonly http: ProviderHttp;
}

const text = z.string().max(80);
const sent = z.object({
  code: z.literal("ok"),
  // The newer name first: it was always text.
  message_id_str: text.min(1).optional(),
  message_id: text.min(1).optional(),
}).transform(({ message_id_str, message_id }) => message_id_str ?? message_id)
  .pipe(z.string());
const refusal = z.object({
  message: z.string().optional(),
  code: z.unknown().optional(),
});
const wallet = z.object({
  balance: z.union([z.number(), z.string()]),
  currency: z.string(),
});

/** What Termii says when it takes no message, what that means for this one, and our word for it. */
const refusals: readonly (readonly [RegExp, "refused" | "not_sent", string])[] = [
  [/sender ?id|ApplicationSenderId/i, "refused", "invalid_sender"],
  [/\bdnd\b|do not disturb/i, "refused", "dnd"],
  [/insufficient balance/i, "not_sent", "wallet_empty"],
  [/unauthori[sz]ed|api key/i, "not_sent", "bad_key"],
  [
    /not active|not set up on this route|no active subscription|device not found/i,
    "not_sent",
    "account_inactive",
  ],
  [/daily limit/i, "not_sent", "daily_limit"],
  [/temporarily unavailable/i, "not_sent", "unavailable"],
  [/phone|number|recipient/i, "refused", "invalid_number"],
];

/** E.164: what Termii is given without its plus. */
const phone = /^\+[1-9]\d{6,14}$/;

/** Creates the adapter. */
export function createTermii(options: TermiiOptions): Required<SmsSender> {
  const base = `${options.baseUrl.replace(/\/+$/, "")}/`;

  const sendAs = async (senderId: string, sms: Sms): Promise<SentSms> => {
    const answer = await carried(() =>
      options.http({
        operation: "termii.send",
        method: "POST",
        url: new URL("api/sms/send", base),
        headers: {
          "content-type": "application/json",
          accept: "application/json",
        },
        // Read as text: parsed as JSON the message's number would lose its last digits.
        wantsBytes: true,
        maxBytes: 65_536,
        body: {
          api_key: options.apiKey,
          to: sms.to.slice(1),
          from: senderId,
          sms: sms.text,
          type: smsShape(sms.text).alphabet === "gsm7" ? "plain" : "unicode",
          channel: sms.purpose === "announcement" ? "generic" : options.channel,
        },
      })
    );
    const json = answer.bytes === undefined ? answer.json : exactJson(answer.bytes);
    const providerId = answer.status === 200 ? sent.safeParse(json).data : undefined;
    // Its cost is told by the delivery report.
    if (providerId !== undefined) return { providerId, costKobo: null };
    throw refused(answer.status, json);
  };

  return {
    name: "termii",

    async send(sms) {
      if (!phone.test(sms.to)) {
        throw new SendFailure("refused", "invalid_number");
      }
      if (sms.text.trim() === "") throw new SendFailure("refused", "empty_text");
      for (const [n, senderId] of options.senderIds.entries()) {
        try {
          return await sendAs(senderId, sms);
        } catch (error) {
          const another = n + 1 < options.senderIds.length &&
            error instanceof SendFailure && error.code === "invalid_sender";
          if (!another) throw error;
        }
      }
      throw new SendFailure("not_sent", "no_sender");
    },

    async balance() {
      const url = new URL("api/get-balance", base);
      url.searchParams.set("api_key", options.apiKey);
      const answer = await options.http({
        operation: "termii.balance",
        method: "GET",
        url,
        headers: { accept: "application/json" },
      });
      const read = wallet.safeParse(answer.json);
      const kobo = read.data?.currency === "NGN" ? koboOf(read.data.balance) : undefined;
      if (answer.status !== 200 || kobo === undefined) {
        throw new ProviderUnavailable(
          `Cannot understand Termii's answer ${answer.status} about the balance`,
          false,
          { provider: "termii", op: "balance", httpStatus: answer.status },
        );
      }
      return { kobo };
    },
  };
}

/** The answer to a call, or what became of a message that got none. */
async function carried(
  call: () => Promise<ProviderAnswer>,
): Promise<ProviderAnswer> {
  try {
    return await call();
  } catch (cause) {
    if (cause instanceof Problem) {
      throw new SendFailure("not_sent", "circuit_open", { cause });
    }
    if (!(cause instanceof ProviderUnavailable)) throw cause;
    const { httpStatus: status, code } = cause;
    const short = status === undefined ? code ?? "network" : `http_${status}`;
    const surelyNot = !cause.outcomeUnknown || neverArrived(cause.cause) ||
      // Refused by something that stands before Termii and does not speak JSON.
      (status !== undefined && status >= 400 && status < 500);
    throw new SendFailure(surelyNot ? "not_sent" : "unknown", short, { cause });
  }
}

/** Whether no connection came about: then nothing can have been sent. */
function neverArrived(cause: unknown): boolean {
  return cause instanceof Error &&
    /\(Connect\)|dns error|connection refused/i.test(cause.message);
}

function refused(status: number, json: unknown): SendFailure {
  const said = refusal.safeParse(json).data?.message ?? "";
  const detail = `Termii answered ${status}: ${providerWords(said === "" ? "no message" : said)}`;
  const [, outcome, code] = refusals.find(([pattern]) => pattern.test(said)) ??
    [];
  if (outcome !== undefined && code !== undefined) {
    return new SendFailure(outcome, code, { detail });
  }
  if (status === 401 || status === 403) {
    return new SendFailure("not_sent", "bad_key", { detail });
  }
  if (status === 404 || status === 405) {
    return new SendFailure("not_sent", `http_${status}`, { detail });
  }
  if (status >= 400) {
    return new SendFailure("refused", `http_${status}`, { detail });
  }
  // Taken, but told in words that we do not know.
  return new SendFailure("unknown", "unreadable", { detail });
}
