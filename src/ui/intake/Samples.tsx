import { useState, type ReactElement } from 'react';
import { words } from '../words.ts';
import { loadSample } from './load-sample.ts';
import { SAMPLES, sampleThumbUrl, type Sample } from './samples.ts';
import { useOpenFiles } from './use-intake.ts';

/** Pictures to try, two clicks from the masks. A sample that the build does not have is left out. */
export function Samples(): ReactElement | null {
  const open = useOpenFiles();
  const [missing, setMissing] = useState<readonly string[]>([]);
  const [failed, setFailed] = useState(false);
  const shown = SAMPLES.filter((sample) => !missing.includes(sample.file));
  if (shown.length === 0) return null;
  const tryOne = async (sample: Sample): Promise<void> => {
    setFailed(false);
    const file = await loadSample(sample);
    if (file === null) setFailed(true);
    else open([file]);
  };
  return (
    <section className="samples" aria-labelledby="samples-title">
      <h2 id="samples-title">{words.start.samples}</h2>
      <ul>
        {shown.map((sample) => (
          <li key={sample.file}>
            <button type="button" className="sample" aria-label={words.start.sample(words.start.sampleTitles[sample.name])} title={words.start.sampleTitles[sample.name]} onClick={() => void tryOne(sample)}>
              <img src={sampleThumbUrl(sample)} alt="" width={112} height={80} decoding="async" fetchPriority="low" onError={() => setMissing((files) => [...files, sample.file])} />
              <span>{words.start.sampleTitles[sample.name]}</span>
            </button>
          </li>
        ))}
      </ul>
      {failed ? <p role="alert" className="field-caution">{words.start.sampleFailed}</p> : null}
    </section>
  );
}
