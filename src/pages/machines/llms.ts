import { aboutDoc, docNames, docOf } from '../docs/library.ts'
import { TEXTS } from '../texts/index.ts'

/** What an agent finds here, as llmstxt.org has it. It is in English, as the documents are. */
export const llms = (origin: string): string => {
  const { site, tagline } = TEXTS.en.common
  return [
    `# ${site}`,
    '',
    `> ${tagline}`,
    '',
    'A skill is a folder with a SKILL.md that an agent can load. Every page is Markdown at its address with `.md` behind it, or with `Accept: text/markdown`.',
    '',
    '## Find and read skills',
    '',
    `- [Search](${origin}/v1/skills?q=WORDS): JSON; say in \`q\` what should be done`,
    `- [One skill](${origin}/v1/skills/SLUG): JSON; its text is in \`description_md\``,
    `- [MCP](${origin}/mcp): the same as tools, by Streamable HTTP`,
    `- [Categories](${origin}/en/categories.md): what kinds of skills there are`,
    `- [API](${origin}/openapi.json): every operation, as OpenAPI 3.1`,
    `- [Changes](${origin}/v1/feed): all changes in order, for mirrors`,
    '',
    '## Documentation',
    '',
    ...docNames().map((name) => {
      const { title, sentence } = aboutDoc(docOf(name) ?? '')
      return `- [${title}](${origin}/en/docs/${name}.md): ${sentence}`
    }),
    `- [${TEXTS.en.docs.rules}](${origin}/en/docs/rules.md): the rules of the scanner`,
    '',
  ].join('\n')
}
