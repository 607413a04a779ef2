/** What staff may do, how surely they sign in for it, and what is kept of it. */
import {
  bringSecondFactor,
  checkActs,
  createEstate,
  decideReport,
  enrolSecondFactor,
  EstateError,
  listActs,
  lookUpPerson,
  moderationQueue,
  myLooks,
  reportPerson,
  secondFactorState,
} from "@estate/sdk";
import { type Narrator, refused } from "./narrator.ts";
import { arrive, leave, type Person, type Project } from "./people.ts";
import { totpCode } from "./second_factor.ts";

/** Tells it with somebody new on the staff. */
export async function tellSafeguarding(
  tell: Narrator,
  project: Project,
  { owner, tenant }: { owner: Person; tenant: Person },
): Promise<void> {
  tell.step("Somebody on the staff signs in, and does nothing without a second factor");
  const amina = await arrive(project, "Amina Sule");
  const studio = createEstate(project.url, project.secretKey);
  const { error } = await studio.from("staff_members").insert({
    user_id: amina.id,
    role: "admin",
    note: "For the story",
  });
  tell.expect(error === null, "an administrator put her on the staff, with the role admin");
  try {
    const report = await reportPerson(owner.estate, tenant.id, "other", "Calls late at night");
    const early = await refused("reading reports by password alone", moderationQueue(amina.estate));
    tell.expect(
      early instanceof EstateError && early.code === "auth.insufficient_assurance",
      early.message,
    );
    const app = await enrolSecondFactor(amina.estate, "Phone");
    const wrong = await refused("a wrong code", bringSecondFactor(amina.estate, "000000", app.id));
    tell.fact(wrong.message);
    await bringSecondFactor(amina.estate, totpCode(app.secret), app.id);
    const state = await secondFactorState(amina.estate);
    tell.expect(
      state.isBrought && state.factors.length === 1,
      "with the code of her phone she is in",
    );

    tell.step("A report is decided, a person looked up, and all of it is on record");
    const queue = await moderationQueue(amina.estate, { most: 200 });
    tell.expect(
      queue.some(({ id, what }) => id === report && what === "person report"),
      "what a landlady reported waits in her queue",
    );
    await decideReport(amina.estate, report, "dismissed", "Told them both to keep to the day");
    const found = await lookUpPerson(
      amina.estate,
      { personId: owner.id },
      "support",
      "Asked about a call",
    );
    tell.expect(found.display_name === owner.name, `${found.display_name}, ${found.email}`);
    const [look] = await myLooks(owner.estate);
    tell.expect(look?.purpose === "support", "and she sees that somebody looked, and what for");
    const acts = (await listActs(amina.estate, { actorId: amina.id })).map(({ act }) => act);
    tell.expect(
      acts.includes("decide_report") && acts.includes("look_up_person"),
      `on record: ${acts.join(", ")}`,
    );
    const faults = await checkActs(amina.estate);
    tell.expect(faults.length === 0, "and nobody has changed anything in the record");
  } finally {
    await studio.from("staff_members").delete().eq("user_id", amina.id);
    await leave([amina.estate, studio]);
  }
}
