/** An application that was declined: why, and asking once that a person looks again. */
import { t } from "@lingui/core/macro";
import { Trans } from "@lingui/react/macro";
import type { Application } from "@estate/sdk";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { Button } from "../../ui/button.tsx";
import { Form } from "../../ui/form.tsx";
import { Callout } from "../../ui/status_chip.tsx";
import { TextArea } from "../../ui/text_field.tsx";
import { askAgain } from "./application_query.ts";

/** The reason, and a form while it may still be asked. */
export function Declined({ application }: { readonly application: Application }) {
  const queries = useQueryClient();
  const [wrong, setWrong] = useState<string>();
  const asking = useMutation({
    mutationFn: (reason: string) => askAgain(application.id, reason),
    onSuccess: () => queries.invalidateQueries({ queryKey: ["applications"] }),
  });
  return (
    <div className="mb-8 flex flex-col gap-4">
      <Callout meaning="bad" title={t`Your application was declined`}>
        <p className="whitespace-pre-line">{application.decision_reason}</p>
      </Callout>
      {application.review_asked_at === null && (
        <Form
          error={asking.error}
          errors={wrong === undefined ? {} : { reason: wrong }}
          onSubmit={(fields) => {
            const reason = String(fields.get("reason") ?? "").trim();
            setWrong(reason === "" ? t`Say why they should look again.` : undefined);
            if (reason !== "") asking.mutate(reason);
          }}
        >
          <TextArea
            name="reason"
            label={t`Is it wrong?`}
            hint={t`You may ask once that a person looks again.`}
            rows={3}
            maxLength={1000}
          />
          <Button type="submit" look="secondary" className="self-start" busy={asking.isPending}>
            <Trans>Ask them to look again</Trans>
          </Button>
        </Form>
      )}
    </div>
  );
}
