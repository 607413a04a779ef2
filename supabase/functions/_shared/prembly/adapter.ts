/**
 * Prembly, formerly Identitypass (https://docs.prembly.com): BVN, NIN and virtual NIN. What came of a question its
 * response_code says, not the HTTP status. Each is billed and takes no reference of ours, so that nothing is repeated.
 */
import { z } from "zod";
import type { ProviderHttp } from "../http_client.ts";
import {
  askOnce,
  type IdentityAnswer,
  type IdentityProvider,
  NoAnswer,
  readBirthday,
  unreadable,
  wholeName,
} from "../identity_provider.ts";

const text = z.string().nullish();
/** What of a person is read: photo, next of kin, religion and the rest are not. */
const person = z.object({
  firstname: text,
  firstName: text,
  middlename: text,
  middleName: text,
  surname: text,
  lastName: text,
  birthdate: text,
  dateOfBirth: text,
});
const told = z.object({
  status: z.boolean(),
  response_code: z.string(),
  data: person.nullish(),
  nin_data: person.nullish(),
  bvn_data: person.nullish(),
  verification: z.object({ reference: text }).nullish(),
});

/** What the adapter needs. */
export interface PremblyOptions {
  readonly baseUrl: string;
  readonly apiKey: string;
  /** Repeats nothing. */
  readonly http: ProviderHttp;
  readonly admits: () => Promise<boolean>;
}

/** The adapter. */
export function createPrembly(options: PremblyOptions): IdentityProvider {
  const base = options.baseUrl.replace(/\/*$/, "/");
  const headers = {
    "x-api-key": options.apiKey,
    "content-type": "application/json",
  };
  return {
    kinds: ["bvn", "nin", "vnin"],
    admits: options.admits,
    async ask({ kind, number }): Promise<IdentityAnswer> {
      const answer = await askOnce(() =>
        options.http({
          operation: `prembly.${kind}`,
          method: "POST",
          url: new URL(kind, base),
          headers,
          timeoutMs: 20_000,
          body: { number },
        })
      );
      const parsed = told.safeParse(answer.json);
      if (!parsed.success) throw unreadable(answer.status);
      const { status, response_code, verification } = parsed.data;
      const reference = verification?.reference ?? undefined;
      // 01: the register has none; 05: it is no such number.
      if (response_code === "01" || response_code === "05") {
        return { outcome: "not_found", reference };
      }
      if (response_code === "02") throw new NoAnswer(false, "register_down");
      if (response_code === "03") throw new NoAnswer(false, "wallet_empty");
      const it = parsed.data.nin_data ?? parsed.data.bvn_data ??
        parsed.data.data;
      if (
        !status || response_code !== "00" || it === null || it === undefined
      ) {
        throw unreadable(answer.status);
      }
      const officialName = wholeName([
        it.firstname ?? it.firstName,
        it.middlename ?? it.middleName,
        it.surname ?? it.lastName,
      ]);
      if (officialName === "") throw unreadable(answer.status);
      return {
        outcome: "found",
        officialName,
        dateOfBirth: readBirthday(it.birthdate ?? it.dateOfBirth),
        reference,
      };
    },
  };
}
