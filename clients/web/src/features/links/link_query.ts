/** What links ask of whom they were sent to, and the answers; and whether a receipt is true. */
import { queryOptions } from "@tanstack/react-query";
import type { GuaranteeTerms, Guarantor, Invitation, ReadInvitation } from "@estate/sdk";
import type { CheckedReceipt } from "@estate/sdk/catalogue";
import { catalogue } from "../../session/catalogue.ts";
import { estate } from "../../session/estate.ts";

const sdk = () => Promise.all([estate(), import("@estate/sdk")]);

/** Who invites, and to what. Never kept on the phone, as all that a token opens. */
export const invitationQuery = (token: string, userId: string) =>
  queryOptions({
    queryKey: ["team", "invitation", token, userId],
    queryFn: async (): Promise<ReadInvitation> => {
      const [client, { readInvitation }] = await sdk();
      return await readInvitation(client, token);
    },
    retry: false,
    gcTime: 0,
  });

/** Accepts it. @throws {EstateError} invitation.used, .expired, .revoked, .not_for_you, .already_linked */
export async function acceptInvitation(token: string): Promise<Invitation> {
  const [client, { acceptInvitation }] = await sdk();
  return await acceptInvitation(client, token);
}

/** For whom and for what home one would answer; null: there is no such link, or a newer one. */
export const guaranteeQuery = (token: string, userId: string) =>
  queryOptions({
    queryKey: ["applications", "guarantee", token, userId],
    queryFn: async (): Promise<GuaranteeTerms | null> => {
      const [client, { readGuarantee }] = await sdk();
      return await readGuarantee(client, token) ?? null;
    },
    retry: false,
    gcTime: 0,
  });

/** Answers it; the same answer again is safe. @throws {EstateError} guarantor.answered, .expired, .closed */
export async function answerGuarantee(
  token: string,
  accept: boolean,
): Promise<Guarantor["status"]> {
  const [client, { answerGuarantee }] = await sdk();
  return await answerGuarantee(client, token, accept);
}

/** A receipt by the token of its QR code; null: there is none. What is no token is not asked for. */
export const receiptQuery = (token: string) =>
  queryOptions({
    queryKey: ["receipt check", token],
    queryFn: async ({ signal }): Promise<CheckedReceipt | null> =>
      /^[A-Za-z0-9_-]{43}$/.test(token) ? await catalogue(signal).receipt(token) ?? null : null,
    // It may be void in a minute.
    staleTime: 0,
    gcTime: 0,
  });
