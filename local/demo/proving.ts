/** People prove who they are: a wrong name is refused and appeals, and one NIN does not make two people. */
import {
  appealVerification,
  consentFor,
  createEstate,
  decideVerification,
  listVerificationSteps,
  type NewVerification,
  readVerificationCase,
  startVerification,
  verificationsToReview,
} from "@estate/sdk";
import { type Narrator, refused } from "./narrator.ts";
import { arrive, leave, type Person, type Project } from "./people.ts";
import { takeSecondFactor } from "./second_factor.ts";

/** Somebody of the platform's staff, as an administrator makes one in Studio, with a phone that shows codes. */
async function arriveAsStaff(project: Project): Promise<Person> {
  const reviewer = await arrive(project, "Ngozi Eze");
  const studio = createEstate(project.url, project.secretKey);
  const { error } = await studio.from("staff_members").insert({
    user_id: reviewer.id,
    role: "verification",
    note: "Reviews identities, for the story",
  });
  if (error !== null) throw new Error(error.message);
  await leave([studio]);
  await takeSecondFactor(reviewer.estate);
  return reviewer;
}

/** Eleven figures that nobody else of this stack has. */
function freshNumber(): string {
  return String(10_000_000_000 + Math.floor(Math.random() * 89_999_999_999));
}

/** Writes somebody into the registers that the sandboxes know. */
async function register(
  project: Project,
  nin: string,
  first: string,
  last: string,
): Promise<void> {
  for (const company of ["dojah", "prembly"]) {
    const response = await fetch(
      `${project.url}/sandbox/${company}/_control/people`,
      {
        method: "POST",
        headers: { "content-type": "application/json" },
        body: JSON.stringify({
          register: "nin",
          number: nin,
          firstName: first,
          lastName: last,
          dateOfBirth: "1990-04-12",
        }),
      },
    );
    await response.body?.cancel();
  }
}

/** Somebody whom the registers know proves who they are by their NIN; the name is theirs, first name first. */
export async function proveByNin(project: Project, { estate, name }: Person): Promise<void> {
  const [firstName = "", lastName = ""] = name.split(" ");
  const step = (await listVerificationSteps(estate)).find((it) => it.kind === "nin")!;
  const { version, language } = await consentFor(estate, step);
  const number = freshNumber();
  await register(project, number, firstName.toUpperCase(), lastName.toUpperCase());
  const consent = { version, language };
  const { status, decision } = await startVerification(estate, {
    kind: "nin",
    number,
    firstName,
    lastName,
    consent,
  });
  if (status !== "verified") throw new Error(`${name} is ${status}: ${decision}`);
}

/** Tells it. */
export async function tellProving(
  tell: Narrator,
  project: Project,
  owner: Person,
): Promise<void> {
  tell.step(
    "Folake proves who she is: each step says what is asked, why, and what is kept",
  );
  const steps = await listVerificationSteps(owner.estate);
  const step = steps.find((it) => it.kind === "nin")!;
  tell.fact(`${step.asks}. ${step.because}. Kept: ${step.keeps}.`);
  const { version, language } = await consentFor(owner.estate, step);
  const nin = freshNumber();
  await register(project, nin, "FOLAKE", "ADEYEMI");
  const claim = (firstName: string, lastName: string): NewVerification => ({
    kind: "nin",
    number: nin,
    firstName,
    lastName,
    consent: { version, language },
  });
  const first = await startVerification(
    owner.estate,
    claim("Folake", "Adeyemi"),
  );
  tell.expect(
    first.status === "verified" && first.last_four === nin.slice(-4),
    `NIN ····${first.last_four} is verified until ${first.expires_at?.slice(0, 10)}`,
  );

  const { estate: staff } = await arriveAsStaff(project);
  tell.step(
    "Somebody with another name than the register's is refused, and appeals to a person",
  );
  const wrong = await arrive(project, "Bola Ige");
  const other = freshNumber();
  await register(project, other, "MONINUOLA", "ADEBAYO");
  const failed = await startVerification(wrong.estate, {
    ...claim("Bola", "Ige"),
    kind: "nin",
    number: other,
  });
  tell.expect(failed.status === "failed", failed.decision ?? "");
  const appealed = await appealVerification(
    wrong.estate,
    failed.id,
    "I changed my name by deed poll; the gazette is attached to my application.",
  );
  // The queue names nobody; who opens a case says why, and that is kept.
  const queued = (await verificationsToReview(staff)).find((it) => it.case_id === failed.id);
  const opened = await readVerificationCase(staff, failed.id, "Deciding the appeal");
  tell.expect(
    appealed.status === "manual_review" && queued?.cause === "appeal" &&
      opened.official_name === "MONINUOLA ADEBAYO",
    `staff read: claimed ${opened.claimed_name}, register ${opened.official_name}: ${opened.appeal}`,
  );
  const decided = await decideVerification(
    staff,
    failed.id,
    "rejected",
    "The gazette names another person. Send your NIN slip.",
  );
  tell.expect(
    decided.status === "rejected",
    `a person decided: ${decided.decision}`,
  );

  tell.step(
    "A second profile with the same NIN is held, and is not told whose it is",
  );
  const twin = await arrive(project, "Folake Adeyemi");
  const held = await startVerification(twin.estate, claim("Folake", "Adeyemi"));
  tell.expect(
    held.status === "manual_review" && held.decision === null,
    `the second profile reads: ${held.status}`,
  );
  const context = await readVerificationCase(staff, held.id, "Deciding whose number it is");
  tell.expect(
    context.cause === "held_elsewhere" && context.other_user_id === owner.id,
    "staff read which profile holds it",
  );
  await refused(
    "giving one identity two profiles",
    decideVerification(staff, held.id, "verified", "It is she"),
  );
  await decideVerification(
    staff,
    held.id,
    "rejected",
    "This identity has a profile already.",
  );
  await leave([wrong.estate, twin.estate, staff]);
}
