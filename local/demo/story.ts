/** The story from a spreadsheet of properties to a renewed tenancy and a sold house, told through the public clients only. */
import { tellChoosing } from "./choosing.ts";
import { tellCorrecting } from "./correcting.ts";
import { tellDealing } from "./dealing.ts";
import { tellLeaving } from "./leaving.ts";
import { tellLetting } from "./letting.ts";
import { tellDisputing } from "./disputing.ts";
import { tellLiving } from "./living.ts";
import type { Narrator } from "./narrator.ts";
import { tellNumbering } from "./numbering.ts";
import { tellPaying } from "./paying.ts";
import { tellProving } from "./proving.ts";
import { tellRefunding } from "./refunding.ts";
import { tellRemembering } from "./remembering.ts";
import { tellPayingOut } from "./paying_out.ts";
import { tellSafeguarding } from "./safeguarding.ts";
import { tellSigningIn } from "./signing_in.ts";
import { tellTransferring } from "./transferring.ts";
import { tellWriting } from "./writing.ts";
import { arrive, leave, type Project } from "./people.ts";

/** Tells it in a project. @throws {Surprise} at the first thing that is not as it should be */
export async function tellStory(tell: Narrator, project: Project): Promise<void> {
  tell.step("Three people sign up");
  const owner = await arrive(project, "Folake Adeyemi");
  const tenant = await arrive(project, "Chinedu Okeke");
  const stranger = await arrive(project, "Danladi Musa");
  tell.fact([owner, tenant, stranger].map((it) => it.name).join(", "));
  const people = { owner, tenant, stranger };
  try {
    await tellSigningIn(tell, project);
    await tellProving(tell, project, owner);
    const letting = await tellLetting(tell, project, people);
    await tellPaying(tell, project, people, letting);
    await tellCorrecting(tell, project, people, letting);
    const { paidTwice } = await tellChoosing(tell, project, people, letting);
    await tellRefunding(tell, project, people, paidTwice);
    await tellWriting(tell, people, letting);
    await tellLiving(tell, people, letting);
    await tellTransferring(tell, people, letting);
    await tellRemembering(tell, project, people, letting);
    await tellNumbering(tell, project, people, letting);
    await tellDisputing(tell, project, people, letting);
    await tellPayingOut(tell, project, people, letting);
    await tellSafeguarding(tell, project, people);
    await tellLeaving(tell, project, people);
    await tellDealing(tell, project, people, letting);
  } finally {
    await leave([owner.estate, tenant.estate, stranger.estate]);
  }
}
