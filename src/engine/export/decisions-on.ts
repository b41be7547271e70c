import type { Decision } from '../../core/review/decision.ts';
import { hasKeyOn, onFrame } from '../../core/track/path.ts';
import type { ExportRequest } from '../../protocol/engine-api.ts';

/** A region that a person keeps clear speaks for frames on which it was seen, not for those that it was only held or bridged over. */
export function decisionsOn({ decisions }: ExportRequest, frame: number): Decision[] {
  return onFrame(decisions.filter((decision) => decision.state !== 'rejected' || hasKeyOn(decision, frame)), frame);
}
