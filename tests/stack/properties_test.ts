import { assert, assertEquals } from "@std/assert";
import {
  acceptInvitation,
  addProperty,
  addTitleDocument,
  addUnits,
  blockDates,
  changeMemberRole,
  changeOrganization,
  changeProperty,
  changeUnit,
  createEstate,
  createOrganization,
  type EstateError,
  getOrganization,
  getProperty,
  getUnit,
  importProperties,
  inviteMember,
  linkToTitleScan,
  listMemberInvitations,
  listMembers,
  listStates,
  listTitleDocuments,
  listUnitHolds,
  listUnitOccupancy,
  listUnitTenancies,
  moveProperty,
  nigerianDate,
  removeMember,
  removeProperty,
  removeUnit,
  signUp,
  undoImport,
  uploadTitleScan,
} from "@estate/sdk";
import { refused } from "../../local/demo/narrator.ts";
import { leave } from "../../local/demo/people.ts";
import { startTemporaryStack } from "../../local/temporary_stack.ts";

Deno.test({
  name: "an owner brings properties, units and papers through the SDK",
  // supabase-js keeps timers of its own for a moment after disconnecting.
  sanitizeOps: false,
  sanitizeResources: false,
  async fn(t) {
    const stack = await startTemporaryStack();
    const visitor = createEstate(stack.url, stack.publishableKey);
    const owner = createEstate(stack.url, stack.publishableKey);
    const stranger = createEstate(stack.url, stack.publishableKey);
    try {
      for (const [client, name] of [[owner, "owner"], [stranger, "stranger"]] as const) {
        await signUp(client, {
          email: `${name}-${crypto.randomUUID()}@example.ng`,
          password: "correct-horse-battery",
          displayName: name,
        });
      }
      const { id: orgId } = await createOrganization(owner, {
        kind: "owner",
        name: "Ada Homes",
        address: "12 Herbert Macaulay Way, Yaba",
      });
      const place = {
        org_id: orgId,
        street: "Admiralty Way",
        area: "Lekki",
        lga: "Eti-Osa",
        state: "lagos state",
        longitude: 3.47,
        latitude: 6.44,
      };

      await t.step("a visitor reads the states", async () => {
        assertEquals((await listStates(visitor)).length, 37);
      });

      await t.step("a house moves into an estate, not an estate into a house", async () => {
        const estate = await addProperty(owner, { ...place, kind: "estate", name: "Harmony" });
        const house = await addProperty(owner, { ...place, kind: "house", name: "Number 7" });
        await moveProperty(owner, house, estate);
        const error = await refused(
          "an estate in a house",
          moveProperty(owner, estate, house),
        ) as EstateError;
        assertEquals([error.code, error.status, error.field], [
          "property.bad_parent",
          409,
          "parent_id",
        ]);
      });

      await t.step("a file of 1,100 units goes in, and its report names lines", async () => {
        const header =
          "Property name;Kind;Street;Area;LGA;State;Unit label;Unit kind;Features;Remark";
        const lines = Array.from(
          { length: 1100 },
          (_, i) =>
            `Court ${i % 20};building;${
              1 + i % 20
            } Ojo Street;Yaba;Lagos Mainland;Lagos;Flat ${i};` +
            `${i === 1050 ? "castle" : "flat"};"borehole;gym";`,
        );
        const csv = `\uFEFF${[header, ...lines].join("\r\n")}\r\n`;
        const report = await importProperties(owner, orgId, csv, "homes.csv");
        assertEquals(
          [report.created, report.alreadyThere, report.refused, report.ignoredColumns],
          [1099, 0, 1, ["Remark"]],
        );
        assertEquals(
          report.rows.filter((row) => row.outcome === "refused").map((row) => [
            row.line,
            row.problems.map((problem) => problem.field),
          ]),
          [[1052, ["unit_kind"]]],
        );
        const again = await importProperties(owner, orgId, csv, "homes.csv");
        assertEquals([again.created, again.alreadyThere, again.refused], [0, 1099, 1]);
        const propertyId = report.rows[0]?.propertyId ?? "";
        const units = await listUnitOccupancy(owner, { orgId, propertyId });
        assertEquals([units.length, units[0]?.status, units[0]?.next_free_on], [
          55,
          "vacant",
          null,
        ]);
      });

      await t.step("an import is taken back, and what was there before stays", async () => {
        const before = await addProperty(owner, { ...place, kind: "house", name: "Old House" });
        const csv = [
          "Property name,Kind,Street,Area,LGA,State,Unit label,Unit kind",
          "Old House,house,Admiralty Way,Lekki,Eti-Osa,Lagos,Flat 1,flat",
          "New Court,building,2 Ojo Street,Yaba,Lagos Mainland,Lagos,Flat 1,flat",
          "New Court,building,2 Ojo Street,Yaba,Lagos Mainland,Lagos,Flat 2,flat",
        ].join("\n");
        const report = await importProperties(owner, orgId, csv);
        assertEquals([report.created, report.refused], [3, 0]);
        assertEquals(await undoImport(owner, report), { units: 3, properties: 1 });
        assertEquals((await getProperty(owner, before)).name, "Old House");
        const [, made] = report.rows;
        const gone = await refused(
          "a property that was taken back",
          getProperty(owner, made?.propertyId ?? ""),
        ) as EstateError;
        assertEquals([gone.code, gone.status], ["property.not_found", 404]);
        assertEquals(await undoImport(owner, report), { units: 0, properties: 0 });
      });

      await t.step(
        "facts are corrected, units come in one go, and nobody else does it",
        async () => {
          const id = await addProperty(owner, {
            ...place,
            kind: "building",
            name: "Harmony Court",
          });
          await changeProperty(owner, id, { landmark: "Opposite the Total station" });
          assertEquals((await getProperty(owner, id)).landmark, "Opposite the Total station");
          const unit = { org_id: orgId, property_id: id, kind: "flat" as const };
          const [first = ""] = await addUnits(
            owner,
            ["Flat 1", "Flat 2"].map((label) => ({ ...unit, label })),
          );
          await changeUnit(owner, first, { bedrooms: 3 });
          const kept = await getUnit(owner, first);
          assertEquals([kept.bedrooms, kept.property.name], [3, "Harmony Court"]);
          assertEquals(await listUnitHolds(owner, first), []);
          assertEquals(await listUnitTenancies(owner, first), []);
          // One label twice: none of them.
          await refused(
            "a label twice",
            addUnits(owner, [{ ...unit, label: "Flat 3" }, {
              ...unit,
              label: "Flat 1",
            }]),
          );
          assertEquals((await listUnitOccupancy(owner, { orgId, propertyId: id })).length, 2);
          await refused("a stranger", changeUnit(stranger, first, { bedrooms: 1 }));
          await refused("a stranger", getUnit(stranger, first));
        },
      );

      await t.step("what was added by mistake goes, what has a past stays", async () => {
        const property = await addProperty(owner, { ...place, kind: "building", name: "Mistake" });
        const [first = "", second = ""] = await addUnits(
          owner,
          ["Flat 1", "Flat 2"].map((label) => ({
            org_id: orgId,
            property_id: property,
            kind: "flat" as const,
            label,
          })),
        );
        const kept = await refused(
          "a property with units",
          removeProperty(owner, property),
        ) as EstateError;
        assertEquals([kept.code, kept.status, kept.field], [
          "property.in_use",
          409,
          "property_id",
        ]);
        assertEquals(await removeUnit(stranger, first), false);
        assertEquals([await removeUnit(owner, first), await removeUnit(owner, first)], [
          true,
          false,
        ]);
        await blockDates(owner, second, { fromOn: nigerianDate(1), untilOn: nigerianDate(3) });
        const closed = await refused("a unit with closed days", removeUnit(owner, second));
        assertEquals((closed as EstateError).code, "unit.in_use");
        assertEquals((await getUnit(owner, second)).label, "Flat 2");
      });

      await t.step("a second member comes, gets another role and leaves", async () => {
        const email = `agent-${crypto.randomUUID()}@example.ng`;
        const agent = createEstate(stack.url, stack.publishableKey);
        await signUp(agent, { email, password: "correct-horse-battery", displayName: "Tunde" });
        const { token } = await inviteMember(owner, orgId, "agent", { email });
        assertEquals((await listMemberInvitations(owner, orgId)).map((it) => it.email), [email]);
        await acceptInvitation(agent, token);
        assertEquals(await listMemberInvitations(owner, orgId), []);
        // An agent sees homes and deletes none: that is said, not passed over.
        const property = await addProperty(owner, { ...place, kind: "house", name: "Twice" });
        const forbidden = await refused("an agent", removeProperty(agent, property));
        assertEquals((forbidden as EstateError).code, "auth.forbidden");
        const both = await Promise.all([
          removeProperty(owner, property),
          removeProperty(owner, property),
        ]);
        assertEquals(both.toSorted(), [false, true]);
        const [, tunde] = await listMembers(owner, orgId);
        assertEquals([tunde?.name, tunde?.role], ["Tunde", "agent"]);
        await changeMemberRole(owner, orgId, tunde?.user_id ?? "", "manager");
        assertEquals((await listMembers(agent, orgId))[1]?.role, "manager");
        await refused("a manager", changeMemberRole(agent, orgId, tunde?.user_id ?? "", "owner"));
        await removeMember(agent, orgId, tunde?.user_id ?? "");
        assertEquals((await listMembers(owner, orgId)).length, 1);
        const renamed = await changeOrganization(owner, orgId, { name: "Ada Homes and Sons" });
        assertEquals((await getOrganization(owner, orgId)).name, renamed.name);
        await leave([agent]);
      });

      await t.step("a scan goes up and comes down for members only", async () => {
        const pdf = new Blob(["%PDF-1.7 deed"], { type: "application/pdf" });
        const path = await uploadTitleScan(owner, orgId, pdf);
        const property = await addProperty(owner, { ...place, kind: "land", name: "Plot 9" });
        await addTitleDocument(owner, {
          property_id: property,
          kind: "deed_of_assignment",
          holder_name: "Ada Obi",
          storage_path: path,
        });
        const [document] = await listTitleDocuments(owner, property);
        assertEquals([document?.status, document?.storage_path], ["unseen", path]);
        const response = await fetch(await linkToTitleScan(owner, path));
        assertEquals(await response.text(), "%PDF-1.7 deed");
        await refused("a stranger's link", linkToTitleScan(stranger, path));
        await refused("a stranger's upload", uploadTitleScan(stranger, orgId, pdf));
        const replaced = await owner.storage.from("title-documents").upload(path, pdf, {
          upsert: true,
        });
        assert(replaced.error !== null, "evidence is not replaced");
        const page = await owner.storage.from("title-documents").upload(
          `${orgId}/page.pdf`,
          new Blob(["<script>"], { type: "text/html" }),
        );
        assert(page.error !== null, "a page is not a scan");
        const error = await refused(
          "a text as scan",
          uploadTitleScan(owner, orgId, new Blob(["x"], { type: "text/plain" })),
        ) as EstateError;
        assertEquals([error.code, error.field], ["request.unsupported_media_type", "scan"]);
      });
    } finally {
      await leave([visitor, owner, stranger]);
      await stack.close();
    }
  },
});
