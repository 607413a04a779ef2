/** One's application for a home: begun, written and sent. */
import { queryOptions } from "@tanstack/react-query";
import type {
  Application,
  ApplicationDocument,
  ApplicationFacts,
  ApplicationFee,
  ChargeBalance,
  Guarantor,
  HouseholdMember,
  NewGuarantee,
  NewGuarantor,
} from "@estate/sdk";
import { estate } from "../../session/estate.ts";

const sdk = () => Promise.all([estate(), import("@estate/sdk")]);

/** An application, who would live there, and who would answer for it. */
export interface Draft {
  readonly application: Application;
  readonly household: readonly HouseholdMember[];
  readonly guarantors: readonly Guarantor[];
}

/** The newest one of a person for a listing; null where they made none. Looking begins nothing. */
export const applicationQuery = (userId: string, listingId: string) =>
  queryOptions({
    queryKey: ["applications", "mine", userId, listingId],
    queryFn: async (): Promise<Draft | null> => {
      const [client, { findMyApplication }] = await sdk();
      const application = await findMyApplication(client, userId, listingId);
      if (application === undefined) return null;
      return await withPeople(application);
    },
    // What is typed is newer than what is read.
    staleTime: Infinity,
  });

/** Begins one; where a live one was begun elsewhere meanwhile, gives that. @throws {EstateError} application.unknown_listing */
export async function begin(listingId: string): Promise<Draft> {
  const [client, { startApplication }] = await sdk();
  return await withPeople(await startApplication(client, listingId));
}

async function withPeople(application: Application): Promise<Draft> {
  const [client, { listGuarantors, listHousehold }] = await sdk();
  const [household, guarantors] = await Promise.all([
    listHousehold(client, application.id),
    listGuarantors(client, application.id),
  ]);
  return { application, household, guarantors };
}

/** Writes the draft. @throws {EstateError} application.bad_fact, which names the field */
export async function write(id: string, facts: ApplicationFacts): Promise<Application> {
  const [client, { saveApplication }] = await sdk();
  return await saveApplication(client, id, facts);
}

/** Writes it once more and shows it to who lets the home. @throws {EstateError} application.incomplete */
export async function send(id: string, facts: ApplicationFacts): Promise<Application> {
  await write(id, facts);
  const [client, { submitApplication }] = await sdk();
  return await submitApplication(client, id);
}

/** Takes it back. @throws {EstateError} */
export async function takeBack(id: string): Promise<Application> {
  const [client, { withdrawApplication }] = await sdk();
  return await withdrawApplication(client, id);
}

/** What is added to an application after it was begun: papers, and a fee where the law of the place allows one. */
export interface Beside {
  readonly documents: readonly ApplicationDocument[];
  readonly fees: readonly ApplicationFee[];
  readonly charges: readonly ChargeBalance[];
}

/** Never kept on the phone: papers say much of a person. */
export const besideQuery = (applicationId: string) =>
  queryOptions({
    queryKey: ["applications", "beside", applicationId],
    queryFn: async (): Promise<Beside> => {
      const [client, { listApplicationCharges, listApplicationDocuments, listApplicationFees }] =
        await sdk();
      const [documents, fees, charges] = await Promise.all([
        listApplicationDocuments(client, applicationId),
        listApplicationFees(client, applicationId),
        listApplicationCharges(client, applicationId),
      ]);
      return { documents, fees, charges };
    },
  });

/** Adds a file. @throws {EstateError} */
export async function addPaper(
  id: string,
  kind: ApplicationDocument["kind"],
  file: Blob,
): Promise<ApplicationDocument> {
  const [client, { addApplicationDocument }] = await sdk();
  return await addApplicationDocument(client, id, kind, file);
}

/** A link to a file that works for a minute. */
export async function paperLink(storagePath: string): Promise<string> {
  const [client, { linkToApplicationDocument }] = await sdk();
  return await linkToApplicationDocument(client, storagePath);
}

/** Makes a guarantor's link anew and sends it; an earlier one is worth nothing any more. @throws {EstateError} */
export async function ask(guarantorId: string): Promise<NewGuarantee> {
  const [client, { askGuarantor }] = await sdk();
  return await askGuarantor(client, guarantorId);
}

/** Names another guarantor. @throws {EstateError} */
export async function name(id: string, guarantor: NewGuarantor): Promise<Guarantor> {
  const [client, { nameGuarantor }] = await sdk();
  return await nameGuarantor(client, id, guarantor);
}

/** Asks, once, that a person looks again. @throws {EstateError} */
export async function askAgain(id: string, reason: string): Promise<Application> {
  const [client, { askReview }] = await sdk();
  return await askReview(client, id, reason);
}
