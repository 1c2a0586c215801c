import { useImperativeHandle, useRef, useState, type Ref } from 'react';
import { CloseIcon } from '../design/icons.tsx';
import { IconButton } from '../design/icon-button.tsx';
import { Sidebar } from './sidebar.tsx';
import './sidebar-dialog.css';

export interface SidebarDialogHandle {
  open(): void;
}

/** The sidebar on a phone: it comes over the screen, keeps the focus, and goes by Escape or beside it. */
export function SidebarDialog({ ref }: { ref: Ref<SidebarDialogHandle> }) {
  const dialog = useRef<HTMLDialogElement>(null);
  const [shown, setShown] = useState(false);
  useImperativeHandle(ref, () => ({
    open() {
      setShown(true);
      dialog.current?.showModal();
    },
  }));
  const close = () => dialog.current?.close();
  return (
    // The backdrop belongs to the dialog's own box; Escape is the keyboard's way to close it.
    <dialog
      ref={dialog}
      className="sidebar-dialog"
      aria-label="Conversations and account"
      onClose={() => setShown(false)}
      onClick={({ target, currentTarget }) => {
        if (target === currentTarget) close();
      }}
    >
      {shown && (
        <div className="sidebar-dialog__panel">
          <div className="sidebar-dialog__close">
            <IconButton label="Close" onClick={close}>
              <CloseIcon size={22} />
            </IconButton>
          </div>
          <Sidebar onGo={close} />
        </div>
      )}
    </dialog>
  );
}
