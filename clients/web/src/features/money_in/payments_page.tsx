/** Payments to confirm: each proof beside what was expected. */
import { t } from "@lingui/core/macro";
import { Trans } from "@lingui/react/macro";
import { useQuery } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { CircleCheck } from "lucide-react";
import { lazy, Suspense } from "react";
import type { ReportedBeside } from "@estate/sdk";
import { useMay } from "../../session/membership.ts";
import { useSignedInAs } from "../../session/session.ts";
import { WorkGate } from "../../session/work_gate.tsx";
import { EmptyState } from "../../ui/empty_state.tsx";
import { Loaded } from "../../ui/loaded.tsx";
import { Page } from "../../ui/page.tsx";
import { Skeleton } from "../../ui/skeleton.tsx";
import { Callout } from "../../ui/status_chip.tsx";
import { ChoiceGroup } from "../../ui/choice_group.tsx";
import { type Decision, decisionsOn } from "./decisions.ts";
import { paymentsQuery, type ShownPayments } from "./payments_query.ts";
import { ReportedCard } from "./reported_card.tsx";

const DecideSheet = lazy(() => import("./decide_sheet.tsx"));

/** What the address says: which tab, which payment, what is being said of it. */
export interface PaymentsAddress {
  readonly show?: ShownPayments;
  readonly id?: string;
  readonly say?: Decision;
}

type Shown = { readonly orgId: string; readonly address: PaymentsAddress };

/** The page. */
export function PaymentsPage(shown: Shown) {
  return (
    <WorkGate orgId={shown.orgId} needs="money.read" title={t`Payments to confirm`}>
      <PaymentsScreen {...shown} />
    </WorkGate>
  );
}

function PaymentsScreen({ orgId, address }: Shown) {
  const shown = address.show ?? "waiting";
  const query = useQuery(paymentsQuery(orgId, shown));
  const me = useSignedInAs();
  const may = useMay(orgId, "money.confirm");
  const mayRecord = useMay(orgId, "money.write");
  const navigate = useNavigate();
  const go = (search: PaymentsAddress, replace = false) =>
    void navigate({
      to: "/org/$orgId/money/payments",
      params: { orgId },
      search,
      replace,
      resetScroll: false,
    });
  const close = () => go(address.show === undefined ? {} : { show: address.show }, true);
  const isRecorder = ({ payment }: ReportedBeside) =>
    payment.source === "payee" && payment.reported_by === me;
  // Who recorded money takes their own word back; all else is for who confirms.
  const openTo = (it: ReportedBeside) =>
    (isRecorder(it) ? mayRecord : may) ? decisionsOn(it.payment, isRecorder(it)) : [];
  const decided = query.data?.find((it) => it.payment.id === address.id);
  return (
    <Page title={t`Payments to confirm`} width="wide">
      <div className="mb-6">
        <ChoiceGroup<ShownPayments>
          name="shown"
          legend={<span className="sr-only">{t`Which payments`}</span>}
          value={shown}
          choices={[
            { value: "waiting", label: t`To confirm` },
            { value: "asked", label: t`The payer is asked` },
            { value: "done", label: t`Decided` },
          ]}
          onChoose={(show) => go(show === "waiting" ? {} : { show })}
        />
      </div>
      {!may && shown === "waiting" && query.data !== undefined && query.data.length > 0 && (
        <div className="mb-4">
          <Callout meaning="info" title={t`You can look, not confirm`}>
            <Trans>Owners and accountants of your organization confirm payments.</Trans>
          </Callout>
        </div>
      )}
      <Loaded
        query={query}
        skeleton={
          <div className="flex flex-col gap-4">
            <Skeleton className="h-96" />
            <Skeleton className="h-96" />
          </div>
        }
      >
        {(found) =>
          found.length === 0 ? <Nothing shown={shown} /> : (
            <div className="flex flex-col gap-4">
              {sorted(found, address.id).map((reported) => (
                <ReportedCard
                  key={reported.payment.id}
                  reported={reported}
                  marked={reported.payment.id === address.id}
                  open={openTo(reported)}
                  isRecorder={isRecorder(reported)}
                  onDecide={(say) =>
                    go({
                      ...(shown === "waiting" ? {} : { show: shown }),
                      id: reported.payment.id,
                      say,
                    })}
                />
              ))}
            </div>
          )}
      </Loaded>
      {decided !== undefined && address.say !== undefined &&
        openTo(decided).includes(address.say) && (
        <Suspense>
          <DecideSheet reported={decided} decision={address.say} onClose={close} />
        </Suspense>
      )}
    </Page>
  );
}

/** The one that somebody came for first, then as they came: who waits longest is looked at first. */
function sorted(found: readonly ReportedBeside[], id: string | undefined): ReportedBeside[] {
  const rank = ({ payment }: ReportedBeside) => (payment.id === id ? "" : payment.created_at);
  return found.toSorted((a, b) => rank(a) < rank(b) ? -1 : 1);
}

function Nothing({ shown }: { readonly shown: ShownPayments }) {
  if (shown !== "waiting") {
    return (
      <EmptyState title={shown === "asked" ? t`Nobody is asked` : t`Nothing was decided yet`} />
    );
  }
  return (
    <EmptyState icon={<CircleCheck className="size-6" />} title={t`Nothing to confirm`}>
      <Trans>
        When a tenant says that they paid by transfer, cash or cheque, their proof appears here
        beside what they owe.
      </Trans>
    </EmptyState>
  );
}
