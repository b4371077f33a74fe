export const docsEn = {
  title: 'Documentation',
  describes: 'How to find, install, check and publish agent skills, and how to run this registry.',
  onlyEnglish: '',
  shelves: {
    use: 'Find and install skills',
    build: 'Read and build on the catalogue',
    publish: 'Publish skills',
    operate: 'Run a registry',
  },
  contents: 'On this page',
  more: 'More',
  rules: 'What the scanner looks for',
  rulesLead: (n: number) =>
    `Every version is scanned by these ${n} rules. A finding names its rule, the file, the line and the words that matched.`,
  ruleSet: 'Rule set',
  severity: 'Severity',
  confidence: 'confidence',
  why: 'Why it matters',
  fix: 'How to fix it',
  examples: 'Examples',
  found: 'It finds',
  leftAlone: 'It ignores',
}

export type DocsTexts = typeof docsEn

export const referenceEn = {
  title: 'API reference',
  lead: 'Everything on these pages comes from this API. Anyone may use it.',
  begin: 'Start with finding and reading skills.',
  document: 'This reference as OpenAPI 3.1',
  parameters: 'Parameters',
  places: { path: 'in the path', query: 'in the query', header: 'in a header' },
  body: 'Body',
  answer: 'Answer',
  problems: 'Problems',
  token: 'Needs a token.',
  optional: 'optional',
  or: 'or',
  any: 'anything',
  listOf: 'list of',
  mapOf: 'object with any names, of',
  range: (from: string, to: string) => (from === to ? from : `${from} to ${to}`),
  atLeast: (n: string) => `at least ${n}`,
  atMost: (n: string) => `at most ${n}`,
  characters: ' characters',
  items: ' items',
  preset: 'default',
  schemas: 'Schemas',
  method: 'Method',
  path: 'Path',
  does: 'What it does',
}

export type ReferenceTexts = typeof referenceEn
