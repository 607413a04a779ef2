/** Puts an applicant on the shortlist, or declines: with a reason that they read. */
import { t } from "@lingui/core/macro";
import { Trans } from "@lingui/react/macro";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import type { ReceivedApplication } from "@estate/sdk";
import { sdk } from "../../session/home_queries.ts";
import { Button } from "../../ui/button.tsx";
import { Form } from "../../ui/form.tsx";
import { Sheet } from "../../ui/sheet.tsx";
import { TextArea } from "../../ui/text_field.tsx";
import { toast } from "../../ui/toast.tsx";
import { personName } from "./person_name.ts";

/** The sheet; `onClose` also when it is decided. */
export default function DecideSheet(
  { application, decision, onClose }: {
    readonly application: ReceivedApplication;
    readonly decision: "shortlist" | "decline";
    readonly onClose: () => void;
  },
) {
  const queries = useQueryClient();
  const [wrong, setWrong] = useState<Readonly<Record<string, string>>>({});
  const declines = decision === "decline";
  const name = personName(application.applicant);
  const decide = useMutation({
    mutationFn: async (reason: string) => {
      const { client, shortlistApplication, declineApplication } = await sdk();
      if (declines) await declineApplication(client, application.id, reason);
      else await shortlistApplication(client, application.id, reason === "" ? undefined : reason);
    },
    onSuccess: async () => {
      onClose();
      toast(declines ? t`Declined. They read your reason.` : t`On the shortlist. They are told.`);
      await Promise.all(
        ["applications", "offers", "today"].map((topic) =>
          queries.invalidateQueries({ queryKey: [topic] })
        ),
      );
    },
  });
  return (
    <Sheet
      title={declines ? t`Decline ${name}` : t`Put ${name} on the shortlist`}
      isOpen
      onClose={onClose}
    >
      <Form
        error={decide.error}
        errors={wrong}
        onSubmit={(fields) => {
          const reason = String(fields.get("reason") ?? "").trim();
          const missing = declines && reason === "";
          setWrong(missing ? { reason: t`Say why: they have a right to know.` } : {});
          if (!missing) decide.mutate(reason);
        }}
      >
        <p>
          {declines
            ? (
              <Trans>
                They read your reason, and may ask once that a person looks at it again. Origin,
                religion, sex or family are no reasons.
              </Trans>
            )
            : (
              <Trans>
                Several can be on the shortlist. From there you can offer the home to one of them.
              </Trans>
            )}
        </p>
        <TextArea
          name="reason"
          label={declines ? t`Why?` : t`What would you like to say to them?`}
          optional={!declines}
          rows={4}
          maxLength={1000}
        />
        <Button
          type="submit"
          wide
          look={declines ? "danger" : "primary"}
          busy={decide.isPending}
        >
          {declines ? <Trans>Decline</Trans> : <Trans>Put on the shortlist</Trans>}
        </Button>
      </Form>
    </Sheet>
  );
}
