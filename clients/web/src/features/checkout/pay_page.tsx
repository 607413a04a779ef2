/** Paying: what, how, and the sum of it. */
import { t } from "@lingui/core/macro";
import { Trans } from "@lingui/react/macro";
import { useQuery } from "@tanstack/react-query";
import type { TenancyHome } from "@estate/sdk";
import { useState } from "react";
import { today } from "../../format/calendar.ts";
import { homeName } from "../../format/home_name.ts";
import { HomeGate } from "../../session/home_gate.tsx";
import { useOnline } from "../../offline/online.ts";
import { chargesQuery, paymentsQuery } from "../../session/home_queries.ts";
import { LinkButton } from "../../ui/button.tsx";
import { EmptyState } from "../../ui/empty_state.tsx";
import { Page } from "../../ui/page.tsx";
import { Problem } from "../../ui/problem.tsx";
import { Loading, Skeleton } from "../../ui/skeleton.tsx";
import { ChargePicker } from "./charge_picker.tsx";
import { HowPicker } from "./how_picker.tsx";
import { OtherWays } from "./other_ways.tsx";
import type { PayAddress } from "./pay_address.ts";
import { payables, tickedOf } from "./payable.ts";
import { PayOnline } from "./pay_online.tsx";
import { PayByTransfer } from "./pay_by_transfer.tsx";
import { ReportPayment } from "./report_payment.tsx";

/** What the screen is given by its route. */
export interface PayPageProps {
  readonly tenancyId: string;
  readonly address: PayAddress;
  readonly onAddress: (address: PayAddress) => void;
}

/** The page. */
export function PayPage(props: PayPageProps) {
  return (
    <HomeGate tenancyId={props.tenancyId} title={t`Pay`}>
      {(home) => (
        <Page title={t`Pay`} lead={`${homeName(home)} · ${home.landlord.name}`}>
          <Paying {...props} home={home} />
          <OtherWays home={home} />
        </Page>
      )}
    </HomeGate>
  );
}

function Paying({ home, address, onAddress }: PayPageProps & { readonly home: TenancyHome }) {
  const online = useOnline();
  // What was read a minute ago does not know of a payment that was begun since: before it is asked anew nothing is paid.
  const charges = useQuery({ ...chargesQuery(home.id), refetchOnMount: "always" });
  const payments = useQuery({ ...paymentsQuery(home.id), refetchOnMount: "always" });
  const [since] = useState(Date.now);
  const [isLeaving, setLeaving] = useState(false);
  const isKnown = payments.dataUpdatedAt >= since || !online;
  const error = charges.error ?? payments.error;
  const retry = () => void Promise.all([charges.refetch(), payments.refetch()]);
  if (charges.data === undefined || payments.data === undefined || !isKnown) {
    return error === null
      ? (
        <Loading onRetry={retry}>
          <div className="flex flex-col gap-6">
            <Skeleton className="h-40" />
            <Skeleton className="h-56" />
          </div>
        </Loading>
      )
      : <Problem error={error} onRetry={retry} />;
  }
  const all = payables(charges.data, payments.data);
  if (all.length === 0) return <NothingToPay home={home} />;
  const ticked = tickedOf(all, address.charges, today(), address.anew);
  const how = address.how ?? "paystack";
  const draft = { home, ticked, payments: payments.data };
  return (
    <div className="flex flex-col gap-8">
      <ChargePicker
        all={all}
        ticked={ticked.map(({ id }) => id)}
        anew={address.anew === true}
        isLeaving={isLeaving}
        onTick={(ids) => onAddress({ ...address, charges: ids.join(",") })}
      />
      <HowPicker
        how={how}
        isLeaving={isLeaving}
        onHow={(it) => onAddress({ ...address, how: it })}
      />
      {how === "proof"
        ? <ReportPayment key={how} {...draft} />
        : how === "transfer"
        ? <PayByTransfer key={how} {...draft} onLeaving={setLeaving} />
        : <PayOnline key={how} {...draft} provider={how} onLeaving={setLeaving} />}
    </div>
  );
}

function NothingToPay({ home }: { readonly home: TenancyHome }) {
  return (
    <EmptyState
      title={<Trans>There is nothing to pay</Trans>}
      action={
        <LinkButton to="/home/$tenancyId/money" params={{ tenancyId: home.id }} search={{}}>
          <Trans>Payments and receipts</Trans>
        </LinkButton>
      }
    >
      <Trans>All that was charged is paid. The next charge shows here before it falls due.</Trans>
    </EmptyState>
  );
}
