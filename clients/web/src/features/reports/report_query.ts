/** What reports are made of, one call each; the files of the same name come from the same functions. */
import { queryOptions } from "@tanstack/react-query";
import type {
  ageing,
  collections,
  listPlatformFees,
  ownerStatement,
  rentRoll,
  ReportRequest,
  serviceChargeAccount,
} from "@estate/sdk";
import { estate } from "../../session/estate.ts";
import type { Days } from "./period.ts";
import type { ReportName } from "./report_names.ts";

type RowOf<Call extends (...args: never[]) => Promise<readonly unknown[]>> = Awaited<
  ReturnType<Call>
>[number];

/** A unit with its tenancy. */
export type RollRow = RowOf<typeof rentRoll>;
/** What came in of a day, a method and a kind. */
export type CollectedRow = RowOf<typeof collections>;
/** What a tenancy owes, by age. */
export type AgeingRow = RowOf<typeof ageing>;
/** A line of an owner's statement. */
export type StatementRow = RowOf<typeof ownerStatement>;
/** The service charge of a tenancy. */
export type ServiceRow = RowOf<typeof serviceChargeAccount>;
/** A fee that was taken. */
export type FeeRow = RowOf<typeof listPlatformFees>;

const sdk = () => Promise.all([estate(), import("@estate/sdk")]);

const report = <Row>(
  key: readonly (string | undefined)[],
  call: (
    client: Awaited<ReturnType<typeof sdk>>[0],
    calls: Awaited<ReturnType<typeof sdk>>[1],
  ) => Promise<readonly Row[]>,
) =>
  queryOptions({
    queryKey: ["money", ...key],
    queryFn: async () => await call(...await sdk()),
    meta: { keep: true },
  });

/** Every unit, and how it stands. */
export const rollQuery = (orgId: string) =>
  report<RollRow>([orgId, "roll"], (client, { rentRoll }) => rentRoll(client, orgId));

/** What tenants owe, by age. */
export const ageingQuery = (orgId: string) =>
  report<AgeingRow>([orgId, "ageing"], (client, { ageing }) => ageing(client, orgId));

/** What came in. */
export const collectionsQuery = (orgId: string, days: Days) =>
  report<CollectedRow>(
    [orgId, "collections", days.fromOn, days.toOn],
    (client, { collections }) => collections(client, orgId, days),
  );

/** An owner's statement, of all or of one property. */
export const statementQuery = (orgId: string, days: Days, propertyId?: string) =>
  report<StatementRow>(
    [orgId, "owner", days.fromOn, days.toOn, propertyId],
    (client, { ownerStatement }) => ownerStatement(client, orgId, days, propertyId),
  );

/** Service charges by tenancy. */
export const serviceQuery = (orgId: string, days: Days) =>
  report<ServiceRow>(
    [orgId, "service", days.fromOn, days.toOn],
    (client, { serviceChargeAccount }) => serviceChargeAccount(client, orgId, days),
  );

/** What the platform took. */
export const feesQuery = (orgId: string, days: Days) =>
  report<FeeRow>(
    [orgId, "fees", days.fromOn, days.toOn],
    (client, { listPlatformFees }) => listPlatformFees(client, orgId, days),
  );

/** Its properties, to choose one for a statement. */
export const propertiesQuery = (orgId: string) =>
  queryOptions({
    queryKey: ["homes", orgId, "names"],
    queryFn: async () => {
      const [client, { listProperties }] = await sdk();
      return (await listProperties(client, orgId)).map(({ id, name }) => ({ id, name }));
    },
    meta: { keep: true },
  });

/** The report as a file, made by the project. @throws {EstateError} */
export async function fileOf(
  name: ReportName,
  orgId: string,
  days: Days,
  propertyId: string | undefined,
  format: "csv" | "pdf",
): Promise<Blob> {
  const [client, { downloadReport }] = await sdk();
  const request: ReportRequest = name === "rent-roll" || name === "ageing"
    ? { report: name, orgId }
    : name === "owner-statement" && propertyId !== undefined
    ? { report: name, orgId, ...days, propertyId }
    : { report: name, orgId, ...days };
  return await downloadReport(client, request, format);
}
