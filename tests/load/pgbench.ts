/** pgbench, PostgreSQL's own benchmark client: a client in JavaScript costs as much as a short query. */

/** What is asked, by whom and how often. */
export interface Load {
  /** One statement; `:name` is a variable, sent as a parameter of the prepared statement. */
  readonly sql: string;
  /** Lines before the statement that set variables for each time, in pgbench's language. */
  readonly prelude?: string;
  readonly variables?: Readonly<Record<string, string>>;
  /** Settings of the session: the role, the claims of a token. */
  readonly settings?: Readonly<Record<string, string>>;
  readonly clients?: number;
  /** How long: a number of statements for each client, or seconds. */
  readonly length: { readonly statements: number } | { readonly seconds: number };
}

/** What pgbench tells of a load. */
export interface Pace {
  /** Mean time until a client has the answer. */
  readonly latencyMs: number;
  readonly perSecond: number;
}

/** Runs a load against the database at `url`, the statement prepared. */
export async function pgbench(url: string, load: Load): Promise<Pace> {
  const script = await Deno.makeTempFile({ suffix: ".sql" });
  try {
    const statement = load.sql.replaceAll(/\s+/g, " ");
    await Deno.writeTextFile(script, `${load.prelude ?? ""}\n${statement};\n`);
    const clients = String(load.clients ?? 1);
    const length = "seconds" in load.length
      ? ["-T", String(load.length.seconds)]
      : ["-t", String(load.length.statements)];
    const variables = Object.entries(load.variables ?? {})
      .flatMap(([name, value]) => ["-D", `${name}=${value}`]);
    const { success, stdout, stderr } = await new Deno.Command("pgbench", {
      args: [
        "-n",
        "-M",
        "prepared",
        "-c",
        clients,
        "-j",
        clients,
        ...length,
        ...variables,
        "-f",
        script,
        url,
      ],
      env: { PGOPTIONS: options(load.settings ?? {}) },
    }).output();
    const told = new TextDecoder().decode(stdout);
    const latency = /^latency average = ([\d.]+) ms/m.exec(told)?.[1];
    const perSecond = /^tps = ([\d.]+)/m.exec(told)?.[1];
    if (!success || latency === undefined || perSecond === undefined) {
      throw new Error(`pgbench failed: ${new TextDecoder().decode(stderr)}`);
    }
    return { latencyMs: Number(latency), perSecond: Number(perSecond) };
  } finally {
    await Deno.remove(script);
  }
}

/** Settings as the server's command line takes them, where spaces and backslashes are escaped. */
function options(settings: Readonly<Record<string, string>>): string {
  return Object.entries(settings)
    .map(([name, value]) => `-c ${name}=${value.replaceAll(/[\\ ]/g, "\\$&")}`)
    .join(" ");
}
