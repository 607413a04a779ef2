/**
 * Dojah (https://docs.dojah.io): BVN by its match-only endpoint, which tells least; NIN and virtual NIN by look-up. Each
 * question is billed and takes no reference of ours, so that nothing here is repeated.
 */
import { z } from "zod";
import type { ProviderHttp } from "../http_client.ts";
import {
  askOnce,
  type IdentityAnswer,
  type IdentityProvider,
  readBirthday,
  unreadable,
  wholeName,
} from "../identity_provider.ts";

const confidence = z.object({
  confidence_value: z.coerce.number().min(0).max(100),
});
const matched = z.object({
  entity: z.object({
    bvn: z.object({ status: z.boolean() }),
    first_name: confidence.optional(),
    last_name: confidence.optional(),
  }),
});
const text = z.string().nullish();
/** Fields are named one way or another, by the version of the schema. Nothing else is read. */
const looked = z.object({
  entity: z.object({
    first_name: text,
    firstname: text,
    middle_name: text,
    middlename: text,
    last_name: text,
    surname: text,
    birth_date: text,
    date_of_birth: text,
    dateOfBirth: text,
  }),
});

/** What the adapter needs. */
export interface DojahOptions {
  readonly baseUrl: string;
  readonly appId: string;
  readonly secretKey: string;
  /** Repeats nothing. */
  readonly http: ProviderHttp;
  readonly admits: () => Promise<boolean>;
}

/** The adapter. */
export function createDojah(options: DojahOptions): IdentityProvider {
  const { http, admits } = options;
  const base = options.baseUrl.replace(/\/*$/, "/");
  const headers = { appid: options.appId, authorization: options.secretKey };
  const get = (path: string, query: Readonly<Record<string, string>>) => {
    const url = new URL(`api/v1/kyc/${path}`, base);
    for (const [name, value] of Object.entries(query)) {
      url.searchParams.set(name, value);
    }
    return askOnce(() =>
      http({
        operation: `dojah.${path}`,
        method: "GET",
        url,
        headers,
        timeoutMs: 15_000,
      })
    );
  };
  return {
    kinds: ["bvn", "nin", "vnin"],
    admits,
    async ask({ kind, number, firstName, lastName }): Promise<IdentityAnswer> {
      const answer = await get(
        kind,
        kind === "bvn"
          ? { bvn: number, first_name: firstName, last_name: lastName }
          : { [kind]: number },
      );
      // 400: it is no such number; 404: the register has none.
      if (answer.status === 400 || answer.status === 404) {
        return { outcome: "not_found" };
      }
      if (answer.status !== 200) throw unreadable(answer.status);
      if (kind === "bvn") {
        const parsed = matched.safeParse(answer.json);
        if (!parsed.success) throw unreadable(200);
        const { bvn, first_name, last_name } = parsed.data.entity;
        if (!bvn.status) return { outcome: "not_found" };
        const agreement = Math.min(
          first_name?.confidence_value ?? 0,
          last_name?.confidence_value ?? 0,
        );
        return { outcome: "found", agreement: Math.round(agreement) };
      }
      const parsed = looked.safeParse(answer.json);
      if (!parsed.success) throw unreadable(200);
      const { entity: it } = parsed.data;
      const officialName = wholeName([
        it.first_name ?? it.firstname,
        it.middle_name ?? it.middlename,
        it.last_name ?? it.surname,
      ]);
      if (officialName === "") throw unreadable(200);
      return {
        outcome: "found",
        officialName,
        dateOfBirth: readBirthday(
          it.dateOfBirth ?? it.date_of_birth ?? it.birth_date,
        ),
      };
    },
  };
}
