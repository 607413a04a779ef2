/** Verifying in tests of the database: what the identity function hands over, and what companies answer. */
import type { Database } from "../../../local/supabase/database/database.ts";
import { createIdentityNumbers } from "../../../supabase/functions/_shared/identity_numbers.ts";
import { createSealer } from "../../../supabase/functions/_shared/sealed.ts";
import { testKey } from "../../../supabase/functions/_shared/testing/sealing_key.ts";
import { as } from "../actor.ts";

/** Somebody of the world. */
export type Someone = { readonly user: string };

/** A case as the database has it. */
export interface Case {
  readonly id: string;
  readonly user_id: string;
  readonly kind: string;
  readonly status: string;
  readonly decision: string | null;
  readonly next_try_at: string | null;
  readonly verified_at: string | null;
  readonly expires_at: string | null;
}

/** As the function makes them. */
export const numbers = createIdentityNumbers(
  createSealer([testKey]),
  "a-key-of-tests-with-32-characters",
);

/** Begins a case as the identity function does. */
export async function begin(
  database: Database,
  by: Someone,
  number = "70123456789",
  changes: Readonly<Record<string, unknown>> = {},
): Promise<Case> {
  const kind = String(changes.kind ?? "nin");
  const place = crypto.randomUUID();
  const parameters: Record<string, unknown> = {
    acting_user: by.user,
    kind,
    first_name: "Ada",
    last_name: "Okafor",
    consent_version: "2026-11",
    consent_language: "en",
    last_four: number.slice(-4),
    digest: await numbers.digest(kind, number),
    place,
    sealed: await numbers.seal(number, place),
    bank_code: kind === "bank_account" ? "058" : null,
    licensed_by: null,
    licence_number: null,
    ...changes,
  };
  const list = Object.keys(parameters).map((name, n) => `${name} => $${n + 1}`);
  const [row] = await as<Case>(
    database,
    "service",
    `select * from service.start_verification(${list.join(", ")})`,
    Object.values(parameters),
  );
  return row as Case;
}

/** A question that a worker took. */
export interface Taken {
  readonly attempt_id: string;
  readonly case_id: string;
  readonly provider: string;
  readonly sealed: string;
  readonly place: string;
  readonly verified_name: string | null;
}

/** Takes the next question about a case, or about any. */
export async function claim(
  database: Database,
  caseId: string | null,
  ready: readonly string[] = ["dojah", "prembly", "paystack", "flutterwave"],
  leaseSeconds = 120,
): Promise<Taken | undefined> {
  const [row] = await as<Taken>(
    database,
    "service",
    "select * from service.claim_identity_check($1::text[], $2, $3)",
    [`{${ready.join(",")}}`, caseId, leaseSeconds],
  );
  return row;
}

/** Says that a register has somebody. */
export async function answer(
  database: Database,
  attemptId: string,
  told: {
    readonly outcome?: string;
    readonly score?: number | null;
    readonly name?: string | null;
    /** Null: the register does not say it. */
    readonly born?: string | null;
    /** How well the name fits under which the person is verified. */
    readonly verifiedScore?: number;
  } = {},
): Promise<Case> {
  const { outcome = "found", score = 100, name = "OKAFOR ADA" } = told;
  const born = told.born === undefined ? "1990-04-12" : told.born ?? undefined;
  const person = await numbers.personDigest(name ?? undefined, born);
  const [row] = await as<Case>(
    database,
    "service",
    `select * from service.record_identity_answer($1, $2, $3, $4, '[{"code": "same"}]'::jsonb, $5, 'ref-1', $6)`,
    [
      attemptId,
      outcome,
      name,
      score,
      outcome === "found" ? person ?? null : null,
      told.verifiedScore ?? null,
    ],
  );
  return row as Case;
}

/** Says that none came. */
export async function silence(
  database: Database,
  attemptId: string,
  isUnknown: boolean | null,
  why = "timeout",
): Promise<string> {
  const [row] = await as<{ outcome: string }>(
    database,
    "service",
    "select service.record_identity_silence($1, $2, $3) as outcome",
    [attemptId, isUnknown, why],
  );
  return row!.outcome;
}

/** Begins a case and has it answered. */
export async function verify(
  database: Database,
  by: Someone,
  number?: string,
  told: Parameters<typeof answer>[2] = {},
  changes: Readonly<Record<string, unknown>> = {},
): Promise<Case> {
  const begun = await begin(database, by, number, changes);
  const taken = await claim(database, begun.id);
  if (taken === undefined) throw new Error(`Nothing to ask: ${begun.status}`);
  return await answer(database, taken.attempt_id, told);
}

/** How a case stands. */
export async function read(database: Database, id: string): Promise<Case> {
  const [row] = await database.query<Case>("select * from verification_cases where id = $1", [id]);
  return row as Case;
}

/** A case that waits, as staff see it who open it; undefined when it does not wait. */
export async function waiting(database: Database, staff: Someone, id: string) {
  const rows = await as<{ case_id: string; cause: string; is_held_elsewhere: boolean }>(
    database,
    staff,
    "select * from verifications_to_review(most => 200)",
  );
  const listed = rows.find((it) => it.case_id === id);
  if (listed === undefined) return undefined;
  const [opened] = await as<{
    cause: string;
    user_id: string;
    claimed_name: string;
    official_name: string | null;
    last_four: string | null;
    other_user_id: string | null;
    score: number | null;
  }>(database, staff, "select * from read_verification_case($1, 'It waits')", [id]);
  return { ...listed, ...opened };
}

/** Staff decide. */
export async function decide(
  database: Database,
  staff: Someone,
  id: string,
  decision: string,
  reason = "Seen on a video call",
): Promise<Case> {
  const [row] = await as<Case>(
    database,
    staff,
    "select * from decide_verification($1, $2, $3)",
    [id, decision, reason],
  );
  return row as Case;
}
