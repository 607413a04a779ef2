/** A person has a copy of their data, and learns what being forgotten would mean. */
import {
  EstateError,
  listDataExports,
  myErasure,
  previewErasure,
  readDataExport,
  requestDataExport,
  requestErasure,
  revokeErasure,
} from "@estate/sdk";
import { eventually, type Narrator, refused } from "./narrator.ts";
import { arrive, leave, type Person, type Project } from "./people.ts";

/** Tells it of the tenant, and of somebody whom nothing keeps. */
export async function tellLeaving(
  tell: Narrator,
  project: Project,
  { owner, tenant }: { owner: Person; tenant: Person },
): Promise<void> {
  tell.step("The tenant asks for a copy of all data about them");
  const id = await requestDataExport(tenant.estate);
  tell.expect(await requestDataExport(tenant.estate) === id, "asked twice, it is made once");
  const ready = await eventually("the export", async () => {
    const [mine] = await listDataExports(tenant.estate);
    return mine?.state === "ready" ? mine : undefined;
  });
  const { index, tables } = await readDataExport(tenant.estate, ready);
  const rows = Object.values(tables).reduce((sum, it) => sum + it.length, 0);
  tell.expect(
    rows === ready.rows && index.contents.every((it) => tables[it.name]?.length === it.rows),
    `${rows} rows of ${index.contents.length} kinds, in ${ready.files?.length} files; ${index.withheld.length} kinds are withheld, each with why`,
  );
  const messages = tables["public.messages.sender_id"] ?? [];
  tell.expect(
    messages.length > 0 && messages.every((it) => it.sender_id === tenant.id) &&
      !JSON.stringify(tables).includes(owner.id),
    "their own messages are in it, and nobody else's",
  );
  const [path] = (ready.files ?? []).map((file) => file.path);
  const { error } = await owner.estate.storage.from("data-exports").download(path ?? "");
  tell.expect(error !== null, "and nobody else fetches it");

  tell.step("Being forgotten: what stands in the way, what is kept and why");
  const preview = await previewErasure(tenant.estate);
  const kept = preview.categories.find((it) => it.category === "money");
  tell.fact(`Kept: ${kept?.about}. ${kept?.kept_why}, until ${kept?.kept_until}`);
  const early = await refused(
    "being forgotten in the middle of a tenancy",
    requestErasure(tenant.estate, { understood: true }),
  );
  tell.expect(
    early instanceof EstateError && early.code === "erasure.open_tenancy",
    early.message,
  );
  const bisi = await arrive(project, "Bisi Alade");
  try {
    const asked = await requestErasure(bisi.estate, { understood: true, reason: "I found a home" });
    tell.expect(
      asked.state === "cooling_off",
      `somebody else asks, and has until ${asked.erase_at}`,
    );
    await revokeErasure(bisi.estate);
    tell.expect((await myErasure(bisi.estate))?.state === "revoked", "and thinks better of it");
  } finally {
    await leave([bisi.estate]);
  }
}
