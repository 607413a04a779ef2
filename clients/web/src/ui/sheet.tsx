/**
 * What comes over a screen: from below on a phone, in the middle on a larger one. Fetch it when it is first opened
 * (`lazy(() => import(…))`): the components library comes with it.
 */
import { Trans } from "@lingui/react/macro";
import { X } from "lucide-react";
import type { ReactNode } from "react";
import { Dialog, Heading, Modal, ModalOverlay } from "react-aria-components";

/** `footer` stays in sight below what scrolls. */
export function Sheet(
  { title, isOpen, onClose, footer, children, alert }: {
    readonly title: string;
    readonly isOpen: boolean;
    readonly onClose: () => void;
    readonly footer?: ReactNode;
    readonly children: ReactNode;
    /** Asks before something that cannot be taken back; pressing beside it does nothing. */
    readonly alert?: boolean;
  },
) {
  return (
    <ModalOverlay
      isOpen={isOpen}
      onOpenChange={(open) => !open && onClose()}
      isDismissable={alert !== true}
      className="fixed inset-0 z-50 flex items-end justify-center bg-veil animate-fade sm:items-center sm:p-6"
    >
      <Modal className="max-h-[92dvh] w-full overflow-hidden rounded-t-card bg-ground shadow-overlay animate-sheet sm:max-w-lg sm:rounded-card">
        <Dialog
          role={alert === true ? "alertdialog" : "dialog"}
          className="flex max-h-[92dvh] flex-col outline-none"
        >
          <div className="flex items-center justify-between gap-2 border-b border-line py-2 pl-4 pr-2">
            <Heading slot="title" className="text-18 font-semibold">{title}</Heading>
            <button
              type="button"
              onClick={onClose}
              className="grid size-11 place-items-center rounded-control hover:bg-raised"
            >
              <X aria-hidden="true" className="size-5" />
              <span className="sr-only">
                <Trans>Close</Trans>
              </span>
            </button>
          </div>
          <div className="min-h-0 flex-1 overflow-y-auto p-4">{children}</div>
          {footer !== undefined && <div className="acts border-t border-line p-4">{footer}</div>}
        </Dialog>
      </Modal>
    </ModalOverlay>
  );
}
