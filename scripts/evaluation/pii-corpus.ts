// tsx scripts/evaluation/pii-corpus.ts [minimum score]: precision and recall of the text engine per kind, on a corpus of invented people.
import { CORPUS } from '../../tests/node/core/detect/pii/corpus.ts';
import { measureCorpus } from '../../tests/node/core/detect/pii/corpus-figures.ts';

const minimumScore = Number(process.argv[2] ?? 0.5);
const { figures, problems } = measureCorpus(CORPUS, minimumScore);
const share = (part: number, whole: number): string => (whole === 0 ? '  -  ' : (part / whole).toFixed(3));

console.log(`kind              marked  recall  precision   (score >= ${minimumScore})`);
const sum = { hits: 0, misses: 0, falseFinds: 0 };
for (const [kind, { hits, misses, falseFinds }] of [...figures].sort(([a], [b]) => (a < b ? -1 : 1))) {
  console.log(
    `${kind.padEnd(17)} ${String(hits + misses).padStart(6)}   ${share(hits, hits + misses)}   ${share(hits, hits + falseFinds)}`,
  );
  sum.hits += hits;
  sum.misses += misses;
  sum.falseFinds += falseFinds;
}
console.log(
  `${'all'.padEnd(17)} ${String(sum.hits + sum.misses).padStart(6)}   ${share(sum.hits, sum.hits + sum.misses)}   ${share(sum.hits, sum.hits + sum.falseFinds)}`,
);
for (const problem of problems) console.log(`  ${problem.replaceAll('\n', ' / ')}`);
