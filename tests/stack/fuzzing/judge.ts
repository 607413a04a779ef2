/** What is wrong with an answer. */
import type { Attempt } from "./attempts.ts";
import { names } from "./mistakes.ts";

/** An answer. */
export interface Answer {
  readonly status: number;
  readonly type: string;
  readonly text: string;
}

/** How a kind of operation refuses. */
export interface Manner {
  /** Problems are problem+json that names fields; of REST they are PostgREST's. */
  readonly saysProblems: boolean;
  /** Whether a mistake must be refused: REST reads some of them in its own way. */
  readonly refusesMistakes: boolean;
  /** Statuses that are answers, whatever they are called elsewhere. */
  readonly answers: readonly number[];
}

/** Codes of refusals that are about no field of what was sent. */
const withoutField = new Set([
  "request.malformed",
  "idempotency.key_missing",
  "idempotency.payload_mismatch",
  "webhook.malformed",
  "payee_account.off",
  "verification.off",
]);

/** Words that tell of the inside. */
const inside = /violates |relation "|duplicate key|syntax error at|invalid input syntax|\.ts:\d+/;

/** What is wrong with `answer`; empty: nothing. */
export function faultsOf(attempt: Attempt, answer: Answer, manner: Manner): string[] {
  const { status, type, text } = answer;
  const faults: string[] = [];
  if (attempt.mistake === undefined && manner.answers.includes(status)) return faults;
  if (status >= 500 && !isTooComplex(answer, manner)) faults.push(`it answers ${status}`);
  if (status < 400) {
    if (attempt.mistake !== undefined && manner.refusesMistakes) {
      faults.push(`it takes the mistake (${status})`);
    }
    return faults;
  }
  const body = jsonOf(text);
  if (!manner.saysProblems) {
    if (typeof body.message !== "string") faults.push("it says nothing for people");
    return faults;
  }
  // Tokens that are none the platform itself turns away, before the function.
  if (status === 401 && body.message === "Invalid JWT") return faults;
  if (!type.startsWith("application/problem+json")) faults.push(`it refuses as ${type}`);
  for (const member of ["type", "title", "detail", "instance", "code"]) {
    if (typeof body[member] !== "string") faults.push(`the problem has no ${member}`);
  }
  if (body.status !== status) faults.push(`the problem says the status ${body.status}`);
  if (inside.test(text.replaceAll('\\"', '"'))) faults.push("it tells of its inside");
  const code = String(body.code);
  if (code === "rate_limit.exceeded") faults.push("it was limited, so that this tests nothing");
  const pointers = pointersOf(body.errors);
  if ((status === 400 || status === 422) && !withoutField.has(code)) {
    if (pointers.length === 0) faults.push(`${code} names no field`);
    else if (
      code === "request.invalid" && attempt.pointer !== undefined &&
      !names(pointers, attempt.pointer)
    ) faults.push(`it names ${pointers.join(", ")} and not ${attempt.pointer || "the whole"}`);
  }
  return faults;
}

/** PostgREST's own table answers 500 to what is too complex (SQLSTATE class 54), such as an array of seven dimensions. */
function isTooComplex({ text }: Answer, { saysProblems }: Manner): boolean {
  return !saysProblems && /^54/.test(String(jsonOf(text).code));
}

function jsonOf(text: string): Record<string, unknown> {
  try {
    const read: unknown = JSON.parse(text);
    return typeof read === "object" && read !== null ? read as Record<string, unknown> : {};
  } catch {
    return {};
  }
}

function pointersOf(errors: unknown): string[] {
  return Array.isArray(errors)
    ? errors.map((it: { pointer?: unknown }) => it.pointer).filter((it) => typeof it === "string")
    : [];
}
