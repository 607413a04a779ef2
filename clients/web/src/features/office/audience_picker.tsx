/** Chooses for whom something is. */
import { plural, t } from "@lingui/core/macro";
import { Trans } from "@lingui/react/macro";
import { useQuery } from "@tanstack/react-query";
import type { ReactNode } from "react";
import type { Addressee } from "@estate/sdk";
import { kindName } from "../../format/home_words.ts";
import { Checkbox } from "../../ui/checkbox.tsx";
import { ChoiceGroup } from "../../ui/choice_group.tsx";
import { Loaded } from "../../ui/loaded.tsx";
import { Skeleton } from "../../ui/skeleton.tsx";
import { type Audience, type AudienceBy, kindsOf, propertiesOf, toggled } from "./audience.ts";
import { addresseesQuery, namesOf } from "./addressees_query.ts";

/** The choice; `error` is said below it. */
export function AudiencePicker(
  { orgId, audience, onChange, error }: {
    readonly orgId: string;
    readonly audience: Audience;
    readonly onChange: (audience: Audience) => void;
    readonly error?: string | undefined;
  },
) {
  const query = useQuery(addresseesQuery(orgId));
  return (
    <Loaded query={query} skeleton={<Skeleton className="h-24" />}>
      {(addressees) => (
        <div className="flex flex-col gap-4">
          <ChoiceGroup<AudienceBy>
            name="audience"
            legend={<span className="sr-only">{t`To whom`}</span>}
            value={audience.by}
            choices={[
              { value: "all", label: t`All tenants` },
              { value: "properties", label: t`Of some properties` },
              { value: "homes", label: t`Of some homes` },
            ]}
            onChoose={(by) => onChange({ ...audience, by })}
          />
          {audience.by === "properties" && (
            <List label={t`Properties`}>
              {propertiesOf(addressees).map((it) => (
                <Checkbox
                  key={it.id}
                  label={it.name}
                  hint={plural(it.homes, { one: "# home let", other: "# homes let" })}
                  checked={audience.propertyIds.includes(it.id)}
                  onChange={() =>
                    onChange({ ...audience, propertyIds: toggled(audience.propertyIds, it.id) })}
                />
              ))}
            </List>
          )}
          {audience.by === "homes" && (
            <List label={t`Homes`}>
              {addressees.map((it) => (
                <Checkbox
                  key={it.tenancy_id}
                  label={namesOf(it)}
                  hint={`${it.unit}, ${it.property}`}
                  checked={audience.tenancyIds.includes(it.tenancy_id)}
                  onChange={() =>
                    onChange({
                      ...audience,
                      tenancyIds: toggled(audience.tenancyIds, it.tenancy_id),
                    })}
                />
              ))}
            </List>
          )}
          {audience.by !== "homes" && kindsOf(addressees).length > 1 && (
            <Kinds addressees={addressees} audience={audience} onChange={onChange} />
          )}
          {error !== undefined && (
            <p role="alert" className="text-14 font-semibold text-bad">{error}</p>
          )}
        </div>
      )}
    </Loaded>
  );
}

function List({ label, children }: { readonly label: string; readonly children: ReactNode }) {
  return (
    <div
      role="group"
      aria-label={label}
      className="max-h-80 divide-y divide-line overflow-y-auto rounded-control border border-line px-3"
    >
      {children}
    </div>
  );
}

function Kinds(
  { addressees, audience, onChange }: {
    readonly addressees: readonly Addressee[];
    readonly audience: Audience;
    readonly onChange: (audience: Audience) => void;
  },
) {
  return (
    <fieldset>
      <legend className="font-semibold">
        <Trans>Only homes of these kinds</Trans>
      </legend>
      <p className="text-14 text-muted">
        <Trans>Tick none for all kinds.</Trans>
      </p>
      <div className="flex flex-wrap gap-x-6">
        {kindsOf(addressees).map((kind) => (
          <Checkbox
            key={kind}
            label={kindName(kind)}
            checked={audience.kinds.includes(kind)}
            onChange={() => onChange({ ...audience, kinds: toggled(audience.kinds, kind) })}
          />
        ))}
      </div>
    </fieldset>
  );
}
