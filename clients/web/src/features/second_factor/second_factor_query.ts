/** Setting up an authenticator app, and taking one away. */
import type { NewSecondFactor } from "@estate/sdk";
import { estate } from "../../session/estate.ts";

/** Begins; the first code completes it. @throws {EstateError} */
export async function enrol(name: string): Promise<NewSecondFactor> {
  const [client, { enrolSecondFactor }] = await Promise.all([estate(), import("@estate/sdk")]);
  return await enrolSecondFactor(client, name === "" ? undefined : name);
}

/** Takes one away, also one that was not completed. @throws {EstateError} insufficient_aal unless a code was brought */
export async function remove(factorId: string): Promise<void> {
  const [client, { removeSecondFactor }] = await Promise.all([estate(), import("@estate/sdk")]);
  await removeSecondFactor(client, factorId);
}
