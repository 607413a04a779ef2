/** The sandbox's levers, for tests and demonstrations. */
import { Hono } from "hono";
import { z } from "zod";
import { nothing, readQuery, readRequest, refuseControl } from "../control_request.ts";
import type { Deliveries, Delivery, ReleaseOrder } from "../delivery.ts";
import { messageFaultRequest } from "../fault_request.ts";
import type { Fault, Faults } from "../faults.ts";
import { type Network, type Outcome, outcomes, type SandboxSms } from "./network.ts";

/** Drives a sandbox. Numbers are international digits, with or without a plus. */
export interface TermiiControl {
  /** What was sent, newest first; with `to`, to that number. */
  messages(to?: string): SandboxSms[];
  /** Every remembered delivery report, oldest first. */
  reports(): Delivery[];
  /** Replaces what is wrong for a number, or for all with "*"; an empty fault clears it. */
  setFault(number: string, fault: Fault): void;
  /** How messages to a number end from now on. */
  setOutcome(number: string, outcome: Outcome): void;
  /** What is in the wallet, in kobo. */
  setWallet(kobo: number): void;
  /** Puts a number on the do-not-disturb list, or takes it off. */
  setDnd(number: string, on: boolean): void;
  /** Approves a sender's name, or withdraws that. */
  setSender(senderId: string, approved: boolean): void;
  /** Sends the reports held for a number, in that order, and returns how many there were. */
  release(number: string, order?: ReleaseOrder): number;
  /** Waits until no report is on its way. */
  reportsSettled(): Promise<void>;
  /** Forgets everything; cancels what is under way. */
  reset(): Promise<void>;
}

/** A number as Termii writes it. */
const plain = (number: string) => number.replace(/^\+/, "");

/** The levers of a network. */
export function createControl(
  network: Network,
  faults: Faults,
  deliveries: Deliveries,
): TermiiControl {
  return {
    messages: (to) => network.list(to === undefined ? undefined : plain(to)),
    reports: () => deliveries.list(),
    setFault: (number, fault) => faults.set(plain(number), fault),
    setOutcome: (number, outcome) => void network.outcomes.set(plain(number), outcome),
    setWallet: (kobo) => {
      network.walletKobo = kobo;
    },
    setDnd: (number, on) => void network.dnd[on ? "add" : "delete"](plain(number)),
    setSender: (senderId, approved) =>
      void network.senderIds[approved ? "add" : "delete"](senderId),
    release: (number, order = "oldest first") => deliveries.release(plain(number), order),
    reportsSettled: () => deliveries.settled(),
    async reset() {
      network.reset();
      faults.clear();
      await deliveries.clear();
    },
  };
}

const number = z.string().regex(/^\+?[1-9]\d{6,14}$/);
const requests = {
  messages: z.strictObject({ to: number.optional() }),
  outcome: z.strictObject({ number, outcome: z.enum(outcomes) }),
  wallet: z.strictObject({ kobo: z.int().min(0).max(1_000_000_000) }),
  dnd: z.strictObject({ number, on: z.boolean() }),
  sender: z.strictObject({ senderId: z.string().min(3).max(11), approved: z.boolean() }),
  release: z.strictObject({
    number,
    order: z.enum(["oldest first", "newest first"]).default("oldest first"),
  }),
};

/** The same over HTTP, under /_control: no part of the provider's API, and open to whoever reaches the sandbox. */
export function controlApi(control: TermiiControl): Hono {
  const app = new Hono();
  app.onError(refuseControl);
  const post = <T>(path: string, schema: z.ZodType<T>, pull: (asked: T) => unknown) =>
    app.post(
      path,
      async (c) => c.json({ done: (await pull(await readRequest(c, schema))) ?? true }),
    );
  // The reference of a fault is a number here, or "*".
  post(
    "/faults",
    messageFaultRequest,
    ({ reference, ...fault }) => control.setFault(reference, fault),
  );
  post("/outcome", requests.outcome, (it) => control.setOutcome(it.number, it.outcome));
  post("/wallet", requests.wallet, ({ kobo }) => control.setWallet(kobo));
  post("/dnd", requests.dnd, (it) => control.setDnd(it.number, it.on));
  post("/sender", requests.sender, (it) => control.setSender(it.senderId, it.approved));
  post("/release", requests.release, (it) => control.release(it.number, it.order));
  post("/reset", nothing, () => control.reset());
  app.get("/messages", (c) => c.json(control.messages(readQuery(c, requests.messages).to)));
  app.get("/reports", (c) => {
    readQuery(c, nothing);
    return c.json(control.reports());
  });
  return app;
}
