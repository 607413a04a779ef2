/** Plans the statements that make one database's schema into another's, by @supabase/pg-delta. */
import {
  type Action,
  buildFactBase,
  encodeId,
  type FactBase,
  type Payload,
  plan,
  type Policy,
  resolveProfile,
  type StableId,
  supabasePolicy,
} from "@supabase/pg-delta";
import pg from "pg";
import { canonicalExpression } from "./canonical_expression.ts";
import { StackError } from "../../stack_error.ts";
import type { TemporaryDatabase } from "./temporary_databases.ts";

/** A planned change of the schema. */
export interface SchemaPlan {
  /** New enum values: nothing can use them before a commit. */
  readonly values: readonly string[];
  readonly statements: readonly string[];
  /** What would be lost, by name (`column:public.listings.price`): needs permission. */
  readonly losses: readonly string[];
  /** What is dropped without losing data: functions, policies, indexes … */
  readonly drops: readonly string[];
  /** Statements that read or rewrite the rows that a table has, and fail where one does not comply. */
  readonly demands: readonly string[];
  /** Losses that look as if a person had renamed something, which the plan would drop and make anew. */
  readonly renames: readonly string[];
}

/** What cannot be made again from the schemas once it is dropped, or takes others with it. */
const keptKinds = new Set([
  "column",
  "domain",
  "extension",
  "materializedView",
  "publication",
  "schema",
  "sequence",
  "table",
  "type",
  "typeAttribute",
]);

/**
 * Plans how `from` becomes `to`. Both were made from one platform, so that all they differ in is the project's.
 */
export async function planSchema(
  from: TemporaryDatabase,
  to: TemporaryDatabase,
): Promise<SchemaPlan> {
  const pools = [from, to].map((it) => new pg.Pool({ connectionString: it.url, max: 4 }));
  const [source, desired] = pools as [pg.Pool, pg.Pool];
  try {
    const [role] = await from.query<{ owner: string; roles: string[] }>(
      "select current_user as owner, array_agg(rolname::text) as roles from pg_roles where $1",
      [true],
    );
    const { owner, roles } = role as { owner: string; roles: string[] };
    const profile = await resolveProfile(source, {
      id: "estate",
      handlers: [],
      policy: policyOf(owner, roles),
    });
    const [before, after] = await Promise.all([profile.extract(source), profile.extract(desired)]);
    const planned = plan(canonical(before.factBase), canonical(after.factBase), {
      ...profile.planOptions,
      scope: "database",
      defaultOwner: owner,
      renames: "prompt",
    });
    const isThere = (id: StableId) => before.factBase.has(id);
    return {
      ...inTransactions(planned.actions),
      ...consequences(planned.actions, isThere),
      renames: planned.renameCandidates
        .filter((it) => it.kind === "table" || it.kind === "column")
        .map((it) => `${encodeId(it.from)} is now ${encodeId(it.to)}`),
    };
  } finally {
    await Promise.all(pools.map((pool) => pool.end()));
  }
}

/** The same facts with every expression as PostgreSQL would read it again. */
function canonical(facts: FactBase): FactBase {
  const written = facts.facts().map((fact) =>
    fact.id.kind === "function" || fact.id.kind === "comment"
      ? fact
      : { ...fact, payload: canonicalPayload(fact.payload) as Payload }
  );
  return buildFactBase(written, [...facts.edges], facts.source, facts.referenceOnly);
}

function canonicalPayload(value: unknown): unknown {
  if (typeof value === "string") return canonicalExpression(value);
  if (Array.isArray(value)) return value.map(canonicalPayload);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, inner]) => [name, canonicalPayload(inner)]),
  );
}

/** What the owner of everything may do is not written down: elsewhere the owner has another name. */
function policyOf(owner: string, roles: readonly string[]): Policy {
  return {
    id: "estate",
    assumedRoles: [...new Set([...supabasePolicy.assumedRoles ?? [], ...roles])],
    filter: [{
      match: { all: [{ kind: "acl" }, { idField: { field: "grantee", glob: owner } }] },
      action: "exclude",
    }],
  };
}

/** All statements but new enum values in one transaction, so that no reader sees half of a change. */
function inTransactions(actions: readonly Action[]): Pick<SchemaPlan, "values" | "statements"> {
  const alone = actions.find((it) => it.transactionality === "nonTransactional");
  if (alone !== undefined) {
    throw new StackError(
      `A migration runs in a transaction, and this cannot: ${alone.sql}`,
      "Make the change in another way.",
    );
  }
  const needsCommit = (it: Action) => it.transactionality === "commitBoundaryAfter";
  return {
    values: actions.filter(needsCommit).map((it) => it.sql),
    statements: actions.filter((it) => !needsCommit(it)).map((it) => it.sql),
  };
}

/** What the statements do to what is there. */
function consequences(
  actions: readonly Action[],
  isThere: (id: StableId) => boolean,
): Pick<SchemaPlan, "losses" | "drops" | "demands"> {
  const losses: string[] = [];
  const drops: string[] = [];
  const demands: string[] = [];
  for (const action of actions) {
    const kept = action.destroys.find((id) => keptKinds.has(id.kind));
    const subject = kept ?? action.destroys[0] ?? action.produces[0] ?? action.consumes[0];
    const name = subject === undefined ? action.sql : encodeId(subject);
    if (kept !== undefined || action.dataLoss === "destructive") losses.push(name);
    else if (action.verb === "drop") drops.push(name);
    if (demandsOfRows(action, isThere)) demands.push(action.sql);
  }
  return { losses: [...new Set(losses)], drops, demands };
}

function demandsOfRows(action: Action, isThere: (id: StableId) => boolean): boolean {
  const onExistingTable = action.consumes.some((id) => id.kind === "table" && isThere(id));
  const made = action.produces[0]?.kind;
  return onExistingTable &&
      (made === "constraint" || (made === "index" && /^create unique/i.test(action.sql))) ||
    /^alter table .* alter column .* (set not null|type )/i.test(action.sql);
}
