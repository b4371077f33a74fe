const LETTERS = 'abcdefghijklmnopqrstuvwxyz'

/** Every word that is one typing error away: a letter left out, two exchanged, one replaced, one too many. About 54 words a letter. */
export function nearWords(word: string): string[] {
  const near = new Set<string>()
  for (let at = 0; at <= word.length; at++) {
    const [before, here, next, after] = [word.slice(0, at), word.slice(at), word.slice(at + 1), word.slice(at + 2)]
    near.add(before + next)
    near.add(`${before}${next.charAt(0)}${here.charAt(0)}${after}`)
    for (const letter of LETTERS) near.add(before + letter + next).add(before + letter + here)
  }
  near.delete(word)
  return [...near]
}
