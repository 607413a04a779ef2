/** What an organization is called and where it gets its letters, as printed on receipts. */
import { t } from "@lingui/core/macro";
import { Trans } from "@lingui/react/macro";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import type { Organization } from "@estate/sdk";
import { estate } from "../../session/estate.ts";
import { useMay } from "../../session/membership.ts";
import { WorkGate } from "../../session/work_gate.tsx";
import { Button } from "../../ui/button.tsx";
import { ChoiceGroup } from "../../ui/choice_group.tsx";
import { Form } from "../../ui/form.tsx";
import { Loaded } from "../../ui/loaded.tsx";
import { Page } from "../../ui/page.tsx";
import { Skeleton } from "../../ui/skeleton.tsx";
import { TextField } from "../../ui/text_field.tsx";
import { toast } from "../../ui/toast.tsx";
import { kinds, kindWords } from "./organization_kinds.ts";
import { organizationQuery } from "./organization_query.ts";

/** The page. */
export function FactsPage({ orgId }: { readonly orgId: string }) {
  const query = useQuery(organizationQuery(orgId));
  return (
    <WorkGate orgId={orgId} needs="organization.read" title={t`Name and address`}>
      <Page
        title={t`Name and address`}
        lead={
          <Trans>
            They stand on every receipt, letter and notice from now on. What is printed already
            stays as it was.
          </Trans>
        }
      >
        <Loaded query={query} skeleton={<Skeleton className="h-80" />}>
          {(organization) => <Facts organization={organization} />}
        </Loaded>
      </Page>
    </WorkGate>
  );
}

function Facts({ organization }: { readonly organization: Organization }) {
  const mayWrite = useMay(organization.id, "organization.write");
  const [kind, setKind] = useState(organization.kind);
  const queries = useQueryClient();
  const [wrong, setWrong] = useState<Readonly<Record<string, string>>>({});
  const save = useMutation({
    mutationFn: async (facts: Pick<Organization, "kind" | "name" | "address">) => {
      const [client, { changeOrganization }] = await Promise.all([estate(), import("@estate/sdk")]);
      return await changeOrganization(client, organization.id, facts);
    },
    onSuccess: async () => {
      toast(t`Saved`);
      await queries.invalidateQueries({ queryKey: ["hats"] });
    },
  });
  if (!mayWrite) {
    return (
      <dl className="flex flex-col gap-3">
        <div>
          <dt className="text-14 text-muted">{t`Name`}</dt>
          <dd>{organization.name}</dd>
        </div>
        <div>
          <dt className="text-14 text-muted">{t`Postal address`}</dt>
          <dd>{organization.address}</dd>
        </div>
      </dl>
    );
  }
  const submit = (fields: FormData) => {
    const said = (name: string) => String(fields.get(name) ?? "").trim();
    const errors = {
      ...(said("name").length < 2 ? { name: t`Write the name.` } : {}),
      ...(said("address").length < 5 ? { address: t`Write the address.` } : {}),
    };
    setWrong(errors);
    if (Object.keys(errors).length > 0) return;
    save.mutate({ kind, name: said("name"), address: said("address") });
  };
  return (
    <Form onSubmit={submit} error={save.error} errors={wrong}>
      <TextField name="name" label={t`Name`} defaultValue={organization.name} maxLength={160} />
      <TextField
        name="address"
        label={t`Postal address`}
        defaultValue={organization.address}
        maxLength={300}
      />
      <ChoiceGroup<Organization["kind"]>
        name="kind"
        legend={t`What you are`}
        value={kind}
        choices={kinds.map((it) => ({ value: it, label: kindWords(it).name }))}
        onChoose={setKind}
      />
      <div className="acts">
        <Button type="submit" busy={save.isPending}>
          <Trans>Save</Trans>
        </Button>
      </div>
    </Form>
  );
}
