/** The adapters of identity companies against their sandboxes: what each answer means, and that nothing is asked twice. */
import { assertEquals, assertRejects, assertStringIncludes } from "@std/assert";
import type { Hono } from "hono";
import { createHttpClient } from "../../../supabase/functions/_shared/http_client.ts";
import { createDojah } from "../../../supabase/functions/_shared/dojah/adapter.ts";
import {
  type IdentityKind,
  type IdentityProvider,
  NoAnswer,
} from "../../../supabase/functions/_shared/identity_provider.ts";
import { createPrembly } from "../../../supabase/functions/_shared/prembly/adapter.ts";
import { createLog } from "../../../supabase/functions/_shared/log.ts";
import { createDojahSandbox } from "../dojah/app.ts";
import { createPremblySandbox } from "../prembly/app.ts";
import type { IdentityControl } from "./control.ts";

const admits = () => Promise.resolve(true);
const person = {
  firstName: "ADAEZE",
  middleName: "GRACE",
  lastName: "OKAFOR",
  dateOfBirth: "1990-04-12",
};

/** As fetch does, it gives up when it is told to. */
function reaching(app: Hono): typeof fetch {
  return (input, init) =>
    new Promise((resolve, reject) => {
      init?.signal?.addEventListener("abort", () => reject(init.signal?.reason));
      Promise.resolve(app.request(input as URL, init)).then(resolve, reject);
    });
}

interface Company {
  readonly name: string;
  readonly provider: IdentityProvider;
  readonly app: Hono;
  readonly control: IdentityControl;
  readonly lines: string[];
  close(): void;
}

function dojah(key = "test_sk_sandbox", timeoutMs = 2_000): Company {
  const sandbox = createDojahSandbox({
    appId: "app",
    secretKey: "test_sk_sandbox",
    publicUrl: "http://dojah.example",
  });
  const lines: string[] = [];
  const http = createHttpClient({
    log: createLog((line) => lines.push(line)),
    fetch: reaching(sandbox.app),
    retry: { tries: 1 },
  });
  const provider = createDojah({
    baseUrl: "http://dojah.example",
    appId: "app",
    secretKey: key,
    http: (call) => http({ ...call, timeoutMs }),
    admits,
  });
  return {
    name: "dojah",
    provider,
    app: sandbox.app,
    control: sandbox.control,
    lines,
    close: sandbox.close,
  };
}

function prembly(key = "prembly-key", timeoutMs = 2_000): Company {
  const sandbox = createPremblySandbox({
    apiKey: "prembly-key",
    publicUrl: "http://prembly.example",
  });
  const lines: string[] = [];
  const http = createHttpClient({
    log: createLog((line) => lines.push(line)),
    fetch: reaching(sandbox.app),
    retry: { tries: 1 },
  });
  const provider = createPrembly({
    baseUrl: "http://prembly.example/verification",
    apiKey: key,
    http: (call) => http({ ...call, timeoutMs }),
    admits,
  });
  return {
    name: "prembly",
    provider,
    app: sandbox.app,
    control: sandbox.control,
    lines,
    close: sandbox.close,
  };
}

const ask = (
  it: Company,
  kind: IdentityKind,
  number: string,
  lastName = "Okafor",
) => it.provider.ask({ kind, number, firstName: "Adaeze", lastName });

const silence = async (work: Promise<unknown>) => {
  const error = await assertRejects(() => work, NoAnswer);
  return [error.isUnknown, error.errorClass];
};

for (const open of [dojah, prembly]) {
  Deno.test(`${open.name} says who somebody is`, async (t) => {
    const company = open();
    const { control } = company;
    try {
      await t.step("the documented numbers are known", async () => {
        for (
          const [kind, number] of [
            ["bvn", "22222222222"],
            ["nin", "70123456789"],
            ["vnin", "AB012345678910YZ"],
          ] as const
        ) {
          assertEquals((await ask(company, kind, number)).outcome, "found");
        }
      });

      await t.step("its page says whom it knows, what was asked and what is wrong", async () => {
        const { app } = company;
        const pull = (lever: string, body: unknown) =>
          app.request(`/_control/${lever}`, { method: "POST", body: JSON.stringify(body) });
        const fault = { reference: "70123456789", delayMs: 0, rateLimited: 0 };
        assertEquals((await pull("faults", fault)).status, 200);
        await ask(company, "nin", "19999999990");
        const text = await (await app.request("/")).text();
        for (const part of ["70123456789", "DOE", "1997-05-16", "19999999990", "rateLimited"]) {
          assertStringIncludes(text, part);
        }
        // What no lever has is refused by its name.
        for (
          const [lever, body, named] of [
            ["people", { ...person, register: "nin", number: "10000000009", sex: "f" }, "sex"],
            ["faults", { reference: "*", amountPaid: 5 }, "amountPaid"],
            ["reset", { all: true }, "all"],
          ] as const
        ) {
          const refused = await pull(lever, body);
          assertEquals(refused.status, 400);
          assertStringIncludes((await refused.json()).error, named);
        }
        assertEquals((await app.request("/_control/billed?nunber=1")).status, 400);
        assertEquals((await pull("reset", {})).status, 200);
      });

      await t.step("only name and birthday are read", async () => {
        control.addPerson("nin", "10000000001", person);
        control.addPerson("vnin", "QA100000000001ZX", person);
        for (
          const [kind, number] of [["nin", "10000000001"], [
            "vnin",
            "QA100000000001ZX",
          ]] as const
        ) {
          const { reference: _, ...told } = await ask(company, kind, number);
          assertEquals(told, {
            outcome: "found",
            officialName: "ADAEZE GRACE OKAFOR",
            dateOfBirth: "1990-04-12",
          });
        }
      });

      await t.step("a BVN of a wrong name", async () => {
        control.addPerson("bvn", "10000000002", person);
        const [right, wrong] = [
          await ask(company, "bvn", "10000000002"),
          await ask(company, "bvn", "10000000002", "Ige"),
        ];
        assertEquals([right.outcome, wrong.outcome], ["found", "found"]);
        if (open === dojah) {
          assertEquals([right, wrong], [
            { outcome: "found", agreement: 100 },
            { outcome: "found", agreement: 0 },
          ]);
        }
      });

      await t.step("nobody, and no such number", async () => {
        assertEquals(
          (await ask(company, "nin", "19999999999")).outcome,
          "not_found",
        );
        assertEquals((await ask(company, "nin", "1")).outcome, "not_found");
      });

      await t.step(
        "what was surely not carried out, and what nobody knows",
        async () => {
          const before = control.billed().length;
          control.setDown(true);
          assertEquals(await silence(ask(company, "nin", "10000000001")), [
            false,
            "register_down",
          ]);
          control.setDown(false);
          control.setWalletEmpty(true);
          assertEquals(await silence(ask(company, "nin", "10000000001")), [
            false,
            "wallet_empty",
          ]);
          control.setWalletEmpty(false);
          control.setFault("10000000001", { rateLimited: 1 });
          assertEquals(await silence(ask(company, "nin", "10000000001")), [
            false,
            "too_many",
          ]);
          assertEquals(control.billed().length, before);
          control.setFault("10000000001", { status502Html: 1 });
          assertEquals(await silence(ask(company, "nin", "10000000001")), [
            true,
            "http_502",
          ]);
          // It did its work, and billed it: once.
          control.setFault("10000000001", { fail503AfterSuccess: 1 });
          assertEquals(await silence(ask(company, "nin", "10000000001")), [
            true,
            "http_503",
          ]);
          assertEquals(control.billed().length, before + 1);
        },
      );
    } finally {
      company.close();
    }
  });

  Deno.test(`${open.name}: a wrong key and a slow answer`, async () => {
    const [stranger, slow] = [open("another-key"), open(undefined, 50)];
    try {
      assertEquals(await silence(ask(stranger, "nin", "70123456789")), [
        false,
        "bad_key",
      ]);
      slow.control.setFault("*", { delayMs: 5_000 });
      assertEquals(await silence(ask(slow, "nin", "70123456789")), [
        true,
        "timeout",
      ]);
      assertEquals(slow.control.billed().length, 1);
      // No number stands in what was logged of it.
      assertEquals(
        slow.lines.some((line) => line.includes("70123456789")),
        false,
      );
      assertEquals(slow.lines.length, 1);
    } finally {
      stranger.close();
      slow.close();
    }
  });
}
