/** A copy of one's data, and being forgotten: what is read, and what is asked for. */
import { queryOptions } from "@tanstack/react-query";
import type { DataExport } from "@estate/sdk";
import { estate } from "../../session/estate.ts";
import { withStepUp } from "../../session/step_up.ts";

const sdk = () => Promise.all([estate(), import("@estate/sdk")]);

/** The copies that were asked for, newest first; looked at again while one is made. */
export const exportsQuery = () =>
  queryOptions({
    queryKey: ["privacy", "exports"],
    queryFn: async () => {
      const [client, { listDataExports }] = await sdk();
      return await listDataExports(client);
    },
    refetchInterval: ({ state }) => state.data?.[0]?.state === "under_way" ? 3_000 : false,
  });

/** The last request to be forgotten. */
export const erasureQuery = () =>
  queryOptions({
    queryKey: ["privacy", "erasure"],
    queryFn: async () => {
      const [client, { myErasure }] = await sdk();
      return await myErasure(client);
    },
  });

/** What would go and what is kept. */
export const previewQuery = () =>
  queryOptions({
    queryKey: ["privacy", "preview"],
    queryFn: async () => {
      const [client, { previewErasure }] = await sdk();
      return await previewErasure(client);
    },
  });

/** Asks for a copy. @throws {EstateError} */
export const askForExport = (): Promise<string> =>
  withStepUp(async () => {
    const [client, { requestDataExport }] = await sdk();
    return await requestDataExport(client);
  });

/** All of a copy as one file. @throws {EstateError} */
export const readExport = (ready: Pick<DataExport, "files">): Promise<Blob> =>
  withStepUp(async () => {
    const [client, { readDataExport }] = await sdk();
    const all = await readDataExport(client, ready);
    return new Blob([JSON.stringify(all, null, 1)], { type: "application/json" });
  });

/** Asks to be forgotten. @throws {EstateError} */
export const askForErasure = (reason: string) =>
  withStepUp(async () => {
    const [client, { requestErasure }] = await sdk();
    return await requestErasure(client, {
      understood: true,
      ...(reason === "" ? {} : { reason }),
    });
  });

/** Takes it back. @throws {EstateError} */
export async function takeErasureBack() {
  const [client, { revokeErasure }] = await sdk();
  return await revokeErasure(client);
}
