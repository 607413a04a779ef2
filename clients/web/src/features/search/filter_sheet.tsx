/** All filters of a search, with how many homes each choice leaves. Nothing changes before the button is pressed. */
import { plural, t } from "@lingui/core/macro";
import { Trans } from "@lingui/react/macro";
import { useQuery } from "@tanstack/react-query";
import { useDeferredValue, useState } from "react";
import { featureName, kindName } from "../../format/home_words.ts";
import { Button } from "../../ui/button.tsx";
import { Checkbox } from "../../ui/checkbox.tsx";
import { ChoiceGroup } from "../../ui/choice_group.tsx";
import { MoneyField } from "../../ui/money_field.tsx";
import { Sheet } from "../../ui/sheet.tsx";
import { listOf } from "./read_parameters.ts";
import { readAddress, type SearchAddress } from "./search_address.ts";
import { features, kinds } from "./search_choices.ts";
import { CheckList } from "./check_list.tsx";
import { facetsQuery } from "./search_query.ts";
import { StayFields } from "./stay_fields.tsx";

const counts = ["0", "1", "2", "3", "4", "5"] as const;

/** The sheet. `onChange` gets the new search. */
export default function FilterSheet(
  { address, onClose, onChange }: {
    readonly address: SearchAddress;
    readonly onClose: () => void;
    readonly onChange: (next: SearchAddress) => void;
  },
) {
  const [draft, setDraft] = useState(address);
  // Fields keep what is typed; a new number gives new ones.
  const [round, setRound] = useState(0);
  const { data: facets, isFetching } = useQuery(facetsQuery(useDeferredValue(draft)));
  const set = (part: Record<string, unknown>) => setDraft(readAddress({ ...draft, ...part }));
  const total = facets?.total ?? 0;
  const naira = (kobo: number | undefined) =>
    kobo === undefined ? undefined : Math.round(kobo / 100);
  return (
    <Sheet
      title={t`Filters`}
      isOpen
      onClose={onClose}
      footer={
        <div className="flex w-full gap-2">
          <Button
            look="secondary"
            onClick={() => {
              setDraft(readAddress({ purpose: draft.purpose }));
              setRound(round + 1);
            }}
          >
            <Trans>Clear</Trans>
          </Button>
          <Button className="flex-1" onClick={() => onChange(draft)}>
            {facets === undefined || isFetching
              ? t`Show homes`
              : plural(total, { one: "Show # home", other: "Show # homes" })}
          </Button>
        </div>
      }
    >
      <div key={round} className="flex flex-col gap-6">
        {draft.purpose === undefined && (
          <ChoiceGroup
            name="by"
            legend={t`The amounts below are`}
            value={draft.by ?? "price"}
            choices={[
              { value: "price", label: t`The rent of a year` },
              { value: "move_in", label: t`All to move in` },
            ]}
            onChoose={(it) => set({ by: it === "price" ? undefined : it })}
          />
        )}
        <div className="grid grid-cols-2 gap-3">
          <MoneyField
            name="min"
            label={t`At least`}
            initial={draft.min === undefined ? undefined : draft.min * 100}
            onRead={(it) => set({ min: naira(it) })}
          />
          <MoneyField
            name="max"
            label={t`At most`}
            initial={draft.max === undefined ? undefined : draft.max * 100}
            onRead={(it) => set({ max: naira(it) })}
          />
        </div>
        {draft.purpose === "shortlet" && <StayFields address={draft} onChange={set} />}
        <ChoiceGroup
          name="beds"
          legend={t`Bedrooms`}
          value={String(draft.beds ?? 0)}
          choices={counts.map((it) => ({ value: it, label: it === "0" ? t`Any` : `${it}+` }))}
          onChoose={(it) => set({ beds: it })}
        />
        <ChoiceGroup
          name="baths"
          legend={t`Bathrooms`}
          value={String(draft.baths ?? 0)}
          choices={counts.slice(0, 5).map((it) => ({
            value: it,
            label: it === "0" ? t`Any` : `${it}+`,
          }))}
          onChoose={(it) => set({ baths: it })}
        />
        <CheckList
          legend={t`Kind`}
          known={kinds}
          chosen={listOf(kinds, draft.kind)}
          name={kindName}
          counts={facets?.kinds}
          onChange={(list) => set({ kind: list.join(",") })}
        />
        <div>
          <Checkbox
            label={t`Furnished`}
            checked={draft.furnished === true}
            onChange={(event) => set({ furnished: event.target.checked })}
          />
          <Checkbox
            label={t`Title papers checked by Estate`}
            checked={draft.checked === true}
            onChange={(event) => set({ checked: event.target.checked })}
          />
        </div>
        <CheckList
          legend={t`It has`}
          known={features}
          chosen={listOf(features, draft.has)}
          name={featureName}
          counts={facets?.features}
          onChange={(list) => set({ has: list.join(",") })}
        />
      </div>
    </Sheet>
  );
}
