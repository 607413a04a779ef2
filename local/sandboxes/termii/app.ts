/** A stand-in for Termii that keeps everything in memory and reaches no phone. */
import { encodeHex } from "@std/encoding/hex";
import { Hono } from "hono";
import { Deliveries } from "../delivery.ts";
import { Faults } from "../faults.ts";
import { page } from "../layout.ts";
import { naira, termiiApi, words } from "./api.ts";
import { controlApi, createControl, type TermiiControl } from "./control.ts";
import { Network, type SandboxSms } from "./network.ts";
import { phonesPage } from "./page.ts";

export type { TermiiControl } from "./control.ts";
export type { SandboxSms } from "./network.ts";

/** How one sandbox is set up. */
export interface TermiiSandboxOptions {
  /** The key callers must present. */
  readonly apiKey: string;
  /** What signs the delivery reports. */
  readonly webhookSecret: string;
  /** Names that are approved from the start. */
  readonly senderIds: readonly string[];
  /** Where reports go; asked for each attempt. */
  readonly webhookUrl: () => string;
  /** What is in the wallet at the start, in kobo; 50,000 naira when absent. */
  readonly walletKobo?: number;
  /** Sends the reports; the global fetch when absent. */
  readonly fetch?: typeof fetch;
  /** Told about reports that were not taken; silent when absent. */
  readonly log?: (message: string) => void;
  /** Milliseconds before each retry of a report; 1, 5 and 15 seconds when absent. */
  readonly webhookRetryDelaysMs?: readonly number[];
  /** Dates messages; the system clock when absent. */
  readonly now?: () => Date;
}

/** A running sandbox. */
export interface TermiiSandbox {
  /** Routes relative to the mount: `/api`, the phones at `/` and `/_control`. */
  readonly app: Hono;
  readonly control: TermiiControl;
  /** Cancels what is waiting or being sent; the sandbox sends nothing afterwards. */
  close(): Promise<void>;
}

/** Creates a sandbox in which nothing has been sent. */
export function createTermiiSandbox(options: TermiiSandboxOptions): TermiiSandbox {
  const { now = () => new Date(), webhookSecret } = options;
  const network = new Network(now, {
    walletKobo: options.walletKobo ?? 5_000_000,
    senderIds: options.senderIds,
  });
  const faults = new Faults();
  const stop = new AbortController();
  const deliveries = new Deliveries({
    sign: async (body, wrong) => ({
      "x-termii-signature": await sign(wrong ? `${webhookSecret}-wrong` : webhookSecret, body),
    }),
    webhookUrl: options.webhookUrl,
    fetch: options.fetch ?? fetch,
    log: options.log ?? (() => {}),
    retryDelaysMs: options.webhookRetryDelaysMs ?? [1_000, 5_000, 15_000],
  });
  const report = async (sms: SandboxSms) => {
    if (sms.status === "") return;
    const { webhook } = faults.of(sms.to);
    await deliveries.send({
      reference: sms.to,
      event: "outbound",
      body: JSON.stringify(reportOf(sms)),
      ...(webhook && { fault: webhook }),
    });
  };
  const control = createControl(network, faults, deliveries);

  // Not strict: a slash at the end of a mounted path means the same.
  const app = new Hono({ strict: false });
  const serving = { faults, words, stop: stop.signal };
  app.route("/api", termiiApi({ apiKey: options.apiKey, network, serving, report }));
  app.route("/_control", controlApi(control));
  app.get("/", (c) => {
    const to = c.req.query("to")?.replace(/^[ +]+/, "") || undefined;
    return page(c, "Phones", phonesPage(network, to), { wide: true });
  });
  app.all("*", (c) => c.json({ message: "Not found" }, 404));
  return {
    app,
    control,
    async close() {
      stop.abort();
      await deliveries.close();
    },
  };
}

/** A delivery report as Termii words it; its time has no zone and is Lagos's. */
function reportOf(sms: SandboxSms): Readonly<Record<string, unknown>> {
  const lagos = new Date(Date.parse(sms.sentAt) + 3_600_000).toISOString();
  return {
    type: "outbound",
    id: crypto.randomUUID(),
    message_id: sms.id,
    receiver: sms.to,
    sender: sms.from,
    message: sms.text,
    sent_at: `${lagos.slice(0, 10)} ${lagos.slice(11, 19)}`,
    cost: String(naira(sms.costKobo)),
    pages: String(sms.parts),
    command: "deliver",
    status: sms.status,
    channel: sms.channel === "dnd" ? "DND" : "Number Api",
  };
}

/** Lower-case hex of HMAC-SHA512 of the exact bytes sent. */
async function sign(secret: string, body: Uint8Array<ArrayBuffer>): Promise<string> {
  const algorithm = { name: "HMAC", hash: "SHA-512" };
  const bytes = new TextEncoder().encode(secret);
  const key = await crypto.subtle.importKey("raw", bytes, algorithm, false, ["sign"]);
  return encodeHex(await crypto.subtle.sign("HMAC", key, body));
}
