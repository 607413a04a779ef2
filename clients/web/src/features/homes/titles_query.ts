/** The title papers of a property, and what is done about them. Their scans are not kept on the phone. */
import { queryOptions } from "@tanstack/react-query";
import type { CorrectedTitleDocument, TitleDocument } from "@estate/sdk";
import { estate } from "../../session/estate.ts";

const sdk = () => Promise.all([estate(), import("@estate/sdk")]);

/** All of them, oldest first. */
export const titlesQuery = (propertyId: string) =>
  queryOptions({
    queryKey: ["homes", "titles", propertyId],
    queryFn: async () => {
      const [client, { listTitleDocuments }] = await sdk();
      return await listTitleDocuments(client, propertyId);
    },
  });

/** A link to a scan that works for a minute. */
export async function linkToScan(path: string): Promise<string> {
  const [client, { linkToTitleScan }] = await sdk();
  return await linkToTitleScan(client, path);
}

/** Uploads a scan; returns its path. */
export async function uploadScan(orgId: string, scan: Blob): Promise<string> {
  const [client, { uploadTitleScan }] = await sdk();
  return await uploadTitleScan(client, orgId, scan);
}

/** Tells of a paper, or writes the facts of `paper` anew. */
export async function writeTitle(
  propertyId: string,
  facts: CorrectedTitleDocument,
  paper: TitleDocument | undefined,
): Promise<void> {
  const [client, { addTitleDocument, correctTitleDocument }] = await sdk();
  if (paper === undefined) await addTitleDocument(client, { property_id: propertyId, ...facts });
  else await correctTitleDocument(client, paper.id, facts);
}
