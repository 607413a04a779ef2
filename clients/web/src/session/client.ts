/** supabase-js, which signed-in people need and nobody else. */
import { createEstate, type Estate } from "@estate/sdk";
import { organizationInSight } from "./organization.ts";
import { project } from "./project.ts";
import { saysWho } from "./says_who.ts";
import { tellSession } from "./session.ts";

/** Connects, and tells the app from now on who is signed in. */
export async function connect(): Promise<Estate> {
  const estate = createEstate(project.url, project.publishableKey, {
    persistSession: true,
    organization: organizationInSight,
  });
  estate.auth.onAuthStateChange((event, session) => {
    if (saysWho(event, session)) tellSession(session?.user.id);
  });
  const { data, error } = await estate.auth.getSession();
  // With an error nobody knows: a session that cannot be renewed for want of a line still is one.
  if (error === null) tellSession(data.session?.user.id);
  return estate;
}
