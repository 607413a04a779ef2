/** Whose statement: of all properties, or of one. */
import { t } from "@lingui/core/macro";
import { useQuery } from "@tanstack/react-query";
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
  const { data = [] } = useQuery(propertiesQuery(orgId));
  return (
    <div className="max-w-sm">
      <Select
        name="property"
        label={t`Property`}
        value={value ?? ""}
        choices={[
          { value: "", label: t`All of them` },
          ...data.map(({ id, name }) => ({ value: id, label: name })),
        ]}
        onChange={(event) => onPick(event.target.value === "" ? undefined : event.target.value)}
      />
    </div>
  );
}
