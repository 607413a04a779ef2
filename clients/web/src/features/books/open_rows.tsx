/** The rows of an account's statements that nobody has decided about. */
import { plural, t } from "@lingui/core/macro";
import { Trans } from "@lingui/react/macro";
import { useQuery } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { CircleCheck } from "lucide-react";
import { lazy, Suspense } from "react";
import type { StatementAccount } from "@estate/sdk";
import { naira } from "../../format/naira.ts";
import { ChoiceGroup } from "../../ui/choice_group.tsx";
import { EmptyState } from "../../ui/empty_state.tsx";
import { Loaded } from "../../ui/loaded.tsx";
import { Missed } from "../../ui/missed.tsx";
import { Skeleton } from "../../ui/skeleton.tsx";
import type { ReconcileAddress } from "./reconcile_page.tsx";
import { openChargesQuery, openRowsQuery } from "./statement_query.ts";
import { StatementRowCard } from "./statement_row.tsx";

const BookSheet = lazy(() => import("./book_sheet.tsx"));
const DismissSheet = lazy(() => import("./dismiss_sheet.tsx"));

/** With the sheet that the address names. */
export function OpenRows(
  { orgId, accounts, account, address }: {
    readonly orgId: string;
    readonly address: ReconcileAddress;
    readonly accounts: readonly StatementAccount[];
    readonly account: StatementAccount;
  },
) {
  const query = useQuery(openRowsQuery(account.id));
  const owed = useQuery(openChargesQuery(orgId));
  const charges = owed.data ?? [];
  const navigate = useNavigate();
  const go = (search: ReconcileAddress, replace = false) =>
    void navigate({
      to: "/org/$orgId/money/reconcile",
      params: { orgId },
      search,
      replace,
      resetScroll: false,
    });
  const row = query.data?.find((it) => it.row.id === address.row)?.row;
  const close = () => go({ account: account.id }, true);
  return (
    <>
      {accounts.length > 1 && (
        <div className="mb-6">
          <ChoiceGroup
            name="account"
            legend={<Trans>Which account</Trans>}
            value={account.id}
            choices={accounts.map(({ id, bank_name, label }) => ({
              value: id,
              label: t`${bank_name}: ${label}`,
            }))}
            onChoose={(id) => go({ account: id })}
          />
        </div>
      )}
      <Missed of={[owed]} className="mb-4" />
      <Loaded query={query} skeleton={<Skeleton className="h-96" />}>
        {(rows) =>
          rows.length === 0
            ? (
              <EmptyState icon={<CircleCheck className="size-6" />} title={t`All of it is matched`}>
                <Trans>What comes in with the next statement is put beside what is owed.</Trans>
              </EmptyState>
            )
            : (
              <>
                <p className="mb-4">
                  {plural(rows.length, {
                    one: "# line that nobody has matched:",
                    other: "# lines that nobody has matched:",
                  })}{" "}
                  <span className="money font-semibold">
                    {naira(rows.reduce((sum, it) => sum + it.row.amount_kobo, 0))}
                  </span>
                </p>
                <div className="flex flex-col gap-4">
                  {rows.map((proposed) => (
                    <StatementRowCard
                      key={proposed.row.id}
                      proposed={proposed}
                      charges={charges}
                      onSay={(say) => go({ account: account.id, row: proposed.row.id, say })}
                    />
                  ))}
                </div>
              </>
            )}
      </Loaded>
      {row !== undefined && address.say !== undefined && (
        <Suspense>
          {address.say === "book"
            ? <BookSheet row={row} charges={charges} onClose={close} />
            : <DismissSheet row={row} onClose={close} />}
        </Suspense>
      )}
    </>
  );
}
