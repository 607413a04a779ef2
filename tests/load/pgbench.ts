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
  /** How many a second all clients begin together, at most; without it, as many as they can. */
  readonly perSecond?: number;
}

/** What pgbench tells of a load. */
export interface Pace {
  /** Median time until a client has the answer: a moment that the machine gave to others does not count. */
  readonly medianMs: number;
  /** One in twenty waited longer. */
  readonly p95Ms: number;
  readonly perSecond: number;
}

/** Runs a load against the database at `url`, the statement prepared. */
export async function pgbench(url: string, load: Load): Promise<Pace> {
  const folder = await Deno.makeTempDir();
  const script = `${folder}/statement.sql`;
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
        "--log",
        `--log-prefix=${folder}/times`,
        ...length,
        ...(load.perSecond === undefined ? [] : ["-R", String(load.perSecond)]),
        ...variables,
        "-f",
        script,
        url,
      ],
      env: { PGOPTIONS: options(load.settings ?? {}) },
    }).output();
    const told = new TextDecoder().decode(stdout);
    const perSecond = /^tps = ([\d.]+)/m.exec(told)?.[1];
    if (!success || perSecond === undefined) {
      throw new Error(`pgbench failed: ${new TextDecoder().decode(stderr)}`);
    }
    const times = await timesIn(folder);
    const at = (share: number) => times[Math.floor(times.length * share)] as number;
    return { medianMs: at(0.5), p95Ms: at(0.95), perSecond: Number(perSecond) };
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
}

/** The times in pgbench's logs, shortest first: a line for each statement, its third field in microseconds. */
async function timesIn(folder: string): Promise<number[]> {
  const times: number[] = [];
  for await (const { name } of Deno.readDir(folder)) {
    if (!name.startsWith("times")) continue;
    for (const line of (await Deno.readTextFile(`${folder}/${name}`)).split("\n")) {
      if (line !== "") times.push(Number(line.split(" ", 3)[2]) / 1000);
    }
  }
  return times.sort((a, b) => a - b);
}

/** Settings as the server's command line takes them, where spaces and backslashes are escaped. */
function options(settings: Readonly<Record<string, string>>): string {
  return Object.entries(settings)
    .map(([name, value]) => `-c ${name}=${value.replaceAll(/[\\ ]/g, "\\$&")}`)
    .join(" ");
}
