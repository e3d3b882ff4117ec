import type { ReactNode } from "react";

/** `directed`: it points along the reading direction, and turns with it. */
function Icon({ children, directed = false }: { children: ReactNode; directed?: boolean }) {
  return (
    <svg
      viewBox="0 0 16 16"
      fill="none"
      stroke="currentColor"
      strokeWidth="1.5"
      strokeLinecap="round"
      strokeLinejoin="round"
      className={directed ? "size-4 shrink-0 rtl:-scale-x-100" : "size-4 shrink-0"}
      aria-hidden="true"
    >
      {children}
    </svg>
  );
}

export const CrossIcon = () => (
  <Icon>
    <path d="m4 4 8 8M12 4l-8 8" />
  </Icon>
);

export const FlagIcon = () => (
  <Icon>
    <path d="M3.5 14.5v-12M3.5 3h8l-1.8 2.75L11.5 8.5h-8" />
  </Icon>
);

export const UndoIcon = () => (
  <Icon directed>
    <path d="M5.5 3 2.5 6l3 3M2.5 6H10a3.5 3.5 0 0 1 0 7H6" />
  </Icon>
);

export const SkipIcon = () => (
  <Icon directed>
    <path d="m3.5 3.5 6 4.5-6 4.5zM12.5 3.5v9" />
  </Icon>
);

export const SwapIcon = () => (
  <Icon>
    <path d="M4.5 2.5 2 5l2.5 2.5M2 5h10M11.5 8.5 14 11l-2.5 2.5M14 11H4" />
  </Icon>
);

export const HistoryIcon = () => (
  <Icon directed>
    <path d="M2.5 8a5.5 5.5 0 1 0 1.8-4.1M2.5 2.5v2.8h2.8M8 5v3.2l2.2 1.3" />
  </Icon>
);

export const GlobeIcon = () => (
  <Icon>
    <path d="M8 2a6 6 0 1 0 0 12A6 6 0 0 0 8 2ZM2 8h12M8 2c2 1.7 2.7 3.7 2.7 6S10 12.3 8 14c-2-1.7-2.7-3.7-2.7-6S6 3.7 8 2Z" />
  </Icon>
);
