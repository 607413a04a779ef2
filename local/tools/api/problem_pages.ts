/** The problem catalogue, as docs/problems explains it. */

/** One problem. */
export interface ExplainedProblem {
  readonly code: string;
  readonly status: number;
  readonly title: string;
  readonly why: string;
  readonly what_to_do: string;
}

const folder = new URL("../../../docs/problems/", import.meta.url);

/** Every problem of every page, by code. @throws {Error} naming a section that lacks a part */
export async function readProblemPages(): Promise<readonly ExplainedProblem[]> {
  const problems: ExplainedProblem[] = [];
  for await (const page of Deno.readDir(folder)) {
    const [, ...sections] = (await Deno.readTextFile(new URL(page.name, folder))).split(/^## /m);
    problems.push(...sections.map(readSection));
  }
  return problems.sort((a, b) => a.code < b.code ? -1 : 1);
}

function readSection(section: string): ExplainedProblem {
  const [, code, status, title, why, todo] =
    /^(\S+)\s+\*\*(\d{3})\*\* (.+?)\s+### Why\s+(.+?)\s+### What to do\s+(.+?)\s*$/s
      .exec(section) ?? [];
  if (todo === undefined) throw new Error(`Cannot read the problem ${section.split("\n")[0]}`);
  const line = (text = "") => text.replaceAll(/\s*\n\s*/g, " ");
  return {
    code: code as string,
    status: Number(status),
    title: line(title).replace(/\.$/, ""),
    why: line(why),
    what_to_do: line(todo),
  };
}
