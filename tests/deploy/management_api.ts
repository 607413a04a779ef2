/**
 * Supabase's management API, as far as `supabase functions deploy --use-api` speaks to it: it keeps what is
 * uploaded and carries nothing out.
 */

/** A function as the CLI uploads it. */
export interface UploadedFunction {
  readonly name: string;
  /** Path among the files. */
  readonly entrypoint: string;
  /** Path among the files. */
  readonly importMap: string;
  readonly verifyJwt: boolean;
  /** By path, from the folder in which the CLI ran. */
  readonly files: ReadonlyMap<string, Uint8Array<ArrayBuffer>>;
}

/** A running API. */
export interface ManagementApi {
  readonly url: string;
  /** What was uploaded, by name. */
  readonly functions: ReadonlyMap<string, UploadedFunction>;
  /** Names of the functions that were put in force. */
  readonly inForce: ReadonlySet<string>;
  close(): Promise<void>;
}

/** Listens on a free loopback port. */
export function startManagementApi(): ManagementApi {
  const functions = new Map<string, UploadedFunction>();
  const inForce = new Set<string>();
  const server = Deno.serve(
    { hostname: "127.0.0.1", port: 0, onListen: () => {} },
    async (request) => {
      const { pathname, searchParams } = new URL(request.url);
      if (request.method === "POST" && pathname.endsWith("/functions/deploy")) {
        const uploaded = await read(request);
        const slug = searchParams.get("slug");
        if (slug !== uploaded.name) return Response.json({ message: "slug" }, { status: 400 });
        functions.set(slug, uploaded);
        if (searchParams.get("bundleOnly") !== "true") inForce.add(slug);
        return Response.json(described(uploaded), { status: 201 });
      }
      if (request.method === "PUT" && pathname.endsWith("/functions")) {
        const all = await request.json() as { slug: string }[];
        for (const { slug } of all) inForce.add(slug);
        return Response.json({ functions: all });
      }
      await request.body?.cancel();
      return Response.json(pathname.endsWith("/functions") ? [] : {});
    },
  );
  return {
    url: `http://127.0.0.1:${server.addr.port}`,
    functions,
    inForce,
    close: () => server.shutdown(),
  };
}

async function read(request: Request): Promise<UploadedFunction> {
  const form = await request.formData();
  const metadata = form.get("metadata");
  const { name, entrypoint_path, import_map_path, verify_jwt } = JSON.parse(
    metadata instanceof File ? await metadata.text() : metadata ?? "{}",
  );
  const files = new Map<string, Uint8Array<ArrayBuffer>>();
  for (const file of form.getAll("file")) {
    if (file instanceof File) files.set(file.name, new Uint8Array(await file.arrayBuffer()));
  }
  return {
    name,
    entrypoint: entrypoint_path,
    importMap: import_map_path,
    verifyJwt: verify_jwt,
    files,
  };
}

function described({ name, entrypoint, importMap, verifyJwt }: UploadedFunction) {
  return {
    id: crypto.randomUUID(),
    slug: name,
    name,
    status: "ACTIVE",
    version: 1,
    created_at: 1,
    updated_at: 1,
    verify_jwt: verifyJwt,
    import_map: true,
    entrypoint_path: entrypoint,
    import_map_path: importMap,
  };
}
