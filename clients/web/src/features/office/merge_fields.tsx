/** What a letter can speak of by itself: names, homes, rent, what is owed. */
import { t } from "@lingui/core/macro";
import { Trans } from "@lingui/react/macro";
import { useQuery } from "@tanstack/react-query";
import { fieldWords } from "./letter_draft.ts";
import { mergeFieldsQuery } from "./letters_query.ts";

/** A button for each; it puts the field at the end of the text. */
export function MergeFields(
  { own, onInsert }: { readonly own: readonly string[]; readonly onInsert: (name: string) => void },
) {
  const { data: usual = [] } = useQuery(mergeFieldsQuery());
  return (
    <details className="rounded-control border border-line px-3">
      <summary className="flex min-h-11 cursor-pointer items-center font-semibold">
        <Trans>Put in what each letter fills in itself</Trans>
      </summary>
      <p className="text-14 text-muted">
        <Trans>A line that speaks of something that a home does not have is left out.</Trans>
      </p>
      <div role="group" aria-label={t`Fields`} className="flex flex-wrap gap-2 py-3">
        {[...usual, ...own].map((name) => (
          <button
            key={name}
            type="button"
            className="min-h-11 rounded-chip border border-edge px-3 text-14 hover:bg-raised"
            onClick={() => onInsert(name)}
          >
            {fieldWords(name)}
          </button>
        ))}
      </div>
    </details>
  );
}
