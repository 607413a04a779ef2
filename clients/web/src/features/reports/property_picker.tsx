/** Whose statement: of all properties, or of one. */
import { t } from "@lingui/core/macro";
import { useQuery } from "@tanstack/react-query";
import { Missed } from "../../ui/missed.tsx";
import { Select } from "../../ui/select.tsx";
import { propertiesQuery } from "./report_query.ts";

/** The choice; undefined is all of them. */
export function PropertyPicker(
  { orgId, value, onPick }: {
    readonly orgId: string;
    readonly value: string | undefined;
    readonly onPick: (propertyId: string | undefined) => void;
  },
) {
  const query = useQuery(propertiesQuery(orgId));
  return (
    <div className="max-w-sm">
      <Missed of={[query]} className="mb-4" />
      <Select
        name="property"
        label={t`Property`}
        value={value ?? ""}
        choices={[
          { value: "", label: t`All of them` },
          ...(query.data ?? []).map(({ id, name }) => ({ value: id, label: name })),
        ]}
        onChange={(event) => onPick(event.target.value === "" ? undefined : event.target.value)}
      />
    </div>
  );
}
