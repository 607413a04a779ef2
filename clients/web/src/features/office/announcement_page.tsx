/** One announcement: what it says, how it stands, and who read it. */
import { t } from "@lingui/core/macro";
import { Trans } from "@lingui/react/macro";
import { useQuery } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { lazy, Suspense } from "react";
import type { ListedAnnouncement } from "@estate/sdk";
import { dateTime } from "../../format/date.ts";
import { ownName } from "../../i18n/languages.ts";
import { useMay } from "../../session/membership.ts";
import { WorkGate } from "../../session/work_gate.tsx";
import { Button, LinkButton } from "../../ui/button.tsx";
import { Card } from "../../ui/card.tsx";
import { EmptyState } from "../../ui/empty_state.tsx";
import { Loaded } from "../../ui/loaded.tsx";
import { Page } from "../../ui/page.tsx";
import { Skeleton } from "../../ui/skeleton.tsx";
import { Callout } from "../../ui/status_chip.tsx";
import { AnnouncementChip } from "./announcement_chip.tsx";
import { announcementQuery } from "./announcements_query.ts";
import { stateOf } from "./announcement_state.ts";
import { AudienceWords } from "./audience_words.tsx";
import { Recipients } from "./recipients.tsx";

const WithdrawSheet = lazy(() => import("./withdraw_sheet.tsx"));

/** What the address says: whether it is being withdrawn. */
export interface AnnouncementAddress {
  readonly say?: "withdraw";
}

type Shown = {
  readonly orgId: string;
  readonly id: string;
  readonly address: AnnouncementAddress;
};

/** The page. */
export function AnnouncementPage(shown: Shown) {
  return (
    <WorkGate orgId={shown.orgId} needs="tenancies.read" title={t`Announcement`}>
      <AnnouncementScreen {...shown} />
    </WorkGate>
  );
}

function AnnouncementScreen({ orgId, id, address }: Shown) {
  const query = useQuery(announcementQuery(id));
  const found = query.data;
  if (found !== undefined && found !== null && found.org_id === orgId) {
    return <Found announcement={found} address={address} />;
  }
  return (
    <Page title={t`Announcement`}>
      <Loaded query={query} skeleton={<Skeleton className="h-96" />}>
        {() => (
          <EmptyState
            title={t`There is no such announcement`}
            action={
              <LinkButton to="/org/$orgId/announcements" params={{ orgId }}>
                <Trans>All announcements</Trans>
              </LinkButton>
            }
          />
        )}
      </Loaded>
    </Page>
  );
}

function Found(
  { announcement, address }: {
    readonly announcement: ListedAnnouncement;
    readonly address: AnnouncementAddress;
  },
) {
  const { id, org_id: orgId, language, announcement_texts: texts } = announcement;
  const may = useMay(orgId, "tenancies.write");
  const navigate = useNavigate();
  const say = (withdraw: boolean) =>
    void navigate({
      to: "/org/$orgId/announcements/$id",
      params: { orgId, id },
      search: withdraw ? { say: "withdraw" } : {},
      replace: !withdraw,
      resetScroll: false,
    });
  const main = texts.find((it) => it.language === language) ?? texts[0];
  const ordered = texts.toSorted((one) => one.language === language ? -1 : 1);
  const state = stateOf(announcement);
  return (
    <Page
      title={main?.title ?? ""}
      lead={announcement.published_at === null
        ? t`For ${dateTime(announcement.publish_at)}`
        : t`Told on ${dateTime(announcement.published_at)}`}
      action={<AnnouncementChip announcement={announcement} />}
    >
      <div className="flex flex-col gap-6">
        {announcement.withdrawn_at !== null && (
          <Callout
            meaning="warn"
            title={<Trans>Withdrawn on {dateTime(announcement.withdrawn_at)}</Trans>}
          >
            {announcement.withdrawn_because}
          </Callout>
        )}
        <Card title={t`What it says`}>
          <AudienceWords announcement={announcement} />
          {ordered.map((it) => (
            <section key={it.language} className="mt-4 border-t border-line pt-4">
              <h3 className="text-14 text-muted" lang={it.language}>{ownName[it.language]}</h3>
              <p lang={it.language} className="mt-1 break-words font-semibold">{it.title}</p>
              <p lang={it.language} className="whitespace-pre-line break-words">{it.body}</p>
            </section>
          ))}
        </Card>
        {state !== "planned" && announcement.people !== null && (
          <Recipients
            orgId={orgId}
            id={id}
          />
        )}
        {may && announcement.withdrawn_at === null && (
          <div className="acts">
            <Button look="danger" onClick={() => say(true)}>
              <Trans>Withdraw it</Trans>
            </Button>
          </div>
        )}
      </div>
      {may && address.say === "withdraw" && announcement.withdrawn_at === null && (
        <Suspense>
          <WithdrawSheet announcement={announcement} onClose={() => say(false)} />
        </Suspense>
      )}
    </Page>
  );
}
