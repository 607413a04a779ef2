/** The language of what is sent. */
import { t } from "@lingui/core/macro";
import { Trans } from "@lingui/react/macro";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { type Language, languageOf, languages, ownName } from "../../i18n/languages.ts";
import { hatsQuery } from "../../session/hats_query.ts";
import { useSignedInAs } from "../../session/session.ts";
import { Card } from "../../ui/card.tsx";
import { Problem } from "../../ui/problem.tsx";
import { Select } from "../../ui/select.tsx";
import { toast } from "../../ui/toast.tsx";
import { speak } from "./preferences_query.ts";

/** The card. */
export function SpokenCard() {
  // What the phone kept may be older than the last choice.
  const mine = hatsQuery(useSignedInAs());
  const { data: hats } = useQuery({ ...mine, refetchOnMount: "always" });
  const queries = useQueryClient();
  const change = useMutation({
    mutationFn: speak,
    onSuccess: () => toast(t`From now on we write to you in this language.`),
    onSettled: () => queries.invalidateQueries({ queryKey: ["hats"] }),
  });
  const spoken = change.isPending ? change.variables : languageOf(hats?.person?.locale) ?? "en";
  return (
    <Card title={t`Language of what we send you`}>
      <Select<Language>
        name="spoken"
        label={<Trans>SMS and e-mails are in</Trans>}
        hint={t`Where a text is not translated yet, it comes in English.`}
        choices={languages.map((it) => ({ value: it, label: ownName[it] }))}
        value={spoken}
        onChange={(event) => change.mutate(languageOf(event.target.value) ?? "en")}
      />
      {change.error !== null && (
        <div className="mt-3">
          <Problem error={change.error} />
        </div>
      )}
    </Card>
  );
}
