/** Keeps a draft of a letter, and fetches what it would say to each home. */
import { useMutation } from "@tanstack/react-query";
import type { LetterPreview } from "@estate/sdk";
import { sdk } from "./addressees_query.ts";
import { targetsOf } from "./audience.ts";
import { type LetterWriting, subjectsOf } from "./letter_draft.ts";

/** What would go out, of what was written. */
export interface LookedAt {
  readonly writing: LetterWriting;
  readonly draftId: string;
  readonly previews: readonly LetterPreview[];
}

/** The call; its answer holds until another word is written. */
export const useLookAtLetters = (orgId: string) =>
  useMutation({
    mutationFn: async (writing: LetterWriting): Promise<LookedAt> => {
      const [client, { previewLetters, saveLetterDraft }] = await sdk();
      const draft = await saveLetterDraft(client, {
        orgId,
        clientId: writing.clientId,
        texts: subjectsOf(writing.texts),
        fields: writing.fields as NonNullable<
          Parameters<typeof saveLetterDraft>[1]["fields"]
        >,
        facts: writing.facts,
        ...(writing.templateId === undefined ? {} : { templateId: writing.templateId }),
        ...targetsOf(writing.audience),
      });
      return { writing, draftId: draft.id, previews: await previewLetters(client, draft.id) };
    },
  });
