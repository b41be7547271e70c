import importX from 'eslint-plugin-import-x';
import reactHooks from 'eslint-plugin-react-hooks';
import tseslint from 'typescript-eslint';

/** Ways for a page or a worker to reach another place, and why they are closed. */
const EGRESS_REASON =
  'Zero upload: what a user opens must not have a way out. Only engine/models, licence and sw may speak to a server, each for files that are the same for everybody.';
const EGRESS_GLOBALS = ['fetch', 'XMLHttpRequest', 'WebSocket', 'WebSocketStream', 'EventSource', 'RTCPeerConnection', 'WebTransport', 'fetchLater'];
const EGRESS_OWNERS = ['self', 'window', 'globalThis'];
/**
 * The sample loader is one file with one fetch, of pictures that the build itself ships, before any file is open. The attempts of the
 * proof page send one fixed byte to an address that belongs to nobody, to show that it is stopped.
 */
const MAY_SPEAK_TO_A_SERVER = ['src/engine/models/**', 'src/licence/**', 'src/sw/**', 'src/ui/intake/load-sample.ts', 'src/ui/proof/try-channels.ts'];

/** Who may import whom: a folder, what is closed to it, and why. */
const ZONES = [
  zone('core', ['protocol', 'engine', 'ui', 'licence', 'sw'], 'core is pure and stands alone, so that every rule of the product can be tested without a browser.'),
  zone('protocol', ['engine', 'ui', 'licence', 'sw'], 'protocol is what both sides compile against: it may name core types and nothing of either side.'),
  zone('engine', ['ui', 'licence', 'sw'], 'the engine runs in the worker, without a page and without a licence: it sees protocol and core only.'),
  zone('ui', ['sw'], 'the page reaches the service worker through the browser.'),
  {
    target: './src/ui',
    from: './src/engine',
    except: ['./engine.worker.ts', './engine.worker.ts?worker&url'],
    message: 'the page reaches the engine over the wire (protocol), never directly; only the worker address of engine-worker.ts points there.',
  },
  zone('licence', ['protocol', 'engine', 'ui', 'sw'], 'licence handles plan tokens and must never see a fact about a file: core only.'),
  zone('sw', ['protocol', 'engine', 'ui', 'licence'], 'the service worker outlives pages of several versions: core only.'),
];

function zone(folder, closed, reason) {
  return { target: `./src/${folder}`, from: closed.map((name) => `./src/${name}`), message: reason };
}

/** Syntax that the project does without, everywhere. */
const DEFAULT_EXPORT = {
  selector: 'ExportDefaultDeclaration',
  message: 'A default export gets another name in every file that imports it: export by name.',
};
const ENUM = {
  selector: 'TSEnumDeclaration',
  message: 'An enum is code that looks like a type: use a const array and the union of its members.',
};
const SEND_BEACON = {
  selector: "MemberExpression[property.name='sendBeacon'], MemberExpression[property.value='sendBeacon']",
  message: EGRESS_REASON,
};
const SYNTAX = [DEFAULT_EXPORT, ENUM];

export default tseslint.config(
  {
    ignores: ['dist/**', 'dist-*/**', 'node_modules/**', 'artifacts/**', 'test-results/**', 'playwright-report/**', '.cache/**', 'public/**', 'tests/e2e/channels/*.js', 'tests/fixtures/**'],
  },
  {
    files: ['**/*.ts', '**/*.tsx'],
    extends: [...tseslint.configs.strictTypeChecked],
    plugins: { 'import-x': importX },
    languageOptions: {
      parserOptions: {
        project: ['src/core', 'src/protocol', 'src/engine', 'src/ui', 'src/sw', 'scripts', 'tests'].map((folder) => `${folder}/tsconfig.json`),
        tsconfigRootDir: import.meta.dirname,
      },
    },
    linterOptions: { reportUnusedDisableDirectives: 'error' },
    rules: {
      'no-restricted-syntax': ['error', ...SYNTAX],
      // `== null` asks for null and undefined at once and nothing else.
      eqeqeq: ['error', 'always', { null: 'ignore' }],
      'prefer-const': 'error',
      // Handing on a void value is plain to read and can't go wrong; nor can a number in a template.
      '@typescript-eslint/no-confusing-void-expression': 'off',
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/switch-exhaustiveness-check': ['error', { considerDefaultExhaustiveForUnions: true }],
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
      // Unions that will grow have one member today, and browsers do not keep all that their declarations promise:
      // a test that the types call needless is often the one that holds when a member or a browser is added.
      '@typescript-eslint/no-unnecessary-condition': 'off',
      // `void value` is how a deliberately unused value is named.
      '@typescript-eslint/no-meaningless-void-operator': 'off',
      'import-x/no-cycle': 'error',
      'import-x/no-self-import': 'error',
      'import-x/no-duplicates': 'error',
    },
    settings: {
      'import-x/extensions': ['.ts', '.tsx'],
      'import-x/parsers': { '@typescript-eslint/parser': ['.ts', '.tsx'] },
      'import-x/resolver-next': [importX.createNodeResolver({ extensions: ['.ts', '.tsx', '.js', '.mjs'] })],
    },
  },
  {
    files: ['src/**/*.ts', 'src/**/*.tsx'],
    rules: {
      'import-x/no-restricted-paths': ['error', { zones: ZONES }],
      'no-console': ['error'],
      'no-eval': 'error',
      '@typescript-eslint/no-implied-eval': 'error',
    },
  },
  {
    files: ['src/**/*.ts', 'src/**/*.tsx'],
    ignores: MAY_SPEAK_TO_A_SERVER,
    rules: {
      'no-restricted-globals': ['error', ...EGRESS_GLOBALS.map((name) => ({ name, message: EGRESS_REASON }))],
      'no-restricted-properties': ['error', ...EGRESS_OWNERS.flatMap((object) => EGRESS_GLOBALS.map((property) => ({ object, property, message: EGRESS_REASON })))],
      'no-restricted-syntax': ['error', ...SYNTAX, SEND_BEACON],
    },
  },
  {
    files: ['src/ui/**/*.ts', 'src/ui/**/*.tsx'],
    extends: [reactHooks.configs.flat['recommended-latest']],
    rules: {
      // Takes any member of an object that holds a ref for the ref itself.
      'react-hooks/refs': 'off',
      // It warns about what the React Compiler skips, and the compiler is not used here.
      'react-hooks/incompatible-library': 'off',
    },
  },
  {
    files: ['src/ui/**/*.ts', 'src/ui/**/*.tsx'],
    ignores: ['src/ui/engine-client.ts', 'src/ui/engine-worker.ts'],
    rules: {
      '@typescript-eslint/no-restricted-imports': [
        'error',
        { paths: [{ name: 'comlink', message: 'engine-client.ts, with engine-worker.ts, owns the worker: its queue, cancelling, idle stop and respawn hold only when nothing else speaks to it.' }] },
      ],
    },
  },
  {
    // Vite's declarations of assets are default exports by Vite's own design; so are the configurations of tools.
    files: ['*.config.ts', 'src/vite-env.d.ts'],
    rules: { 'no-restricted-syntax': ['error', ENUM] },
  },
  {
    files: ['tests/**/*.ts', 'tests/**/*.tsx'],
    rules: {
      // In a test a missing value is a failing test, at the line that says so.
      '@typescript-eslint/no-non-null-assertion': 'off',
      '@typescript-eslint/unbound-method': 'off',
      // Matchers such as expect.any() and parsed JSON are compared, not used.
      '@typescript-eslint/no-unsafe-assignment': 'off',
    },
  },
);
