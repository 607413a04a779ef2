/** Proving it by a number or a licence: consent first, then the facts. */
import { t } from "@lingui/core/macro";
import { Trans } from "@lingui/react/macro";
import { useLingui } from "@lingui/react";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useRef, useState } from "react";
import type { NewVerification, VerificationStep } from "@estate/sdk";
import { isRefused } from "../../session/answered.ts";
import { hatsQuery } from "../../session/hats_query.ts";
import { useSignedInAs } from "../../session/session.ts";
import { Button } from "../../ui/button.tsx";
import { Checkbox } from "../../ui/checkbox.tsx";
import { Form } from "../../ui/form.tsx";
import { Problem } from "../../ui/problem.tsx";
import { Loading, Skeleton } from "../../ui/skeleton.tsx";
import { TextField } from "../../ui/text_field.tsx";
import { namesOf } from "./number_rule.ts";
import { consentQuery, verify } from "./proof_query.ts";
import { StepFields } from "./step_fields.tsx";
import { readStep, type StepKind, type StepTexts } from "./step_form.ts";

/** The form. */
export function NumberStep(
  { step, kind }: { readonly step: VerificationStep; readonly kind: StepKind },
) {
  const { i18n: { locale } } = useLingui();
  const consent = useQuery(consentQuery(step, locale));
  const { data: hats, isPending } = useQuery(hatsQuery(useSignedInAs()));
  const queries = useQueryClient();
  const [wrong, setWrong] = useState<Readonly<Record<string, string>>>({});
  // The same try keeps its key until it is answered: a lost answer does not cost a second of the day's tries.
  const key = useRef(crypto.randomUUID());
  const send = useMutation({
    mutationFn: (wanted: NewVerification) => verify(wanted, key.current),
    onSuccess: () => queries.invalidateQueries({ queryKey: ["verification"] }),
    onSettled: (_answer, error) => {
      if (error === null || isRefused(error)) key.current = crypto.randomUUID();
    },
  });
  if (consent.error !== null) {
    return <Problem error={consent.error} onRetry={() => void consent.refetch()} />;
  }
  if (consent.data === undefined || isPending) {
    return (
      <Loading>
        <Skeleton className="h-80" />
      </Loading>
    );
  }
  const text = consent.data;
  const names = namesOf(hats?.person?.display_name ?? "");
  const submit = (fields: FormData) => {
    const texts: StepTexts = {
      number: t`Count the figures: this cannot be one.`,
      name: t`Give it as your papers have it.`,
      needed: t`This is needed.`,
      consent: t`Without your consent nothing is asked.`,
    };
    const read = readStep(kind, fields, text, texts);
    setWrong("errors" in read ? read.errors : {});
    if ("wanted" in read) send.mutate(read.wanted);
  };
  return (
    <Form onSubmit={submit} error={send.error} errors={wrong} className="max-w-md">
      <TextField
        name="first_name"
        label={t`First name`}
        hint={t`As your papers have it`}
        autoComplete="given-name"
        defaultValue={names.first}
        maxLength={80}
      />
      <TextField
        name="last_name"
        label={t`Family name`}
        autoComplete="family-name"
        defaultValue={names.last}
        maxLength={80}
      />
      <StepFields kind={kind} />
      <div className="rounded-card border border-line p-4">
        <p lang={text.language} className="mb-2">{text.body}</p>
        <Checkbox
          name="consent_version"
          value={text.version}
          label={t`I agree`}
          aria-invalid={wrong["consent_version"] !== undefined}
        />
        {wrong["consent_version"] !== undefined && (
          <p className="text-14 font-semibold text-bad">{wrong["consent_version"]}</p>
        )}
      </div>
      <Button type="submit" busy={send.isPending}>
        {send.isPending ? <Trans>The register is being asked…</Trans> : <Trans>Check it</Trans>}
      </Button>
    </Form>
  );
}
