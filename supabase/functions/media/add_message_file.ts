/** The steps from an upload to a file of a conversation. Each may be repeated; the row comes last. */
import { lieOf, sniff } from "../_shared/file_type.ts";
import { sha256Hex } from "../_shared/hmac.ts";
import type { Log } from "../_shared/log.ts";
import { Problem, type ProblemCode } from "../_shared/problem.ts";
import { attemptFolder, type NewFile, recordFiles } from "../_shared/recorded_files.ts";
import type { MediaDeps } from "./deps.ts";
import type { MessageFile } from "./message_file.ts";
import { developUpload } from "./original.ts";
import type { Rendition } from "./photo.ts";

/** Largest PDF. */
const mostBytes = 15 * 1024 * 1024;

/** A file to add. */
export interface NewMessageFile {
  readonly userId: string;
  readonly conversationId: string;
  /** In bucket uploads. */
  readonly upload_path: string;
  readonly name: string;
}

/** Files to write and what the row says of them. */
interface Prepared {
  readonly files: readonly NewFile[];
  readonly facts: Readonly<Record<string, unknown>>;
}

/**
 * Makes the file: a PDF as it is, a photo upright and without what the camera wrote into it. A try that broke off leaves no
 * row, so nothing is seen of it, and a repeat does the rest.
 * @throws {Problem} what the database refuses, and what developUpload does
 */
export async function addMessageFile(
  deps: MediaDeps,
  file: NewMessageFile,
  log: Log,
): Promise<MessageFile> {
  const { userId, conversationId, upload_path } = file;
  const asked = { acting_user: userId, conversation_id: conversationId, upload_path };
  const [prepared] = await deps.database.call<{ org_id: string; known: MessageFile | null }[]>(
    "prepare_message_file",
    asked,
  );
  let row = prepared?.known ?? undefined;
  if (row === undefined) {
    const { files, facts } = await filesOf(
      deps,
      upload_path,
      // Nobody reads the files of a conversation for longer than they take part: caches keep nothing.
      attemptFolder(`${prepared?.org_id}/${conversationId}`),
    );
    row = await recordFiles(
      { store: deps.files, bucket: "message-files", log },
      files,
      () =>
        deps.database.call<MessageFile>("add_message_file", {
          ...asked,
          name: file.name,
          ...facts,
        }),
      (row) => [row.path, row.thumbnail_path].filter((path) => path !== null),
    );
  }
  // The original says where and when it was taken. The file is made: a failure here waits.
  await deps.files.remove("uploads", [upload_path])
    .catch((error) => log.warn("media.not_cleared_up", { error }));
  return row;
}

async function filesOf(deps: MediaDeps, uploadPath: string, folder: string): Promise<Prepared> {
  const upload = await deps.files.read("uploads", uploadPath);
  if (upload === undefined) throw refused("media.upload_not_found", "is not in bucket uploads");
  if (sniff(upload.bytes, ["application/pdf"]) === undefined) {
    return await photoOf(deps, uploadPath, folder);
  }
  if (upload.bytes.length > mostBytes) throw refused("media.too_large", "is larger than 15 MiB");
  const lie = lieOf(
    { name: uploadPath, declaredType: upload.declaredType, actual: "application/pdf" },
    "PDF",
  );
  if (lie !== undefined) throw refused("media.wrong_type", lie);
  const path = `${folder}/file.pdf`;
  return {
    files: [{ path, bytes: upload.bytes, type: "application/pdf", cacheSeconds: 0 }],
    facts: {
      mime_type: "application/pdf",
      size_bytes: upload.bytes.length,
      sha256: await sha256Hex(upload.bytes),
      storage_path: path,
    },
  };
}

async function photoOf(deps: MediaDeps, uploadPath: string, folder: string): Promise<Prepared> {
  const photo = await developUpload(deps, uploadPath);
  const large = photo.renditions.at(-1) as Rendition;
  const small = photo.renditions[0] as Rendition;
  const path = `${folder}/large.webp`;
  const thumbnail = `${folder}/thumbnail.webp`;
  const file = { type: "image/webp", cacheSeconds: 0 };
  return {
    files: [{ ...file, path, bytes: large.bytes }, {
      ...file,
      path: thumbnail,
      bytes: small.bytes,
    }],
    facts: {
      mime_type: "image/webp",
      size_bytes: large.bytes.length,
      sha256: await sha256Hex(large.bytes),
      storage_path: path,
      width: large.width,
      height: large.height,
      thumbnail_path: thumbnail,
    },
  };
}

function refused(code: ProblemCode, why: string): Problem {
  const detail = `Cannot use the upload: it ${why}`;
  return Problem.of(code, { detail, errors: [{ pointer: "/upload_path", code, detail }] });
}
