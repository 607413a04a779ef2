/** Announcements: what was said to many, and what is still to be said. */
import { t } from "@lingui/core/macro";
import { Plural, Trans } from "@lingui/react/macro";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { Megaphone, Plus } from "lucide-react";
import type { ListedAnnouncement } from "@estate/sdk";
import { dateTime } from "../../format/date.ts";
import { useMay } from "../../session/membership.ts";
import { WorkGate } from "../../session/work_gate.tsx";
import { LinkButton } from "../../ui/button.tsx";
import { EmptyState } from "../../ui/empty_state.tsx";
import { Loaded } from "../../ui/loaded.tsx";
import { Page } from "../../ui/page.tsx";
import { Skeleton } from "../../ui/skeleton.tsx";
import { AnnouncementChip } from "./announcement_chip.tsx";
import { announcementsQuery } from "./announcements_query.ts";
import { OfficeTabs } from "./office_tabs.tsx";

/** The page. */
export function AnnouncementsPage({ orgId }: { readonly orgId: string }) {
  return (
    <WorkGate orgId={orgId} needs="tenancies.read" title={t`Announcements`}>
      <AnnouncementsScreen orgId={orgId} />
    </WorkGate>
  );
}

function AnnouncementsScreen({ orgId }: { readonly orgId: string }) {
  const query = useQuery(announcementsQuery(orgId));
  const may = useMay(orgId, "tenancies.write");
  const write = may && (
    <LinkButton
      to="/org/$orgId/announcements/new"
      params={{ orgId }}
      icon={<Plus aria-hidden="true" className="size-5" />}
    >
      <Trans>Announce something</Trans>
    </LinkButton>
  );
  return (
    <Page title={t`Announcements`} width="wide" action={write}>
      <OfficeTabs orgId={orgId} />
      <Loaded query={query} skeleton={<Skeleton className="h-96" />}>
        {(all) =>
          all.length === 0
            ? (
              <EmptyState
                icon={<Megaphone className="size-6" />}
                title={t`Nothing was announced yet`}
                action={write}
              >
                <Trans>
                  Tell all tenants at once that the water goes off or the gate is painted: each
                  reads it in their own language, and you see who has.
                </Trans>
              </EmptyState>
            )
            : (
              <ul className="divide-y divide-line overflow-hidden rounded-card border border-line">
                {all.map((it) => <Line key={it.id} orgId={orgId} announcement={it} />)}
              </ul>
            )}
      </Loaded>
    </Page>
  );
}

function Line(
  { orgId, announcement }: { readonly orgId: string; readonly announcement: ListedAnnouncement },
) {
  const { id, language, announcement_texts: texts, people, published_at, publish_at } =
    announcement;
  const text = texts.find((it) => it.language === language) ?? texts[0];
  return (
    <li>
      <Link
        to="/org/$orgId/announcements/$id"
        params={{ orgId, id }}
        className="flex flex-wrap items-start justify-between gap-x-4 gap-y-2 px-4 py-3 text-ink hover:bg-raised sm:px-6"
      >
        <span className="min-w-0 flex-1 basis-60">
          <span lang={text?.language} className="block break-words font-semibold">
            {text?.title}
          </span>
          <span className="block text-14 text-muted">
            {published_at === null ? <Trans>for {dateTime(publish_at)}</Trans> : (
              <>
                {dateTime(published_at)} ·{" "}
                <Plural value={people ?? 0} one="# person told" other="# people told" />
              </>
            )}
          </span>
        </span>
        <AnnouncementChip announcement={announcement} />
      </Link>
    </li>
  );
}
