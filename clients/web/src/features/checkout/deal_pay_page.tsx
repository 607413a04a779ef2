/** A buyer pays the price of a home, or an applicant a fee for applying: as a tenant pays rent. */
import { t } from "@lingui/core/macro";
import { Trans } from "@lingui/react/macro";
import { useQuery } from "@tanstack/react-query";
import { useSignedInAs } from "../../session/session.ts";
import { LinkButton } from "../../ui/button.tsx";
import { EmptyState } from "../../ui/empty_state.tsx";
import { Loaded } from "../../ui/loaded.tsx";
import { Page } from "../../ui/page.tsx";
import { Skeleton } from "../../ui/skeleton.tsx";
import {
  type Deal,
  type DealAddress,
  dealChargesQuery,
  dealPaymentsQuery,
  dealQuery,
} from "./deal_query.ts";
import { homeOf } from "./paid_for.ts";
import type { PayAddress } from "./pay_address.ts";
import { Paying } from "./paying.tsx";

/** What the screen is given by its route. */
export interface DealPayProps {
  readonly of: DealAddress;
  readonly address: PayAddress;
  readonly onAddress: (address: PayAddress) => void;
}

/** The page; nobody comes here without being signed in. */
export function DealPayPage({ of, ...props }: DealPayProps) {
  const me = useSignedInAs();
  return me === undefined ? null : <OfDeal key={me} me={me} of={of} {...props} />;
}

function OfDeal({ me, of, address, onAddress }: DealPayProps & { readonly me: string }) {
  const query = useQuery(dealQuery(me, of));
  return (
    <Page title={t`Pay`} lead={query.data?.title ?? undefined}>
      <Loaded query={query} skeleton={<Skeleton className="h-56" />}>
        {(deal) =>
          deal === null ? <NotYours /> : (
            <Paying
              subject={deal.paid}
              charges={dealChargesQuery(deal.paid)}
              payments={dealPaymentsQuery(deal.paid)}
              address={address}
              onAddress={onAddress}
              nothing={<Nothing deal={deal} />}
            />
          )}
      </Loaded>
    </Page>
  );
}

function Nothing({ deal }: { readonly deal: Deal }) {
  return (
    <EmptyState
      title={<Trans>There is nothing to pay</Trans>}
      action={
        <LinkButton to={homeOf(deal.paid) as "/"}>
          {deal.paid.kind === "sale"
            ? <Trans>To the sale</Trans>
            : <Trans>To your application</Trans>}
        </LinkButton>
      }
    >
      <Trans>All that was asked for is paid.</Trans>
    </EmptyState>
  );
}

function NotYours() {
  return (
    <EmptyState
      title={<Trans>There is nothing of yours to pay here</Trans>}
      action={
        <LinkButton to="/saved">
          <Trans>My search</Trans>
        </LinkButton>
      }
    >
      <Trans>Only who buys a home or applied for it pays here.</Trans>
    </EmptyState>
  );
}
