/** Who people are, where a register was not enough: the name claimed beside that of the register. */
import { t } from "@lingui/core/macro";
import type { OpenedVerification, VerificationDecision, VerificationToReview } from "@estate/sdk";
import { shownName } from "../../format/shown_name.ts";
import { type Choice, Decision } from "./decision.tsx";
import { Facts } from "./facts.tsx";
import { type CaseProps, plain, type Queue } from "./queue.ts";
import { ReasonFirst } from "./reason_first.tsx";
import { identityQuery, sdk } from "./staff_query.ts";

/** The queue. */
export const identityQueue: Queue<VerificationToReview> = {
  title: () => t`Who people are`,
  lead: () => t`Verifications that a register alone could not decide, oldest first.`,
  query: identityQuery,
  line: (row) => ({
    id: row.case_id,
    title: `${row.kind.toUpperCase().replaceAll("_", " ")}: ${plain(row.cause)}`,
    since: row.opened_at,
    ...(row.is_appeal ? { chip: { meaning: "warn", words: t`Appeal` } as const } : {}),
  }),
  Case: IdentityCase,
};

function IdentityCase({ row, onDone }: CaseProps<VerificationToReview>) {
  const score = row.score as number | null;
  return (
    <>
      <Facts
        title={t`Why a person looks`}
        facts={[
          [t`Cause`, plain(row.cause)],
          [t`How alike the names are`, score === null ? null : t`${score} of 100`],
          [t`Held by another profile`, row.is_held_elsewhere ? t`yes` : t`no`],
          [t`Earlier tries`, row.earlier_cases],
        ]}
      />
      <ReasonFirst<OpenedVerification>
        open={async (reason) => {
          const [client, { readVerificationCase }] = await sdk();
          return await readVerificationCase(client, row.case_id, reason);
        }}
      >
        {(opened) => <Opened opened={opened} cause={row.cause} onDone={onDone} />}
      </ReasonFirst>
    </>
  );
}

function Opened(
  { opened, cause, onDone }: {
    readonly opened: OpenedVerification;
    readonly cause: string;
    readonly onDone: () => void;
  },
) {
  // The generated types cannot say what may be null.
  const known = opened as {
    readonly [Key in keyof OpenedVerification]: OpenedVerification[Key] | null;
  };
  const choices: readonly [Choice<VerificationDecision>, ...Choice<VerificationDecision>[]] = [
    { value: "verified", label: t`It is this person` },
    { value: "rejected", label: t`It is not, or cannot be known` },
    ...(known.other_user_id === null
      ? []
      : [{ value: "moved", label: t`The same person, who lost the other profile` } as const]),
    ...(cause === "unknown_outcome"
      ? [{ value: "ask_again", label: t`Ask a company once more` } as const]
      : []),
  ];
  return (
    <>
      <Facts
        title={t`Person and register`}
        facts={[
          [t`Profile`, shownName(known.display_name)],
          [t`Name claimed`, known.claimed_name],
          [t`Name in the register`, known.official_name],
          [t`Number ends in`, known.last_four],
          [t`Licensed by`, known.licensed_by],
          [t`Licence`, known.licence_number],
          [t`Other profile`, known.other_display_name && shownName(known.other_display_name)],
          [t`What they say`, known.appeal],
        ]}
      />
      <Decision
        choices={choices}
        hint={t`The person reads this. Write no numbers of papers.`}
        decide={async (decision, reason) => {
          const [client, { decideVerification }] = await sdk();
          return await decideVerification(client, opened.id, decision, reason);
        }}
        onDone={onDone}
      />
    </>
  );
}
