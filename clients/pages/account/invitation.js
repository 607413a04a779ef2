/** An invitation to act for an organization, or to a tenancy's tenant, taken by who was invited. */
import { rpc } from "./api.js";
import { action, begin, leaving, paragraph, place } from "./page.js";

const token = location.hash.slice(1);

async function show() {
  if (!/^[A-Za-z0-9_-]{20,100}$/.test(token)) {
    place("unknown", paragraph("This link is not whole. Open it again from your message."));
    return;
  }
  const [asked] = await rpc("read_invitation", { token });
  const who = asked.inviter_name === null
    ? asked.organization_name
    : `${asked.inviter_name} of ${asked.organization_name}`;
  place(
    "invited",
    paragraph(
      asked.kind === "member"
        ? `${who} invites you to act for the organization, as its ${asked.role}.`
        : `${who} invites you to see your home in your account.`,
    ),
    paragraph("Accept it only if you know them."),
    action("Accept the invitation", async () => {
      const { kind, role } = await rpc("accept_invitation", { token });
      place(
        "accepted",
        paragraph(
          kind === "member"
            ? `You now act for the organization, as its ${role}.`
            : "Your home is now in your account.",
        ),
      );
    }),
    leaving(),
  );
}

begin(show);
