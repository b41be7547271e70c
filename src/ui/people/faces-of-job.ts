import { isZone, type Decision } from '../../core/review/decision.ts';
import { itemKey } from '../../core/review/gallery.ts';
import { boxAt, clearestFrame } from '../../core/track/path.ts';
import type { FaceRegion, JobId } from '../../protocol/engine-api.ts';
import type { Job } from '../workspace/job.ts';

/** A face of one of the open files. */
export interface OpenFace {
  /** As {@link itemKey} makes it. */
  readonly key: string;
  readonly job: JobId;
  readonly decision: Decision;
}

/** The faces of a file, found, or drawn and named as such, in the order of its regions. */
export function facesOfJob({ id, session }: Pick<Job, 'id' | 'session'>): readonly OpenFace[] {
  const faces = session?.decisions.filter((decision) => decision.kind === 'face' && !isZone(decision)) ?? [];
  return faces.map((decision) => ({ key: itemKey({ job: id, decision }), job: id, decision }));
}

/** Where a face is seen best. */
export function faceRegion(decision: Decision): FaceRegion {
  const frame = clearestFrame(decision);
  return { frame, box: boxAt(decision, frame) ?? decision.box, ...(decision.angle === undefined ? {} : { angle: decision.angle }) };
}
