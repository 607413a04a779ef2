/** Withdraws a notice, or records what a lawyer found of it. */
import { t } from "@lingui/core/macro";
import { Trans } from "@lingui/react/macro";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import type { StatutoryNotice } from "@estate/sdk";
import { Button } from "../../ui/button.tsx";
import { ChoiceGroup } from "../../ui/choice_group.tsx";
import { Form } from "../../ui/form.tsx";
import { Sheet } from "../../ui/sheet.tsx";
import { TextArea, TextField } from "../../ui/text_field.tsx";
import { toast } from "../../ui/toast.tsx";
import { sdk } from "./addressees_query.ts";

/** The sheet; `onClose` also when it is done. */
export default function NoticeSheet(
  { notice, say, onClose }: {
    readonly notice: StatutoryNotice;
    readonly say: "check" | "withdraw";
    readonly onClose: () => void;
  },
) {
  const queries = useQueryClient();
  const [isGood, setGood] = useState<"yes" | "no">("yes");
  const [wrong, setWrong] = useState<Readonly<Record<string, string>>>({});
  const act = useMutation({
    mutationFn: async (said: (name: string) => string) => {
      const [client, { recordNoticeCheck, withdrawStatutoryNotice }] = await sdk();
      if (say === "withdraw") {
        await withdrawStatutoryNotice(client, notice.id, said("reason"));
        return;
      }
      const enrolment = said("enrolment_number");
      const note = said("note");
      await recordNoticeCheck(client, {
        noticeId: notice.id,
        lawyerName: said("lawyer_name"),
        isGood: isGood === "yes",
        ...(enrolment === "" ? {} : { enrolmentNumber: enrolment }),
        ...(note === "" ? {} : { note }),
      });
    },
    onSuccess: async () => {
      onClose();
      toast(say === "withdraw" ? t`It is withdrawn.` : t`The check is recorded.`);
      await queries.invalidateQueries({ queryKey: ["notices"] });
    },
  });
  const submit = (fields: FormData) => {
    const said = (name: string) => String(fields.get(name) ?? "").trim();
    const errors: Readonly<Record<string, string>> = say === "withdraw"
      ? (said("reason").length < 3 ? { reason: t`Say why, in three letters at least.` } : {})
      : (said("lawyer_name").length < 3 ? { lawyer_name: t`Say who checked it.` } : {});
    setWrong(errors);
    if (Object.keys(errors).length === 0) act.mutate(said);
  };
  return (
    <Sheet
      title={say === "withdraw" ? t`Withdraw it` : t`A lawyer's check`}
      isOpen
      onClose={onClose}
    >
      <Form onSubmit={submit} error={act.error} errors={wrong}>
        {say === "withdraw"
          ? (
            <TextField
              name="reason"
              label={t`Why?`}
              hint={t`The tenants read this. The tenancy goes on as if the notice had not been given.`}
              maxLength={300}
              autoComplete="off"
            />
          )
          : (
            <>
              <TextField name="lawyer_name" label={t`Who checked it`} maxLength={120} />
              <TextField
                name="enrolment_number"
                label={t`Enrolment number`}
                optional
                hint={t`Their number on the roll of the Supreme Court, such as SCN 012345.`}
                maxLength={40}
              />
              <ChoiceGroup<"yes" | "no">
                name="is_good"
                legend={t`What they found`}
                value={isGood}
                choices={[{ value: "yes", label: t`It is good` }, {
                  value: "no",
                  label: t`It is not`,
                }]}
                onChoose={setGood}
              />
              <TextArea
                name="note"
                label={t`What they said`}
                optional={isGood === "yes"}
                rows={3}
                maxLength={2000}
              />
            </>
          )}
        <Button
          type="submit"
          look={say === "withdraw" ? "danger" : "primary"}
          wide
          busy={act.isPending}
        >
          {say === "withdraw" ? <Trans>Withdraw it</Trans> : <Trans>Record it</Trans>}
        </Button>
      </Form>
    </Sheet>
  );
}
