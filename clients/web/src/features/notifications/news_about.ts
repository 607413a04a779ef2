/** Of which money and whom a piece of news is, beside its title. */
import type { Hats } from "@estate/sdk";
import type { Told } from "./news_reader.ts";

/** Who reads, as far as it names those whom news are from. */
export interface Named {
  readonly memberships: readonly Pick<Hats["memberships"][number], "org_id" | "name">[];
  readonly tenancies: readonly Pick<Hats["tenancies"][number], "org_id" | "landlord">[];
}

/** The amount in kobo; the organization that it is from, left out where it can only be one of the reader's own. No fact that stands in the title. */
export function newsAbout(
  { title, payload, org_id }: Pick<Told, "payload" | "org_id"> & { readonly title: string },
  { memberships, tenancies }: Named,
): { readonly kobo?: number; readonly who?: string } {
  const kobo = (payload as { readonly amount_kobo?: unknown } | null)?.amount_kobo;
  const ours = memberships.find((it) => it.org_id === org_id);
  const who = ours === undefined
    ? tenancies.find((it) => it.org_id === org_id)?.landlord
    : memberships.length > 1
    ? ours.name
    : undefined;
  return {
    ...(typeof kobo === "number" && Number.isSafeInteger(kobo) && kobo > 0 && !title.includes("₦")
      ? { kobo }
      : {}),
    ...(who === undefined || title.includes(who) ? {} : { who }),
  };
}
