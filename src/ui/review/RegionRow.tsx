import { Check, X } from 'lucide-react';
import { memo, useEffect, useRef, type ReactElement } from 'react';
import { shownConfidence, type Decision } from '../../core/review/decision.ts';
import type { RegionNumber } from '../../core/review/review-names.ts';
import type { Sequence } from '../../core/structure/inspection.ts';
import { IconButton } from '../controls/Button.tsx';
import { useCropUrl } from '../gallery/use-crop-url.ts';
import type { JobId } from '../../protocol/engine-api.ts';
import { words } from '../words.ts';
import { useWords } from '../words/use-words.ts';
import type { ReviewActions } from './use-review-actions.ts';
import type { Picture } from './use-picture.ts';

interface RegionRowProps {
  readonly job: JobId;
  readonly decision: Decision;
  readonly number: RegionNumber;
  readonly picture: Picture | null;
  readonly sequence: Sequence['kind'];
  readonly selected: boolean;
  readonly actions: ReviewActions;
  readonly onShow: (id: string) => void;
}

/** One region in the list: a crop, its confidence, and the two decisions. */
export const RegionRow = memo(function RegionRow({ job, decision, number, picture, sequence, selected, actions, onShow }: RegionRowProps): ReactElement {
  useWords();
  const name = words.region.short(number);
  const where = sequence === 'still' || decision.path === undefined ? '' : `, ${words.frames[sequence].range(decision.path.first + 1, decision.path.last + 1)}`;
  const detail =
    decision.origin === 'person' ? words.region.drawn : decision.origin === 'recheck' ? words.region.recheck : words.region.confidence(shownConfidence(decision) ?? 0);
  const row = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (selected) row.current?.scrollIntoView({ block: 'nearest' });
  }, [selected]);
  return (
    <div ref={row} className="region-row" data-state={decision.state} data-selected={selected || undefined} data-testid="region-row">
      <button type="button" className="region-open" aria-pressed={selected} onClick={(event) => (event.shiftKey || event.ctrlKey || event.metaKey ? actions.toggle(decision.id) : onShow(decision.id))}>
        {sequence === 'still' ? <Crop decision={decision} picture={picture} /> : <KeptCrop job={job} decision={decision} picture={picture} />}
        <span className="region-text">
          <span>
            {name}
            <span className="visually-hidden">{words.region.middle(decision, number)}</span>
          </span>
          <span className="soft region-detail">
            {detail}{where}
            <span className="visually-hidden">, {words.states[decision.state]}</span>
          </span>
        </span>
      </button>
      <span className="region-choices">
        <IconButton
          size="small" icon={Check} shortcut="accept" label={`${words.region.accept}: ${name}`} aria-pressed={decision.state === 'accepted'}
          onClick={() => actions.decide('accepted', [decision.id])}
        />
        <IconButton
          size="small" icon={X} shortcut="reject" label={`${words.region.reject}: ${name}`} aria-pressed={decision.state === 'rejected'}
          onClick={() => actions.decide('rejected', [decision.id])}
        />
      </span>
    </div>
  );
});

/** Side of a crop on the screen, in CSS pixels. */
const SIDE = 40;

/** A region of many frames, as it is seen best; the shown frame is often one on which it is not there, or only guessed. */
function KeptCrop({ job, decision, picture }: { readonly job: JobId; readonly decision: Decision; readonly picture: Picture | null }): ReactElement {
  const url = useCropUrl(job, decision.id);
  return url === null ? <Crop decision={decision} picture={picture} /> : <img className="crop" src={url} width={SIDE} height={SIDE} alt="" />;
}

/** The region with a little of what is around it, as a small square. */
function Crop({ decision, picture }: { readonly decision: Decision; readonly picture: Picture | null }): ReactElement {
  const ref = useRef<HTMLCanvasElement>(null);
  const { box } = decision;
  useEffect(() => {
    const canvas = ref.current;
    if (canvas === null || picture === null) return;
    const pixels = Math.round(SIDE * window.devicePixelRatio);
    canvas.width = pixels;
    canvas.height = pixels;
    const context = canvas.getContext('2d');
    const side = Math.max(box.width, box.height) * 1.3 * picture.scale;
    const left = (box.left + box.width / 2) * picture.scale - side / 2;
    const top = (box.top + box.height / 2) * picture.scale - side / 2;
    context?.drawImage(picture.bitmap, left, top, side, side, 0, 0, pixels, pixels);
  }, [picture, box]);
  return <canvas ref={ref} className="crop" width={SIDE} height={SIDE} aria-hidden="true" />;
}
