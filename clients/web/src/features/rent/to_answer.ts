/** What waits for the tenant's answer, the weightiest first. */
import type {
  Inspection,
  ListedLetter,
  ListedStatutoryNotice,
  OfflinePayment,
  TenancyHome,
} from "@estate/sdk";
import type { OwnInspection } from "../../session/home_queries.ts";

/** Something to answer. */
export type ToAnswer =
  | { readonly kind: "offer"; readonly isRenewal: boolean }
  | {
    readonly kind: "notice";
    readonly id: string;
    readonly number: string;
    readonly isServed: boolean;
  }
  | { readonly kind: "letter"; readonly id: string; readonly subject: string }
  | { readonly kind: "inspection"; readonly inspection: Inspection }
  | { readonly kind: "recorded"; readonly payment: OfflinePayment }
  | { readonly kind: "proof"; readonly payment: OfflinePayment };

/** What was opened or answered is known by id. */
export interface Papers {
  readonly notices: readonly ListedStatutoryNotice[];
  /** Those that were served, as far as is recorded: a notice that was only written has no effect yet. */
  readonly served: ReadonlySet<string>;
  readonly letters: readonly ListedLetter[];
  readonly offline: readonly OfflinePayment[];
  /** Payments, by id, of which something is still owed: of what was paid otherwise nobody wants another proof. */
  readonly stillOwed: ReadonlySet<string>;
  readonly inspections: readonly OwnInspection[];
  /** Letters and notices that this person has acknowledged. */
  readonly acknowledged: ReadonlySet<string>;
}

/** Of a home and what came of it. */
export function toAnswer(home: TenancyHome, papers: Papers): readonly ToAnswer[] {
  const { notices, served, letters, offline, stillOwed, inspections, acknowledged } = papers;
  return [
    ...(home.status === "offered"
      ? [{ kind: "offer" as const, isRenewal: home.parent_id !== null }]
      : []),
    ...notices.filter((it) => it.withdrawal === null && !acknowledged.has(it.id))
      .map(({ id, number }) => ({ kind: "notice" as const, id, number, isServed: served.has(id) })),
    ...offline.filter((it) => it.status === "recorded")
      .map((payment) => ({ kind: "recorded" as const, payment })),
    ...offline.filter((it) =>
      it.status === "needs_more" || it.status === "expired" && stillOwed.has(it.payment_id)
    )
      .map((payment) => ({ kind: "proof" as const, payment })),
    ...inspections.filter((it) => it.status === "ready" && !it.has_signed)
      .map((inspection) => ({ kind: "inspection" as const, inspection })),
    ...letters.filter((it) => it.withdrawal === null && !acknowledged.has(it.id))
      .map(({ id, subject }) => ({ kind: "letter" as const, id, subject })),
  ];
}

/** What tells one from the others. */
export const keyOf = (it: ToAnswer): string =>
  it.kind === "offer"
    ? it.kind
    : "payment" in it
    ? it.payment.id
    : "inspection" in it
    ? it.inspection.id
    : it.id;
