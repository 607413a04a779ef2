/** What an agency may do: several things, each with what it means. */
import { t } from "@lingui/core/macro";
import type { MandateScope } from "@estate/sdk";
import { Checkbox } from "../../ui/checkbox.tsx";
import { scopes, scopeWords } from "./mandate_words.ts";

/** The field. */
export function ScopesField(
  { chosen, wrong, onChoose }: {
    readonly chosen: readonly MandateScope[];
    readonly wrong: string | undefined;
    readonly onChoose: (chosen: readonly MandateScope[]) => void;
  },
) {
  return (
    <fieldset>
      <legend className="font-semibold">{t`What they may do`}</legend>
      {scopes.map((it) => (
        <Checkbox
          key={it}
          name="scopes"
          value={it}
          checked={chosen.includes(it)}
          onChange={(event) =>
            onChoose(
              event.target.checked ? [...chosen, it] : chosen.filter((one) => one !== it),
            )}
          label={scopeWords(it).name}
          hint={scopeWords(it).more}
        />
      ))}
      {wrong !== undefined && <p className="text-14 font-semibold text-bad">{wrong}</p>}
    </fieldset>
  );
}
