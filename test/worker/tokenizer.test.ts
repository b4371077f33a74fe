import { expect, it } from 'vitest'
import { loadTokenizer } from '../../src/files/tokens/load-tokenizer.ts'

it('The Worker reads the tables of the tokenizer from the module beside it', async () => {
  const count = await loadTokenizer()
  expect(count('안녕하세요, hello world', 1000)).toBe(5)
})
