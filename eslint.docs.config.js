import jsdoc from 'eslint-plugin-jsdoc';
import tseslint from 'typescript-eslint';

/**
 * The docstring check: everything that a file of src exports says in a sentence what it is. Types state the types,
 * so parameters are described where there is something to say: a unit, a range, a coordinate space, an owner.
 */
export default tseslint.config(
  { ignores: ['src/vite-env.d.ts'] },
  {
    files: ['src/**/*.ts', 'src/**/*.tsx'],
    extends: [tseslint.configs.base],
    plugins: { jsdoc },
    settings: { jsdoc: { mode: 'typescript' } },
    // Disabling comments speak to the code rules, which are not loaded here.
    linterOptions: { reportUnusedDisableDirectives: 'off' },
    rules: {
      'jsdoc/require-jsdoc': [
        'error',
        {
          publicOnly: { esm: true, cjs: false },
          enableFixer: false,
          checkConstructors: false,
          checkGetters: true,
          require: { FunctionDeclaration: true, ClassDeclaration: true, MethodDefinition: true, ArrowFunctionExpression: true },
          contexts: ['TSInterfaceDeclaration', 'TSTypeAliasDeclaration', 'ExportNamedDeclaration > VariableDeclaration'],
        },
      ],
      'jsdoc/require-description': ['error', {
          // A constructor may say only what it takes, and an inner function only what it returns.
          contexts: ['FunctionDeclaration', 'ClassDeclaration', 'TSInterfaceDeclaration', 'TSTypeAliasDeclaration', 'VariableDeclaration'].map(
            (node) => `ExportNamedDeclaration > ${node}`,
          ),
          descriptionStyle: 'body',
        }],
      'jsdoc/check-param-names': ['error', { checkDestructured: false, disableMissingParamChecks: true }],
      'jsdoc/require-param-description': 'error',
      'jsdoc/require-returns-description': 'error',
      'jsdoc/require-throws-description': 'off',
      'jsdoc/no-types': 'error',
      'jsdoc/check-tag-names': ['error', { typed: false }],
      'jsdoc/check-alignment': 'error',
      'jsdoc/empty-tags': 'error',
      'jsdoc/no-blank-block-descriptions': 'error',
    },
  },
);
