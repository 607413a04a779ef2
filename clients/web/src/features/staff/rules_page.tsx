/** What staff set: kinds of signals with their weight and what they hold, beside how often staff agreed with them. */
import { plural, t } from "@lingui/core/macro";
import { Trans } from "@lingui/react/macro";
import { useQuery } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { lazy, Suspense } from "react";
import type { SignalFigures } from "@estate/sdk";
import { Button } from "../../ui/button.tsx";
import { Loaded } from "../../ui/loaded.tsx";
import { Page } from "../../ui/page.tsx";
import { Skeleton } from "../../ui/skeleton.tsx";
import { StatusChip } from "../../ui/status_chip.tsx";
import { type Column, Table } from "../../ui/table.tsx";
import { daysOf } from "./signal_rule.ts";
import { signalFiguresQuery } from "./staff_query.ts";

const SignalRuleSheet = lazy(() => import("./signal_rule_sheet.tsx"));

/** The page; `kind` is the one that is being set. */
export function RulesPage({ kind }: { readonly kind: string | undefined }) {
  const query = useQuery(signalFiguresQuery());
  const navigate = useNavigate();
  const go = (next: string | undefined) =>
    void navigate({
      to: "/staff/rules",
      search: next === undefined ? {} : { kind: next },
      replace: next === undefined,
      resetScroll: false,
    });
  const open = query.data?.find((it) => it.kind === kind);
  return (
    <Page
      title={t`Rules of signals`}
      lead={<Trans>A kind with which staff rarely agree weighs too much.</Trans>}
      width="wide"
    >
      <Loaded query={query} skeleton={<Skeleton className="h-96" />}>
        {(rows) => (
          <Table
            caption={t`Kinds of signals`}
            columns={columns(go)}
            rows={rows}
            rowKey={(it) => it.kind}
          />
        )}
      </Loaded>
      {open !== undefined && (
        <Suspense>
          <SignalRuleSheet rule={open} onClose={() => go(undefined)} />
        </Suspense>
      )}
    </Page>
  );
}

function columns(go: (kind: string) => void): readonly Column<SignalFigures>[] {
  return [
    { head: t`Signal`, title: true, cell: (it) => it.about },
    {
      head: t`State`,
      cell: (it) =>
        it.is_on
          ? <StatusChip meaning="good">{t`Looked for`}</StatusChip>
          : <StatusChip meaning="wait">{t`Off`}</StatusChip>,
    },
    { head: t`Weight`, number: true, cell: (it) => it.weight },
    {
      head: t`Holds`,
      cell: (it) => {
        const days = daysOf(it.hold_for as string | null);
        return days === undefined
          ? t`nothing`
          : plural(days, { one: "at most # day", other: "at most # days" });
      },
    },
    { head: t`Opened`, number: true, cell: (it) => it.opened },
    { head: t`Waiting`, number: true, cell: (it) => it.waiting },
    {
      head: t`Staff agreed`,
      number: true,
      cell: (it) => {
        const agreed = it.agreed_percent as number | null;
        return agreed === null ? "–" : `${agreed} %`;
      },
    },
    {
      head: t`Set`,
      cell: (it) => (
        <Button look="quiet" onClick={() => go(it.kind)}>
          <Trans>Set it</Trans>
          <span className="sr-only">{it.about}</span>
        </Button>
      ),
    },
  ];
}
