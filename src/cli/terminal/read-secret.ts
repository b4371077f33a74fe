import { text } from 'node:stream/consumers'
import { read } from 'read'
import { Refused } from '../runner/command.ts'

/** Asks for a secret twice without showing it, or reads it from standard input if that is no terminal. Throws Refused if the two differ. */
export async function readSecret(prompt: string): Promise<string> {
  if (!process.stdin.isTTY) return (await text(process.stdin)).replace(/\r?\n$/, '')
  const ask = (question: string) => read({ prompt: question, silent: true, output: process.stderr })
  const secret = await ask(prompt)
  if (secret !== (await ask('Repeat: '))) throw new Refused('The two entries differ.')
  return secret
}
