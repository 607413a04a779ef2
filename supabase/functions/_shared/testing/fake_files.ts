/** Files in memory for tests, and what can go wrong between a file and the row that names it. */
import type { FileStore, StoredFile } from "../file_store.ts";
import { Problem } from "../problem.ts";

/** Where a try breaks off. */
export type Fault =
  | "prepare"
  | "first write"
  | "last write"
  | "row refused"
  /** The database answers neither the first nor the second time. */
  | "database unreachable"
  /** The row is made, and the answer gets lost. */
  | "answer lost"
  | "remove";

/** Faults after which no row is there. */
export const withoutRow = [
  "prepare",
  "first write",
  "last write",
  "row refused",
  "database unreachable",
] as const satisfies readonly Fault[];

/** A file as it was written. */
export type FakeFile = StoredFile & { readonly cacheSeconds?: number | undefined };

/** A store in memory. */
export function fakeFiles() {
  const stored = new Map<string, FakeFile>();
  let fault: Fault | undefined;
  let writes = 0;
  const unreachable = () => Problem.of("database.busy", { cause: { message: "fetch failed" } });
  const files: FileStore = {
    read: (bucket, path) => Promise.resolve(stored.get(`${bucket}/${path}`)),
    write(bucket, path, bytes, declaredType, cacheSeconds) {
      writes += 1;
      if (fault === "first write" && writes === 1) throw Problem.of("upstream.unavailable");
      const file = { bytes: new Uint8Array(bytes), declaredType, cacheSeconds };
      stored.set(`${bucket}/${path}`, file);
      // The last one fails after it was carried out, as one does whose answer is lost.
      if (fault === "last write") throw Problem.of("upstream.unavailable");
      return Promise.resolve();
    },
    remove(bucket, paths) {
      if (fault === "remove") return Promise.reject(Problem.of("upstream.unavailable"));
      for (const path of paths) stored.delete(`${bucket}/${path}`);
      return Promise.resolve();
    },
  };
  return {
    files,
    stored,
    /** Everything breaks off there from now on, or nothing any more. */
    breakDownAt(step: Fault | undefined) {
      fault = step;
      writes = 0;
    },
    /** Answers as the database does before the work. */
    prepare<Answer>(answer: () => Answer): Answer {
      if (fault === "prepare") throw unreachable();
      return answer();
    },
    /** Makes a row as the database does. */
    record<Row>(make: () => Row): Row {
      if (fault === "row refused") throw new Problem("row.refused", 422, "Cannot make the row");
      if (fault === "database unreachable") throw unreachable();
      const row = make();
      if (fault === "answer lost") {
        fault = undefined;
        throw unreachable();
      }
      return row;
    },
    /** Where files lie outside the private bucket of uploads, in order. */
    kept: () => [...stored.keys()].filter((path) => !path.startsWith("uploads/")).sort(),
  };
}
