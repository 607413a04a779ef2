/** From a question to a shortlist: an enquiry, an application with household, guarantor and papers, a refusal. */
import {
  addApplicationDocument,
  answerGuarantee,
  askGuarantor,
  askReview,
  declineApplication,
  enquire,
  EstateError,
  listApplicationDocuments,
  listApplications,
  listEnquiries,
  listGuarantors,
  nigerianDate,
  readGuarantee,
  saveApplication,
  sendMessage,
  shortlistApplication,
  startApplication,
  submitApplication,
} from "@estate/sdk";
import { type Narrator, refused } from "./narrator.ts";
import { arrive, leave, type Person, type Project } from "./people.ts";

/** Tells it of a published rent listing; returns the id of the shortlisted application, which is the stranger's. */
export async function tellApplying(
  tell: Narrator,
  project: Project,
  people: { owner: Person; stranger: Person },
  place: { orgId: string; listingId: string },
): Promise<string> {
  const { owner, stranger } = people;
  const { orgId, listingId } = place;

  tell.step(`${stranger.name} asks about the other flat; a second tap asks nothing twice`);
  const enquiry = await enquire(stranger.estate, listingId, "Does it have a meter of its own?");
  const again = await enquire(stranger.estate, listingId, "Does it have a meter of its own?");
  tell.expect(again.id === enquiry.id, "one enquiry");
  await sendMessage(
    owner.estate,
    { id: enquiry.conversation_id },
    "It does, prepaid.",
  );
  const [answered] = await listEnquiries(owner.estate, orgId);
  tell.expect(answered?.status === "answered", "the owner's answer marks it answered");

  tell.step("Applies, with household, guarantor and payslip");
  const application = await startApplication(stranger.estate, listingId);
  const hidden = await listApplications(owner.estate, { id: listingId, org_id: orgId });
  tell.expect(hidden.length === 0, "a draft is the applicant's alone");
  const facts = {
    moveInOn: nigerianDate(30),
    termMonths: 12,
    occupation: "Nurse",
    employer: "Mercy Hospital",
    incomeBand: "3m_to_6m" as const,
    household: [{ full_name: "Halima Musa", relationship: "daughter", age: "child" as const }],
  };
  const email = `sani.${crypto.randomUUID().slice(0, 8)}@example.ng`;
  const mistaken = await refused(
    "a guarantor without a proper phone number",
    saveApplication(stranger.estate, application.id, {
      ...facts,
      guarantors: [{ full_name: "Sani Musa", phone: "0803", relationship: "brother" }],
    }),
  );
  tell.expect(
    mistaken instanceof EstateError && mistaken.field === "guarantors.0.phone",
    mistaken.message,
  );
  const guarantor = await arrive(project, "Sani Musa");
  const { data: account } = await guarantor.estate.auth.getUser();
  await saveApplication(stranger.estate, application.id, {
    ...facts,
    guarantors: [{
      full_name: "Sani Musa",
      phone: "+2348031112222",
      email: account.user?.email ?? email,
      relationship: "brother",
    }],
  });
  const payslip = new Blob(["%PDF-1.7\nPayslip, October 2026\n%%EOF\n"], {
    type: "application/pdf",
  });
  await addApplicationDocument(stranger.estate, application.id, "payslip", payslip);
  await submitApplication(stranger.estate, application.id);

  tell.step("The guarantor says yes, once, from an account of their own");
  const [named] = await listGuarantors(stranger.estate, application.id);
  const { token } = await askGuarantor(stranger.estate, named?.id ?? "");
  const asked = await readGuarantee(guarantor.estate, token);
  tell.fact(`asked for ${asked?.applicant_name}`);
  await answerGuarantee(guarantor.estate, token, true);
  const twice = await refused("a second answer", answerGuarantee(guarantor.estate, token, false));
  tell.expect(
    twice instanceof EstateError && twice.code === "guarantor.answered",
    `a second answer: ${twice.message}`,
  );
  await leave([guarantor.estate]);

  tell.step("The owner reads it, declines with a reason, looks again when asked, and shortlists");
  const received = await listApplications(owner.estate, { id: listingId, org_id: orgId });
  const papers = await listApplicationDocuments(owner.estate, application.id);
  tell.expect(
    received[0]?.status === "submitted" && papers.length === 1,
    `one application, with ${papers.length} file`,
  );
  const declined = await declineApplication(
    owner.estate,
    application.id,
    "We prefer two incomes",
  );
  tell.expect(declined.status === "declined", `declined: ${declined.decision_reason}`);
  const reviewed = await askReview(stranger.estate, application.id, "My brother guarantees it");
  tell.expect(reviewed.status === "under_review", "the applicant asks for a second look");
  const shortlisted = await shortlistApplication(
    owner.estate,
    application.id,
    "The guarantor is enough",
  );
  tell.expect(shortlisted.status === "shortlisted", "and is shortlisted");
  return application.id;
}
