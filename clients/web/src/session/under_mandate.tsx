/** What an organization sees of a home: of an owner's it is known once its mandates are read, and said when they cannot be. */
import type { ReactNode } from "react";
import { Loaded } from "../ui/loaded.tsx";
import { Skeleton } from "../ui/skeleton.tsx";
import type { Acting } from "./mandated_homes.ts";

/** Shows `children` once it is known by what it acts. */
export function UnderMandate(
  { acting: { reading }, children }: { readonly acting: Acting; readonly children: ReactNode },
) {
  // It stands in what the page has loaded, which says how old it is and what failed: once is enough.
  if (reading === undefined || reading.data !== undefined) return children;
  return <Loaded query={reading} skeleton={<Skeleton className="h-96" />}>{() => children}</Loaded>;
}
