/** What opens over a talk: what to do with a message, and who takes part. */
import { useQueryClient } from "@tanstack/react-query";
import type { Message, Participant } from "@estate/sdk";
import { lazy, Suspense } from "react";

const MessageSheet = lazy(() => import("./message_sheet.tsx"));
const PeopleSheet = lazy(() => import("./people_sheet.tsx"));

/** One or none; `people` is there while they are shown. */
export function TalkSheets(
  { id, me, touched, people, onReply, onClose }: {
    readonly id: string;
    readonly me: string;
    readonly touched: Message | undefined;
    readonly people: readonly Participant[] | undefined;
    readonly onReply: (messageId: string) => void;
    readonly onClose: () => void;
  },
) {
  const queries = useQueryClient();
  return (
    <Suspense>
      {touched !== undefined && (
        <MessageSheet
          message={touched}
          me={me}
          onReply={() => {
            onReply(touched.id);
            onClose();
          }}
          // The live line may be away: it shows as it is now all the same.
          onChanged={() => void queries.invalidateQueries({ queryKey: ["messages", "talk", id] })}
          onClose={onClose}
        />
      )}
      {people !== undefined && (
        <PeopleSheet conversationId={id} people={people} me={me} onClose={onClose} />
      )}
    </Suspense>
  );
}
