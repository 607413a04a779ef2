import { assertEquals } from "@std/assert";
import type { ListedLetter, ListedStatutoryNotice, OfflinePayment, TenancyHome } from "@estate/sdk";
import type { OwnInspection } from "../../session/home_queries.ts";
import { toAnswer } from "./to_answer.ts";

const home = (status: TenancyHome["status"], parent: string | null = null) =>
  ({ status, parent_id: parent }) as TenancyHome;
const paper = (id: string, withdrawal: unknown = null) => ({
  id,
  number: id,
  subject: id,
  withdrawal,
});
const said = (id: string, status: string) =>
  ({ id, status, payment_id: `of ${id}` }) as OfflinePayment;

Deno.test("what waits for an answer: offers, notices, money, letters; not what was answered or withdrawn", () => {
  const found = toAnswer(home("offered", "before"), {
    notices: [paper("n1"), paper("n2", {}), paper("n3")] as unknown as ListedStatutoryNotice[],
    served: new Set(["n3"]),
    letters: [paper("l1"), paper("l2", {})] as unknown as ListedLetter[],
    offline: [
      said("p1", "needs_more"),
      said("p2", "recorded"),
      said("p3", "submitted"),
      said("p4", "confirmed"),
      said("p5", "expired"),
      said("p6", "expired"),
      said("p7", "rejected"),
    ],
    stillOwed: new Set(["of p5", "of p7"]),
    inspections: [
      { id: "i1", status: "ready", has_signed: false },
      { id: "i2", status: "signed", has_signed: true },
      { id: "i3", status: "disputed", has_signed: false },
      { id: "i4", status: "ready", has_signed: true },
    ] as OwnInspection[],
    acknowledged: new Set(["n3"]),
  });
  assertEquals(
    found.map((
      it,
    ) => [
      it.kind,
      "payment" in it
        ? it.payment.id
        : "inspection" in it
        ? it.inspection.id
        : "id" in it
        ? it.id
        : it.isRenewal,
    ]),
    [
      ["offer", true],
      ["notice", "n1"],
      ["recorded", "p2"],
      ["proof", "p1"],
      [
        "proof",
        "p5",
      ],
      ["inspection", "i1"],
      ["letter", "l1"],
    ],
  );
});

Deno.test("nothing waits in a home that is lived in", () => {
  const none = {
    notices: [],
    served: new Set<string>(),
    letters: [],
    offline: [],
    stillOwed: new Set<string>(),
    inspections: [],
    acknowledged: new Set<string>(),
  };
  assertEquals(toAnswer(home("active"), none), []);
});

Deno.test("a notice that was only written is not one that was given", () => {
  const notices = [paper("n1"), paper("n2")] as unknown as ListedStatutoryNotice[];
  const found = toAnswer(home("active"), {
    notices,
    served: new Set(["n2"]),
    letters: [],
    offline: [],
    stillOwed: new Set<string>(),
    inspections: [],
    acknowledged: new Set<string>(),
  });
  assertEquals(
    found.map((it) => it.kind === "notice" && [it.id, it.isServed]),
    [["n1", false], ["n2", true]],
  );
});
