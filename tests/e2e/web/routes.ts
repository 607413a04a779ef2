/**
 * Every screen of the app: its address, who may see it, what must be on it. axe-core looks at each at 360 and 1280 px, light and
 * dark; `task shots` takes their pictures. A new screen gets its row in the file of
 * its subject.
 */
import { accountScreens } from "./account_screens.ts";
import { booksScreens } from "./books_screens.ts";
import { officeScreens } from "./office_screens.ts";
import { peopleScreens } from "./people_screens.ts";
import { offlineScreens } from "./offline_screens.ts";
import { homesScreens } from "./homes_screens.ts";
import { mandateScreens } from "./mandate_screens.ts";
import { staffOfficeScreens } from "./staff_office_screens.ts";
import { reportScreens } from "./report_screens.ts";
import { tenantScreens } from "./tenant_screens.ts";
import { tenantSideScreens } from "./tenant_side_screens.ts";
import { trustScreens } from "./trust_screens.ts";
import { visitorScreens } from "./visitor_screens.ts";
import { findingScreens } from "./finding_screens.ts";
import type { ScreenRow } from "./screen_row.ts";
import { signingInScreens } from "./signing_in_screens.ts";
import { workScreens } from "./work_screens.ts";
import { suspendedScreens } from "./suspended_screens.ts";

export type { ScreenRow };

/** All of them. */
export const screens: readonly ScreenRow[] = [
  ...findingScreens,
  ...signingInScreens,
  ...peopleScreens,
  ...tenantScreens,
  ...tenantSideScreens,
  ...trustScreens,
  ...visitorScreens,
  ...booksScreens,
  ...officeScreens,
  ...offlineScreens,
  ...homesScreens,
  ...mandateScreens,
  ...staffOfficeScreens,
  ...accountScreens,
  ...reportScreens,
  ...workScreens,
  ...suspendedScreens,
];
