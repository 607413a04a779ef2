/** Around the choice of days: which are taken, what the host says, and where there is nothing to choose. */
import { Trans } from "@lingui/react/macro";
import type { ListingPage } from "@estate/sdk/catalogue";
import { date } from "../../format/date.ts";
import { LinkButton } from "../../ui/button.tsx";
import { EmptyState } from "../../ui/empty_state.tsx";
import { Page } from "../../ui/page.tsx";
import type { StayDays } from "./stay_query.ts";

/** Which days are taken. */
export function Taken({ days: { taken } }: { readonly days: StayDays }) {
  if (taken.length === 0) {
    return (
      <p className="mb-4">
        <Trans>It is free on all days of the next year.</Trans>
      </p>
    );
  }
  return (
    <section className="mb-4">
      <h2 className="mb-2 font-semibold">
        <Trans>Days that are taken</Trans>
      </h2>
      <ul className="flex flex-wrap gap-2">
        {taken.map((it) => (
          <li key={it.taken_from} className="rounded-chip bg-sunken px-3 py-1 text-14">
            {date(it.taken_from)} – {date(it.taken_until)}
          </li>
        ))}
      </ul>
    </section>
  );
}

/** What the host says, house rules among it. */
export function Rules({ listing }: { readonly listing: ListingPage }) {
  if (listing.description === "") return null;
  return (
    <section className="mt-8">
      <h2 className="mb-2 text-18 font-semibold">
        <Trans>What the host says</Trans>
      </h2>
      <p className="max-w-prose whitespace-pre-line">{listing.description}</p>
    </section>
  );
}

/** It is off the market. */
export function Gone({ title }: { readonly title: string }) {
  return (
    <Page title={title}>
      <EmptyState
        title={<Trans>This home is off the market</Trans>}
        action={
          <LinkButton to="/search" search={{ purpose: "shortlet" }}>
            <Trans>Look for others</Trans>
          </LinkButton>
        }
      >
        <Trans>Its owner took it down. Nothing was sent.</Trans>
      </EmptyState>
    </Page>
  );
}
