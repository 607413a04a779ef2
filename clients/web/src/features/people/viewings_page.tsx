/** Viewings day by day: who comes, what was checked of them, whether they came. */
import { t } from "@lingui/core/macro";
import { Trans } from "@lingui/react/macro";
import { useQuery } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { CalendarPlus, DoorOpen } from "lucide-react";
import { lazy, Suspense } from "react";
import { date } from "../../format/date.ts";
import { weekdayOf } from "../../format/weekday.ts";
import { useMay } from "../../session/membership.ts";
import { WorkGate } from "../../session/work_gate.tsx";
import { Button } from "../../ui/button.tsx";
import { ChoiceGroup } from "../../ui/choice_group.tsx";
import { EmptyState } from "../../ui/empty_state.tsx";
import { Loaded } from "../../ui/loaded.tsx";
import { Page } from "../../ui/page.tsx";
import { Skeleton } from "../../ui/skeleton.tsx";
import { byDay } from "./by_day.ts";
import { checksQuery } from "./checks_query.ts";
import { PeopleTabs } from "./people_tabs.tsx";
import { ViewingSlot } from "./viewing_slot.tsx";
import { type ShownViewings, viewingsQuery } from "./viewings_query.ts";

const CancelSheet = lazy(() => import("./cancel_viewing_sheet.tsx"));
const TimesSheet = lazy(() => import("./times_sheet.tsx"));

/** What the address says: which days, which booking is being cancelled, whether times are being offered. */
export interface ViewingsAddress {
  readonly show?: ShownViewings;
  readonly cancel?: string;
  readonly add?: "times";
}

type Shown = { readonly orgId: string; readonly address: ViewingsAddress };

/** The page. */
export function ViewingsPage(shown: Shown) {
  return (
    <WorkGate orgId={shown.orgId} needs="deals.read" title={t`Viewings`}>
      <ViewingsScreen {...shown} />
    </WorkGate>
  );
}

function ViewingsScreen({ orgId, address }: Shown) {
  const shown = address.show ?? "coming";
  const query = useQuery(viewingsQuery(orgId, shown));
  const people = query.data?.flatMap(({ viewings }) => viewings.map((it) => it.user_id)) ?? [];
  const { data: checks } = useQuery(checksQuery(people));
  const may = useMay(orgId, "deals.write");
  const navigate = useNavigate();
  const go = (search: ViewingsAddress, replace = false) =>
    void navigate({
      to: "/org/$orgId/people/viewings",
      params: { orgId },
      search,
      replace,
      resetScroll: false,
    });
  const here = shown === "coming" ? {} : { show: shown };
  const offer = may && (
    <Button
      icon={<CalendarPlus aria-hidden="true" className="size-5" />}
      onClick={() => go({ add: "times" })}
    >
      <Trans>Offer times</Trans>
    </Button>
  );
  return (
    <Page title={t`Viewings`} width="wide" action={offer}>
      <PeopleTabs orgId={orgId} />
      <div className="mb-6">
        <ChoiceGroup<ShownViewings>
          name="shown"
          legend={<span className="sr-only">{t`Which viewings`}</span>}
          value={shown}
          choices={[
            { value: "coming", label: t`Today and later` },
            { value: "past", label: t`Past` },
          ]}
          onChoose={(show) => go(show === "coming" ? {} : { show })}
        />
      </div>
      <Loaded
        query={query}
        skeleton={
          <div className="flex flex-col gap-4">
            <Skeleton className="h-32" />
            <Skeleton className="h-32" />
          </div>
        }
      >
        {(slots) =>
          slots.length === 0
            ? shown === "past" ? <EmptyState title={t`Nothing was shown yet`} /> : (
              <EmptyState
                icon={<DoorOpen className="size-6" />}
                title={t`No times are offered`}
                action={offer}
              >
                <Trans>
                  Offer times at which a home can be seen. People book a place by themselves, and
                  only then learn the exact address.
                </Trans>
              </EmptyState>
            )
            : (
              <div className="flex flex-col gap-8">
                {byDay(slots).map(({ day, all }) => (
                  <section key={day}>
                    <h2 className="mb-3 text-18 font-semibold">
                      {weekdayOf(`${day}T12:00:00Z`)}, {date(day)}
                    </h2>
                    <ul className="grid gap-4 lg:grid-cols-2">
                      {all.map((slot) => (
                        <li key={slot.id}>
                          <ViewingSlot
                            orgId={orgId}
                            slot={slot}
                            checks={checks}
                            {...(may
                              ? { onCancel: (id: string) => go({ ...here, cancel: id }) }
                              : {})}
                          />
                        </li>
                      ))}
                    </ul>
                  </section>
                ))}
              </div>
            )}
      </Loaded>
      <Suspense>
        {address.cancel !== undefined && may && (
          <CancelSheet
            viewingId={address.cancel}
            onClose={() => go(here, true)}
          />
        )}
        {address.add !== undefined && may && (
          <TimesSheet
            orgId={orgId}
            onClose={() => go(here, true)}
          />
        )}
      </Suspense>
    </Page>
  );
}
