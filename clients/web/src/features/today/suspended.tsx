/** Above the day of an organization that staff suspended: since when, where why stands, and how to appeal. */
import { t } from "@lingui/core/macro";
import { Trans } from "@lingui/react/macro";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useEffect, useState } from "react";
import { dateTime } from "../../format/date.ts";
import { useFormDraft } from "../../session/form_draft.ts";
import { useMay, useMembership } from "../../session/membership.ts";
import { Button } from "../../ui/button.tsx";
import { Form } from "../../ui/form.tsx";
import { Loaded } from "../../ui/loaded.tsx";
import { Skeleton } from "../../ui/skeleton.tsx";
import { Callout } from "../../ui/status_chip.tsx";
import { TextArea } from "../../ui/text_field.tsx";
import { appealAgainst, stepOf } from "./appeal_state.ts";
import { appealFor, appealsQuery } from "./appeals_query.ts";

/** Nothing, unless it is suspended. */
export function Suspended({ orgId }: { readonly orgId: string }) {
  const since = useMembership(orgId)?.suspended_at ?? null;
  if (since === null) return null;
  return (
    <div className="mb-6">
      <Callout meaning="bad" title={t`This organization is suspended`}>
        <p>
          <Trans>
            Since {dateTime(since)}{" "}
            what it offers is off the market, and it sends no letters, notices or announcements.
            Rents and receipts go on. Where listings of your own were suspended, your{" "}
            <Link to="/notifications" className="font-semibold underline">alerts</Link> say why.
          </Trans>
        </p>
        <AppealOf orgId={orgId} since={since} />
      </Callout>
    </div>
  );
}

function AppealOf({ orgId, since }: { readonly orgId: string; readonly since: string }) {
  const query = useQuery(appealsQuery(orgId));
  const may = useMay(orgId, "organization.write");
  return (
    <div className="mt-4">
      <Loaded query={query} skeleton={<Skeleton className="h-28" />}>
        {(appeals) => {
          const made = appealAgainst(appeals, orgId, since);
          const step = made === undefined ? undefined : stepOf(made);
          if (step === "granted") return <Granted />;
          if (step === "refused") {
            return (
              <p>
                <Trans>
                  Your appeal was heard on {dateTime(made?.decided_at ?? "")}, and not granted:
                </Trans>{" "}
                <span lang="en">{made?.decision_reason}</span>
              </p>
            );
          }
          if (made !== undefined) {
            return (
              <p role="status">
                <Trans>
                  You appealed on{" "}
                  {dateTime(made.created_at)}. Somebody who did not decide it looks at it; you are
                  told what comes of it.
                </Trans>
              </p>
            );
          }
          return may ? <AppealForm orgId={orgId} /> : (
            <p>
              <Trans>Who owns or runs the organization can appeal here, once.</Trans>
            </p>
          );
        }}
      </Loaded>
    </div>
  );
}

/** What is remembered of the organization is from before. */
function Granted() {
  const queries = useQueryClient();
  useEffect(() => {
    void queries.invalidateQueries({ queryKey: ["hats"] });
  }, [queries]);
  return (
    <p role="status">
      <Trans>Your appeal was granted: the suspension is over.</Trans>
    </p>
  );
}

function AppealForm({ orgId }: { readonly orgId: string }) {
  const queries = useQueryClient();
  const draft = useFormDraft(`estate.appeal.${orgId}`);
  const [wrong, setWrong] = useState<string>();
  const run = useMutation({
    mutationFn: (words: string) => appealFor(orgId, words),
    onSuccess: () => {
      draft.forget();
      return queries.invalidateQueries({ queryKey: appealsQuery(orgId).queryKey });
    },
  });
  return (
    <div onChange={(event) => draft.keep((event.target as HTMLInputElement).form)}>
      <Form
        error={run.error}
        errors={wrong === undefined ? {} : { words: wrong }}
        onSubmit={(fields) => {
          const words = String(fields.get("words") ?? "").trim();
          setWrong(words.length < 3 ? t`Say why in a sentence or two.` : undefined);
          if (words.length >= 3) run.mutate(words);
        }}
      >
        <TextArea
          name="words"
          label={t`Why is it wrong?`}
          hint={t`You can appeal once. Say all that staff should know.`}
          rows={4}
          maxLength={2000}
          defaultValue={draft.initial["words"] ?? ""}
        />
        <div className="acts">
          <Button type="submit" busy={run.isPending}>
            <Trans>Appeal</Trans>
          </Button>
        </div>
      </Form>
    </div>
  );
}
