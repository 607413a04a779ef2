import { createLog, type Log } from "../log.ts";

/** A log that forgets everything. */
export const silentLog: Log = createLog(() => {});
