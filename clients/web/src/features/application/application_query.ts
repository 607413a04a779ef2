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

/** The live one for a listing; begun where there is none. */
export const applicationQuery = (listingId: string) =>
  queryOptions({
    queryKey: ["applications", "mine", listingId],
    queryFn: async (): Promise<Draft> => {
      const [client, { startApplication, listHousehold }] = await sdk();
      const application = await startApplication(client, listingId);
      return { application, household: await listHousehold(client, application.id) };
    },
    // What is typed is newer than what is read.
    staleTime: Infinity,
  });

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
