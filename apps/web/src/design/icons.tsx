import type { ReactNode } from 'react';

function icon(paths: ReactNode) {
  return function Icon({ size = 18 }: { size?: number }) {
    return (
      <svg
        width={size}
        height={size}
        viewBox="0 0 24 24"
        fill="none"
        stroke="currentColor"
        strokeWidth="1.8"
        strokeLinecap="round"
        strokeLinejoin="round"
        aria-hidden="true"
      >
        {paths}
      </svg>
    );
  };
}

export const ChatIcon = icon(<path d="M21 12a8 8 0 0 1-8 8H4l1.7-3A8 8 0 1 1 21 12Z" />);
export const WatchlistIcon = icon(<path d="M3 17.5 9 11l4 4 8-9m0 0h-5m5 0v5" />);
export const AlertIcon = icon(
  <path d="M6 9a6 6 0 1 1 12 0c0 6 2.5 7 2.5 7h-17S6 15 6 9Zm4 10.5a2.2 2.2 0 0 0 4 0" />,
);
export const ScreenIcon = icon(<path d="M3.5 5h17l-6.5 7.5V19l-4-2v-4.5L3.5 5Z" />);
export const InboxIcon = icon(
  <path d="M3.5 13 6 5.5h12l2.5 7.5v5a1.5 1.5 0 0 1-1.5 1.5H5A1.5 1.5 0 0 1 3.5 18Zm0 0h5l1.2 2.5h4.6l1.2-2.5h5" />,
);
export const DocumentIcon = icon(
  <path d="M6.5 3.5H14L18.5 8v11a1.5 1.5 0 0 1-1.5 1.5H6.5A1.5 1.5 0 0 1 5 19V5a1.5 1.5 0 0 1 1.5-1.5ZM14 3.5V8h4.5M8.5 12.5h6.5m-6.5 4H13" />,
);
export const UploadIcon = icon(
  <path d="M12 15.5V4m-4.5 4.5L12 4l4.5 4.5M4.5 15v4A1.5 1.5 0 0 0 6 20.5h12a1.5 1.5 0 0 0 1.5-1.5v-4" />,
);
export const PlusIcon = icon(<path d="M12 5v14M5 12h14" />);
export const MenuIcon = icon(<path d="M4 7h16M4 12h16M4 17h10" />);
export const CloseIcon = icon(<path d="m6 6 12 12M18 6 6 18" />);
export const TrashIcon = icon(<path d="M4.5 7h15M9.5 7V4.5h5V7M6.5 7l1 12.5h9l1-12.5M10 11v5m4-5v5" />);
export const EditIcon = icon(<path d="M4.5 19.5 5.5 15 16 4.5l3.5 3.5L9 18.5l-4.5 1ZM13.5 7l3.5 3.5" />);
export const SendIcon = icon(<path d="M12 19V5m-6 6 6-6 6 6" />);
export const StopIcon = icon(<rect x="7" y="7" width="10" height="10" rx="1.5" fill="currentColor" />);
export const ChevronIcon = icon(<path d="m9 6 6 6-6 6" />);
export const CheckIcon = icon(<path d="m5 12.5 4.5 4.5L19 7.5" />);
export const WarningIcon = icon(<path d="M12 4 2.8 19.5h18.4L12 4Zm0 6v4m0 2.8v.1" />);
export const SignOutIcon = icon(<path d="M10 4.5H5.5v15H10M14.5 8l4 4-4 4m4-4H10" />);
export const DownloadIcon = icon(<path d="M12 4v11m-5-5 5 5 5-5M4.5 19.5h15" />);
export const DownIcon = icon(<path d="M12 5v14m-6-6 6 6 6-6" />);
export const SearchIcon = icon(<path d="m20 20-4.6-4.6M17 10.5a6.5 6.5 0 1 1-13 0 6.5 6.5 0 0 1 13 0Z" />);

/** The mark of MarketScope. */
export function BrandMark({ size = 28 }: { size?: number }) {
  return (
    <svg width={size} height={size} viewBox="0 0 32 32" fill="none" aria-hidden="true" className="brand-mark">
      <rect width="32" height="32" rx="8" fill="#1d4e89" />
      <circle cx="14.5" cy="14.5" r="8" stroke="#fff" strokeWidth="2.4" />
      <path d="M20.6 20.6 26 26" stroke="#fff" strokeWidth="2.8" strokeLinecap="round" />
      <path
        d="m10 16.5 3-3 2.2 2 3.8-4"
        stroke="#8fd0c5"
        strokeWidth="2.2"
        strokeLinecap="round"
        strokeLinejoin="round"
      />
    </svg>
  );
}
