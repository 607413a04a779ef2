/** One's application for a home: begun, written and sent. */
import { queryOptions } from "@tanstack/react-query";
import type { Application, ApplicationFacts, HouseholdMember } from "@estate/sdk";
import { estate } from "../../session/estate.ts";

const sdk = () => Promise.all([estate(), import("@estate/sdk")]);

/** An application and who would live there. */
export interface Draft {
  readonly application: Application;
  readonly household: readonly HouseholdMember[];
}

/** The newest one of a person for a listing; null where they made none. Looking begins nothing. */
export const applicationQuery = (userId: string, listingId: string) =>
  queryOptions({
    queryKey: ["applications", "mine", userId, listingId],
    queryFn: async (): Promise<Draft | null> => {
      const [client, { findMyApplication, listHousehold }] = await sdk();
      const application = await findMyApplication(client, userId, listingId);
      if (application === undefined) return null;
      return { application, household: await listHousehold(client, application.id) };
    },
    // What is typed is newer than what is read.
    staleTime: Infinity,
  });

/** Begins one; where a live one was begun elsewhere meanwhile, gives that. @throws {EstateError} application.unknown_listing */
export async function begin(listingId: string): Promise<Draft> {
  const [client, { startApplication, listHousehold }] = await sdk();
  const application = await startApplication(client, listingId);
  return { application, household: await listHousehold(client, application.id) };
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
