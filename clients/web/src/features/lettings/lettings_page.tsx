/** Who rents what: each tenancy with where it stands and what it waits for. */
import { t } from "@lingui/core/macro";
import { Trans } from "@lingui/react/macro";
import { useQuery } from "@tanstack/react-query";
import { Link, useNavigate } from "@tanstack/react-router";
import { KeyRound, UserPlus } from "lucide-react";
import { lastDay, today } from "../../format/calendar.ts";
import { date } from "../../format/date.ts";
import { periodName } from "../../format/home_words.ts";
import { useMay } from "../../session/membership.ts";
import { WorkGate } from "../../session/work_gate.tsx";
import { LinkButton } from "../../ui/button.tsx";
import { ChoiceGroup } from "../../ui/choice_group.tsx";
import { EmptyState } from "../../ui/empty_state.tsx";
import { Loaded } from "../../ui/loaded.tsx";
import { Missed } from "../../ui/missed.tsx";
import { missedOf } from "../../ui/missed_of.ts";
import { Money } from "../../ui/money.tsx";
import { Page } from "../../ui/page.tsx";
import { Skeleton } from "../../ui/skeleton.tsx";
import { StatusChip } from "../../ui/status_chip.tsx";
import { type Column, Table } from "../../ui/table.tsx";
import { lettingState, stepWords, tenantNames } from "./letting_words.ts";
import {
  lettingsQuery,
  ownersLettingsQuery,
  type ShownLetting,
  type ShownLettings,
} from "./lettings_query.ts";
import { nextStep, stepOfAgency } from "./next_step.ts";

type Shown = { readonly orgId: string; readonly shown?: ShownLettings };

/** The page. */
export function LettingsPage(shown: Shown) {
  return (
    <WorkGate orgId={shown.orgId} needs="tenancies.read" title={t`Tenancies`}>
      <LettingsScreen {...shown} />
    </WorkGate>
  );
}

function LettingsScreen({ orgId, shown = "now" }: Shown) {
  const query = useQuery(lettingsQuery(orgId, shown));
  const owners = useQuery(ownersLettingsQuery(orgId, shown));
  const may = useMay(orgId, "tenancies.write");
  const navigate = useNavigate();
  const register = may && (
    <LinkButton
      to="/org/$orgId/lettings/new"
      params={{ orgId }}
      icon={<UserPlus aria-hidden="true" className="size-5" />}
    >
      <Trans>Register a tenant</Trans>
    </LinkButton>
  );
  return (
    <Page title={t`Tenancies`} width="wide" action={register}>
      <div className="mb-6">
        <ChoiceGroup<ShownLettings>
          name="shown"
          legend={<span className="sr-only">{t`Which tenancies`}</span>}
          value={shown}
          choices={[{ value: "now", label: t`Now` }, { value: "over", label: t`Over` }]}
          onChoose={(show) =>
            void navigate({
              to: "/org/$orgId/lettings",
              params: { orgId },
              search: show === "now" ? {} : { show },
              resetScroll: false,
            })}
        />
      </div>
      <Missed of={[owners]} className="mb-4" />
      <Loaded query={query} skeleton={<Skeleton className="h-96" />}>
        {(own) => {
          const lettings = [...own, ...owners.data ?? []];
          // Nothing is said to be let to nobody before both are read.
          if (lettings.length === 0 && owners.data === undefined) {
            return missedOf([owners]).length === 0 && <Skeleton className="h-96" />;
          }
          return lettings.length === 0
            ? shown === "over" ? <EmptyState title={t`Nothing is over yet`} /> : (
              <EmptyState
                icon={<KeyRound className="size-6" />}
                title={t`Nothing is let yet`}
                action={register}
              >
                <Trans>
                  Who rents from you already can be registered by phone number. Others come by an
                  application and an offer.
                </Trans>
              </EmptyState>
            )
            : (
              <Table
                caption={t`Tenancies`}
                columns={columns(orgId, lettings)}
                rows={lettings}
                rowKey={({ id }) => id}
              />
            );
        }}
      </Loaded>
    </Page>
  );
}

function columns(orgId: string, all: readonly ShownLetting[]): readonly Column<ShownLetting>[] {
  return [
    {
      head: t`Home`,
      title: true,
      cell: (it) => (
        <>
          <Link
            to="/org/$orgId/lettings/$tenancyId"
            params={{ orgId, tenancyId: it.id }}
            className="flex min-h-11 items-center underline sm:min-h-0"
          >
            {it.unit.label}
          </Link>
          <span className="block text-14 font-normal text-muted">{it.unit.property.name}</span>
          {it.org_id !== orgId && (
            <span className="block text-14 font-normal text-muted">
              {t`For ${it.owner ?? t`another organization`}`}
            </span>
          )}
        </>
      ),
    },
    { head: t`Who rents it`, cell: (it) => tenantNames(it) },
    {
      head: t`State`,
      cell: (it) => {
        const state = lettingState(it.status);
        return (
          <span className="sm:whitespace-nowrap">
            <StatusChip meaning={state.meaning}>{state.words}</StatusChip>
          </span>
        );
      },
    },
    {
      head: t`Rent`,
      number: true,
      cell: (it) => (
        <>
          <Money kobo={it.rent_kobo} className="block" />
          <span className="block text-14 text-muted">{periodName(it.rent_per)}</span>
        </>
      ),
    },
    { head: t`Last day`, cell: (it) => date(it.ended_on ?? lastDay(it.ends_on)) },
    {
      head: t`Waits for`,
      cell: (it) => {
        const step = nextStep(it, all, today());
        return stepWords(it.org_id === orgId ? step : stepOfAgency(step)) ?? "";
      },
    },
  ];
}
