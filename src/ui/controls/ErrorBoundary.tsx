import { Component, type ReactNode } from 'react';
import { words } from '../words.ts';
import { Button } from './Button.tsx';

interface ErrorBoundaryProps {
  readonly children: ReactNode;
}

/** Keeps a part of the interface that fails to draw from taking the rest of the page with it; what was decided stays in memory. */
export class ErrorBoundary extends Component<ErrorBoundaryProps, { readonly failed: boolean }> {
  override state = { failed: false };

  /** React asks for the state after a part failed to draw. */
  static getDerivedStateFromError(): { readonly failed: boolean } {
    return { failed: true };
  }

  /** The part, or what stands in for it. */
  override render(): ReactNode {
    if (!this.state.failed) return this.props.children;
    return (
      <div className="broken-part" role="alert">
        <p>{words.broken.text}</p>
        <Button size="small" onClick={() => this.setState({ failed: false })}>{words.broken.again}</Button>
      </div>
    );
  }
}
