import type { ReactElement } from 'react';

/** The product's sign: a hanger with a bar across, as a face is barred. */
export function Logo(): ReactElement {
  return (
    <svg className="logo" width="24" height="24" viewBox="0 0 24 24" aria-hidden="true">
      <rect width="24" height="24" rx="6" className="logo-ground" />
      <g className="logo-line">
        <path d="M10.2 7.3a1.9 1.9 0 1 1 2.7 1.7c-.6.3-.9.7-.9 1.3v.7" />
        <path d="M12 11 5 15.7c-1 .7-.6 2 .6 2h12.8c1.2 0 1.6-1.3.6-2Z" />
      </g>
      <rect x="9" y="13.9" width="6" height="2" rx="1" className="logo-bar" />
    </svg>
  );
}
