/** Looks somebody up, for a purpose and with a reason; what can be done about them stands below. */
import { t } from "@lingui/core/macro";
import { Trans } from "@lingui/react/macro";
import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import type { LookPurpose } from "@estate/sdk";
import { withStepUp } from "../../session/step_up.ts";
import { Button } from "../../ui/button.tsx";
import { Card } from "../../ui/card.tsx";
import { Form } from "../../ui/form.tsx";
import { Page } from "../../ui/page.tsx";
import { Select } from "../../ui/select.tsx";
import { TextField } from "../../ui/text_field.tsx";
import { type LookBy, lookByOf } from "./person_rule.ts";
import { PersonFound } from "./person_found.tsx";
import { sdk } from "./staff_query.ts";

interface Look {
  readonly by: LookBy;
  readonly purpose: LookPurpose;
  readonly reason: string;
}

/** The page. */
export function PeoplePage() {
  const [wrong, setWrong] = useState<Readonly<Record<string, string>>>({});
  const look = useMutation({
    mutationFn: ({ by, purpose, reason }: Look) =>
      withStepUp(async () => {
        const [client, { lookUpPerson }] = await sdk();
        return await lookUpPerson(client, by, purpose, reason);
      }),
    gcTime: 0,
  });
  const submit = (fields: FormData) => {
    const said = (name: string) => String(fields.get(name) ?? "").trim();
    const by = lookByOf(said("who"));
    const reason = said("reason");
    setWrong({
      ...(by === undefined ? { who: t`Give an e-mail address, a number or an id.` } : {}),
      ...(reason.length < 3 ? { reason: t`Say what you need it for.` } : {}),
    });
    if (by === undefined || reason.length < 3) return;
    look.mutate({ by, purpose: said("purpose") as LookPurpose, reason });
  };
  return (
    <Page
      title={t`People`}
      lead={
        <Trans>
          That you looked, and why, is kept in the record of acts; the person sees when and what
          for.
        </Trans>
      }
      width="wide"
    >
      <div className="grid items-start gap-6 lg:grid-cols-[24rem_1fr]">
        <Card title={t`Look somebody up`}>
          <Form onSubmit={submit} error={look.error} errors={wrong}>
            <TextField
              name="who"
              label={t`Who`}
              hint={t`E-mail address, telephone number or id, all of it.`}
              autoComplete="off"
              maxLength={254}
            />
            <Select<LookPurpose>
              name="purpose"
              label={t`For what`}
              choices={[
                { value: "support", label: t`They asked for help` },
                { value: "safety", label: t`A report or a fraud` },
                { value: "payments", label: t`Money that went astray` },
                { value: "verification", label: t`Who they are` },
                { value: "law", label: t`An authority or a court asks` },
              ]}
            />
            <TextField
              name="reason"
              label={t`Reason`}
              hint={t`Such as the number of the request.`}
              autoComplete="off"
              maxLength={500}
            />
            <Button type="submit" wide busy={look.isPending}>
              <Trans>Look them up</Trans>
            </Button>
          </Form>
        </Card>
        {look.data !== undefined && (
          <PersonFound
            key={look.data.person_id}
            person={look.data}
            onChanged={() => look.variables && look.mutate(look.variables)}
          />
        )}
      </div>
    </Page>
  );
}
