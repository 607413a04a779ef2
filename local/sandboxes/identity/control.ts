/** The levers of a sandbox of an identity company, for tests and demonstrations. */
import { Hono } from "hono";
import { z } from "zod";
import { nothing, readQuery, readRequest, refuseControl } from "../control_request.ts";
import { callFaultRequest } from "../fault_request.ts";
import type { Fault, Faults } from "../faults.ts";
import {
  type BilledQuestion,
  type Register,
  type RegisteredPerson,
  type RegisterName,
  registers,
} from "./register.ts";

/** Drives a sandbox. */
export interface IdentityControl {
  /** Writes somebody into a register; under a number that is there, in their place: a wrong name. */
  addPerson(
    register: RegisterName,
    number: string,
    person: RegisteredPerson,
  ): void;
  /** Replaces what is wrong for a number, or for all with "*"; an empty fault clears it. */
  setFault(number: string, fault: Fault): void;
  /** Takes the registers behind the company down, or up again. */
  setDown(isDown: boolean): void;
  /** Empties the wallet, or fills it. */
  setWalletEmpty(isEmpty: boolean): void;
  /** What is on the bill, oldest first; with a number, about that. */
  billed(number?: string): BilledQuestion[];
  /** Forgets everything but the documented people. */
  reset(): void;
}

/** The levers of a register. */
export function createIdentityControl(
  register: Register,
  faults: Faults,
): IdentityControl {
  return {
    addPerson: (name, number, person) => register.add(name, number, person),
    setFault: (number, fault) => faults.set(number, fault),
    setDown: (isDown) => {
      register.isDown = isDown;
    },
    setWalletEmpty: (isEmpty) => {
      register.walletIsEmpty = isEmpty;
    },
    billed: (number) => register.billed(number),
    reset() {
      register.reset();
      faults.clear();
    },
  };
}

const number = z.string().regex(/^[0-9A-Z]{10,16}$/);
const requests = {
  person: z.strictObject({
    register: z.enum(registers),
    number,
    firstName: z.string().min(1).max(80),
    middleName: z.string().min(1).max(80).optional(),
    lastName: z.string().min(1).max(80),
    dateOfBirth: z.iso.date(),
  }),
  down: z.strictObject({ down: z.boolean() }),
  wallet: z.strictObject({ empty: z.boolean() }),
  billed: z.strictObject({ number: number.optional() }),
};

/** The same over HTTP, under /_control: no part of the company's API, and open to whoever reaches the sandbox. */
export function identityControlApi(control: IdentityControl): Hono {
  const app = new Hono();
  app.onError(refuseControl);
  const post = <T>(path: string, schema: z.ZodType<T>, pull: (asked: T) => void) =>
    app.post(path, async (c) => {
      pull(await readRequest(c, schema));
      return c.json({ done: true });
    });
  // The reference of a fault is a number here, or "*".
  post(
    "/faults",
    callFaultRequest,
    ({ reference, ...fault }) => control.setFault(reference, fault),
  );
  post(
    "/people",
    requests.person,
    ({ register, number, ...person }) => control.addPerson(register, number, person),
  );
  post("/down", requests.down, ({ down }) => control.setDown(down));
  post(
    "/wallet",
    requests.wallet,
    ({ empty }) => control.setWalletEmpty(empty),
  );
  post("/reset", nothing, () => control.reset());
  app.get("/billed", (c) => c.json(control.billed(readQuery(c, requests.billed).number)));
  return app;
}
