/** Begins a verification: what is needed is kept, then the companies that know are asked, one after another. */
import { z } from "zod";
import type { Principal } from "../_shared/auth.ts";
import { askIdentities } from "../_shared/identity_checks.ts";
import type { IdentityNumbers } from "../_shared/identity_numbers.ts";
import type { Log } from "../_shared/log.ts";
import { Problem } from "../_shared/problem.ts";
import type { IdentityDeps } from "./deps.ts";

/** What can be verified here: telephone and e-mail are proven by Auth's codes. */
export const caseKinds = [
  "bank_account",
  "bvn",
  "nin",
  "vnin",
  "agent_licence",
] as const;

const figures = (count: number) => new RegExp(`^\\d{${count}}$`);
/** What a number of each kind looks like, so that nothing else is sent and billed. */
const numberShapes = {
  bank_account: [figures(10), "must be the ten figures of the account"],
  bvn: [figures(11), "must be the eleven figures of the BVN"],
  nin: [figures(11), "must be the eleven figures of the NIN"],
  vnin: [
    /^[A-Z]{2}\d{12}[A-Z]{2}$/,
    "must be two letters, twelve figures and two letters",
  ],
} as const satisfies Record<
  Exclude<typeof caseKinds[number], "agent_licence">,
  [RegExp, string]
>;

const nameText = z.string().trim().min(1).max(80).regex(
  /^(?!.*\d{3})/,
  "must be a name",
)
  .describe("As on your papers");

/** What a person sends. */
export const newCase = z.strictObject({
  kind: z.enum(caseKinds),
  first_name: nameText,
  last_name: nameText,
  number: z.string().max(20).optional()
    .describe(
      "The account number, BVN, NIN or virtual NIN: used, and not kept",
    ),
  bank_code: z.string().regex(/^[0-9A-Z]{3,10}$/).optional()
    .describe(
      "For bank accounts, by Paystack's code: GET /payments/banks?provider=paystack",
    ),
  licensed_by: z.string().trim().min(2).max(120).optional().describe(
    "For agents: the authority",
  ),
  licence_number: z.string().trim().min(2).max(60).optional()
    .describe("For agents: the number under which it lists them"),
  consent_version: z.string().max(20).describe(
    "Of the text of consent_texts that you agreed to",
  ),
  consent_language: z.string().max(3),
}).superRefine((body, context) => {
  const wrong = (path: string, message: string) =>
    context.addIssue({ code: "custom", path: [path], message });
  const without = (
    path: "number" | "bank_code" | "licensed_by" | "licence_number",
  ) => {
    if (body[path] !== undefined) wrong(path, "does not belong to this kind");
  };
  if (body.kind === "agent_licence") {
    without("number");
    without("bank_code");
    if (body.licensed_by === undefined) wrong("licensed_by", "is missing");
    if (body.licence_number === undefined) {
      wrong("licence_number", "is missing");
    }
    return;
  }
  without("licensed_by");
  without("licence_number");
  if (body.kind !== "bank_account") without("bank_code");
  else if (body.bank_code === undefined) wrong("bank_code", "is missing");
  const [shape, message] = numberShapes[body.kind];
  if (!shape.test(body.number ?? "")) wrong("number", message);
}).openapi("NewVerification");

/** A case as its owner sees it. */
export const verification = z.object({
  id: z.uuid(),
  kind: z.enum(caseKinds),
  status: z.string().describe(
    "verified; submitted: a company is being asked, it goes on by itself; provider_pending: asked again by itself; manual_review: a person looks at it; failed: can be appealed",
  ),
  last_four: z.string().nullable(),
  next_try_at: z.string().nullable(),
  verified_at: z.string().nullable(),
  expires_at: z.string().nullable(),
  decision: z.string().nullable().describe("Why, where it was refused"),
}).openapi("Verification");

/** For how long companies are asked while the person waits; what is left, the job asks. */
const askingMs = 30_000;

/** What tells a repeat from another request: no number, only what stands for it. */
export async function fingerprintOf(
  deps: IdentityDeps,
  { number, ...rest }: z.output<typeof newCase>,
): Promise<unknown> {
  const numbers = deps.identityNumbers;
  return {
    ...rest,
    number: number === undefined || numbers === undefined
      ? null
      : await numbers.digest(rest.kind, number, rest.bank_code),
  };
}

/**
 * Begins a case and asks about it.
 * @throws {Problem} what the database refuses, verification.off
 */
export async function startCase(
  deps: IdentityDeps,
  caller: Principal,
  body: z.output<typeof newCase>,
  log: Log,
): Promise<unknown> {
  const { identityNumbers } = deps;
  if (identityNumbers === undefined) throw Problem.of("verification.off");
  const begun = await deps.database.call<z.output<typeof verification>>(
    "start_verification",
    {
      acting_user: caller.userId,
      kind: body.kind,
      first_name: body.first_name,
      last_name: body.last_name,
      consent_version: body.consent_version,
      consent_language: body.consent_language,
      bank_code: body.bank_code ?? null,
      licensed_by: body.licensed_by ?? null,
      licence_number: body.licence_number ?? null,
      ...await kept(identityNumbers, body),
    },
  );
  if (begun.next_try_at === null) return begun;
  try {
    const until = performance.now() + (deps.askingMs ?? askingMs);
    await askIdentities(deps, { caseId: begun.id, until }, log);
    return await deps.database.call("read_verification", {
      acting_user: caller.userId,
      case_id: begun.id,
    });
  } catch (error) {
    // The case is begun, and the job goes on with it.
    log.warn("identity.left_to_job", { caseId: begun.id, error });
    return begun;
  }
}

/** What is handed to the database in place of the number. */
async function kept(numbers: IdentityNumbers, body: z.output<typeof newCase>) {
  const { kind, number, bank_code, licensed_by, licence_number } = body;
  if (number === undefined) {
    const digest = await numbers.digest(
      kind,
      (licence_number ?? "").toUpperCase(),
      (licensed_by ?? "").toUpperCase(),
    );
    return { last_four: null, digest, place: null, sealed: null };
  }
  const place = crypto.randomUUID();
  return {
    last_four: number.slice(-4),
    digest: await numbers.digest(kind, number, bank_code),
    place,
    sealed: await numbers.seal(number, place),
  };
}
