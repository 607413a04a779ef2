/** What either side can do about a mandate: the agency answers, the owner ends it. */
import { t } from "@lingui/core/macro";
import { Trans } from "@lingui/react/macro";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import type { NamedMandate } from "@estate/sdk";
import { useMay } from "../../session/membership.ts";
import { withStepUp } from "../../session/step_up.ts";
import { Button } from "../../ui/button.tsx";
import { Form } from "../../ui/form.tsx";
import { Problem } from "../../ui/problem.tsx";
import { TextField } from "../../ui/text_field.tsx";
import { toast } from "../../ui/toast.tsx";
import { answer, end } from "./mandates_query.ts";

/** The buttons; nothing for who may do nothing. */
export function MandateActs(
  { orgId, mandate }: { readonly orgId: string; readonly mandate: NamedMandate },
) {
  const isOurs = mandate.org_id === orgId;
  const mayEnd = useMay(orgId, "mandates.write") && isOurs &&
    (mandate.status === "active" || mandate.status === "offered");
  // Who may bind the agency: its owners and managers.
  const mayList = useMay(orgId, "listings.write");
  const mayLet = useMay(orgId, "tenancies.write");
  const mayAnswer = !isOurs && mandate.status === "offered" && mayList && mayLet;
  const [ending, setEnding] = useState(false);
  const [wrong, setWrong] = useState<string>();
  const queries = useQueryClient();
  const after = async (words: string) => {
    setEnding(false);
    toast(words);
    await Promise.all(
      ["mandates", "listings", "homes"].map((it) => queries.invalidateQueries({ queryKey: [it] })),
    );
  };
  const say = useMutation({
    mutationFn: (accept: boolean) => withStepUp(() => answer(mandate.id, accept)),
    onSuccess: (_, accept) => after(accept ? t`Accepted.` : t`Declined.`),
  });
  const stop = useMutation({
    mutationFn: (reason: string) => withStepUp(() => end(mandate.id, reason)),
    onSuccess: () => after(t`Ended. What was listed under it is hidden.`),
  });
  if (ending) {
    return (
      <Form
        className="mt-4"
        onSubmit={(fields) => {
          const reason = String(fields.get("reason") ?? "").trim();
          setWrong(reason === "" ? t`Say why in a few words.` : undefined);
          if (reason !== "") stop.mutate(reason);
        }}
        error={stop.error}
        {...(wrong === undefined ? {} : { errors: { reason: wrong } })}
      >
        <TextField
          name="reason"
          label={t`Why do you end it?`}
          hint={t`The agency reads this. It can do nothing for you from now on, and what it charges your tenants beside the rent ends.`}
          maxLength={500}
          autoFocus
        />
        <div className="acts">
          <Button type="submit" look="danger" busy={stop.isPending}>
            <Trans>End it now</Trans>
          </Button>
          <Button look="quiet" onClick={() => setEnding(false)}>
            <Trans>Keep it</Trans>
          </Button>
        </div>
      </Form>
    );
  }
  if (!mayEnd && !mayAnswer) return null;
  return (
    <div className="mt-4 acts">
      {mayAnswer && (
        <>
          <Button busy={say.isPending && say.variables} onClick={() => say.mutate(true)}>
            <Trans>Accept</Trans>
          </Button>
          <Button
            look="secondary"
            busy={say.isPending && !say.variables}
            onClick={() => say.mutate(false)}
          >
            <Trans>Decline</Trans>
          </Button>
        </>
      )}
      {mayEnd && (
        <Button look="danger" onClick={() => setEnding(true)}>
          {mandate.status === "offered"
            ? <Trans>Take the offer back</Trans>
            : <Trans>End it</Trans>}
        </Button>
      )}
      {say.error !== null && <Problem error={say.error} />}
    </div>
  );
}
