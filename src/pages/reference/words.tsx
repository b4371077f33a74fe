/** A description: words in backticks are code. */
export function Words({ text }: { text: string }) {
  return <p lang="en">{text.split('`').map((part, i) => (i % 2 === 1 ? <code>{part}</code> : part))}</p>
}
