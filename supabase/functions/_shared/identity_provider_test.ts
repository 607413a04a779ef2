import { assertEquals } from "@std/assert";
import { createBankNames } from "./bank_names.ts";
import { noAnswerOf, readBirthday, wholeName } from "./identity_provider.ts";
import { createIdentityNumbers } from "./identity_numbers.ts";
import { Problem } from "./problem.ts";
import { ProviderUnavailable } from "./provider_error.ts";
import { redact } from "./redact.ts";
import { createSealer } from "./sealed.ts";
import { testKey } from "./testing/sealing_key.ts";
import { UnknownAccount } from "./transfer_provider.ts";

Deno.test("birthdays are read as registers write them, and nothing is guessed", () => {
  for (
    const [written, read] of [
      ["2000-06-28", "2000-06-28"],
      ["28-06-2000", "2000-06-28"],
      ["28-Jun-2000", "2000-06-28"],
      ["01-January-1907", "1907-01-01"],
      ["28/06/2000", "2000-06-28"],
      ["2000-06-28T00:00:00.000Z", "2000-06-28"],
      ["31-02-2000", undefined],
      ["06-28-2000", undefined],
      ["01-Foo-2000", undefined],
      ["28-6-00", undefined],
      ["", undefined],
      [null, undefined],
    ] as const
  ) assertEquals(readBirthday(written), read, String(written));
  assertEquals(wholeName([" ADA ", "", null, "DE  SOUZA"]), "ADA DE SOUZA");
});

Deno.test("the same person is known whatever the order of the names; another number is another", async () => {
  const numbers = createIdentityNumbers(
    createSealer([testKey]),
    "k".repeat(32),
  );
  const person = await numbers.personDigest("Ọlá ADEYEMI Grace", "1990-01-01");
  assertEquals(
    await numbers.personDigest("GRACE, Ola Adeyemi", "1990-01-01"),
    person,
  );
  assertEquals(
    await numbers.personDigest("GRACE, Ola Adeyemi", "1990-01-02") === person,
    false,
  );
  assertEquals(await numbers.personDigest("Grace", undefined), undefined);
  assertEquals(await numbers.personDigest("- A", "1990-01-01"), undefined);
  const all = await Promise.all([
    numbers.digest("nin", "11111111111"),
    numbers.digest("bvn", "11111111111"),
    numbers.digest("bank_account", "1111111111", "058"),
    numbers.digest("bank_account", "1111111111", "044"),
  ]);
  assertEquals(new Set(all).size, 4);
  const sealed = await numbers.seal("11111111111", "a");
  assertEquals(await numbers.open(sealed, "a"), "11111111111");
  assertEquals(
    await numbers.open(sealed, "b").catch((error) => error.name),
    "CannotOpen",
  );
  assertEquals(
    createIdentityNumbers(createSealer([testKey]), undefined),
    undefined,
  );
});

Deno.test("what gave no answer says whether it may have been billed", () => {
  const of = (error: unknown) => {
    const { isUnknown, errorClass } = noAnswerOf(error);
    return [isUnknown, errorClass];
  };
  assertEquals(of(Problem.of("upstream.circuit_open")), [
    false,
    "circuit_open",
  ]);
  // The client says of a GET that its repeat is harmless: not of one that is billed.
  assertEquals(of(new ProviderUnavailable("x", false, { code: "timeout" })), [
    true,
    "timeout",
  ]);
  assertEquals(of(new ProviderUnavailable("x", false, { httpStatus: 500 })), [
    true,
    "http_500",
  ]);
  assertEquals(of(new ProviderUnavailable("x", false, { httpStatus: 429 })), [
    false,
    "too_many",
  ]);
  assertEquals(of(new Error("x")), [true, "unexpected"]);
});

Deno.test("banks are registers of their accounts", async () => {
  const banks = createBankNames({
    resolveAccount: ({ accountNumber }) =>
      accountNumber === "0000000001"
        ? Promise.resolve({ accountName: " OKAFOR  ADA " })
        : Promise.reject(new UnknownAccount("x")),
  }, () => Promise.resolve(true));
  const ask = (number: string, bankCode?: string) =>
    banks.ask({
      kind: "bank_account",
      number,
      bankCode,
      firstName: "A",
      lastName: "B",
    });
  assertEquals(await ask("0000000001", "058"), {
    outcome: "found",
    officialName: "OKAFOR ADA",
  });
  assertEquals(await ask("0000000002", "058"), { outcome: "not_found" });
  assertEquals(
    await ask("0000000001").catch((error) => error.errorClass),
    "no_bank",
  );
});

Deno.test("a virtual NIN is taken out of what is logged, by its field and by its looks", () => {
  assertEquals(
    redact({
      vnin: "x",
      said: "of AB012345678910YZ.",
      url: "?vnin=AB012345678910YZ",
    }),
    {
      vnin: "[redacted]",
      said: "of [redacted].",
      url: "?vnin=[redacted]",
    },
  );
});
