/** Importing a statement: the file is read on the phone, its columns are named once and remembered. */
import type { importStatement, StatementAccount, StatementFile } from "@estate/sdk";
import { estate } from "../../session/estate.ts";

/** What an import came to. */
export type Imported = Awaited<ReturnType<typeof importStatement>>;

/** A file as it was chosen, and read. */
export interface ReadStatement {
  readonly name: string;
  readonly text: string;
  readonly file: StatementFile;
}

/** Reads it. @throws {EstateError} where no statement is in it */
export async function readStatement(chosen: File): Promise<ReadStatement> {
  const { parseStatementCsv } = await import("@estate/sdk");
  const text = await chosen.text();
  return { name: chosen.name, text, file: parseStatementCsv(text) };
}

/** Remembers the columns of an account. @throws {EstateError} */
export async function saveAccount(
  orgId: string,
  account: NewAccount,
): Promise<StatementAccount> {
  const [client, { saveStatementAccount }] = await Promise.all([estate(), import("@estate/sdk")]);
  return await saveStatementAccount(client, orgId, account);
}

/** What is remembered of it. */
export type NewAccount = Parameters<
  typeof import("@estate/sdk").saveStatementAccount
>[2];

/** Brings the rows in: those that are there already come no second time. @throws {EstateError} */
export async function bring(accountId: string, { name, text }: ReadStatement): Promise<Imported> {
  const [client, { importStatement }] = await Promise.all([estate(), import("@estate/sdk")]);
  return await importStatement(client, accountId, text, name);
}
