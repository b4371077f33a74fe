import { serveApp } from '../api/served-app.ts'
import { aFile } from '../builders/folders.ts'
import { createDatabase } from '../run/database.ts'
import { readHtml } from './read-html.ts'

/** An app with an empty database, whose pages are read as a browser reads them. */
export async function openPages() {
  const at = await createDatabase()
  const app = await serveApp(at)
  return {
    ...{ db: at.db, fromApp: app.fromApp, stop: app.stop },
    open: async (path: string, headers: Record<string, string> = {}) => {
      const answer = await app.fromApp(path, { headers })
      const html = await answer.text()
      return { answer, html, ...readHtml(html) }
    },
  }
}

/** A SKILL.md that every client takes. */
export const aSkillMd = (name: string, text = 'What to do.') =>
  aFile('SKILL.md', `---\nname: ${name}\ndescription: Does what a skill does.\n---\n${text}\n`)
