import { assertEquals } from "@std/assert";
import { sameFiles } from "./same_files.ts";

Deno.test("what was used of one build is found in the next, whatever its hash", () => {
  assertEquals(
    sameFiles(
      [
        "/assets/home._tenancyId.index-BROSdByB.js",
        "/assets/yo-VtuoWZyL.js",
        "/assets/core-a-bc_d-f.js",
      ],
      [
        "/assets/home._tenancyId.index-Xx-_5678.js",
        "/assets/home._tenancyId.pay-DEVvzkym.js",
        "/assets/yo-12345678.js",
        "/assets/yo-VtuoWZyL.css",
      ],
    ),
    ["/assets/home._tenancyId.index-Xx-_5678.js", "/assets/yo-12345678.js"],
  );
});
