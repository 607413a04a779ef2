/** The five languages, and what has been read of them. */
import { useLingui } from "@lingui/react";
import { t } from "@lingui/core/macro";
import { Trans } from "@lingui/react/macro";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { chooseLanguage } from "../../i18n/activate.ts";
import { type Language, languageOf, languages, ownName, unread } from "../../i18n/languages.ts";
import { sdk } from "../../session/home_queries.ts";
import { useSignedInAs } from "../../session/session.ts";
import { Card } from "../../ui/card.tsx";
import { ChoiceGroup } from "../../ui/choice_group.tsx";
import { Problem } from "../../ui/problem.tsx";
import { problemWords } from "../../ui/problem_words.ts";
import { toast } from "../../ui/toast.tsx";

/** The card. */
export function LanguageCard() {
  const { i18n: { locale } } = useLingui();
  const language = languageOf(locale) ?? "en";
  const userId = useSignedInAs();
  const queries = useQueryClient();
  // What is sent follows what is read; the other way it is chosen by itself, under what one is told.
  const follow = useMutation({
    mutationFn: async (spoken: Language) => {
      const { client, setMessageLanguage } = await sdk();
      await setMessageLanguage(client, spoken);
    },
    onSuccess: async () => {
      toast(t`From now on we write to you in this language.`);
      await queries.invalidateQueries({ queryKey: ["hats"] });
    },
    // Another language makes the screen anew, so that what stood on it would be gone: the word waits at its edge.
    onError: (error, spoken) => {
      const why = problemWords(error).title;
      toast(t`${why}. What we send you stays in the language that it had.`, {
        label: t`Try again`,
        run: () => follow.mutate(spoken),
      });
    },
  });
  const choose = useMutation({
    mutationFn: chooseLanguage,
    // The last one chosen is the last one shown, however long an earlier one's words take.
    scope: { id: "language" },
    onSuccess: (_, chosen) => {
      if (userId !== undefined) follow.mutate(chosen);
    },
  });
  return (
    <Card title={t`Language`}>
      <ChoiceGroup
        name="language"
        legend={<span className="sr-only">{t`Language`}</span>}
        value={language}
        choices={languages.map((it) => ({
          value: it,
          label: <span lang={it}>{ownName[it]}</span>,
        }))}
        onChoose={(it) => choose.mutate(it)}
      />
      {choose.error !== null && (
        <div className="mt-3">
          <Problem error={choose.error} onRetry={() => choose.mutate(choose.variables)} />
        </div>
      )}
      {unread.has(language) && (
        <p className="mt-3 text-14 text-muted">
          <Trans>
            A machine made this translation and nobody who grew up with the language has read it
            yet. In legal papers the English text decides.
          </Trans>
        </p>
      )}
    </Card>
  );
}
