/** What a draft still lacks before it is worth publishing: nothing of it is asked by the project, all of it by visitors. */
import type { Listing } from "@estate/sdk";

/** A step, in the order in which people take them. */
export type Step = "photos" | "words" | "fees";

/** Whether each step is done. */
export function stepsOf(
  { description }: Pick<Listing, "description">,
  { photos, fees }: { readonly photos: number; readonly fees: number },
): readonly { readonly step: Step; readonly done: boolean }[] {
  return [
    { step: "photos", done: photos > 0 },
    { step: "words", done: description.trim().length >= 40 },
    { step: "fees", done: fees > 0 },
  ];
}
