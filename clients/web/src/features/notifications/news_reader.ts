/** Who reads the news, as far as it decides where that leads; and what a piece of news says. */
import type { Hats, ListedNotification } from "@estate/sdk";

/** A place of the app. */
export interface Place {
  readonly to: string;
  readonly search?: Readonly<Record<string, string>>;
}

/** What somebody is on the platform. */
export interface Reader {
  readonly person: Pick<NonNullable<Hats["person"]>, "id"> | null;
  readonly memberships: readonly Pick<Hats["memberships"][number], "org_id" | "kind">[];
  readonly tenancies: readonly Pick<Hats["tenancies"][number], "tenancy_id" | "org_id">[];
  readonly applications: readonly Pick<
    Hats["applications"][number],
    "application_id" | "listing_id"
  >[];
  readonly offers: readonly Pick<Hats["offers"][number], "offer_id">[];
}

/** Nobody yet: before it is known who reads. */
export const nobody: Reader = {
  person: null,
  memberships: [],
  tenancies: [],
  applications: [],
  offers: [],
};

/** A piece of news. */
export type Told = Pick<ListedNotification, "kind" | "subject_id" | "payload" | "org_id">;

/** A fact of it that is text. */
export function factOf({ payload }: Pick<Told, "payload">, name: string): string | undefined {
  const fact = ((payload ?? {}) as Readonly<Record<string, unknown>>)[name];
  return typeof fact === "string" && fact !== "" ? fact : undefined;
}

/** Of these the words of who decided are for whom it concerns. */
const decided = new RegExp(
  `^(${
    [
      "rules_warned",
      "tenancy_cancelled",
      "message_warned",
      "appeal_decided",
      "signal_decided",
      "organization_suspended",
      "person_suspended",
      "listing_(returned|suspended)",
      "deduction_taken_back",
      "deposit_return_(confirmed|reversed)",
      "payment_(recorded|rejected)",
    ].join("|")
  })$`,
);

/** Why something was decided against the reader, in the words of who decided, where these are meant for them. */
export function whyOf(news: Told): string | undefined {
  return decided.test(news.kind)
    ? factOf(news, "reason")
    : /^erasure_(refused|held)$/.test(news.kind)
    ? factOf(news, "why")
    : undefined;
}
