/** A property as its owner writes it down: what it is, its address as people here say it, and its place. */
import { t } from "@lingui/core/macro";
import { useQuery } from "@tanstack/react-query";
import { type ReactNode, useRef, useState } from "react";
import type { Written } from "../../session/form_draft.ts";
import { ChoiceGroup } from "../../ui/choice_group.tsx";
import { Form } from "../../ui/form.tsx";
import { Select } from "../../ui/select.tsx";
import { TextField } from "../../ui/text_field.tsx";
import { propertyKinds, propertyUses } from "./home_kinds.ts";
import { statesQuery } from "./homes_query.ts";
import { propertyKind, useName } from "./kind_words.ts";
import { PlaceField } from "./place_field.tsx";
import { missingWords } from "./property_words.ts";
import { type PropertyFacts, readProperty } from "./read_property.ts";

type Kind = PropertyFacts["kind"];
type Use = NonNullable<PropertyFacts["use"]>;

/** The form; `initial` are its fields as they are written, `onWritten` is told of every change. */
export function PropertyForm(
  { initial, error, onSubmit, onWritten, children }: {
    readonly initial: Written;
    readonly error: unknown;
    readonly onSubmit: (facts: PropertyFacts) => void;
    readonly onWritten?: (form: HTMLFormElement | null) => void;
    /** The button. */
    readonly children: ReactNode;
  },
) {
  const states = useQuery(statesQuery);
  const around = useRef<HTMLDivElement>(null);
  const form = () => around.current?.querySelector("form") ?? null;
  const [kind, setKind] = useState<Kind>(
    propertyKinds.find((it) => it === initial["kind"]) ?? "house",
  );
  const [use, setUse] = useState<Use>(
    propertyUses.find((it) => it === initial["use"]) ?? "residential",
  );
  const [wrong, setWrong] = useState<Readonly<Record<string, string>>>({});
  const submit = (fields: FormData) => {
    const { facts, missing } = readProperty(fields);
    setWrong(Object.fromEntries(missing.map((it) => [it, missingWords(it)])));
    if (missing.length === 0) onSubmit(facts);
  };
  const text = (name: string) => ({ name, defaultValue: initial[name] ?? "" });
  const spot = initial["longitude"] === undefined || initial["latitude"] === undefined
    ? undefined
    : { longitude: Number(initial["longitude"]), latitude: Number(initial["latitude"]) };
  const chosen = initial["state"] ?? "";
  return (
    <div ref={around} onChange={() => onWritten?.(form())}>
      <Form onSubmit={submit} error={error} errors={wrong}>
        <ChoiceGroup<Kind>
          name="kind"
          legend={t`What is it?`}
          column
          value={kind}
          choices={propertyKinds.map((it) => ({ value: it, label: <KindLabel kind={it} /> }))}
          onChoose={setKind}
        />
        <ChoiceGroup<Use>
          name="use"
          legend={t`What is it for?`}
          value={use}
          choices={propertyUses.map((it) => ({ value: it, label: useName(it) }))}
          onChoose={setUse}
        />
        <TextField
          {...text("name")}
          label={t`What you call it`}
          hint={t`As on the gate, or as you speak of it: Okafor Court, Mama's house.`}
          maxLength={160}
        />
        <div className="grid grid-cols-[9rem_1fr] gap-3">
          <TextField
            {...text("house_number")}
            label={t`Number`}
            optional
            placeholder={t`14B`}
            maxLength={20}
          />
          <TextField {...text("street")} label={t`Street`} maxLength={200} />
        </div>
        <TextField
          {...text("estate_name")}
          label={t`Estate or close`}
          optional
          maxLength={160}
        />
        <TextField
          {...text("area")}
          label={t`Area`}
          hint={t`The name people search by, such as Yaba or Wuse 2.`}
          maxLength={80}
        />
        <TextField
          {...text("landmark")}
          label={t`Landmark`}
          optional
          hint={t`What you tell a driver: opposite the Total station, behind Sabo market.`}
          maxLength={160}
        />
        <TextField {...text("lga")} label={t`Local government area`} maxLength={80} />
        <Select
          // The list comes later than the field.
          key={states.data === undefined ? "coming" : "there"}
          name="state"
          label={t`State`}
          defaultValue={chosen}
          choices={[
            { value: "", label: t`Choose the state` },
            ...(states.data?.map(({ name }) => ({ value: name, label: name })) ??
              (chosen === "" ? [] : [{ value: chosen, label: chosen }])),
          ]}
        />
        <PlaceField
          initial={spot}
          wrong={wrong["place"]}
          addressOf={() => readProperty(new FormData(form() ?? undefined)).facts}
          onChange={() => setTimeout(() => onWritten?.(form()))}
        />
        <div className="acts">{children}</div>
      </Form>
    </div>
  );
}

function KindLabel({ kind }: { readonly kind: Kind }) {
  const { name, more } = propertyKind(kind);
  return (
    <span className="py-1.5">
      <span className="block">{name}</span>
      <span className="block text-14 font-normal text-muted">{more}</span>
    </span>
  );
}
