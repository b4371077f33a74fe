import { text } from 'node:stream/consumers'
import { read } from 'read'
import { Refused } from './command.ts'

/** A secret that is not shown while it is typed, twice; without a terminal, what standard input has. Never an argument: others can see those. */
export async function readSecret(prompt: string): Promise<string> {
  if (!process.stdin.isTTY) return (await text(process.stdin)).replace(/\r?\n$/, '')
  const ask = (question: string) => read({ prompt: question, silent: true, output: process.stderr })
  const secret = await ask(prompt)
  if (secret !== (await ask('Once more: '))) throw new Refused('The two are not the same.')
  return secret
}
