/** An account number of the home's own: whatever comes to it pays what is open, the oldest first. */
import { Trans } from "@lingui/react/macro";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import type { TenancyHome } from "@estate/sdk";
import { sdk } from "../../session/home_queries.ts";
import { Button } from "../../ui/button.tsx";
import { Card } from "../../ui/card.tsx";
import { Loaded } from "../../ui/loaded.tsx";
import { Problem } from "../../ui/problem.tsx";
import { Skeleton } from "../../ui/skeleton.tsx";
import { Callout } from "../../ui/status_chip.tsx";
import { accountsQuery } from "./autopay_query.ts";
import { CopiedLine } from "./copied_line.tsx";

/** The card: the number, or the button that asks for one. */
export function OwnAccount({ home }: { readonly home: TenancyHome }) {
  const query = useQuery(accountsQuery(home.id));
  const queries = useQueryClient();
  const ask = useMutation({
    mutationFn: async () => {
      const { client, askVirtualAccount } = await sdk();
      await askVirtualAccount(client, home.id);
    },
    onSuccess: () => queries.invalidateQueries({ queryKey: ["accounts"] }),
  });
  return (
    <Card title={<Trans>An account number of this home</Trans>}>
      <Loaded query={query} skeleton={<Skeleton className="h-24" />}>
        {(accounts) => {
          const open = accounts.find((it) => it.status === "open");
          const wanted = accounts.some((it) => it.status === "wanted");
          const refused = accounts.find((it) => it.status === "refused");
          if (open !== undefined) {
            return (
              <>
                <dl className="flex flex-col gap-3">
                  <CopiedLine
                    name={<Trans>Account number</Trans>}
                    value={open.account_number ?? ""}
                    copied={open.account_number ?? ""}
                  />
                  <CopiedLine name={<Trans>Bank</Trans>} value={open.bank_name ?? ""} />
                  <CopiedLine name={<Trans>Name</Trans>} value={open.account_name ?? ""} />
                </dl>
                <p className="mt-3 text-14 text-muted">
                  <Trans>
                    Save it in your bank's app. What you send pays the oldest charge first, and what
                    is over stays as credit. The receipt comes by itself.
                  </Trans>
                </p>
              </>
            );
          }
          if (wanted) {
            return (
              <Callout meaning="wait" role="status" title={<Trans>The bank is being asked</Trans>}>
                <Trans>The number shows here within a minute or so.</Trans>
              </Callout>
            );
          }
          return (
            <>
              <p className="mb-3 text-muted">
                {refused === undefined
                  ? (
                    <Trans>
                      Always the same number, for standing orders and for whoever pays for you.
                    </Trans>
                  )
                  : <Trans>The bank gave none: {refused.refusal}</Trans>}
              </p>
              {ask.error !== null && <Problem error={ask.error} />}
              <Button look="secondary" busy={ask.isPending} onClick={() => ask.mutate()}>
                <Trans>Ask for a number</Trans>
              </Button>
            </>
          );
        }}
      </Loaded>
    </Card>
  );
}
