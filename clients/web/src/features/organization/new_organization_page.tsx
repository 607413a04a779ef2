/** The first step of who lets, sells or manages: whose name stands on the papers. */
import { t } from "@lingui/core/macro";
import { Trans } from "@lingui/react/macro";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { useState } from "react";
import type { Organization } from "@estate/sdk";
import { estate } from "../../session/estate.ts";
import { useFormDraft } from "../../session/form_draft.ts";
import { Button } from "../../ui/button.tsx";
import { ChoiceGroup } from "../../ui/choice_group.tsx";
import { Form } from "../../ui/form.tsx";
import { Page } from "../../ui/page.tsx";
import { Callout } from "../../ui/status_chip.tsx";
import { TextField } from "../../ui/text_field.tsx";
import { kinds, kindWords } from "./organization_kinds.ts";

type Kind = Organization["kind"];

/** The page. */
export function NewOrganizationPage() {
  const draft = useFormDraft("estate.new_organization");
  const [kind, setKind] = useState<Kind>(
    kinds.find((it) => it === draft.initial["kind"]) ?? "owner",
  );
  const [wrong, setWrong] = useState<Readonly<Record<string, string>>>({});
  const queries = useQueryClient();
  const navigate = useNavigate();
  const create = useMutation({
    mutationFn: async (fields: Pick<Organization, "kind" | "name" | "address">) => {
      const [client, sdk] = await Promise.all([estate(), import("@estate/sdk")]);
      return await sdk.createOrganization(client, fields);
    },
    onSuccess: async ({ id }) => {
      draft.forget();
      await queries.invalidateQueries({ queryKey: ["hats"] });
      await navigate({ to: "/org/$orgId/homes/new", params: { orgId: id } });
    },
  });
  const submit = (fields: FormData) => {
    const name = String(fields.get("name") ?? "").trim();
    const address = String(fields.get("address") ?? "").trim();
    const errors = {
      ...(name.length < 2 ? { name: t`Write the name, as receipts are to show it.` } : {}),
      ...(address.length < 5
        ? { address: t`Write the address: house, street, area and state.` }
        : {}),
    };
    setWrong(errors);
    if (Object.keys(errors).length === 0) create.mutate({ kind, name, address });
  };
  return (
    <Page
      title={t`Let, sell or manage homes`}
      lead={
        <Trans>
          Three facts to begin with. Then you add your first home, and list it when it is empty.
        </Trans>
      }
    >
      <div onChange={(event) => draft.keep((event.target as HTMLInputElement).form)}>
        <Form onSubmit={submit} error={create.error} errors={wrong}>
          <ChoiceGroup<Kind>
            name="kind"
            legend={t`What are you?`}
            column
            value={kind}
            choices={kinds.map((it) => ({ value: it, label: <KindLabel kind={it} /> }))}
            onChoose={setKind}
          />
          <Follows kind={kind} />
          <TextField
            name="name"
            label={kind === "owner" ? t`Your name, or your firm's` : t`Name of the firm`}
            hint={t`It stands on every receipt and letter.`}
            defaultValue={draft.initial["name"]}
            autoComplete="organization"
            maxLength={160}
          />
          <TextField
            name="address"
            label={t`Postal address`}
            hint={t`The law asks for the landlord's address on receipts. Tenants see it.`}
            defaultValue={draft.initial["address"]}
            autoComplete="street-address"
            maxLength={300}
          />
          <Button type="submit" busy={create.isPending}>
            <Trans>Begin</Trans>
          </Button>
        </Form>
      </div>
    </Page>
  );
}

function KindLabel({ kind }: { readonly kind: Kind }) {
  const { name, more } = kindWords(kind);
  return (
    <span className="py-2">
      <span className="block">{name}</span>
      <span className="block text-14 font-normal text-muted">{more}</span>
    </span>
  );
}

/** What comes of the choice. */
function Follows({ kind }: { readonly kind: Kind }) {
  if (kind === "owner" || kind === "developer") return null;
  return (
    <Callout meaning="info">
      <p>
        {kind === "agency"
          ? (
            <Trans>
              You list other people's homes under a mandate that their owner gives you here. Without
              one nothing of theirs goes on the market.
            </Trans>
          )
          : (
            <Trans>
              You manage homes under a mandate that their owner gives you here. It says what you may
              do, until when, and your fee.
            </Trans>
          )}
      </p>
    </Callout>
  );
}
