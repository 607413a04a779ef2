/** The provider's /v3/chargebacks, and the levers by which a payer's bank raises one. */
import { Hono } from "hono";
import type { DisputeRequest } from "../control.ts";
import { readObject } from "../request_body.ts";
import type { Transaction } from "./ledger.ts";
import { toNaira } from "./money.ts";
import { refuse, type Sandbox, succeed } from "./sandbox.ts";
import { amountPaid } from "./wire.ts";

interface Chargeback {
  readonly id: number;
  readonly transaction: Transaction;
  readonly amount: number;
  readonly dueAt: string;
  readonly createdAt: string;
  status: "initiated" | "declined" | "accepted" | "won" | "lost";
  comment: string;
}

const PAGE_SIZE = 10;
const TWO_DAYS_MS = 2 * 86_400_000;

/** The chargebacks of one sandbox. */
export class Chargebacks {
  readonly #chargebacks: Chargeback[] = [];
  /** Whether events tell of them: the provider sends these on request only. */
  tells = true;

  constructor(readonly sandbox: Sandbox) {}

  /** Every chargeback, newest first. */
  list(): Chargeback[] {
    return this.#chargebacks.toReversed();
  }

  /** Raises one and tells of it. */
  async open(transaction: Transaction, { amount, dueAt }: DisputeRequest): Promise<number> {
    const { ledger, faults } = this.sandbox;
    const chargeback: Chargeback = {
      id: ledger.nextId(),
      transaction,
      amount: amount ?? amountPaid(transaction, faults.of(transaction.link.txRef)),
      dueAt: dueAt ?? new Date(ledger.now().getTime() + TWO_DAYS_MS).toISOString(),
      createdAt: ledger.moment(),
      status: "initiated",
      comment: "",
    };
    this.#chargebacks.push(chargeback);
    await this.move(chargeback, "initiated");
    return chargeback.id;
  }

  /** The bank decides; false when there is nothing to decide. */
  async decide(id: number, outcome: "won" | "lost"): Promise<boolean> {
    const chargeback = this.#chargebacks.find((it) => it.id === id);
    if (chargeback === undefined || !["initiated", "declined"].includes(chargeback.status)) {
      return false;
    }
    await this.move(chargeback, outcome);
    return true;
  }

  async move(chargeback: Chargeback, status: Chargeback["status"]): Promise<void> {
    chargeback.status = status;
    if (!this.tells) return;
    const reference = chargeback.transaction.link.txRef;
    await this.sandbox.notify(`chargeback.${status}`, reference, wireChargeback(chargeback));
  }

  clear(): void {
    this.#chargebacks.length = 0;
    this.tells = true;
  }
}

/** List and answer chargebacks. */
export function chargebackApi(sandbox: Sandbox, chargebacks: Chargebacks): Hono {
  const app = new Hono();

  app.get("/", (c) =>
    sandbox.serve(c, null, () => {
      const { id, from, to, status, page = "1" } = c.req.query();
      if (!/^[1-9]\d{0,6}$/.test(page)) return refuse(c, 400, "page must be a number");
      const found = chargebacks.list().filter((it) =>
        (id === undefined || String(it.id) === id) &&
        (status === undefined || it.status === status) &&
        (from === undefined || it.createdAt.slice(0, 10) >= from) &&
        (to === undefined || it.createdAt.slice(0, 10) <= to)
      );
      const start = (Number(page) - 1) * PAGE_SIZE;
      const meta = {
        page_info: {
          total: found.length,
          current_page: Number(page),
          total_pages: Math.ceil(found.length / PAGE_SIZE),
        },
      };
      const rows = found.slice(start, start + PAGE_SIZE).map(wireChargeback);
      return succeed(c, "Chargebacks fetched", rows, { meta });
    }));

  app.put("/:id", async (c) => {
    const found = chargebacks.list().find(({ id }) => String(id) === c.req.param("id"));
    const body = await readObject(c);
    return await sandbox.serve(c, found?.transaction.link.txRef ?? null, async () => {
      if (found === undefined) return refuse(c, 404, "Chargeback not found");
      const { action, comment } = body;
      if (action !== "accept" && action !== "decline") {
        return refuse(c, 400, "action must be accept or decline");
      }
      if (found.status !== "initiated") {
        return refuse(c, 400, `Chargeback has already been ${found.status}`);
      }
      found.comment = typeof comment === "string" ? comment : "";
      await chargebacks.move(found, action === "accept" ? "accepted" : "declined");
      return succeed(c, "Chargeback updated", wireChargeback(found));
    });
  });

  return app;
}

function wireChargeback(chargeback: Chargeback) {
  const { id, transaction, amount, dueAt, createdAt, status, comment } = chargeback;
  return {
    id,
    amount: toNaira(amount),
    flw_ref: `FLW-MOCK-${transaction.id.toString(16)}`,
    status,
    stage: "new",
    comment,
    meta: { uploaded_proof: null, history: [] },
    due_date: dueAt,
    settlement_id: "N/A",
    created_at: createdAt,
    transaction_id: transaction.id,
    tx_ref: transaction.link.txRef,
    currency: transaction.link.currency,
  };
}
