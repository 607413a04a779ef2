/** Being asked to stand for somebody: for whom, for what home and rent, and what it means; then yes or no. */
import { t } from "@lingui/core/macro";
import { Trans } from "@lingui/react/macro";
import type { GuaranteeTerms } from "@estate/sdk";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { date, dateTime } from "../../format/date.ts";
import { periodName } from "../../format/home_words.ts";
import { naira } from "../../format/naira.ts";
import { Button } from "../../ui/button.tsx";
import { Page } from "../../ui/page.tsx";
import { Loading, Skeleton } from "../../ui/skeleton.tsx";
import { Callout } from "../../ui/status_chip.tsx";
import { ForOne, LinkProblem } from "./for_one.tsx";
import { answerGuarantee, guaranteeQuery } from "./link_query.ts";
import { monthsName } from "./months_name.ts";
import { type Link, useLink } from "./use_link.ts";

/** The page. */
export function GuaranteePage() {
  const link = useLink("guarantee");
  const title = t`You are asked to be a guarantor`;
  return (
    <ForOne
      link={link}
      title={title}
      before={<Trans>Somebody asks you to stand for them</Trans>}
    >
      {(token, userId) => (
        <Page title={title}>
          <Reading key={userId} token={token} userId={userId} link={link} />
        </Page>
      )}
    </ForOne>
  );
}

function Reading(
  { token, userId, link }: {
    readonly token: string;
    readonly userId: string;
    readonly link: Link;
  },
) {
  const queries = useQueryClient();
  const asked = useQuery(guaranteeQuery(token, userId));
  const answering = useMutation({
    mutationFn: (accept: boolean) => answerGuarantee(token, accept),
    onSettled: () => queries.invalidateQueries({ queryKey: ["applications", "guarantee"] }),
  });
  const { error } = asked;
  if (error !== null || asked.data === null) {
    return <LinkProblem error={error} link={link} onRetry={() => void asked.refetch()} />;
  }
  if (asked.data === undefined) {
    return (
      <Loading onRetry={() => void asked.refetch()}>
        <Skeleton className="h-64" />
      </Loading>
    );
  }
  const { status } = asked.data;
  return (
    <div className="flex flex-col gap-4">
      <Terms asked={asked.data} />
      {answering.error !== null && <LinkProblem error={answering.error} link={link} />}
      {status === "named"
        ? (
          <Answer
            asked={asked.data}
            busy={answering.isPending ? answering.variables : undefined}
            onAnswer={(accept) => answering.mutate(accept)}
          />
        )
        : (
          <Callout
            meaning={status === "confirmed" ? "good" : "info"}
            role="status"
            title={status === "confirmed"
              ? t`You have said that you stand for them`
              : t`You have said that you do not stand for them`}
          >
            <p>
              <Trans>Who lets the home sees your answer. It stays as it is.</Trans>
            </p>
          </Callout>
        )}
      <Button
        look="quiet"
        className="self-start"
        onClick={() => void link.signInAsAnother()}
      >
        <Trans>Sign in as somebody else</Trans>
      </Button>
    </div>
  );
}

function Terms({ asked }: { readonly asked: GuaranteeTerms }) {
  // Not every description of the project says what may be missing.
  const { term_months, move_in_on } = asked as {
    readonly term_months: number | null;
    readonly move_in_on: string | null;
  };
  const facts: readonly (readonly [string, ReactNode])[] = [
    [t`For`, asked.applicant_name],
    [t`Home`, `${asked.listing_title}, ${asked.area}, ${asked.state}`],
    [t`Rent`, `${naira(asked.price_kobo)} ${periodName(asked.price_per)}`],
    [t`Term`, term_months === null ? null : monthsName(term_months)],
    [t`Moves in`, move_in_on === null ? null : date(move_in_on)],
  ];
  return (
    <section className="rounded-card border border-line p-4 sm:p-6">
      <h2 className="mb-3 text-18 font-semibold">{asked.guarantor_name}</h2>
      <dl className="grid grid-cols-[auto_minmax(0,1fr)] gap-x-4 gap-y-2">
        {facts.filter(([, value]) => value !== null).map(([name, value]) => (
          <div key={name} className="contents">
            <dt className="text-muted">{name}</dt>
            <dd className="break-words font-semibold">{value}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}

function Answer(
  { asked, busy, onAnswer }: {
    readonly asked: GuaranteeTerms;
    /** The answer that is on its way. */
    readonly busy: boolean | undefined;
    readonly onAnswer: (accept: boolean) => void;
  },
) {
  const until = dateTime(asked.expires_at);
  const who = asked.applicant_name;
  return (
    <>
      <Callout meaning="warn" title={t`What it means`}>
        <p>
          <Trans>
            You pay what {who}{" "}
            owes and does not pay, if it comes to that: rent, and damage to the home. Agree only for
            somebody whom you know, and only if you could pay it.
          </Trans>
        </p>
      </Callout>
      <div className="flex flex-wrap gap-2">
        <Button
          busy={busy === true}
          disabled={busy !== undefined}
          onClick={() => onAnswer(true)}
        >
          <Trans>I stand for them</Trans>
        </Button>
        <Button
          look="danger"
          busy={busy === false}
          disabled={busy !== undefined}
          onClick={() => onAnswer(false)}
        >
          <Trans>I do not</Trans>
        </Button>
      </div>
      <p className="text-14 text-muted">
        <Trans>Answer until {until}. Your answer is kept for good.</Trans>
      </p>
    </>
  );
}
