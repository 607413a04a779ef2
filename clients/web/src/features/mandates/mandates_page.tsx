/** What an owner lets agencies do, and what an agency may do for owners. */
import { t } from "@lingui/core/macro";
import { Trans } from "@lingui/react/macro";
import { useQuery } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { Handshake } from "lucide-react";
import { useMay, useMembership } from "../../session/membership.ts";
import { WorkGate } from "../../session/work_gate.tsx";
import { Button } from "../../ui/button.tsx";
import { Card } from "../../ui/card.tsx";
import { EmptyState } from "../../ui/empty_state.tsx";
import { Loaded } from "../../ui/loaded.tsx";
import { Page } from "../../ui/page.tsx";
import { Skeleton } from "../../ui/skeleton.tsx";
import { AgencyCode } from "./agency_code.tsx";
import { MandateCard } from "./mandate_card.tsx";
import { mandatesQuery } from "./mandates_query.ts";
import { OfferForm } from "./offer_form.tsx";

type Shown = { readonly orgId: string; readonly isGiving: boolean };

/** The page. */
export function MandatesPage(shown: Shown) {
  return (
    <WorkGate orgId={shown.orgId} needs="organization.read" title={t`Mandates`}>
      <MandatesScreen {...shown} />
    </WorkGate>
  );
}

function MandatesScreen({ orgId, isGiving }: Shown) {
  const query = useQuery(mandatesQuery(orgId));
  const mayGive = useMay(orgId, "mandates.write");
  const member = useMembership(orgId);
  const isAgent = member?.kind === "agency" || member?.kind === "manager";
  const navigate = useNavigate();
  const open = (give: boolean) =>
    void navigate({
      to: "/org/$orgId/settings/mandates",
      params: { orgId },
      search: give ? { give: true } : {},
      resetScroll: false,
    });
  const give = (
    <Button onClick={() => open(true)}>
      <Trans>Give a mandate</Trans>
    </Button>
  );
  return (
    <Page
      title={t`Mandates`}
      lead={
        <Trans>
          What an agency may do for an owner, where, until when and for what fee. Without one it can
          do nothing.
        </Trans>
      }
      {...(mayGive && !isGiving && (query.data ?? []).length > 0 ? { action: give } : {})}
    >
      <div className="flex flex-col gap-4">
        {isAgent && member !== undefined && <AgencyCode orgId={orgId} name={member.name} />}
        {isGiving && mayGive && (
          <Card title={t`Give a mandate`}>
            <OfferForm orgId={orgId} known={query.data ?? []} onDone={() => open(false)} />
          </Card>
        )}
        <Loaded query={query} skeleton={<Skeleton className="h-40" />}>
          {(mandates) =>
            mandates.length === 0
              ? isGiving ? null : (
                <EmptyState
                  icon={<Handshake className="size-6" />}
                  title={t`No mandates`}
                  {...(mayGive ? { action: give } : {})}
                >
                  <Trans>
                    Find your agency by its name, choose what it may do and until when. You can end
                    it any day.
                  </Trans>
                </EmptyState>
              )
              : (
                <ul className="flex flex-col gap-3">
                  {mandates.map((it) => (
                    <li key={it.id}>
                      <MandateCard orgId={orgId} mandate={it} />
                    </li>
                  ))}
                </ul>
              )}
        </Loaded>
      </div>
    </Page>
  );
}
