/** Buying a home: the course of the sale, what is due, and its papers. */
import { t } from "@lingui/core/macro";
import { Trans } from "@lingui/react/macro";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { LinkButton } from "../../ui/button.tsx";
import { EmptyState } from "../../ui/empty_state.tsx";
import { Loaded } from "../../ui/loaded.tsx";
import { Money } from "../../ui/money.tsx";
import { Page } from "../../ui/page.tsx";
import { Skeleton } from "../../ui/skeleton.tsx";
import { Callout } from "../../ui/status_chip.tsx";
import { BuyerCard } from "./buyer_card.tsx";
import { CourseCard } from "./course_card.tsx";
import { DueCard } from "./due_card.tsx";
import { PapersCard } from "./papers_card.tsx";
import { PartiesCard } from "./parties_card.tsx";
import { PriceCard } from "./price_card.tsx";
import { type Purchase, purchaseQuery } from "./purchase_query.ts";

/** The page; nobody comes here without being signed in. */
export function PurchasePage({ offerId }: { readonly offerId: string }) {
  const query = useQuery(purchaseQuery(offerId));
  return (
    <Page title={t`The sale`} lead={query.data?.sale.listing?.title}>
      <Loaded query={query} skeleton={<Skeleton className="h-96" />}>
        {(purchase) => purchase === null ? <NotYours /> : <Shown purchase={purchase} />}
      </Loaded>
    </Page>
  );
}

function Shown({ purchase }: { readonly purchase: Purchase }) {
  const { sale } = purchase;
  return (
    <div className="flex flex-col gap-4">
      {sale.status === "fallen_through" && (
        <Callout meaning="bad" title={t`The sale came to nothing`}>
          <p>{sale.fell_through_reason}</p>
          <p className="mt-1">
            <Trans>
              What you paid is held for you until the seller gives it back, less what the contract
              lets them keep. Ask in the conversation about the sale.
            </Trans>
          </p>
        </Callout>
      )}
      <section className="rounded-card border border-line p-4 sm:p-6">
        <p className="text-14 text-muted">
          {sale.status === "closed" ? <Trans>Price paid</Trans> : <Trans>Price agreed</Trans>}
        </p>
        <Money kobo={sale.price_kobo} size="hero" />
        {sale.is_tenanted && (
          <p className="mt-2">
            <Trans>It is let. You take it with its tenants, and their deposit passes to you.</Trans>
          </p>
        )}
        <p className="mt-2">
          <Link
            to="/offers/$id"
            params={{ id: sale.offer_id }}
            search={{}}
            className="font-semibold text-brand underline"
          >
            <Trans>Your offer, round by round</Trans>
          </Link>
        </p>
      </section>
      {sale.proposed_price_kobo !== null && (
        <PriceCard sale={sale} proposed={sale.proposed_price_kobo} />
      )}
      <DueCard purchase={purchase} />
      <CourseCard sale={sale} />
      {sale.is_tenanted && sale.status !== "fallen_through" && <BuyerCard sale={sale} />}
      <PapersCard purchase={purchase} />
      <PartiesCard parties={sale.parties} mayChange={sale.status === "agreed"} />
    </div>
  );
}

function NotYours() {
  return (
    <EmptyState
      title={<Trans>There is no sale of yours here</Trans>}
      action={
        <LinkButton to="/saved">
          <Trans>My search</Trans>
        </LinkButton>
      }
    >
      <Trans>
        A sale begins when an offer to buy is accepted. Its buyer and its seller see it.
      </Trans>
    </EmptyState>
  );
}
