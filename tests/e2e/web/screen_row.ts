/** A row of the screens that axe and the pictures look at. */
import type { Page } from "playwright-core";
import type { Ids, Who, World } from "./world.ts";

/** A screen. */
export interface ScreenRow {
  /** Its name in pictures and failures. */
  readonly name: string;
  readonly path: (ids: Ids) => string;
  readonly who: Who;
  /** Makes what it shows, where the demo data have it not; once, however often it is called. */
  readonly before?: (world: World) => Promise<unknown>;
  /** Its h1, or a part of it. */
  readonly title: string;
  /** Words that are there once everything has come. */
  readonly sees?: string;
  /** Opens something of it: a sheet, a menu. Looked at as a screen of its own. */
  readonly open?: (page: Page) => Promise<unknown>;
}
