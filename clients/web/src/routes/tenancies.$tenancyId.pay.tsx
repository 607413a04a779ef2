import { createFileRoute, redirect } from "@tanstack/react-router";

// Where reminders by SMS and e-mail lead.
export const Route = createFileRoute("/tenancies/$tenancyId/pay")({
  beforeLoad: ({ params }) => {
    throw redirect({ to: "/home/$tenancyId/pay", params, search: {}, replace: true });
  },
});
