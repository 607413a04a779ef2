/** An announcement for somebody to whom it was told. */
import { queryOptions } from "@tanstack/react-query";
import { estate } from "../../session/estate.ts";

const sdk = () => Promise.all([estate(), import("@estate/sdk")]);

/** What it says and whose it is; null: it is not for who is signed in. */
export const announcementQuery = (id: string) =>
  queryOptions({
    queryKey: ["announcements", "told", id],
    queryFn: async () => {
      const [client, { findAnnouncement }] = await sdk();
      return await findAnnouncement(client, id) ?? null;
    },
    meta: { keep: true },
  });

/** Notes that one has opened it, and with `acknowledge` that one says so; returns since when. */
export const noteReading = async (id: string, acknowledge: boolean) => {
  const [client, { readAnnouncement }] = await sdk();
  return await readAnnouncement(client, id, { acknowledge });
};
