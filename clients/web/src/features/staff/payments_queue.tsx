/** What is wrong with payments: what was found, what is suggested, and what was done about it. */
import { t } from "@lingui/core/macro";
import type { PaymentException } from "@estate/sdk";
import { dateTime } from "../../format/date.ts";
import { naira } from "../../format/naira.ts";
import { Callout } from "../../ui/status_chip.tsx";
import { Decision } from "./decision.tsx";
import { DisputedMoneyCase } from "./disputed_money_case.tsx";
import { type Fact, Facts, factsOf } from "./facts.tsx";
import { type CaseProps, headed, plain, type Queue } from "./queue.ts";
import { exceptionsQuery, sdk } from "./staff_query.ts";

/** The queue. */
export const paymentsQueue: Queue<PaymentException> = {
  title: () => t`Payments`,
  lead: () => t`Where books, payers and providers do not say the same, latest first.`,
  query: exceptionsQuery,
  line: (row) => ({
    id: row.id,
    title: headed(row.kind),
    more: [row.provider, row.reference].filter((it) => it !== null).join(" · "),
    since: row.first_seen_at,
    ...(row.times_seen > 1
      ? { chip: { meaning: "warn", words: t`Seen ${row.times_seen} times` } as const }
      : {}),
  }),
  Case: ExceptionCase,
};

/** Amounts of the details in naira. */
function detailFacts(details: unknown): readonly Fact[] {
  return factsOf(details, (key) => headed(key.replace(/_kobo$/, ""))).map(
    ([name, value], at): Fact => {
      const [key, raw] = Object.entries(details as object)[at] ?? [];
      return [name, key?.endsWith("_kobo") && typeof raw === "number" ? naira(raw) : value];
    },
  );
}

/** Nobody knows how these stand until an act in Studio says so, which "What to do" names and which resolves them too. */
const closesWithItsAct: ReadonlySet<PaymentException["kind"]> = new Set([
  "refund_unclear",
  "split_unread",
  "subaccount_unclear",
]);

function ExceptionCase({ row, onDone }: CaseProps<PaymentException>) {
  if (row.kind === "offline_disputed" || row.kind === "deposit_return_disputed") {
    return <DisputedMoneyCase exceptionId={row.id} onDone={onDone} />;
  }
  return (
    <>
      {row.suggested_action !== "" && (
        <Callout meaning="info" title={t`What to do`}>
          <p>{row.suggested_action}</p>
        </Callout>
      )}
      <Facts
        title={t`What was found`}
        facts={[
          [t`Kind`, plain(row.kind)],
          [t`Provider`, row.provider],
          [t`Reference`, row.reference],
          [t`Seen last`, dateTime(row.last_seen_at)],
          ...detailFacts(row.details),
        ]}
      />
      {!closesWithItsAct.has(row.kind) && (
        <Decision
          choices={[{ value: "resolved", label: t`It is resolved` }]}
          hint={t`What you found and did. If the same happens again, the case comes back.`}
          decide={async (_resolved, resolution) => {
            const [client, { resolvePaymentException }] = await sdk();
            return await resolvePaymentException(client, row.id, resolution);
          }}
          onDone={onDone}
        />
      )}
    </>
  );
}
