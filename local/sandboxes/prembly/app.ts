/** A stand-in for Prembly (formerly Identitypass) that keeps everything in memory and knows nobody real. */
import { type Context, Hono } from "hono";
import { Faults } from "../faults.ts";
import {
  createIdentityControl,
  type IdentityControl,
  identityControlApi,
} from "../identity/control.ts";
import { identityPage } from "../identity/page.ts";
import { Register, type RegisteredPerson, type RegisterName } from "../identity/register.ts";
import { readObject } from "../request_body.ts";
import { page } from "../layout.ts";
import { serveWithFaults } from "../serve.ts";

/** How one sandbox is set up. */
export interface PremblySandboxOptions {
  readonly apiKey: string;
  /** Where it is mounted, such as http://127.0.0.1:54321/sandbox/prembly: its page says so. */
  readonly publicUrl: string;
  /** Dates what is billed; the system clock when absent. */
  readonly now?: () => Date;
}

/** A running sandbox. */
export interface PremblySandbox {
  /** Routes relative to the mount: `/verification` and `/_control`, and a page at `/`. */
  readonly app: Hono;
  readonly control: IdentityControl;
  /** Ends every wait. */
  close(): void;
}

const refused = (detail: string, response_code: string) => ({
  status: false,
  detail,
  response_code,
});
const words = {
  rateLimited: (c: Context) => c.json({ detail: "Request was throttled." }, 429),
  unavailable: (c: Context) => c.json({ detail: "Service temporarily unavailable" }, 503),
};
const shapes: Readonly<Record<RegisterName, RegExp>> = {
  bvn: /^\d{11}$/,
  nin: /^\d{11}$/,
  vnin: /^[A-Z]{2}\d{12}[A-Z]{2}$/,
};

/** Creates a sandbox of which nothing was asked. */
export function createPremblySandbox(
  options: PremblySandboxOptions,
): PremblySandbox {
  const register = new Register(options.now ?? (() => new Date()));
  const faults = new Faults();
  const stop = new AbortController();
  const control = createIdentityControl(register, faults);
  const app = new Hono({ strict: false });

  const look = (
    name: RegisterName,
    answer: (
      number: string,
      person: RegisteredPerson,
    ) => Readonly<Record<string, unknown>>,
  ) =>
    app.post(`/verification/${name}`, async (c) => {
      if (c.req.header("x-api-key") !== options.apiKey) {
        return c.json({
          detail: "Authentication credentials were not provided.",
        }, 401);
      }
      const body = await readObject(c);
      const number = typeof body.number === "string" ? body.number : "";
      return await serveWithFaults(
        { faults, words, stop: stop.signal },
        c,
        number,
        () => {
          // Its HTTP status is 200 whatever comes of it.
          if (register.walletIsEmpty) {
            return c.json(refused("Insufficient wallet balance", "03"));
          }
          if (register.isDown) {
            return c.json(refused("Service is down", "02"));
          }
          if (!shapes[name].test(number)) {
            return c.json(refused("Invalid request data", "05"));
          }
          const person = register.look(name, number);
          if (person === undefined) {
            return c.json(refused("No record found", "01"));
          }
          return c.json({
            status: true,
            detail: "Verification Successful",
            response_code: "00",
            ...answer(number, person),
            verification: {
              status: "VERIFIED",
              reference: crypto.randomUUID(),
            },
          });
        },
      );
    });

  look("bvn", (bvn, person) => ({
    bvn_data: {
      bvn,
      firstName: person.firstName,
      middleName: person.middleName ?? "",
      lastName: person.lastName,
      dateOfBirth: written(person.dateOfBirth),
      phoneNumber1: "08012345678",
      base64Image: "/9j/4AAQSkZJRgABAQ",
      watchListed: "NO",
    },
  }));
  const national = (nin: string, person: RegisteredPerson) => ({
    nin_data: {
      nin,
      firstname: person.firstName,
      middlename: person.middleName ?? "",
      surname: person.lastName,
      birthdate: written(person.dateOfBirth),
      gender: "m",
      telephoneno: "08012345678",
      photo: "/9j/4AAQSkZJRgABAQ",
      nok_firstname: "NEXT",
      religion: "none",
    },
  });
  look("nin", national);
  // Who asks by a virtual NIN is told no other.
  look("vnin", national);
  app.route("/_control", identityControlApi(control));
  app.get("/", (c) => {
    const content = identityPage("Prembly", options.publicUrl, register, faults);
    return page(c, "Prembly sandbox", content, { wide: true });
  });
  app.all("*", (c) => c.json({ detail: "Not found." }, 404));
  return { app, control, close: () => stop.abort() };
}

/** 24-09-1989. */
function written(date: string): string {
  const [year, month, day] = date.split("-");
  return `${day}-${month}-${year}`;
}
