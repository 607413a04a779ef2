/** Receipts of an organization: found by number, tenant or home; voided with a reason, never edited. */
import { t } from "@lingui/core/macro";
import { Trans } from "@lingui/react/macro";
import { useQuery } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { Search } from "lucide-react";
import { lazy, Suspense } from "react";
import { useMay } from "../../session/membership.ts";
import { WorkGate } from "../../session/work_gate.tsx";
import { Button } from "../../ui/button.tsx";
import { EmptyState } from "../../ui/empty_state.tsx";
import { Form } from "../../ui/form.tsx";
import { Loaded } from "../../ui/loaded.tsx";
import { Page } from "../../ui/page.tsx";
import { Skeleton } from "../../ui/skeleton.tsx";
import { TextField } from "../../ui/text_field.tsx";
import type { ReceiptAct } from "./receipt_acts.ts";
import { orgReceiptsQuery } from "./receipt_query.ts";
import { ReceiptTable } from "./receipt_table.tsx";

const VoidSheet = lazy(() => import("./void_sheet.tsx"));
const RefundSheet = lazy(() => import("./refund_sheet.tsx"));

/** What the address says: the words looked for, how many are shown, and what is done about which. */
export interface ReceiptsAddress {
  readonly q?: string;
  readonly many?: "yes";
  readonly receipt?: string;
  readonly say?: ReceiptAct;
}

type Shown = { readonly orgId: string; readonly address: ReceiptsAddress };

/** The page. */
export function ReceiptsPage(shown: Shown) {
  return (
    <WorkGate orgId={shown.orgId} needs="money.read" title={t`Receipts`}>
      <Receipts {...shown} />
    </WorkGate>
  );
}

function Receipts({ orgId, address }: Shown) {
  const { q = "", many } = address;
  const most = many === "yes" ? 500 : 50;
  const query = useQuery(orgReceiptsQuery(orgId, q, most));
  const mayVoid = useMay(orgId, "money.confirm");
  const mayRefund = useMay(orgId, "money.write");
  const navigate = useNavigate();
  const go = (search: ReceiptsAddress, replace = false) =>
    void navigate({
      to: "/org/$orgId/money/receipts",
      params: { orgId },
      search,
      replace,
      resetScroll: false,
    });
  const found = { ...(q === "" ? {} : { q }), ...(many === undefined ? {} : { many }) };
  const close = () => go(found, true);
  const chosen = query.data?.find(({ id }) => id === address.receipt);
  return (
    <Page
      title={t`Receipts`}
      lead={t`One for each payment that came, made by itself. Anybody who has it can check it.`}
      width="wide"
    >
      <Form
        key={q}
        className="mb-6 max-w-lg sm:flex-row sm:items-end"
        onSubmit={(fields) => {
          const words = String(fields.get("q")).trim();
          go(words === "" ? {} : { q: words });
        }}
      >
        <div className="flex-1">
          <TextField
            name="q"
            type="search"
            label={t`Number, tenant or home`}
            defaultValue={q}
            maxLength={100}
          />
        </div>
        <Button type="submit" look="secondary" icon={<Search aria-hidden="true" />}>
          <Trans>Find</Trans>
        </Button>
      </Form>
      <Loaded query={query} skeleton={<Skeleton className="h-96" />}>
        {(receipts) =>
          receipts.length === 0 ? <Nothing q={q} onAll={() => go({})} /> : (
            <>
              <ReceiptTable
                receipts={receipts}
                {...(mayVoid ? { onVoid: (id) => go({ ...found, receipt: id, say: "void" }) } : {})}
                {...(mayRefund
                  ? { onRefund: (id) => go({ ...found, receipt: id, say: "refund" }) }
                  : {})}
              />
              {receipts.length === most && many === undefined && (
                <div className="mt-4">
                  <Button
                    look="secondary"
                    busy={query.isPlaceholderData}
                    onClick={() => go({ ...found, many: "yes" })}
                  >
                    <Trans>Show older ones</Trans>
                  </Button>
                </div>
              )}
            </>
          )}
      </Loaded>
      {chosen !== undefined && (
        <Suspense>
          {address.say === "void" && mayVoid && <VoidSheet receipt={chosen} onClose={close} />}
          {address.say === "refund" && mayRefund && (
            <RefundSheet receipt={chosen} onClose={close} />
          )}
        </Suspense>
      )}
    </Page>
  );
}

function Nothing({ q, onAll }: { readonly q: string; readonly onAll: () => void }) {
  return q === ""
    ? (
      <EmptyState title={t`There is no receipt yet`}>
        <Trans>Each payment that arrives makes one by itself.</Trans>
      </EmptyState>
    )
    : (
      <EmptyState
        title={t`No receipt has “${q}” on it`}
        action={
          <Button look="secondary" onClick={onAll}>
            <Trans>Show all</Trans>
          </Button>
        }
      >
        <Trans>A part of the number, of a name or of the address is enough.</Trans>
      </EmptyState>
    );
}
