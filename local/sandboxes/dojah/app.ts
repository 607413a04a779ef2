/** A stand-in for Dojah (https://docs.dojah.io) that keeps everything in memory and knows nobody real. */
import { type Context, Hono } from "hono";
import { Faults } from "../faults.ts";
import {
  createIdentityControl,
  type IdentityControl,
  identityControlApi,
} from "../identity/control.ts";
import { identityPage } from "../identity/page.ts";
import { Register, type RegisteredPerson, type RegisterName } from "../identity/register.ts";
import { page } from "../layout.ts";
import { serveWithFaults } from "../serve.ts";

/** How one sandbox is set up. */
export interface DojahSandboxOptions {
  readonly appId: string;
  readonly secretKey: string;
  /** Where it is mounted, such as http://127.0.0.1:54321/sandbox/dojah: its page says so. */
  readonly publicUrl: string;
  /** Dates what is billed; the system clock when absent. */
  readonly now?: () => Date;
}

/** A running sandbox. */
export interface DojahSandbox {
  /** Routes relative to the mount: `/api/v1` and `/_control`, and a page at `/`. */
  readonly app: Hono;
  readonly control: IdentityControl;
  /** Ends every wait. */
  close(): void;
}

const words = {
  rateLimited: (c: Context) => c.json({ error: "Too many requests" }, 429),
  unavailable: (c: Context) => c.json({ error: "Service unavailable" }, 503),
};
const shapes: Readonly<Record<RegisterName, RegExp>> = {
  bvn: /^\d{11}$/,
  nin: /^\d{11}$/,
  vnin: /^[A-Z]{2}\d{12}[A-Z]{2}$/,
};

/** Creates a sandbox of which nothing was asked. */
export function createDojahSandbox(options: DojahSandboxOptions): DojahSandbox {
  const register = new Register(options.now ?? (() => new Date()));
  const faults = new Faults();
  const stop = new AbortController();
  const control = createIdentityControl(register, faults);
  const app = new Hono({ strict: false });

  const look = (
    name: RegisterName,
    answer: (c: Context, person: RegisteredPerson) => object,
  ) =>
    app.get(`/api/v1/kyc/${name}`, async (c) => {
      const { appid, authorization } = c.req.header();
      // The key stands there bare, without a scheme.
      if (appid !== options.appId || authorization !== options.secretKey) {
        return c.json(
          { error: "Your secret Key could not be Authorized" },
          401,
        );
      }
      const number = c.req.query(name) ?? "";
      return await serveWithFaults(
        { faults, words, stop: stop.signal },
        c,
        number,
        () => {
          if (register.walletIsEmpty) {
            return c.json({ error: "Your balance is low" }, 402);
          }
          if (register.isDown) {
            return c.json({ error: "Third party service is down" }, 424);
          }
          if (!shapes[name].test(number)) {
            return c.json({ error: `Invalid ${name}` }, 400);
          }
          const person = register.look(name, number);
          if (person === undefined) {
            return c.json({ error: `${name.toUpperCase()} not found` }, 404);
          }
          return c.json({ entity: answer(c, person) });
        },
      );
    });

  look("bvn", (c, person) => {
    const compared = (claimed: string | undefined, known: string) => {
      const same = claimed?.trim().toUpperCase() === known;
      return { confidence_value: same ? 100 : 0, status: same };
    };
    return {
      bvn: { value: c.req.query("bvn"), status: true },
      first_name: compared(c.req.query("first_name"), person.firstName),
      last_name: compared(c.req.query("last_name"), person.lastName),
    };
  });
  look("nin", (_c, person) => {
    const [year, month, day] = person.dateOfBirth.split("-");
    return {
      firstname: person.firstName,
      middle_name: person.middleName ?? "",
      surname: person.lastName,
      birth_date: `${day}-${month}-${year}`,
      gender: "m",
      phone_number: "08012345678",
      photo: "/9j/4AAQSkZJRgABAQ",
      residence_state: "Lagos",
      birth_state: "Oyo",
    };
  });
  look("vnin", (c, person) => ({
    vnin: c.req.query("vnin"),
    firstname: person.firstName,
    middlename: person.middleName ?? "",
    surname: person.lastName,
    user_id: "YZXB",
    gender: "m",
    mobile: "08012345678",
    dateOfBirth: person.dateOfBirth,
    photo: "/9j/4AAQSkZJRgABAQ",
  }));
  app.route("/_control", identityControlApi(control));
  app.get("/", (c) => {
    const content = identityPage("Dojah", options.publicUrl, register, faults);
    return page(c, "Dojah sandbox", content, { wide: true });
  });
  app.all("*", (c) => c.json({ error: "Not found" }, 404));
  return { app, control, close: () => stop.abort() };
}
