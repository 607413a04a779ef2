/** The provider's /dispute endpoints, and the levers by which a payer's bank disputes: its own test mode has none. */
import { type Context, Hono } from "hono";
import type { DisputeRequest } from "../control.ts";
import { readObject } from "../request_body.ts";
import { apiError } from "./api_error.ts";
import { pageOf } from "./page.ts";
import type { Sandbox } from "./sandbox.ts";
import type { Transaction } from "./transaction.ts";

interface Dispute {
  readonly id: number;
  readonly transaction: Transaction;
  readonly amount: number;
  /** What the merchant's answer offers of it. */
  offered: number | undefined;
  readonly dueAt: string;
  readonly createdAt: string;
  status: "awaiting-merchant-feedback" | "awaiting-bank-feedback" | "resolved";
  resolution: "merchant-accepted" | "declined" | "auto-accepted" | null;
  evidence: unknown;
  message: string | null;
  /** The file that the answer names. */
  attachment: string | null;
}

/** A file that the merchant gave for a dispute. */
export interface EvidenceFile {
  readonly name: string;
  readonly disputeId: number;
  readonly uploadName: string;
  /** By which whoever has the address may write it. */
  readonly signature: string;
  type: string | null;
  bytes: Uint8Array<ArrayBuffer> | null;
}

const TWO_DAYS_MS = 2 * 86_400_000;

/** The disputes of one sandbox. */
export class Disputes {
  readonly #disputes: Dispute[] = [];
  readonly #files: EvidenceFile[] = [];

  constructor(readonly sandbox: Sandbox) {}

  /** Every dispute, newest first. */
  list(): Dispute[] {
    return this.#disputes.toReversed();
  }

  /** Every file that was asked to be given, oldest first. */
  files(): readonly EvidenceFile[] {
    return this.#files;
  }

  /** A place for a file. */
  placeFor(dispute: Dispute, uploadName: string): EvidenceFile {
    const file: EvidenceFile = {
      name: crypto.randomUUID().replaceAll("-", "").slice(0, 20),
      disputeId: dispute.id,
      uploadName,
      signature: crypto.randomUUID(),
      type: null,
      bytes: null,
    };
    this.#files.push(file);
    return file;
  }

  byId(id: number): Dispute | undefined {
    return this.#disputes.find((it) => it.id === id);
  }

  /** Opens one and tells of it. */
  async open(transaction: Transaction, { amount, dueAt }: DisputeRequest): Promise<number> {
    const { ledger } = this.sandbox;
    const dispute: Dispute = {
      id: ledger.nextId(),
      transaction,
      amount: amount ?? this.sandbox.wire(transaction).amount,
      offered: undefined,
      dueAt: dueAt ?? new Date(ledger.now().getTime() + TWO_DAYS_MS).toISOString(),
      createdAt: ledger.now().toISOString(),
      status: "awaiting-merchant-feedback",
      resolution: null,
      evidence: null,
      message: null,
      attachment: null,
    };
    this.#disputes.push(dispute);
    await this.tell("create", dispute);
    return dispute.id;
  }

  async remind(id: number): Promise<void> {
    const dispute = this.byId(id);
    if (dispute?.status === "awaiting-merchant-feedback") await this.tell("remind", dispute);
  }

  /** The bank decides; false when there is nothing to decide. */
  async decide(id: number, outcome: "won" | "lost"): Promise<boolean> {
    const dispute = this.byId(id);
    if (dispute === undefined || dispute.status === "resolved") return false;
    await this.resolve(dispute, outcome === "won" ? "declined" : "auto-accepted");
    return true;
  }

  /** What the merchant says: accepted, it is over; declined, the bank decides. */
  async answer(dispute: Dispute, resolution: "merchant-accepted" | "declined"): Promise<void> {
    if (resolution === "merchant-accepted") await this.resolve(dispute, resolution);
    else dispute.status = "awaiting-bank-feedback";
  }

  async resolve(
    dispute: Dispute,
    resolution: NonNullable<Dispute["resolution"]>,
  ): Promise<void> {
    dispute.status = "resolved";
    dispute.resolution = resolution;
    if (resolution !== "declined") dispute.transaction.status = "reversed";
    await this.tell("resolve", dispute);
  }

  async tell(what: "create" | "remind" | "resolve", dispute: Dispute): Promise<void> {
    const { reference } = dispute.transaction;
    await this.sandbox.notify(`charge.dispute.${what}`, reference, this.wire(dispute));
  }

  /** As the API and the events tell it. */
  wire(dispute: Dispute): { readonly id: number } & Readonly<Record<string, unknown>> {
    const { id, transaction, amount, offered, status, resolution, dueAt, createdAt, evidence } =
      dispute;
    return {
      id,
      refund_amount: offered ?? amount,
      currency: transaction.currency,
      status,
      resolution,
      domain: "test",
      transaction: this.sandbox.wire(transaction),
      transaction_reference: null,
      category: "chargeback",
      customer: this.sandbox.wire(transaction).customer,
      bin: "408408",
      last4: "4081",
      dueAt,
      resolvedAt: status === "resolved" ? this.sandbox.ledger.now().toISOString() : null,
      evidence,
      attachments: dispute.attachment,
      note: dispute.message,
      history: [{ status, by: "customer", createdAt }],
      messages: [],
      createdAt,
    };
  }

  clear(): void {
    this.#disputes.length = 0;
    this.#files.length = 0;
  }
}

/** List, fetch and answer disputes. */
export function disputeApi(sandbox: Sandbox, disputes: Disputes): Hono {
  const app = new Hono();
  const about = (
    c: Context,
    answer: (dispute: Dispute) => Response | Promise<Response>,
  ) => {
    const dispute = disputes.byId(Number(c.req.param("id")));
    return sandbox.serve(
      c,
      dispute?.transaction.reference ?? null,
      () =>
        dispute === undefined
          ? apiError(c, 404, "transaction_not_found", "Dispute not found")
          : answer(dispute),
    );
  };

  app.get("/", (c) =>
    sandbox.serve(c, null, () => {
      const { from, to, status } = c.req.query();
      // A day is meant to its end.
      const until = to === undefined ? Infinity : Date.parse(to) + 86_400_000;
      const found = disputes.list().filter((it) =>
        Date.parse(it.createdAt) >= (from === undefined ? -Infinity : Date.parse(from)) &&
        Date.parse(it.createdAt) < until && (status === undefined || it.status === status)
      ).map((it) => disputes.wire(it));
      const page = pageOf(found, c.req.query());
      if ("invalid" in page) {
        return apiError(c, 400, "invalid_params", `Invalid value for ${page.invalid}`);
      }
      const { items: data, meta } = page;
      return c.json({ status: true, message: "Disputes retrieved", data, meta });
    }));

  app.get("/:id", (c) =>
    about(
      c,
      (it) => c.json({ status: true, message: "Dispute retrieved", data: disputes.wire(it) }),
    ));

  app.get("/:id/upload_url", (c) =>
    about(c, (dispute) => {
      const uploadName = c.req.query("upload_filename") ?? "";
      if (!/^[\w.-]+\.\w+$/.test(uploadName)) {
        return apiError(c, 400, "missing_params", "upload_filename is required");
      }
      const file = disputes.placeFor(dispute, uploadName);
      const { publicUrl } = sandbox.place;
      return c.json({
        status: true,
        message: "Upload url generated",
        data: {
          signedUrl: `${publicUrl}/files/${file.name}?X-Amz-Signature=${file.signature}`,
          fileName: file.name,
        },
      });
    }));

  app.post("/:id/evidence", async (c) => {
    const body = await readObject(c);
    return await about(c, (dispute) => {
      for (const field of ["customer_email", "customer_name", "service_details"]) {
        if (typeof body[field] !== "string" || body[field] === "") {
          return apiError(c, 400, "missing_params", `${field} is required`);
        }
      }
      dispute.evidence = body;
      return c.json({ status: true, message: "Evidence created", data: body });
    });
  });

  app.put("/:id/resolve", async (c) => {
    const body = await readObject(c);
    return await about(c, async (dispute) => {
      const { resolution, message } = body;
      if (resolution !== "merchant-accepted" && resolution !== "declined") {
        return apiError(c, 400, "invalid_params", "Resolution is invalid");
      }
      if (dispute.status !== "awaiting-merchant-feedback") {
        return apiError(c, 400, "invalid_params", "Dispute has already been resolved");
      }
      const named = body["uploaded_filename"];
      if (typeof named === "string" && named !== "") {
        const file = disputes.files().find((it) =>
          it.name === named && it.disputeId === dispute.id
        );
        if (file === undefined || file.bytes === null) {
          return apiError(c, 400, "invalid_params", "The uploaded file could not be found");
        }
        dispute.attachment = named;
      }
      dispute.message = typeof message === "string" ? message : null;
      if (typeof body["refund_amount"] === "number") dispute.offered = body["refund_amount"];
      await disputes.answer(dispute, resolution);
      return c.json({
        status: true,
        message: "Dispute successfully resolved",
        data: disputes.wire(dispute),
      });
    });
  });

  return app;
}

/** The store to which files of disputes are written: a company of its own, that knows nobody's key. */
export function evidenceStore(disputes: Disputes): Hono {
  const app = new Hono();
  const refuse = (c: Context, status: 400 | 403 | 404, code: string) =>
    c.body(`<?xml version="1.0" encoding="UTF-8"?><Error><Code>${code}</Code></Error>`, status, {
      "content-type": "application/xml",
    });
  app.put("/:name", (c) => {
    const file = disputes.files().find((it) => it.name === c.req.param("name"));
    const dispute = disputes.byId(file?.disputeId ?? 0);
    return disputes.sandbox.serve(c, dispute?.transaction.reference ?? null, async () => {
      if (c.req.header("authorization") !== undefined) return refuse(c, 400, "InvalidArgument");
      if (file === undefined) return refuse(c, 404, "NoSuchKey");
      if (c.req.query("X-Amz-Signature") !== file.signature) return refuse(c, 403, "AccessDenied");
      file.bytes = new Uint8Array(await c.req.arrayBuffer());
      file.type = c.req.header("content-type") ?? null;
      return c.body(null, 200);
    });
  });
  return app;
}
