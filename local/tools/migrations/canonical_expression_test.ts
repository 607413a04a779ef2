import { assertEquals } from "@std/assert";
import { canonicalExpression } from "./canonical_expression.ts";

const cases: Readonly<Record<string, string>> = {
  "CHECK ((((x >= 1) AND (x <= 4)) AND (y > 0)))": "CHECK (((x >= 1) AND (x <= 4) AND (y > 0)))",
  "((((a) OR (b)) OR (c)) OR (d))": "((a) OR (b) OR (c) OR (d))",
  "((((x >= 1) AND (x <= 4)) AND ok) AND (z))": "((x >= 1) AND (x <= 4) AND ok AND (z))",
  // Only the first operand, and only by the same word.
  "((c) AND ((a) AND (b)))": "((c) AND ((a) AND (b)))",
  "(((a) OR (b)) AND (c))": "(((a) OR (b)) AND (c))",
  // What is quoted is no bracket and no word.
  "(((a = ')(') AND (b = ' OR ')) AND (c))": "((a = ')(') AND (b = ' OR ') AND (c))",
  '(("odd) AND (name" IS NULL) AND (c))': '(("odd) AND (name" IS NULL) AND (c))',
  "(( SELECT 1 WHERE (a) AND (b)) AND (c))": "(( SELECT 1 WHERE (a) AND (b)) AND (c))",
  "it's no (expression": "it's no (expression",
  "f(a, b) AND ((c)": "f(a, b) AND ((c)",
};

Deno.test("expressions lose the brackets that PostgreSQL forgets, and no others", () => {
  for (const [text, expected] of Object.entries(cases)) {
    assertEquals(canonicalExpression(text), expected);
    assertEquals(canonicalExpression(expected), expected);
  }
});
