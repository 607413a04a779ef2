/** What is proven of who is signed in, what staff look at, and who of the staff looked. */
import { queryOptions } from "@tanstack/react-query";
import type { NewVerification, StartedVerification, VerificationKind } from "@estate/sdk";
import { estate } from "../../session/estate.ts";

const sdk = () => Promise.all([estate(), import("@estate/sdk")]);

/** Each step, and how far one is. */
export const stepsQuery = () =>
  queryOptions({
    queryKey: ["verification", "steps"],
    queryFn: async () => {
      const [client, { listVerificationSteps }] = await sdk();
      return await listVerificationSteps(client);
    },
  });

/** Cases against whose refusal one has appealed: a person looks once. */
export const appealsQuery = () =>
  queryOptions({
    queryKey: ["verification", "appeals"],
    queryFn: async () => {
      const [client, { listVerificationAppeals }] = await sdk();
      return await listVerificationAppeals(client);
    },
  });

/** What acts need to be proven. */
export const needsQuery = () =>
  queryOptions({
    queryKey: ["verification", "needs"],
    queryFn: async () => {
      const [client, { listTrustNeeds }] = await sdk();
      return await listTrustNeeds(client);
    },
  });

/** What staff look at, or decided. */
export const mySignalsQuery = () =>
  queryOptions({
    queryKey: ["verification", "signals"],
    queryFn: async () => {
      const [client, { listMySignals }] = await sdk();
      return await listMySignals(client);
    },
  });

/** When staff looked one up. */
export const looksQuery = () =>
  queryOptions({
    queryKey: ["verification", "looks"],
    queryFn: async () => {
      const [client, { myLooks }] = await sdk();
      return await myLooks(client, { most: 20 });
    },
  });

/** The text to agree to before a step. */
export const consentQuery = (
  step: Parameters<typeof import("@estate/sdk").consentFor>[1],
  language: string,
) =>
  queryOptions({
    queryKey: ["verification", "consent", step.consent_purpose, language],
    queryFn: async () => {
      const [client, { consentFor }] = await sdk();
      return await consentFor(client, step, language);
    },
    staleTime: Infinity,
  });

/** The banks whose accounts can be compared. */
export const banksQuery = () =>
  queryOptions({
    queryKey: ["verification", "banks"],
    queryFn: async () => {
      const [client, { listBanks }] = await sdk();
      return await listBanks(client, "paystack");
    },
    staleTime: Infinity,
  });

/** Has something verified. @throws {EstateError} */
export async function verify(wanted: NewVerification, key: string): Promise<StartedVerification> {
  const [client, { startVerification }] = await sdk();
  return await startVerification(client, wanted, key);
}

/** Says that a refusal is wrong. @throws {EstateError} */
export async function appealCase(caseId: string, reason: string): Promise<void> {
  const [client, { appealVerification }] = await sdk();
  await appealVerification(client, caseId, reason);
}

/** Says that what staff confirmed is wrong. @throws {EstateError} */
export async function appealMySignal(signalId: string, reason: string): Promise<void> {
  const [client, { appealSignal }] = await sdk();
  await appealSignal(client, signalId, reason);
}

/** Takes consent back. @throws {EstateError} */
export async function withdraw(caseId: string): Promise<void> {
  const [client, { withdrawVerification }] = await sdk();
  await withdrawVerification(client, caseId);
}

/** Kinds in the order in which people do them. */
export const inOrder: readonly VerificationKind[] = [
  "phone",
  "email",
  "nin",
  "vnin",
  "bvn",
  "bank_account",
  "agent_licence",
];
