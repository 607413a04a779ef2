/** Paying: what, how, and the sum of it, of whatever is paid for. */
import { type QueryKey, useQuery, type UseQueryOptions } from "@tanstack/react-query";
import type { ChargeBalance, ListedPayment } from "@estate/sdk";
import { type ReactNode, useState } from "react";
import { today } from "../../format/calendar.ts";
import { useOnline } from "../../offline/online.ts";
import { Problem } from "../../ui/problem.tsx";
import { Loading, Skeleton } from "../../ui/skeleton.tsx";
import { useAnswers } from "./asked_query.ts";
import { attempts } from "./attempt.ts";
import { ChargePicker } from "./charge_picker.tsx";
import { HowPicker } from "./how_picker.tsx";
import { OpenAttempts } from "./open_attempts.tsx";
import type { PaidFor } from "./paid_for.ts";
import type { PayAddress } from "./pay_address.ts";
import { attemptsFor, payables, tickedOf } from "./payable.ts";
import { PayByTransfer } from "./pay_by_transfer.tsx";
import { PayOnline } from "./pay_online.tsx";
import { ReportPayment } from "./report_payment.tsx";

type Options<Row, Key extends QueryKey> = UseQueryOptions<Row[], Error, Row[], Key>;

/** `nothing` is shown where all is paid. */
export function Paying<Charges extends QueryKey, Payments extends QueryKey>(
  { subject, charges: chargesOf, payments: paymentsOf, address, onAddress, nothing }: {
    readonly subject: PaidFor;
    readonly charges: Options<ChargeBalance, Charges>;
    readonly payments: Options<ListedPayment, Payments>;
    readonly address: PayAddress;
    readonly onAddress: (address: PayAddress) => void;
    readonly nothing: ReactNode;
  },
) {
  const online = useOnline();
  // What was read a minute ago does not know of a payment that was begun since, nor of a charge that was paid: before both are
  // asked anew nothing is paid, and no amount is typed for what is due no more.
  const charges = useQuery({ ...chargesOf, refetchOnMount: "always" });
  const payments = useQuery({ ...paymentsOf, refetchOnMount: "always" });
  const [since] = useState(Date.now);
  const [isLeaving, setLeaving] = useState(false);
  const isKnown = Math.min(charges.dataUpdatedAt, payments.dataUpdatedAt) >= since || !online;
  const answers = useAnswers(payments.data ?? []);
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
  const all = payables(charges.data, payments.data, answers);
  if (all.length === 0) return nothing;
  const ticked = tickedOf(all, address.charges, today(), address.anew);
  const how = address.how ?? "paystack";
  const draft = { subject, ticked, payments: payments.data };
  const isRent = subject.kind === "tenancy";
  return (
    <div className="flex flex-col gap-8">
      {address.anew !== true && !isLeaving && (
        <OpenAttempts
          open={attemptsFor(attempts(payments.data, answers), all)}
          due={all}
          onAnew={() => onAddress({ ...address, anew: true })}
        />
      )}
      <ChargePicker
        all={all}
        ticked={ticked.map(({ id }) => id)}
        anew={address.anew === true}
        isRent={isRent}
        isLeaving={isLeaving}
        onTick={(ids) => onAddress({ ...address, charges: ids.join(",") })}
      />
      <HowPicker
        how={how}
        isRent={isRent}
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
