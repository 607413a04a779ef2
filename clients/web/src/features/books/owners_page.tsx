/** What was collected under mandates: for an agency what it owes each owner, for an owner what the agency owes. */
import { t } from "@lingui/core/macro";
import { Trans } from "@lingui/react/macro";
import { useQuery } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { Handshake } from "lucide-react";
import { lazy, Suspense } from "react";
import { useMay } from "../../session/membership.ts";
import { WorkGate } from "../../session/work_gate.tsx";
import { EmptyState } from "../../ui/empty_state.tsx";
import { Loaded } from "../../ui/loaded.tsx";
import { Page } from "../../ui/page.tsx";
import { Skeleton } from "../../ui/skeleton.tsx";
import { PrincipalCard } from "./principal_card.tsx";
import { principalsQuery } from "./principal_query.ts";

const SendOnSheet = lazy(() => import("./send_on_sheet.tsx"));

type Shown = { readonly orgId: string; readonly send?: string };

/** The page; `send` names the mandate under which something is being sent on. */
export function OwnersPage(shown: Shown) {
  return (
    <WorkGate orgId={shown.orgId} needs="money.read" title={t`Owners' money`}>
      <Owners {...shown} />
    </WorkGate>
  );
}

function Owners({ orgId, send }: Shown) {
  const query = useQuery(principalsQuery(orgId));
  const may = useMay(orgId, "money.payout");
  const navigate = useNavigate();
  const go = (search: { send?: string }, replace = false) =>
    void navigate({
      to: "/org/$orgId/money/owners",
      params: { orgId },
      search,
      replace,
      resetScroll: false,
    });
  const sending = query.data?.find((it) => it.mandate_id === send && it.isAgency);
  return (
    <Page
      title={t`Owners' money`}
      lead={t`What an agency collects is the owner's: it is sent on, less the fee that was agreed.`}
    >
      <Loaded query={query} skeleton={<Skeleton className="h-72" />}>
        {(found) =>
          found.length === 0
            ? (
              <EmptyState
                icon={<Handshake className="size-6" />}
                title={t`Nothing is collected for anybody`}
              >
                <Trans>
                  Where an owner lets an agency collect, what came in and what is to be sent on
                  stands here for both.
                </Trans>
              </EmptyState>
            )
            : (
              <ul className="flex flex-col gap-4">
                {found.map((it) => (
                  <li key={it.mandate_id}>
                    <PrincipalCard
                      balance={it}
                      {...(may && it.isAgency && it.owed_kobo > 0
                        ? { onSend: () => go({ send: it.mandate_id }) }
                        : {})}
                    />
                  </li>
                ))}
              </ul>
            )}
      </Loaded>
      {sending !== undefined && may && (
        <Suspense>
          <SendOnSheet balance={sending} onClose={() => go({}, true)} />
        </Suspense>
      )}
    </Page>
  );
}
