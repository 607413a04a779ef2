/** A letter that is being written. */
import type { ListedLetterTemplate } from "@estate/sdk";
import type { Audience } from "./audience.ts";
import { everybody } from "./audience.ts";
import { finished, type WrittenTexts } from "./language_texts.ts";

/** A field of a letter's own, as it is asked. */
export interface OwnField {
  readonly name: string;
  readonly type: "line" | "prose" | "kobo" | "date" | "count";
  readonly isOptional: boolean;
}

/** What is written so far. */
export interface LetterWriting {
  /** Under it the draft is kept and sent once. */
  readonly clientId: string;
  readonly templateId?: string | undefined;
  readonly texts: WrittenTexts;
  /** Types of fields of its own, as the template has them. */
  readonly fields: Readonly<Record<string, string>>;
  readonly facts: Readonly<Record<string, string | number>>;
  readonly audience: Audience;
}

/** A letter with nothing in it. */
export const emptyLetter = (): LetterWriting => ({
  clientId: crypto.randomUUID(),
  texts: {},
  fields: {},
  facts: {},
  audience: everybody,
});

/** The parts that a template fills in. */
export function fromTemplate(
  template: Pick<ListedLetterTemplate, "id" | "fields" | "letter_template_texts">,
): Pick<LetterWriting, "templateId" | "texts" | "fields" | "facts"> {
  return {
    templateId: template.id,
    texts: Object.fromEntries(
      template.letter_template_texts.map(({ language, subject, body }) =>
        [language, { title: subject, body }] as const
      ),
    ),
    fields: (template.fields ?? {}) as Readonly<Record<string, string>>,
    facts: {},
  };
}

/** Texts as the project takes them: a letter has a subject. */
export const subjectsOf = (texts: WrittenTexts): {
  readonly [language in keyof WrittenTexts]?: { readonly subject: string; readonly body: string };
} =>
  Object.fromEntries(
    Object.entries(finished(texts)).map(([language, { title, body }]) => [
      language,
      { subject: title, body },
    ]),
  );

/** Fields of its own, as they are asked. */
export const ownFields = (fields: Readonly<Record<string, string>>): readonly OwnField[] =>
  Object.entries(fields).map(([name, type]) => ({
    name,
    type: type.replace("?", "") as OwnField["type"],
    isOptional: type.endsWith("?"),
  }));

/** The name of a field as people read it: owed_kobo as "owed". */
export function fieldWords(name: string): string {
  const plain = name.replace(/_kobo$/, "").replaceAll("_", " ");
  return plain.charAt(0).toUpperCase() + plain.slice(1);
}
