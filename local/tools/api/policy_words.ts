/** Row-level policies in words, out of the expressions that PostgreSQL keeps. */
import type { ApiPolicy } from "./catalog.ts";

const did: Readonly<Record<ApiPolicy["command"], string>> = {
  SELECT: "read",
  INSERT: "add",
  UPDATE: "change",
  DELETE: "delete",
  ALL: "read, add, change and delete",
};

const whom: Readonly<Record<string, string>> = {
  anon: "visitors",
  authenticated: "signed-in people",
};

/** A sentence: who may do what with which rows. `helpers` are the comments on what policies ask. */
export function policyInWords(policy: ApiPolicy, helpers: ReadonlyMap<string, string>): string {
  const who = policy.roles.map((role) => whom[role] ?? role).join(" and ");
  const which = [policy.using, policy.checks]
    .filter((it) => it !== null)
    .map((it) => conditionInWords(it, helpers));
  const rows = which[0] === which[1] || which.length === 1
    ? which[0]
    : `${which[0]}, and afterwards ${which[1]}`;
  const sentence = `${who} ${did[policy.command]} ${
    rows === "always" ? "every row" : `rows where ${rows}`
  }`;
  return `${sentence[0]?.toUpperCase()}${sentence.slice(1)}.`;
}

/** What stands in a condition, outermost last. Each pattern is one that the schemas use. */
function conditionInWords(expression: string, helpers: ReadonlyMap<string, string>): string {
  // A comment is a sentence or two: the first says what the rows are.
  const about = (name: string) => {
    const [first = ""] = (helpers.get(name) ?? name).split(/(?<=[^.])[.:;](?:\s|$)/);
    return first[0]?.toLowerCase() + first.slice(1);
  };
  const withArgument = (name: string, argument = "") => {
    const [, value] = /^'([^']+)'/.exec(argument) ?? [];
    if (value === undefined) return about(name);
    return name === "my_org_ids"
      ? about(name).replace(/a permission$/, `the permission ${value}`)
      : `${about(name)}, with scope ${value}`;
  };
  let words = expression.replaceAll(/\s+/g, " ");
  const put = (pattern: RegExp, replacement: (...parts: string[]) => string) => {
    words = words.replaceAll(pattern, replacement as (...parts: unknown[]) => string);
  };
  put(/\(num_nonnulls\((\w+), (\w+)\) = 1\)/g, (_, a, b) => `one of ${a} and ${b} is set`);
  put(/COALESCE\((\w+), (\w+)\)/g, (_, a, b) => `${a} or ${b}`);
  put(
    /= ANY \(ARRAY\( SELECT private\.(\w+)\(([^)]*)\) AS \w+\)\)/g,
    (_, name = "", argument) => `is among ${withArgument(name, argument)}`,
  );
  put(
    /= ANY \(ARRAY\( SELECT (?:my_permissions\.)?org_id FROM private\.my_permissions WHERE \((?:my_permissions\.)?permission = ('[^']+')[^)]*\)\)\)/g,
    (_, argument) => `is among ${withArgument("my_org_ids", argument)}`,
  );
  put(
    /= ANY \(ARRAY\( SELECT (?:\w+\.)?\w+ FROM private\.(\w+)\)\)/g,
    (_, name = "") => `is among ${about(name)}`,
  );
  put(
    /= ANY \(ARRAY\( SELECT mine\.id FROM (\w+) mine WHERE \(mine\.user_id = \( SELECT auth\.uid\(\) AS uid\)\)\)\)/g,
    (_, table = "") => `is among the caller's ${table}`,
  );
  put(
    /\( SELECT private\.is_staff\(\) AS is_staff\)/g,
    () => "the caller is on the platform's staff",
  );
  put(
    /\( SELECT private\.is_staff\('([\w.]+)'::private\.staff_permission\) AS is_staff\)/g,
    (_, permission = "") => `the caller is on the platform's staff, with ${permission}`,
  );
  put(/= \( SELECT auth\.uid\(\) AS uid\)/g, () => "is the caller");
  put(
    /EXISTS \( SELECT FROM (\w+) \w+ WHERE \(\(\w+\.id = \w+\.\w+\) AND \(\w+\.status = '(\w+)'::\w+\)\)\)/g,
    (_, table = "", state) => `its row of ${table} is ${state}`,
  );
  put(
    /EXISTS \( SELECT FROM private\.(\w+) \w+ WHERE \(\w+\.(\w+) = \w+\.id\)\)/g,
    (_, view = "") => `it is among ${about(view)}`,
  );
  put(
    /EXISTS \( SELECT FROM (\w+) \w+ WHERE \(\w+\.id = \w+\.\w+\)\)/g,
    (_, table) => `the caller may read its row of ${table}`,
  );
  put(
    /= ANY \(ARRAY\[([^\]]*)\]\)/g,
    (_, list = "") => `is ${[...list.matchAll(/'(\w+)'/g)].map(([, it]) => it).join(" or ")}`,
  );
  put(/<> '(\w+)'(?:::\w+)?/g, (_, value) => `is not ${value}`);
  put(/= '(\w+)'(?:::\w+)?/g, (_, value) => `is ${value}`);
  put(/IS NOT NULL(?=\)* *(?:AND|OR|THEN|$))(?<!END IS NOT NULL)/g, () => "is set");
  put(/IS NULL/g, () => "is not set");
  const branch = "((?:(?!WHEN|THEN).)+?)";
  put(
    new RegExp(`WHEN ${branch} THEN NULLIF\\(${branch}, false\\)`, "g"),
    (_, when, then) => `, or where ${when} only if ${then}`,
  );
  put(
    new RegExp(`WHEN ${branch} THEN NULL(?:::boolean)?`, "g"),
    (_, condition) => `, or never where ${condition}`,
  );
  put(/WHEN (.+?) THEN true/g, (_, condition) => `, or ${condition}`);
  put(/CASE|ELSE NULL(?:::boolean)? END IS NOT NULL/g, () => "");
  put(
    / AND \(\(((?:(?! AND ).)+?)\) OR \(((?:(?! AND ).)+?)\)\)(?=\)*$)/g,
    (_, a, b) => ` and either ${a} or ${b}`,
  );
  put(/ AND /g, () => " and ");
  put(/ OR /g, () => ", or ");
  put(/[()]/g, () => "");
  words = words.replaceAll(/\s+/g, " ").replaceAll(/ ,/g, ",").replaceAll(/,+/g, ",").trim()
    .replace(/^, (?:or )?/, "").replace(/,$/, "");
  return words === "true" ? "always" : words;
}
