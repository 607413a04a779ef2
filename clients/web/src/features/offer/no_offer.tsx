/** Why no offer can be made on a home, and what to do instead. */
import { Trans } from "@lingui/react/macro";
import { LinkButton } from "../../ui/button.tsx";
import { EmptyState } from "../../ui/empty_state.tsx";
import { Page } from "../../ui/page.tsx";

/** There is one already. */
export function OneAlready(
  { offerId, title }: { readonly offerId: string; readonly title: string },
) {
  return (
    <Page title={title}>
      <EmptyState
        title={<Trans>You have an offer on this home</Trans>}
        action={
          <LinkButton to="/offers/$id" params={{ id: offerId }}>
            <Trans>See your offer</Trans>
          </LinkButton>
        }
      >
        <Trans>There can be one at a time. Answer there, or take it back first.</Trans>
      </EmptyState>
    </Page>
  );
}

/** Short stays have a price. */
export function NotNegotiable(
  { listingId, title }: { readonly listingId: string; readonly title: string },
) {
  return (
    <Page title={title}>
      <EmptyState
        title={<Trans>A short stay has its price</Trans>}
        action={
          <LinkButton to="/l/$id/stay" params={{ id: listingId }} search={{}}>
            <Trans>Choose your days</Trans>
          </LinkButton>
        }
      >
        <Trans>It is not negotiated here. Ask for the days that you want.</Trans>
      </EmptyState>
    </Page>
  );
}

/** It is off the market. */
export function Gone({ title }: { readonly title: string }) {
  return (
    <Page title={title}>
      <EmptyState
        title={<Trans>This home is off the market</Trans>}
        action={
          <LinkButton to="/search">
            <Trans>Look for others</Trans>
          </LinkButton>
        }
      >
        <Trans>No offer can be made on it any more. Nothing was sent.</Trans>
      </EmptyState>
    </Page>
  );
}
