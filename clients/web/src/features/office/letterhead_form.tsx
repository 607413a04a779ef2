/** Sets the letterhead; beside the fields stands how it will look. */
import { t } from "@lingui/core/macro";
import { Trans } from "@lingui/react/macro";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import type { NewLetterhead } from "@estate/sdk";
import { Button } from "../../ui/button.tsx";
import { Card } from "../../ui/card.tsx";
import { Form } from "../../ui/form.tsx";
import { PhoneField } from "../../ui/phone_field.tsx";
import { TextField } from "../../ui/text_field.tsx";
import { toast } from "../../ui/toast.tsx";
import { sdk } from "./addressees_query.ts";
import { type HeadedPaper, letterheadQuery } from "./letterhead_query.ts";
import { LetterheadLook, type ShownHead } from "./letterhead_look.tsx";
import { LogoField } from "./logo_field.tsx";

/** The form. */
export function LetterheadForm(
  { orgId, paper: { name, address, head } }: {
    readonly orgId: string;
    readonly paper: HeadedPaper;
  },
) {
  const queries = useQueryClient();
  const [shown, setShown] = useState<ShownHead>(head ?? {});
  const [wrong, setWrong] = useState<Readonly<Record<string, string>>>({});
  const change = (part: ShownHead) => setShown((before) => ({ ...before, ...part }));
  const save = useMutation({
    mutationFn: async (made: NewLetterhead) => {
      const [client, { setLetterhead }] = await sdk();
      await setLetterhead(client, orgId, made);
    },
    onSuccess: async () => {
      toast(t`The letterhead is set.`);
      await queries.invalidateQueries({ queryKey: letterheadQuery(orgId).queryKey });
      await queries.invalidateQueries({ queryKey: ["notices", "answer"] });
    },
  });
  const submit = (fields: FormData) => {
    const said = (it: string) => String(fields.get(it) ?? "").trim();
    const errors = {
      ...(said("signatory_name").length < 2 ? { signatory_name: t`Say who signs.` } : {}),
      ...(said("signatory_title").length < 2 ? { signatory_title: t`Say as what they sign.` } : {}),
      ...(said("phone") === "" && said("phone_typed") !== ""
        ? { phone: t`This is not a number that can be called.` }
        : {}),
    };
    setWrong(errors);
    if (Object.keys(errors).length > 0) return;
    const more = (["phone", "email", "website", "registration"] as const)
      .filter((it) => said(it) !== "").map((it) => [it, said(it)]);
    save.mutate({
      signatory_name: said("signatory_name"),
      signatory_title: said("signatory_title"),
      ...Object.fromEntries(more),
      ...(shown.logo_id === null || shown.logo_id === undefined ? {} : { logo_id: shown.logo_id }),
    });
  };
  const field = (
    it: "signatory_name" | "signatory_title" | "email" | "website" | "registration",
  ) => ({
    name: it,
    value: shown[it] ?? "",
    onChange: (event: { readonly target: { readonly value: string } }) =>
      change({ [it]: event.target.value }),
  });
  return (
    <div className="grid items-start gap-6 lg:grid-cols-2">
      <Card title={t`Set it`}>
        <Form onSubmit={submit} error={save.error} errors={wrong}>
          <LogoField
            orgId={orgId}
            hasLogo={typeof shown.logo_id === "string"}
            onLogo={(logo_id) => change({ logo_id })}
          />
          <TextField {...field("signatory_name")} label={t`Who signs`} maxLength={120} />
          <TextField
            {...field("signatory_title")}
            label={t`As what`}
            hint={t`Landlord, Managing Director, Solicitor.`}
            maxLength={120}
          />
          <PhoneField
            name="phone"
            label={t`Telephone`}
            optional
            initial={head?.phone ?? undefined}
            onRead={(phone) => change({ phone: phone ?? null })}
          />
          <TextField
            {...field("email")}
            label={t`E-mail`}
            optional
            inputMode="email"
            maxLength={254}
          />
          <TextField
            {...field("website")}
            label={t`Website`}
            optional
            maxLength={120}
          />
          <TextField
            {...field("registration")}
            label={t`Registration`}
            optional
            hint={t`Such as RC 123456, or a LASRERA permit.`}
            maxLength={120}
          />
          <Button type="submit" wide busy={save.isPending}>
            <Trans>Set the letterhead</Trans>
          </Button>
        </Form>
      </Card>
      <section>
        <h2 className="mb-3 text-18 font-semibold">
          <Trans>How it looks</Trans>
        </h2>
        <LetterheadLook orgId={orgId} name={name} address={address} head={shown} />
      </section>
    </div>
  );
}
