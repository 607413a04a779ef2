/** Keeping an application as it is written: on the phone at once, with the project when a field is left. */
import { Trans } from "@lingui/react/macro";
import { useMutation } from "@tanstack/react-query";
import type { ApplicationFacts } from "@estate/sdk";
import { useEffect, useState } from "react";
import { time } from "../../format/date.ts";
import { Problem } from "../../ui/problem.tsx";
import { type Draft, send, write } from "./application_query.ts";
import { draftMark, forgetLocal, keepLocal, readLocal, written } from "./local_draft.ts";

/** What is shown first, and what keeps and sends. `onSent` is called once it is with who lets the home. */
export function useKeeping(draft: Draft, onSent: () => void) {
  const { id, applicant_id, listing_id } = draft.application;
  const mark = draftMark(applicant_id, listing_id);
  const [local] = useState(() => readLocal(mark));
  const [isHere, setIsHere] = useState(true);
  // One after the other, so that what was written first is not kept last.
  const scope = { id: `application ${id}` };
  const keeping = useMutation({
    mutationFn: (facts: ApplicationFacts) => write(id, facts),
    scope,
    // Without a line it fails, and says so, instead of waiting in silence.
    networkMode: "always",
    onSuccess: (_, facts) => forgetLocal(mark, facts),
  });
  const sending = useMutation({
    mutationFn: (facts: ApplicationFacts) => send(id, facts),
    scope,
    networkMode: "always",
    onSuccess: (_, facts) => {
      forgetLocal(mark, facts);
      onSent();
    },
  });
  const { mutate } = keeping;
  useEffect(() => {
    if (local !== undefined) mutate(local);
  }, [local, mutate]);
  const note = (facts: ApplicationFacts) => setIsHere(keepLocal(mark, facts));
  return {
    shown: written(draft, local),
    keeping,
    isHere,
    isSending: sending.isPending,
    error: sending.error,
    note,
    keep(facts: ApplicationFacts) {
      if (sending.isPending) return;
      note(facts);
      mutate(facts);
    },
    send(facts: ApplicationFacts) {
      note(facts);
      sending.mutate(facts);
    },
  };
}

/** Says where what was written is. */
export function Kept(
  { keeping, isHere }: Pick<ReturnType<typeof useKeeping>, "keeping" | "isHere">,
) {
  const { error, data, variables, mutate } = keeping;
  if (error !== null) {
    return (
      <div className="flex flex-col gap-2">
        <Problem error={error} onRetry={() => variables !== undefined && mutate(variables)} />
        <p className="text-14">
          {isHere
            ? <Trans>Estate has not kept your last words. They are on this phone.</Trans>
            : <Trans>Estate has not kept your last words. Keep this page open.</Trans>}
        </p>
      </div>
    );
  }
  const kept = data === undefined ? undefined : time(data.updated_at);
  return (
    <p role="status" className="text-14 text-muted">
      {kept === undefined
        ? <Trans>It is kept as you go. Nobody sees it before you send it.</Trans>
        : <Trans>Kept at {kept}. Nobody sees it before you send it.</Trans>}
    </p>
  );
}
