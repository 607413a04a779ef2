/** What the screens of a tenant read of their homes and their money: several features need the same. */
import { queryOptions } from "@tanstack/react-query";
import type { Inspection } from "@estate/sdk";
import { estate } from "./estate.ts";

/** The client and the SDK, fetched together when they are first needed. */
export async function sdk() {
  const [client, functions] = await Promise.all([estate(), import("@estate/sdk")]);
  return { client, ...functions };
}

/** The homes of these tenancies. */
export const homesQuery = (tenancyIds: readonly string[] | undefined) =>
  queryOptions({
    queryKey: ["tenancy", "homes", tenancyIds?.join(",") ?? ""],
    queryFn: async () => {
      const { client, listTenancyHomes } = await sdk();
      return await listTenancyHomes(client, tenancyIds ?? []);
    },
    enabled: tenancyIds !== undefined,
    meta: { keep: true },
  });

/** What a tenancy was charged, first due first. */
export const chargesQuery = (tenancyId: string) =>
  queryOptions({
    queryKey: ["charges", tenancyId],
    queryFn: async () => {
      const { client, listCharges } = await sdk();
      return await listCharges(client, tenancyId);
    },
    meta: { keep: true },
  });

/** Where its rent stands; null when it was never charged. */
export const rentStatusQuery = (tenancyId: string) =>
  queryOptions({
    queryKey: ["charges", "standing", tenancyId],
    queryFn: async () => {
      const { client, listRentStatus } = await sdk();
      return (await listRentStatus(client, { tenancyId }))[0] ?? null;
    },
    meta: { keep: true },
  });

/** Its payments, newest first. */
export const paymentsQuery = (tenancyId: string) =>
  queryOptions({
    queryKey: ["payments", tenancyId],
    queryFn: async () => {
      const { client, listPayments } = await sdk();
      return await listPayments(client, tenancyId);
    },
    meta: { keep: true },
  });

/** What was said of payments by transfer, cash, POS and cheque, newest first. */
export const offlinePaymentsQuery = (tenancyId: string) =>
  queryOptions({
    queryKey: ["payments", "offline", tenancyId],
    queryFn: async () => {
      const { client, listOfflinePayments } = await sdk();
      return await listOfflinePayments(client, { subjectId: tenancyId });
    },
    meta: { keep: true },
  });

/** Letters to its tenants, newest first. */
export const lettersQuery = (tenancyId: string) =>
  queryOptions({
    queryKey: ["papers", "letters", "tenancy", tenancyId],
    queryFn: async () => {
      const { client, listLetters } = await sdk();
      return await listLetters(client, { tenancy_id: tenancyId });
    },
    meta: { keep: true },
  });

/** Notices of the law, newest first. */
export const noticesQuery = (tenancyId: string) =>
  queryOptions({
    queryKey: ["notices", tenancyId],
    queryFn: async () => {
      const { client, listStatutoryNotices } = await sdk();
      return await listStatutoryNotices(client, tenancyId);
    },
    meta: { keep: true },
  });

/** Notices that it ends, given by either side, newest first, also those withdrawn. */
export const endingQuery = (tenancyId: string) =>
  queryOptions({
    queryKey: ["tenancy", "ending", tenancyId],
    queryFn: async () => {
      const { client, listNotices } = await sdk();
      return await listNotices(client, tenancyId);
    },
    meta: { keep: true },
  });

/** An inspection, and whether one has signed what is offered now. */
export type OwnInspection = Inspection & { readonly has_signed: boolean };

/** Its inspections, oldest first, from the moment in which they were offered for signing. */
export const inspectionsQuery = (tenancyId: string) =>
  queryOptions({
    queryKey: ["inspections", tenancyId],
    queryFn: async (): Promise<readonly OwnInspection[]> => {
      const { client, listInspections, listInspectionSignatures } = await sdk();
      const { data: { session } } = await client.auth.getSession();
      return await Promise.all(
        (await listInspections(client, tenancyId)).map(async (it) => {
          // Only of what waits does it matter: there is one at a time, mostly none.
          const said = it.status === "ready" ? await listInspectionSignatures(client, it.id) : [];
          const has_signed = said.some((of) =>
            of.round === it.round && of.outcome === "agreed" && of.signer_id === session?.user.id
          );
          return { ...it, has_signed };
        }),
      );
    },
    meta: { keep: true },
  });

/** Which letters and notices the person has opened and acknowledged. */
export const readingsQuery = (userId: string | undefined) =>
  queryOptions({
    queryKey: ["papers", "readings", userId ?? "nobody"],
    queryFn: async () => {
      const { client, listMyReadings } = await sdk();
      return await listMyReadings(client, userId ?? "");
    },
    enabled: userId !== undefined,
    meta: { keep: true },
  });

/** How each notice of the law stands. */
export const standingsQuery = (tenancyId: string) =>
  queryOptions({
    queryKey: ["notices", "standing", tenancyId],
    queryFn: async () => {
      const { client, noticeStandings } = await sdk();
      return await noticeStandings(client, tenancyId);
    },
    meta: { keep: true },
  });
