/** Letters: templates, drafts with a preview, sending to many at once, the paper, and who read it. */
import type { Estate } from "../ground/client.ts";
import { dataAs, dataOf } from "../ground/estate_error.ts";
import { given } from "../ground/given.ts";
import { downloadScan } from "../ground/scans.ts";
import type { Database } from "../generated/database.types.ts";

type Tables = Database["public"]["Tables"];
type Language = Database["public"]["Enums"]["locale"];

/** A letter that an organization writes again and again. */
export type LetterTemplate = Tables["letter_templates"]["Row"];
/** What it says in one language. */
export type LetterText = Pick<
  Tables["letter_template_texts"]["Row"],
  "language" | "subject" | "body"
>;
/** A template with its texts. */
export type ListedLetterTemplate = LetterTemplate & { letter_template_texts: LetterText[] };
/** What is to be written, and to whom; once it is sent, what was. */
export type LetterDraft = Tables["letter_drafts"]["Row"];
/** A letter as it went out. */
export type Letter = Tables["letters"]["Row"];
/** That a letter is withdrawn, and why. */
export type LetterWithdrawal = Tables["letter_withdrawals"]["Row"];
/** A letter with whether it is withdrawn. */
export type ListedLetter = Letter & { readonly withdrawal: LetterWithdrawal | null };
/** Who opened a letter when, and said so. */
export type LetterReading = Tables["letter_readings"]["Row"];
/** What a draft would say to the tenants of one tenancy. */
export type LetterPreview = Database["public"]["Functions"]["preview_letters"]["Returns"][number];

/** Texts by language, with merge fields as {{name}}. */
export type LetterTexts = {
  readonly [language in Language]?: { readonly subject: string; readonly body: string };
};
/** Types of fields that are given with a letter; "kobo?" may be missing. */
export type LetterFields = Readonly<
  Record<string, `${"line" | "prose" | "kobo" | "date" | "count"}${"" | "?"}`>
>;

/** The merge fields that every letter has, each with its type. */
export async function letterFields(estate: Estate): Promise<LetterFields> {
  return dataAs<LetterFields>(await estate.rpc("letter_fields"));
}

/**
 * Keeps a template, or changes the one that was kept under the same `clientId`.
 * @throws {EstateError} letter.bad_template, letter.bad_fields, letter.bad_text, letter.too_many_templates
 */
export async function saveLetterTemplate(
  estate: Estate,
  template: {
    readonly orgId: string;
    readonly clientId: string;
    readonly name: string;
    readonly texts: LetterTexts;
    readonly fields?: LetterFields;
  },
): Promise<LetterTemplate> {
  return dataOf(
    await estate.rpc("save_letter_template", {
      org_id: template.orgId,
      client_id: template.clientId,
      name: template.name,
      texts: template.texts,
      ...given({ fields: template.fields }),
    }),
  );
}

/** Puts a template away. Safe to repeat. */
export async function retireLetterTemplate(
  estate: Estate,
  templateId: string,
): Promise<LetterTemplate> {
  return dataOf(await estate.rpc("retire_letter_template", { template_id: templateId }));
}

/** The templates of an organization that are in use, oldest first. */
export async function listLetterTemplates(
  estate: Estate,
  orgId: string,
): Promise<ListedLetterTemplate[]> {
  return dataOf(
    await estate.from("letter_templates").select(
      "*, letter_template_texts(language, subject, body)",
    )
      .eq("org_id", orgId).is("retired_at", null).order("id"),
  );
}

/**
 * Keeps a draft to the tenants of some properties (with all that stands in them), units or tenancies, or to all when none
 * is named; of these only to homes of `unitKinds`. Changed when saved again with the same `clientId`, until it is sent.
 * @throws {EstateError} letter.bad, letter.bad_text, letter.bad_fact, letter.unknown_home, letter.sent
 */
export async function saveLetterDraft(
  estate: Estate,
  draft: {
    readonly orgId: string;
    readonly clientId: string;
    /** In place of texts and fields. */
    readonly templateId?: string;
    readonly texts?: LetterTexts;
    readonly fields?: LetterFields;
    /** What its own fields say; amounts in kobo, dates as YYYY-MM-DD. */
    readonly facts?: Readonly<Record<string, string | number>>;
    readonly propertyIds?: readonly string[];
    readonly unitIds?: readonly string[];
    readonly tenancyIds?: readonly string[];
    readonly unitKinds?: readonly Database["public"]["Enums"]["unit_kind"][];
  },
): Promise<LetterDraft> {
  const list = <Item>(items?: readonly Item[]) => items === undefined ? undefined : [...items];
  return dataOf(
    await estate.rpc("save_letter_draft", {
      org_id: draft.orgId,
      client_id: draft.clientId,
      ...given({
        template_id: draft.templateId,
        texts: draft.texts,
        fields: draft.fields,
        facts: draft.facts,
        property_ids: list(draft.propertyIds),
        unit_ids: list(draft.unitIds),
        tenancy_ids: list(draft.tenancyIds),
        unit_kinds: list(draft.unitKinds),
      }),
    }),
  );
}

/** What a draft would say, to up to `most` (100) tenancies after `afterTenancyId`, and what is missing for it. */
export async function previewLetters(
  estate: Estate,
  draftId: string,
  page: { readonly afterTenancyId?: string; readonly most?: number } = {},
): Promise<LetterPreview[]> {
  return dataOf(
    await estate.rpc("preview_letters", {
      draft_id: draftId,
      ...given({ after_tenancy_id: page.afterTenancyId, most: page.most }),
    }),
  );
}

/**
 * Sends a draft: a numbered letter for each of its tenancies, or none of them. Safe to repeat.
 * @throws {EstateError} letterhead.missing, letter.nobody, letter.missing_facts, letter.too_long, letter.too_many
 */
export async function sendLetters(estate: Estate, draftId: string): Promise<LetterDraft> {
  return dataOf(await estate.rpc("send_letters", { draft_id: draftId }));
}

/** Letters that you may read, the newest first: those of a tenancy, of a draft, or of an organization. */
export async function listLetters(
  estate: Estate,
  of: { readonly tenancy_id: string } | { readonly draft_id: string } | { readonly org_id: string },
): Promise<ListedLetter[]> {
  return dataAs<ListedLetter[]>(
    await estate.from("letters").select("*, withdrawal:letter_withdrawals(*)").match({ ...of })
      .order("id", { ascending: false }).limit(100),
  );
}

/** One letter; undefined: there is none that you may read. */
export async function findLetter(
  estate: Estate,
  letterId: string,
): Promise<ListedLetter | undefined> {
  const [found] = dataAs<ListedLetter[]>(
    await estate.from("letters").select("*, withdrawal:letter_withdrawals(*)").eq("id", letterId),
  );
  return found;
}

/** The paper that holds: of one that is withdrawn, the one that says so. It comes soon after the letter. */
export function downloadLetter(
  estate: Estate,
  letter: Pick<Letter, "id" | "org_id">,
  isWithdrawn = false,
): Promise<Blob> {
  return downloadScan(
    estate,
    "letters",
    `${letter.org_id}/${letter.id}/${isWithdrawn ? "withdrawn" : "sent"}.pdf`,
  );
}

/** Withdraws a letter, for a reason that its tenants read. Safe to repeat. */
export async function withdrawLetter(
  estate: Estate,
  letterId: string,
  reason: string,
): Promise<LetterWithdrawal> {
  return dataOf(await estate.rpc("withdraw_letter", { letter_id: letterId, reason }));
}

/** Notes that you have opened a letter to you, and with `acknowledge` that you say so. */
export async function readLetter(
  estate: Estate,
  letterId: string,
  how: { readonly acknowledge?: boolean } = {},
): Promise<LetterReading> {
  return dataOf(
    await estate.rpc("read_letter", {
      letter_id: letterId,
      ...given({ acknowledge: how.acknowledge }),
    }),
  );
}

/** Who opened a letter, and who said so. */
export async function listLetterReadings(
  estate: Estate,
  letterId: string,
): Promise<LetterReading[]> {
  return dataOf(
    await estate.from("letter_readings").select().eq("letter_id", letterId).order("user_id"),
  );
}
