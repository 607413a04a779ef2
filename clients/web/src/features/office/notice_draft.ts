/** A notice that is being prepared. */
import type { NewNotice, NoticeFault, NoticeForm } from "@estate/sdk";

/** What was said of it so far. */
export interface NoticeDraft {
  /** Under it the notice is issued once, however often it is sent. */
  readonly clientId: string;
  readonly tenancyId: string;
  readonly form: NoticeForm;
  readonly grounds: string;
  /** YYYY-MM-DD; the earliest where it is left out. */
  readonly takesEffectOn?: string | undefined;
  /** YYYY-MM-DD; today where it is left out. */
  readonly serveOn?: string | undefined;
}

/** As the project is asked about it. */
export function askedOf(draft: NoticeDraft): NewNotice {
  return {
    tenancyId: draft.tenancyId,
    form: draft.form,
    ...(draft.grounds.trim() === "" ? {} : { grounds: draft.grounds.trim() }),
    ...(draft.takesEffectOn === undefined ? {} : { takesEffectOn: draft.takesEffectOn }),
    ...(draft.serveOn === undefined ? {} : { serveOn: draft.serveOn }),
  };
}

/** Names of fields of the form, by what the project calls them. */
const fields = ["grounds", "takes_effect_on", "serve_on", "tenancy_id"] as const;

/** What is wrong with fields of the form, and what with the whole; messages begin with a capital. */
export function sorted(faults: readonly NoticeFault[]): {
  readonly atFields: Readonly<Record<string, string>>;
  readonly others: readonly NoticeFault[];
} {
  const isField = ({ field }: NoticeFault) => fields.some((it) => it === field);
  return {
    atFields: Object.fromEntries(
      faults.filter(isField).map(({ field, message }) => [field, sentence(message)]),
    ),
    others: faults.filter((it) => !isField(it)),
  };
}

/** A message of the project as a sentence. */
export function sentence(message: string): string {
  const begun = message.charAt(0).toUpperCase() + message.slice(1);
  return /[.!?]$/.test(begun) ? begun : `${begun}.`;
}
