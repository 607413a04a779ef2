/** How a step stands, what comes next by itself, and what one can do about it. */
import { t } from "@lingui/core/macro";
import { Trans } from "@lingui/react/macro";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import type { VerificationStep } from "@estate/sdk";
import { dateOf, dateTime } from "../../format/date.ts";
import { Missed } from "../../ui/missed.tsx";
import { Callout } from "../../ui/status_chip.tsx";
import { Appeal } from "./appeal.tsx";
import { appealCase, appealsQuery } from "./proof_query.ts";
import { isOpen, stateOf } from "./step_state.ts";
import { TakeBack } from "./take_back.tsx";

/** The box; nothing before a step was begun. */
export function Standing({ step }: { readonly step: VerificationStep }) {
  const queries = useQueryClient();
  const appeal = useMutation({
    mutationFn: (reason: string) => appealCase(step.case_id, reason),
    onSettled: () => queries.invalidateQueries({ queryKey: ["verification"] }),
  });
  const appealed = useQuery(appealsQuery());
  const appeals = appealed.data;
  const state = stateOf(step);
  // The generated types cannot say what may be null.
  const { expires_at: until, next_try_at: next, decision, case_id: caseId } = step as {
    readonly [Key in keyof VerificationStep]: VerificationStep[Key] | null;
  };
  const takeBack = caseId !== null && (isOpen(step.status) || step.status === "verified") && (
    <TakeBack caseId={caseId} isProven={step.status === "verified"} />
  );
  switch (state) {
    case "verified":
    case "ending":
      return (
        <Callout meaning={state === "verified" ? "good" : "warn"} role="status" title={t`Checked`}>
          <p>
            {until === null
              ? t`On ${dateOf(step.verified_at)}. It stays so until you change it.`
              : t`On ${dateOf(step.verified_at)}, good until ${dateOf(until)}.`}
          </p>
          {step.kind !== "phone" && step.kind !== "email" && (
            <p>{t`Others see it beside your name while that is the name that was checked.`}</p>
          )}
          {takeBack}
        </Callout>
      );
    case "asking":
      return (
        <Callout meaning="wait" role="status" title={t`The register does not answer yet`}>
          <p>
            {next === null
              ? t`We go on asking by ourselves. You are told when there is an answer.`
              : t`We ask again by ourselves, next at ${
                dateTime(next)
              }. You are told when there is an answer.`}
          </p>
          {takeBack}
        </Callout>
      );
    case "person":
      return (
        <Callout meaning="wait" role="status" title={t`A person looks at it`}>
          <p>
            <Trans>
              Usually within two working days. You need do nothing; you are told what was decided
              and why.
            </Trans>
          </p>
          {takeBack}
        </Callout>
      );
    case "refused":
    case "rejected":
      return (
        <Callout
          meaning="bad"
          role="status"
          title={state === "refused" ? t`It could not be confirmed` : t`A person decided: no`}
        >
          {decision !== null && <p>{decision}</p>}
          {caseId !== null && appeals?.includes(caseId) === true
            ? (
              <p>
                <Trans>
                  A person has looked at your appeal. If name and number are as on your papers, you
                  can still begin again below.
                </Trans>
              </p>
            )
            : (
              <p className="mb-3">
                <Trans>
                  Look whether name and number are as on your papers, and begin again below. If they
                  are, ask a person to look.
                </Trans>
              </p>
            )}
          <Missed of={[appealed]} />
          {caseId !== null && appeals?.includes(caseId) === false && (
            <Appeal
              onSend={(words) => appeal.mutate(words)}
              isBusy={appeal.isPending}
              error={appeal.error}
            />
          )}
        </Callout>
      );
    case "expired":
      return (
        <Callout meaning="warn" title={t`It has ended`}>
          <p>
            <Trans>Nobody sees it any more. Do it again to have it back.</Trans>
          </p>
        </Callout>
      );
    case "revoked":
      return (
        <Callout meaning="warn" title={t`It was taken back`}>
          {decision !== null && <p>{decision}</p>}
        </Callout>
      );
    case "off":
      return (
        <Callout meaning="info" title={t`Not possible at the moment`}>
          <p>
            <Trans>We have switched this step off for now. Another may do as well.</Trans>
          </p>
        </Callout>
      );
    case "todo":
      return null;
  }
}
