/** One letter: what it says, its paper, and who read it. */
import { t } from "@lingui/core/macro";
import { Trans } from "@lingui/react/macro";
import { useQuery } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { lazy, Suspense } from "react";
import type { ListedLetter } from "@estate/sdk";
import { date, dateOf } from "../../format/date.ts";
import { useMay } from "../../session/membership.ts";
import { WorkGate } from "../../session/work_gate.tsx";
import { Button, LinkButton } from "../../ui/button.tsx";
import { EmptyState } from "../../ui/empty_state.tsx";
import { FileButton } from "../../ui/file_button.tsx";
import { Loaded } from "../../ui/loaded.tsx";
import { Page } from "../../ui/page.tsx";
import { Skeleton } from "../../ui/skeleton.tsx";
import { Callout } from "../../ui/status_chip.tsx";
import { sdk } from "./addressees_query.ts";
import { LetterReadings } from "./letter_readings.tsx";
import { letterQuery } from "./letters_query.ts";

const WithdrawLetterSheet = lazy(() => import("./withdraw_letter_sheet.tsx"));

/** What the address says: whether it is being withdrawn. */
export interface LetterAddress {
  readonly say?: "withdraw";
}

type Shown = { readonly orgId: string; readonly id: string; readonly address: LetterAddress };

/** The page. */
export function LetterPage(shown: Shown) {
  return (
    <WorkGate orgId={shown.orgId} needs="tenancies.read" title={t`Letter`}>
      <LetterScreen {...shown} />
    </WorkGate>
  );
}

function LetterScreen({ orgId, id, address }: Shown) {
  const query = useQuery(letterQuery(id));
  if (query.data !== undefined && query.data !== null && query.data.org_id === orgId) {
    return <Found letter={query.data} address={address} />;
  }
  return (
    <Page title={t`Letter`}>
      <Loaded query={query} skeleton={<Skeleton className="h-96" />}>
        {() => (
          <EmptyState
            title={t`There is no such letter`}
            action={
              <LinkButton to="/org/$orgId/letters" params={{ orgId }}>
                <Trans>All letters</Trans>
              </LinkButton>
            }
          />
        )}
      </Loaded>
    </Page>
  );
}

function Found(
  { letter, address }: { readonly letter: ListedLetter; readonly address: LetterAddress },
) {
  const { id, org_id: orgId, withdrawal } = letter;
  const may = useMay(orgId, "tenancies.write") && withdrawal === null;
  const navigate = useNavigate();
  const say = (withdraw: boolean) =>
    void navigate({
      to: "/org/$orgId/letters/$id",
      params: { orgId, id },
      search: withdraw ? { say: "withdraw" } : {},
      replace: !withdraw,
      resetScroll: false,
    });
  return (
    <Page title={letter.subject} lead={`${letter.number} · ${date(letter.written_on)}`}>
      <div className="flex flex-col gap-6">
        {withdrawal !== null && (
          <Callout
            meaning="warn"
            title={<Trans>Withdrawn on {dateOf(withdrawal.withdrawn_at)}</Trans>}
          >
            {withdrawal.reason}
          </Callout>
        )}
        <article
          lang={letter.language}
          className="rounded-card border border-line bg-raised p-4 sm:p-8"
        >
          <p className="text-14 text-muted">
            {letter.addressee}, {letter.premises}
          </p>
          <p className="mt-4 max-w-prose whitespace-pre-line break-words">{letter.body}</p>
        </article>
        <div className="acts">
          <FileButton
            name={`${letter.number}.pdf`}
            load={async () => {
              const [client, { downloadLetter }] = await sdk();
              return await downloadLetter(client, letter, withdrawal !== null);
            }}
          >
            <Trans>Get the PDF</Trans>
          </FileButton>
          {may && (
            <Button look="danger" onClick={() => say(true)}>
              <Trans>Withdraw it</Trans>
            </Button>
          )}
        </div>
        <LetterReadings letter={letter} />
      </div>
      {may && address.say === "withdraw" && (
        <Suspense>
          <WithdrawLetterSheet letter={letter} onClose={() => say(false)} />
        </Suspense>
      )}
    </Page>
  );
}
