/** A file is looked at, which writes nothing, and sent. */
import { useMutation, useQueryClient } from "@tanstack/react-query";
import type { ImportPreview, ImportReport } from "@estate/sdk";
import { estate } from "../../session/estate.ts";
import { csvOf, type Mapping, type Sheet } from "./sheet.ts";

/** A table whose columns are known. */
interface Named {
  readonly sheet: Sheet;
  readonly mapping: Mapping;
}

/** It, and what it would make. */
export interface Seen extends Named {
  readonly preview: ImportPreview;
}

/** What stays to be mended, and what became of all that was sent so far. */
export interface Done extends Named {
  readonly reports: readonly ImportReport[];
}

const sdk = () => Promise.all([estate(), import("@estate/sdk")]);

/** Has the project say what would become of it. */
export function useLook(orgId: string, onSeen: (seen: Seen) => void) {
  return useMutation({
    mutationFn: async ({ sheet, mapping }: Named): Promise<Seen> => {
      const [client, { previewImport }] = await sdk();
      const preview = await previewImport(client, orgId, csvOf(sheet, mapping));
      return { sheet, mapping, preview };
    },
    onSuccess: onSeen,
  });
}

/** Sends it; rows that are in need no more mending: what stays are those that were refused. */
export function useSend(orgId: string, onDone: (done: Done) => void) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: async ({ sheet, mapping }: Done) => {
      const [client, { importProperties }] = await sdk();
      return await importProperties(client, orgId, csvOf(sheet, mapping));
    },
    onSuccess: async (report, { sheet, mapping, reports }) => {
      const lines = report.rows.filter((it) => it.outcome === "refused").map(({ line }) => line);
      const stays = new Map([...lines].sort((a, b) => a - b).map((line, n) => [line, n + 2]));
      onDone({
        sheet: { ...sheet, rows: sheet.rows.filter((_, n) => stays.has(n + 2)) },
        mapping,
        reports: [...reports, {
          ...report,
          rows: report.rows.map((it) => ({ ...it, line: stays.get(it.line) ?? 1 })),
        }],
      });
      await queries.invalidateQueries({ queryKey: ["homes"] });
    },
  });
}
