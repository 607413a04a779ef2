/** The rent roll: every unit, who rents it, up to when rent is paid, what is owed. */
import { t } from "@lingui/core/macro";
import { Trans } from "@lingui/react/macro";
import { useQuery } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { Building2 } from "lucide-react";
import { LinkButton } from "../../ui/button.tsx";
import { ChoiceGroup } from "../../ui/choice_group.tsx";
import { WorkGate } from "../../session/work_gate.tsx";
import { EmptyState } from "../../ui/empty_state.tsx";
import { Loaded } from "../../ui/loaded.tsx";
import { Money } from "../../ui/money.tsx";
import { Page } from "../../ui/page.tsx";
import { Skeleton } from "../../ui/skeleton.tsx";
import { Table } from "../../ui/table.tsx";
import { rollColumns } from "./roll_columns.tsx";
import { rollQuery, type RollRow, shownOfRoll, type ShownRoll } from "./roll_query.ts";

type Shown = { readonly orgId: string; readonly shown?: ShownRoll };

/** The page. */
export function RollPage(shown: Shown) {
  return (
    <WorkGate orgId={shown.orgId} needs="money.read" title={t`Rent roll`}>
      <RollScreen {...shown} />
    </WorkGate>
  );
}

function RollScreen({ orgId, shown = "let" }: Shown) {
  const query = useQuery(rollQuery(orgId));
  const navigate = useNavigate();
  return (
    <Page title={t`Rent roll`} width="wide">
      <Loaded query={query} skeleton={<Skeleton className="h-96" />}>
        {(rows) =>
          rows.length === 0 ? <NoHomes orgId={orgId} /> : (
            <>
              <Totals rows={rows} />
              <div className="mb-6">
                <ChoiceGroup<ShownRoll>
                  name="shown"
                  legend={<span className="sr-only">{t`Which homes`}</span>}
                  value={shown}
                  choices={[
                    { value: "let", label: t`Let` },
                    { value: "behind", label: t`Behind` },
                    { value: "all", label: t`All homes` },
                  ]}
                  onChoose={(show) =>
                    void navigate({
                      to: "/org/$orgId/money",
                      params: { orgId },
                      search: { show },
                      resetScroll: false,
                    })}
                />
              </div>
              <Rows
                orgId={orgId}
                rows={rows.filter((row) => shownOfRoll(shown, row))}
                shown={shown}
              />
            </>
          )}
      </Loaded>
    </Page>
  );
}

function Rows(
  { orgId, rows, shown }: {
    readonly orgId: string;
    readonly rows: readonly RollRow[];
    readonly shown: ShownRoll;
  },
) {
  if (rows.length === 0) {
    return <EmptyState title={shown === "behind" ? t`Nobody is behind` : t`Nothing is let`} />;
  }
  return (
    <Table
      caption={t`Rent roll`}
      columns={rollColumns(orgId)}
      rows={rows}
      rowKey={(row) => `${row.unit_id} ${row.tenancy_id}`}
    />
  );
}

function Totals({ rows }: { readonly rows: readonly RollRow[] }) {
  const overdue = rows.reduce((sum, row) => sum + (row.arrears_kobo ?? 0), 0);
  return (
    <p className="mb-4">
      <Trans>
        <Money kobo={overdue} className="text-20 font-bold" /> overdue
      </Trans>
    </p>
  );
}

function NoHomes({ orgId }: { readonly orgId: string }) {
  return (
    <EmptyState
      icon={<Building2 className="size-6" />}
      title={t`No homes yet`}
      action={
        <LinkButton to="/org/$orgId/homes" params={{ orgId }}>
          <Trans>To the homes</Trans>
        </LinkButton>
      }
    >
      <Trans>Once a home is let, its rent stands here with what is paid and what is owed.</Trans>
    </EmptyState>
  );
}
