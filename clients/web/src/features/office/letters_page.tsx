/** Letters that went out. */
import { t } from "@lingui/core/macro";
import { Trans } from "@lingui/react/macro";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { Mail, Plus } from "lucide-react";
import type { ListedLetter } from "@estate/sdk";
import { date } from "../../format/date.ts";
import { useMay } from "../../session/membership.ts";
import { WorkGate } from "../../session/work_gate.tsx";
import { LinkButton } from "../../ui/button.tsx";
import { EmptyState } from "../../ui/empty_state.tsx";
import { Loaded } from "../../ui/loaded.tsx";
import { Page } from "../../ui/page.tsx";
import { Skeleton } from "../../ui/skeleton.tsx";
import { StatusChip } from "../../ui/status_chip.tsx";
import { lettersQuery } from "./letters_query.ts";
import { OfficeTabs } from "./office_tabs.tsx";

/** The page. */
export function LettersPage({ orgId }: { readonly orgId: string }) {
  return (
    <WorkGate orgId={orgId} needs="tenancies.read" title={t`Letters`}>
      <LettersScreen orgId={orgId} />
    </WorkGate>
  );
}

function LettersScreen({ orgId }: { readonly orgId: string }) {
  const query = useQuery(lettersQuery(orgId));
  const may = useMay(orgId, "tenancies.write");
  const write = may && (
    <LinkButton
      to="/org/$orgId/letters/new"
      params={{ orgId }}
      icon={<Plus aria-hidden="true" className="size-5" />}
    >
      <Trans>Write a letter</Trans>
    </LinkButton>
  );
  return (
    <Page title={t`Letters`} width="wide" action={write}>
      <OfficeTabs orgId={orgId} />
      <Loaded query={query} skeleton={<Skeleton className="h-96" />}>
        {(all) =>
          all.length === 0
            ? (
              <EmptyState
                icon={<Mail className="size-6" />}
                title={t`No letter was sent yet`}
                action={write}
              >
                <Trans>
                  Write once to one home or to all: each letter has its number, your letterhead and
                  a PDF, and you see who has read it.
                </Trans>
              </EmptyState>
            )
            : (
              <ul className="divide-y divide-line overflow-hidden rounded-card border border-line">
                {all.map((it) => <Line key={it.id} orgId={orgId} letter={it} />)}
              </ul>
            )}
      </Loaded>
    </Page>
  );
}

function Line({ orgId, letter }: { readonly orgId: string; readonly letter: ListedLetter }) {
  return (
    <li>
      <Link
        to="/org/$orgId/letters/$id"
        params={{ orgId, id: letter.id }}
        className="flex flex-wrap items-start justify-between gap-x-4 gap-y-2 px-4 py-3 text-ink hover:bg-raised sm:px-6"
      >
        <span className="min-w-0 flex-1 basis-60">
          <span lang={letter.language} className="block break-words font-semibold">
            {letter.subject}
          </span>
          <span className="block break-words">{letter.addressee}</span>
          <span className="block break-words text-14 text-muted">
            {letter.number} · {date(letter.written_on)} · {letter.premises}
          </span>
        </span>
        {letter.withdrawal === null
          ? <StatusChip meaning="good">{t`Sent`}</StatusChip>
          : <StatusChip meaning="warn">{t`Withdrawn`}</StatusChip>}
      </Link>
    </li>
  );
}
