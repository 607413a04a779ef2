/** Termii's API as it is documented, as far as it is used. Its key comes in the body or the query. */
import { type Context, Hono } from "hono";
import { z } from "zod";
import { readObject } from "../request_body.ts";
import { serveWithFaults, type Serving } from "../serve.ts";
import { smsShape } from "../../../supabase/functions/_shared/sms_text.ts";
import { type Network, PRICE_KOBO, type SandboxSms } from "./network.ts";

/** What the API needs. */
export interface ApiOptions {
  readonly apiKey: string;
  readonly network: Network;
  readonly serving: Serving;
  /** Reports on a message that was sent. */
  readonly report: (sms: SandboxSms) => Promise<void>;
}

const sendRequest = z.object({
  to: z.string().regex(/^[1-9]\d{6,14}$/),
  from: z.string().min(3).max(11),
  sms: z.string().min(1).max(2_000),
  type: z.enum(["plain", "unicode"]),
  channel: z.enum(["generic", "dnd"]),
});

/** Answers as Termii does when it is busy. */
export const words = {
  rateLimited: (c: Context) => c.json({ message: "Too many requests" }, 429),
  unavailable: (c: Context) => c.json({ message: "Service temporarily unavailable" }, 503),
};

/** Naira as Termii writes them: 3.9. */
export const naira = (kobo: number) => kobo / 100;

/** Routes under /api. */
export function termiiApi({ apiKey, network, serving, report }: ApiOptions): Hono {
  const app = new Hono();
  const unauthorized = (c: Context) => c.json({ message: "Unauthorized" }, 401);

  app.post("/sms/send", async (c) => {
    const body = await readObject(c);
    if (body.api_key !== apiKey) return unauthorized(c);
    const to = typeof body.to === "string" ? body.to : null;
    return await serveWithFaults(serving, c, to, async () => {
      const read = sendRequest.safeParse(body);
      if (!read.success) {
        const [issue] = read.error.issues;
        const field = issue?.path.join(".") === "to" ? "phone number" : issue?.path.join(".");
        return c.json({ message: `Invalid ${field}` }, 422);
      }
      const { from, type, channel } = read.data;
      if (!network.senderIds.has(from)) {
        return c.json({
          code: 404,
          message: `ApplicationSenderId not found for applicationId: 1 and senderName: ${from}`,
        }, 404);
      }
      const { alphabet, parts } = smsShape(read.data.sms);
      if (network.walletKobo < parts * PRICE_KOBO) {
        return c.json({ message: "Insufficient balance" }, 400);
      }
      // A plain message has no other letters than GSM's: a phone shows what it cannot read as ?.
      const text = type === "plain" && alphabet === "ucs2"
        ? [...read.data.sms].map((it) => smsShape(it).alphabet === "gsm7" ? it : "?").join("")
        : read.data.sms;
      const sms = network.send({ to: read.data.to, from, text, channel, parts });
      await report(sms);
      // The number is a bare one, as Termii's older answers have it: beyond what JSON.parse keeps.
      return c.body(
        `{"code":"ok","message_id":${sms.id},"message":"Successfully Sent","balance":${
          naira(network.walletKobo)
        },"user":"Estate Sandbox"}`,
        200,
        { "content-type": "application/json" },
      );
    });
  });

  app.use(async (c, next) => c.req.query("api_key") === apiKey ? await next() : unauthorized(c));
  const get = (path: string, answer: (c: Context) => Response) =>
    app.get(path, (c) => serveWithFaults(serving, c, null, () => answer(c)));
  get("/get-balance", (c) =>
    c.json({
      user: "Estate Sandbox",
      balance: naira(network.walletKobo),
      currency: "NGN",
    }));
  get("/sender-id", (c) =>
    c.json({
      current_page: 1,
      data: [...network.senderIds].map((sender_id) => ({
        sender_id,
        status: "unblock",
        country: "Nigeria",
      })),
    }));
  get("/check/dnd", (c) => {
    const number = c.req.query("phone_number") ?? "";
    return c.json({
      number,
      status: network.dnd.has(number) ? "DND blacklisted" : "DND not active",
      network: "MTN Nigeria",
      network_code: "62130",
    });
  });
  return app;
}
