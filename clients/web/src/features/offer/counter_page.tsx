/** Answering the owner with other terms: what they proposed stands in the fields. */
import { t } from "@lingui/core/macro";
import { Trans } from "@lingui/react/macro";
import { useQuery } from "@tanstack/react-query";
import { LinkButton } from "../../ui/button.tsx";
import { EmptyState } from "../../ui/empty_state.tsx";
import { Page } from "../../ui/page.tsx";
import { Problem } from "../../ui/problem.tsx";
import { Loading, Skeleton } from "../../ui/skeleton.tsx";
import { CounterForm } from "./counter_form.tsx";
import { offerQuery } from "./offer_query.ts";
import { turnOf } from "./turn.ts";

/** The page; nobody comes here without being signed in. */
export function CounterPage({ id }: { readonly id: string }) {
  const { data: offer, error, refetch } = useQuery(offerQuery(id));
  const title = t`Answer with other terms`;
  if (offer === undefined) {
    return (
      <Page title={title}>
        {error === null
          ? (
            <Loading onRetry={() => void refetch()}>
              <Skeleton className="h-64" />
            </Loading>
          )
          : <Problem error={error} onRetry={() => void refetch()} />}
      </Page>
    );
  }
  const last = offer?.rounds.at(-1);
  if (offer === null || last === undefined || turnOf(offer, Date.now()) !== "mine") {
    return (
      <Page title={title}>
        <EmptyState
          title={<Trans>There is nothing to answer</Trans>}
          action={
            <LinkButton to="/offers/$id" params={{ id }} search={{}}>
              <Trans>Back to the offer</Trans>
            </LinkButton>
          }
        >
          <Trans>Once the owner proposes something, you can answer it here.</Trans>
        </EmptyState>
      </Page>
    );
  }
  return <CounterForm key={last.round} offer={offer} last={last} title={title} />;
}
