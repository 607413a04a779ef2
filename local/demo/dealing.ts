/** The other flat: from a question to a deal. */
import { moveListing } from "@estate/sdk";
import { tellApplying } from "./applying.ts";
import type { Letting } from "./letting.ts";
import type { Narrator } from "./narrator.ts";
import type { Person, Project } from "./people.ts";

/** Tells it. */
export async function tellDealing(
  tell: Narrator,
  project: Project,
  people: { owner: Person; stranger: Person },
  letting: Letting,
): Promise<void> {
  const { owner } = people;
  await moveListing(owner.estate, letting.draftId, "published");
  await tellApplying(tell, project, people, { orgId: letting.orgId, listingId: letting.draftId });
}
