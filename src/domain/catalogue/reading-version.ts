/**
 * The version of the rules by which a file is read and judged: frontmatter, tags, licence, category, summary. Raise it
 * when what a stored file becomes has changed. The job `reread-files` then reads every stored file again.
 */
export const READING_VERSION = 2
