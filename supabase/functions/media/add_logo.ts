/** The steps from an upload to a logo of an organization. Each may be repeated; the row comes last. */
import { sha256Hex } from "../_shared/hmac.ts";
import type { Log } from "../_shared/log.ts";
import { attemptFolder, recordFiles } from "../_shared/recorded_files.ts";
import type { MediaDeps } from "./deps.ts";
import type { LogoRow } from "./logo.ts";
import { developUpload } from "./original.ts";

/** A logo to add. */
export interface NewLogo {
  readonly userId: string;
  readonly orgId: string;
  /** In bucket uploads. */
  readonly uploadPath: string;
}

/**
 * Makes the logo. A try that broke off leaves no row, so nothing is seen of it, and a repeat does the rest.
 * @throws {Problem} what the database refuses, and what developUpload does
 */
export async function addLogo(deps: MediaDeps, logo: NewLogo, log: Log): Promise<LogoRow> {
  const { userId, orgId, uploadPath } = logo;
  const asked = { acting_user: userId, org_id: orgId, upload_path: uploadPath };
  const [prepared] = await deps.database.call<{ known: LogoRow | null }[]>("prepare_logo", asked);
  let row = prepared?.known ?? undefined;
  if (row === undefined) {
    const { bytes, width, height } = await developUpload(
      { files: deps.files, developPhoto: deps.developLogo },
      uploadPath,
    );
    const path = `${attemptFolder(orgId)}/logo.png`;
    row = await recordFiles(
      { store: deps.files, bucket: "letterheads", log },
      [{ path, bytes, type: "image/png", cacheSeconds: 0 }],
      async () =>
        deps.database.call<LogoRow>("add_logo", {
          ...asked,
          storage_path: path,
          width,
          height,
          size_bytes: bytes.length,
          sha256: await sha256Hex(bytes),
        }),
      (row) => [row.path],
    );
  }
  // The logo is made: what fails here goes with the sweep of the jobs function.
  await deps.files.remove("uploads", [uploadPath])
    .catch((error) => log.warn("media.not_cleared_up", { error }));
  return row;
}
