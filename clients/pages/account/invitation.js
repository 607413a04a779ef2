/** An invitation to act for an organization, or to a tenancy's tenant, taken by who was invited. */
import { rpc } from "./api.js";
import { action, begin, leaving, paragraph, place } from "./page.js";

const token = location.hash.slice(1);

function show() {
  if (!/^[A-Za-z0-9_-]{20,100}$/.test(token)) {
    place("unknown", paragraph("This link is not whole. Open it again from your message."));
    return Promise.resolve();
  }
  place(
    "invited",
    paragraph(
      "You were invited. Take it with the account that has the number or address to which it was sent.",
    ),
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
  return Promise.resolve();
}

begin(show);
