/** Signs what is offered, or says what is not right in it. */
import { t } from "@lingui/core/macro";
import { Trans } from "@lingui/react/macro";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import type { Inspection, InspectionItem } from "@estate/sdk";
import { useState } from "react";
import { useOnline } from "../../offline/online.ts";
import { sdk } from "../../session/home_queries.ts";
import { useKept } from "../../session/kept.ts";
import { Button } from "../../ui/button.tsx";
import { Checkbox } from "../../ui/checkbox.tsx";
import { Form } from "../../ui/form.tsx";
import { Sheet } from "../../ui/sheet.tsx";
import { TextArea } from "../../ui/text_field.tsx";
import { toast } from "../../ui/toast.tsx";

/** sign: it is right. refuse: it is not. */
export type Answer = "sign" | "refuse";

/** The sheet; `onClose` also when it is said. What was written outlives the tab. */
export default function AnswerSheet(
  { inspection, items, answer, onClose }: {
    readonly inspection: Inspection;
    readonly items: readonly InspectionItem[];
    readonly answer: Answer;
    readonly onClose: () => void;
  },
) {
  const queries = useQueryClient();
  const online = useOnline();
  const { id, content_hash: hash, round } = inspection;
  const [remark, setRemark] = useKept(`inspection.${id}.${round}`);
  const [wrongItems, setWrongItems] = useState<readonly string[]>([]);
  const [missing, setMissing] = useState(false);
  const say = useMutation({
    mutationFn: async () => {
      const { client, signInspection, disputeInspection } = await sdk();
      const said = remark.trim();
      if (answer === "refuse") await disputeInspection(client, id, said, [...wrongItems]);
      else await signInspection(client, id, hash ?? "", said === "" ? undefined : said);
    },
    // Somebody may have corrected it meanwhile: what is refused is looked at anew.
    onError: () => queries.invalidateQueries({ queryKey: ["inspections"] }),
    onSuccess: async () => {
      setRemark("");
      onClose();
      toast(
        answer === "sign"
          ? t`You have signed. Your landlord sees it.`
          : t`Your landlord sees what is not right, and can correct it.`,
      );
      await queries.invalidateQueries({ queryKey: ["inspections"] });
    },
  });
  const submit = () => {
    const lacks = answer === "refuse" && remark.trim() === "";
    setMissing(lacks);
    if (!lacks) say.mutate();
  };
  return (
    <Sheet
      title={answer === "sign" ? t`Sign the inspection` : t`What is not right?`}
      isOpen
      onClose={onClose}
    >
      <Form
        onSubmit={submit}
        error={say.error}
        errors={missing ? { remark: t`Say what is not right.` } : {}}
      >
        {answer === "sign"
          ? (
            <p>
              <Trans>
                You say that the home was as it is written here. It counts when the landlord signs
                too, and cannot be taken back.
              </Trans>
            </p>
          )
          : (
            <fieldset>
              <legend className="font-semibold">
                <Trans>Which of these?</Trans>
              </legend>
              <p className="mb-1 text-14 text-muted">
                <Trans>None ticked means the whole of it.</Trans>
              </p>
              {items.map((it) => (
                <Checkbox
                  key={it.id}
                  label={`${it.room}: ${it.item}`}
                  checked={wrongItems.includes(it.id)}
                  onChange={(event) =>
                    setWrongItems(
                      event.target.checked
                        ? [...wrongItems, it.id]
                        : wrongItems.filter((other) => other !== it.id),
                    )}
                />
              ))}
            </fieldset>
          )}
        <TextArea
          name="remark"
          label={answer === "sign" ? t`A remark` : t`What is it really like?`}
          optional={answer === "sign"}
          hint={t`Your landlord reads it. It stays with the inspection.`}
          rows={3}
          maxLength={1000}
          value={remark}
          onChange={(event) => setRemark(event.target.value)}
        />
        {!online && (
          <p role="status" className="text-14 text-muted">
            <Trans>You are offline. What you wrote is kept: send it when the line is back.</Trans>
          </p>
        )}
        <Button
          type="submit"
          look={answer === "sign" ? "primary" : "danger"}
          wide
          busy={say.isPending}
          disabled={!online}
        >
          {answer === "sign" ? <Trans>Sign it</Trans> : <Trans>Say that it is not right</Trans>}
        </Button>
      </Form>
    </Sheet>
  );
}
